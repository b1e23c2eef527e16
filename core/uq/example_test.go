package uq_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"residual/core/uq"
)

// Split conformal prediction covers with probability at least 1 − α, and at most
// 1/(n + 1) more, whatever the model is (Lei et al. 2018, theorem 2). Here a model
// that is wrong, μ = 0 for y ~ N(0.5, 1), covers 90 % of 20 000 new values, within
// a standard error of the calibration of 0.9 %.
func ExampleScoreQuantile() {
	rng := rand.New(rand.NewPCG(1, 2))
	scores, fresh := make([]float64, 999), make([]float64, 20000)
	for i := range scores {
		scores[i] = uq.AbsoluteScore(0.5+rng.NormFloat64(), 0)
	}
	for i := range fresh {
		fresh[i] = 0.5 + rng.NormFloat64()
	}
	half := uq.ScoreQuantile(scores, 0.1)
	covered := 0
	for _, y := range fresh {
		if -half <= y && y <= half {
			covered++
		}
	}
	fmt.Println("rank", uq.ScoreRank(len(scores), 0.1), "of", len(scores))
	fmt.Printf("coverage %.2f\n", float64(covered)/float64(len(fresh)))
	// Output:
	// rank 900 of 999
	// coverage 0.90
}

// A score is proper: the score of N(0, 1) at its own mean is (√2 − 1)/√π =
// 0.233695 (Gneiting & Raftery 2007, equation 21). Where the truth is N(0, 1), the
// score of N(0, σ²) is √(2(1 + σ²)/π) − σ/√π on average: least for σ = 1.
func ExampleCRPS() {
	fmt.Printf("%.6f\n", uq.CRPS(0, 0, 1))
	sum := [3]float64{}
	const n = 9999
	for i := range n {
		y := uq.Quantile((float64(i) + 0.5) / n)
		for k, sigma := range []float64{0.7, 1, 1.4} {
			sum[k] += uq.CRPS(y, 0, sigma) / n
		}
	}
	fmt.Printf("σ = 0.7: %.3f, σ = 1: %.3f, σ = 1.4: %.3f\n", sum[0], sum[1], sum[2])
	// Output:
	// 0.233695
	// σ = 0.7: 0.579, σ = 1: 0.564, σ = 1.4: 0.583
}

// Two members that disagree: the variance is E[σ²] + Var[μ] = 0.25 + 1.
func ExampleMixture() {
	m := uq.Mixture{Mu: []float64{-1, 1}, Sigma: []float64{0.5, 0.5}}
	mean, aleatoric, epistemic := m.Moments()
	fmt.Println(mean, aleatoric, epistemic, m.Variance())
	// Output:
	// 0 0.25 1 1.25
}

// isotropic is ln p of independent normal numbers of the standard deviation 2.
type isotropic struct{}

func (isotropic) LogDensity(grad, theta []float64) (logp float64) {
	for i, x := range theta {
		grad[i] = -x / 4
		logp -= x * x / 8
	}
	return logp
}

// Four chains from far apart agree on N(0, 2²).
func ExampleChain() {
	chains := make([][]float64, 4)
	squares := 0.0
	for i := range chains {
		c := uq.NewChain(isotropic{}, []float64{float64(8*i - 12)}, 7, uint64(i), 300, 10)
		for range 300 {
			c.Draw(isotropic{})
		}
		for range 2000 {
			c.Draw(isotropic{})
			chains[i] = append(chains[i], c.Theta[0])
			squares += c.Theta[0] * c.Theta[0] / 8000
		}
	}
	fmt.Printf("R̂ < 1.01: %t, variance %.0f\n", uq.RHat(chains) < 1.01, squares)
	// Output:
	// R̂ < 1.01: true, variance 4
}

// The best mean-field posterior of a Gaussian with the precision Λ has the
// variances 1/Λᵢᵢ, which are too small where parameters are correlated: with the
// correlation √½ they are ½ in place of 1.
func ExampleMeanField() {
	q := uq.NewMeanField([]float64{3, -3}, 0.5, 1, 0)
	const steps = 2000
	for i := range steps {
		left := 1 - float64(i)/steps
		q.Step(correlated{}, 8, 0.05*left*left)
	}
	g, err := uq.NewGaussian([]float64{0, 0}, []float64{2, -math.Sqrt2, -math.Sqrt2, 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	column := make([]float64, 2)
	g.Covariance(column, 0)
	fmt.Printf("mean field %.1f, truth %.1f\n", math.Exp(2*q.LogSD()[0]), column[0])
	// Output:
	// mean field 0.5, truth 1.0
}

// correlated is ln p of two numbers of variance 1 and correlation √½.
type correlated struct{}

func (correlated) LogDensity(grad, x []float64) float64 {
	grad[0], grad[1] = math.Sqrt2*x[1]-2*x[0], math.Sqrt2*x[0]-2*x[1]
	return (grad[0]*x[0] + grad[1]*x[1]) / 2
}
