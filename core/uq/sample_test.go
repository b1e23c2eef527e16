package uq

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"residual/core/rng"
)

// A gaussian is a Target with a known law.
type gaussian struct {
	mean      []float64
	precision []float64
}

func (g gaussian) LogDensity(grad, theta []float64) float64 {
	n, log := len(theta), 0.0
	for i := range n {
		grad[i] = 0
		for j := range n {
			grad[i] -= g.precision[i*n+j] * (theta[j] - g.mean[j])
		}
		log += grad[i] * (theta[i] - g.mean[i]) / 2
	}
	return log
}

// correlated is a law of three numbers of different scales, and its covariance.
func correlated() (gaussian, *mat.Dense) {
	cov := mat.NewDense(3, 3, []float64{4, 1.2, 0.1, 1.2, 1, 0.05, 0.1, 0.05, 0.04})
	var inv mat.Dense
	if err := inv.Inverse(cov); err != nil {
		panic(err)
	}
	return gaussian{[]float64{1, -2, 0.5}, inv.RawMatrix().Data}, cov
}

// sample runs chains and returns the draws after the warm-up: number i of chain c
// is draws[i][c].
func sample(t Target, starts [][]float64, warm, n, leaps int) (draws [][][]float64, chains []*Chain) {
	draws = make([][][]float64, len(starts[0]))
	for c, s := range starts {
		chain := NewChain(t, s, 11, uint64(c), warm, leaps)
		for i := range draws {
			draws[i] = append(draws[i], make([]float64, n))
		}
		for k := range warm + n {
			if chain.Draw(t); k >= warm {
				for i, x := range chain.Theta {
					draws[i][c][k-warm] = x
				}
			}
		}
		chains = append(chains, chain)
	}
	return draws, chains
}

func TestHMCOnACorrelatedGaussian(t *testing.T) {
	g, cov := correlated()
	starts := [][]float64{{5, 5, 5}, {-5, 0, 1}, {0, 0, 0}, {9, -9, 3}}
	draws, chains := sample(g, starts, 500, 4000, 12)
	for i, d := range draws {
		r, bulk, tail := RHat(d), ESS(d), TailESS(d)
		t.Logf("θ%d: R̂ %.4f, bulk ESS %.0f, tail ESS %.0f", i, r, bulk, tail)
		if r > 1.01 || bulk < 3000 || tail < 2000 {
			t.Errorf("θ%d: R̂ %g, ESS %g, %g", i, r, bulk, tail)
		}
		mean, _ := meanVariance(pooled(d))
		if sd := math.Sqrt(cov.At(i, i)); math.Abs(mean-g.mean[i]) > 4*sd/math.Sqrt(MeanESS(d)) {
			t.Errorf("mean of θ%d is %g", i, mean)
		}
		for j := range i + 1 {
			if got, want := covarianceOf(pooled(d), pooled(draws[j])), cov.At(i, j); math.Abs(got-want) > 0.06*math.Sqrt(cov.At(i, i)*cov.At(j, j)) {
				t.Errorf("covariance %d, %d is %g, want %g", i, j, got, want)
			}
		}
	}
	for _, c := range chains {
		if c.Divergent > 0 || c.Rate() < 0.6 || c.Rate() > 0.97 {
			t.Errorf("%d divergent, acceptance %g, ε %g", c.Divergent, c.Rate(), c.Step.Now(false))
		}
	}
}

func covarianceOf(x, y []float64) float64 {
	mx, _ := meanVariance(x)
	my, _ := meanVariance(y)
	s := 0.0
	for i := range x {
		s += (x[i] - mx) * (y[i] - my)
	}
	return s / float64(len(x)-1)
}

// twoHills has modes that no chain gets between.
type twoHills struct{}

func (twoHills) LogDensity(grad, theta []float64) float64 {
	m := 20.0
	if theta[0] < 0 {
		m = -20
	}
	grad[0] = m - theta[0]
	return -grad[0] * grad[0] / 2
}

func TestChainsThatDoNotMixAreFound(t *testing.T) {
	draws, _ := sample(twoHills{}, [][]float64{{-20}, {20}, {19}, {-21}}, 200, 500, 8)
	if r, n := RHat(draws[0]), ESS(draws[0]); r < 1.5 || n > 20 {
		t.Errorf("R̂ %g, ESS %g", r, n)
	}
}

// Of an autoregressive chain xₜ = ρxₜ₋₁ + z the effective size is n(1−ρ)/(1+ρ).
func TestESSOfAutoregression(t *testing.T) {
	for _, rho := range []float64{-0.5, 0, 0.5, 0.9} {
		chains := make([][]float64, 4)
		for c := range chains {
			x := make([]float64, 10000)
			rng.Normals(x, rand.New(rand.NewPCG(1, uint64(c))))
			x[0] /= math.Sqrt(1 - rho*rho)
			for i := 1; i < len(x); i++ {
				x[i] += rho * x[i-1]
			}
			chains[c] = x
		}
		want := 40000 * (1 - rho) / (1 + rho)
		if got := MeanESS(chains); math.Abs(got/want-1) > 0.1 {
			t.Errorf("ρ = %g: %g, want %g", rho, got, want)
		}
		if r := RHat(chains); math.Abs(r-1) > 0.01 {
			t.Errorf("ρ = %g: R̂ %g", rho, r)
		}
	}
}

// R̂ sees chains of different spread, which their means do not tell apart.
func TestRHatSeesSpread(t *testing.T) {
	chains := make([][]float64, 4)
	for c := range chains {
		chains[c] = make([]float64, 500)
		rng.Normals(chains[c], rand.New(rand.NewPCG(2, uint64(c))))
		for i := range chains[c] {
			chains[c][i] *= float64(1 + 2*(c%2))
		}
	}
	if r := RHat(chains); r < 1.05 {
		t.Errorf("R̂ %g", r)
	}
}

func TestGaussianFromItsPrecision(t *testing.T) {
	g, cov := correlated()
	l, err := NewGaussian(g.mean, append([]float64(nil), g.precision...))
	if err != nil {
		t.Fatal(err)
	}
	column := make([]float64, 3)
	for i := range 3 {
		l.Covariance(column, i)
		for j, v := range column {
			if math.Abs(v-cov.At(i, j)) > 1e-13 {
				t.Errorf("covariance %d, %d: %g", i, j, v)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 1))
	draws := make([][]float64, 3)
	for range 20000 {
		l.Draw(column, random)
		for i, v := range column {
			draws[i] = append(draws[i], v)
		}
	}
	for i := range draws {
		for j := range draws {
			if got, want := covarianceOf(draws[i], draws[j]), cov.At(i, j); math.Abs(got-want) > 0.04*math.Sqrt(cov.At(i, i)*cov.At(j, j)) {
				t.Errorf("drawn covariance %d, %d: %g, want %g", i, j, got, want)
			}
		}
	}
	if _, err := NewGaussian(make([]float64, 2), []float64{1, 2, 2, 1}); err != ErrIndefinite {
		t.Errorf("an indefinite precision: %v", err)
	}
}

// The best mean-field q of a Gaussian has its mean and the variances 1/Λᵢᵢ,
// which are smaller than the true ones.
func TestMeanFieldShrinks(t *testing.T) {
	g, cov := correlated()
	q := NewMeanField([]float64{0, 0, 0}, 0.1, 3, 0)
	const steps = 6000
	for i := range steps {
		left := 1 - float64(i)/steps
		q.Step(g, 16, 0.05*left*left)
	}
	for i, m := range q.Mean() {
		sd := math.Exp(q.LogSD()[i])
		if math.Abs(m-g.mean[i]) > 1e-3 {
			t.Errorf("mean %d is %g", i, m)
		}
		if want := 1 / g.precision[i*3+i]; math.Abs(sd*sd/want-1) > 0.02 || sd*sd > 0.999*cov.At(i, i) {
			t.Errorf("variance %d is %g, want %g of %g", i, sd*sd, want, cov.At(i, i))
		}
	}
}
