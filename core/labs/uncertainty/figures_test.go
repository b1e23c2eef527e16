//go:build figures

package uncertainty

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"residual/core/lab"
	"residual/core/rng"
	"residual/core/uq"
)

// The noise is known: an ensemble that learnt from 4000 rows loses less than
// 0.02 nat to the truth, and its σ̂ is within 10 % everywhere where data are.
func TestFigureKnownNoise(t *testing.T) {
	for _, data := range []string{"hazard", "gap", "heteroscedastic"} {
		for seed := range uint64(3) {
			r := finished(t, seed, map[string]string{"data": data, "n": "4000", "folds": "2"})
			from, to := r.data.testing()
			worst := 0.0
			for i := from; i < to; i++ {
				worst = math.Max(worst, math.Abs(math.Sqrt(r.evaluation.aleatoric[i])/r.data.truth.sd(r.evaluation.x[i])-1))
			}
			rep := r.report()
			loss := rep.excess()
			t.Logf("%s, seed %d: %.4f nat above the law | 0.02; largest |σ̂/σ − 1| %.3f | 0.1", data, seed, loss, worst)
			if !(loss < 0.02 && loss > -1e-3 && worst < 0.1) {
				t.Errorf("%s, seed %d: %v nat, %v", data, seed, loss, worst)
			}
		}
	}
}

// Three ways to a posterior that is known in closed form, by the checks of the
// lab: mean within 1 %, covariance within 5 %, of the mean-field law the known
// variances 1/Λᵢᵢ within 5 %.
func TestFigureLinearGaussian(t *testing.T) {
	for _, model := range []string{"hmc", "laplace", "variational"} {
		for seed := range uint64(3) {
			r := finished(t, seed, map[string]string{"model": model, "basis": "cubic", "n": "300", "draws": "4000", "folds": "2"})
			if r.Status().State != lab.Converged {
				t.Fatal(r.Status())
			}
			for _, c := range r.posteriorChecks() {
				allowed := math.Min(c.Tolerance, tolCovariance)
				t.Logf("%s, seed %d: %s %.2g | %v", model, seed, c.Name, c.Measured, allowed)
				if !(c.Measured <= allowed) {
					t.Errorf("%s, seed %d: %s is %v, allowed %v", model, seed, c.Name, c.Measured, allowed)
				}
			}
		}
	}
}

// The chains mix, by the bounds that a run is held to: for each preset on at least
// 19 of 20 seeds.
func TestFigureMixing(t *testing.T) {
	const seeds, enough = 20, 19
	for _, data := range data.Choices {
		t.Run(data, func(t *testing.T) {
			t.Parallel()
			passed := 0
			for seed := range uint64(seeds) {
				m := mixingAlone(t, seed, map[string]string{"data": data, "model": "hmc"})
				t.Logf("%s, seed %d: R̂ %.4f | %v; effective sample size %.0f | %d", data, seed, m.rhat, mostRHat, m.ess, leastESS)
				if m.wrong() == "" {
					passed++
				}
			}
			t.Logf("%s: %d of %d seeds mix | %d", data, passed, seeds, enough)
			if passed < enough {
				t.Errorf("%s: %d of %d seeds mix", data, passed, seeds)
			}
		})
	}
}

// mixingAlone runs the chains of all rows to their end and no other fit.
func mixingAlone(t *testing.T, seed uint64, knobs map[string]string) mixing {
	e := of(begin(t, seed, knobs))
	chains := e.fits.all[:e.fits.whole]
	for !chains.Finished() {
		for i, f := range chains.Unfinished {
			e.stepper.setRows(&e.data, e.fits.fold(i))
			f.Slice(e.stepper.target(e.data.noise), len(e.stepper.rows.x))
		}
	}
	return e.predict.mixingOf(&e.fits)
}

// Over 2000 sets of n calibration rows the coverage of the intervals about one
// fitted network follows Beta(k, n+1−k). The coverage of a bound is computed
// from the law, by its tails at 400 places, not counted.
func TestFigureConformalCoverage(t *testing.T) {
	const resplits, places = 2000, 400
	for _, data := range []string{"hazard", "heavy"} {
		r := finished(t, 5, map[string]string{"data": data, "model": "network", "n": "200", "folds": "2"})
		l, members := r.data.truth, r.fits.members(&r.predict)
		f := forecast{mu: make([]float64, 1000), sigma: make([]float64, 1000)}
		for _, n := range []int{100, 1000} {
			k := uq.ScoreRank(n, r.alpha)
			beta := distuv.Beta{Alpha: float64(k), Beta: float64(n + 1 - k)}
			var u [2][]float64
			x, y := make([]float64, n), make([]float64, n)
			scores := [2][]float64{make([]float64, n), make([]float64, n)}
			z := uq.Quantile(1 - r.alpha/2)
			for s := range uint64(resplits) {
				l.draw(x, y, rng.New(1000+s, "figure", uint64(n)))
				r.predict.forecast(&f, members, x)
				for i := range x {
					mu, sigma := f.mu[i], f.sigma[i]
					scores[0][i] = uq.AbsoluteScore(y[i], mu)
					scores[1][i] = uq.QuantileScore(y[i], mu-z*sigma, mu+z*sigma)
				}
				for j := range u {
					u[j] = append(u[j], beta.CDF(r.trueCoverage(members, uq.ScoreQuantile(scores[j], r.alpha), z*float64(j), places)))
				}
			}
			for j, name := range []string{"split", "quantiles"} {
				d, p := uq.KolmogorovSmirnov(u[j])
				t.Logf("%s, %s, n = %d: KS D = %.4f, p = %.3f | p > 0.01 against Beta(%d, %d)", data, name, n, d, p, k, n+1-k)
				if !(p > 0.01) {
					t.Errorf("%s, %s, n = %d: p = %v", data, name, n, p)
				}
			}
		}
	}
}

// trueCoverage is the probability that y lies within μ ± (q + zσ), over the truth.
func (e *experiment) trueCoverage(members [][]float64, q, z float64, places int) float64 {
	x := e.quantilesOfX(places)
	f := forecast{mu: make([]float64, places), sigma: make([]float64, places)}
	e.predict.forecast(&f, members, x)
	sum := 0.0
	for i, x := range x {
		mu, half := f.mu[i], q+z*f.sigma[i]
		sum += e.data.truth.tail(mu-half, x) - e.data.truth.tail(mu+half, x)
	}
	return sum / float64(places)
}

// quantilesOfX are the midpoints of equal parts of the law of x, which is
// uniform.
func (e *experiment) quantilesOfX(places int) []float64 {
	x := make([]float64, places)
	for i := range x {
		x[i] = e.data.truth.lo + (e.data.truth.hi-e.data.truth.lo)*(float64(i)+0.5)/float64(places)
	}
	return x
}

// The chance of the event is near the true one: the Brier score is within 0.005
// of the law's, for every preset and three thresholds.
func TestFigureExceedance(t *testing.T) {
	for _, data := range []string{"hazard", "gap", "heteroscedastic", "heavy"} {
		for seed := range uint64(3) {
			r := finished(t, seed, map[string]string{"data": data, "folds": "2"})
			for _, level := range []float64{-1, 0.5, 1.2} {
				r.threshold = r.data.scale.level(level)
				rep := r.report()
				m := rep.scores()
				t.Logf("%s, seed %d, level %v: Brier score %.4f, of the law %.4f | 0.005 above", data, seed, level, m.brier, m.perfect)
				if !(math.Abs(m.brier-m.perfect) < 0.005) {
					t.Errorf("%s, seed %d, level %v: %v above", data, seed, level, m.brier-m.perfect)
				}
			}
		}
	}
}

// The parts that are printed add up, for every model.
func TestFigureTotalVariance(t *testing.T) {
	for _, model := range []string{"network", "ensemble", "hmc", "laplace", "variational"} {
		r := finished(t, 1, map[string]string{"model": model, "n": "100", "folds": "2"})
		if r.Status().State != lab.Converged {
			t.Fatalf("%s: %v", model, r.Status())
		}
		rep := r.report()
		parts := rep.scores().parts
		t.Logf("%s: |E[σ²] + Var[μ] − Var Y|/Var Y ≤ %.1e | 1e-12", model, parts)
		if !(parts < 1e-12) {
			t.Errorf("%s: %v", model, parts)
		}
		var f lab.Frame
		r.Frame(&f)
		var a, e, v float64
		for _, read := range f.Readouts {
			if strings.HasPrefix(read.Name, "Var Y") {
				if n, _ := fmt.Sscanf(strings.NewReplacer("×", "e", " × 10", "e").Replace(read.Value), "%g + %g = %g", &a, &e, &v); n == 3 && math.Abs(a+e-v) > 1e-12*v {
					t.Errorf("%s: printed %s", model, read.Value)
				}
			}
		}
	}
}
