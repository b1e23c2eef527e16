package uq

import (
	"math"
	"math/rand/v2"
	"testing"

	"residual/core/rng"
)

// Of (1, 2), (3, 2), (2, 5) the mean is (2, 3); the covariances are 1, 0 and 3.
func TestMoments(t *testing.T) {
	mean, cov := Moments([][]float64{{1, 2, 3, 2}, {2, 5}}, 2)
	for i, want := range []float64{2, 3} {
		if math.Abs(mean[i]-want) > 1e-15 {
			t.Errorf("mean %v", mean)
		}
	}
	for i, want := range []float64{1, 0, 0, 3} {
		if math.Abs(cov[i]-want) > 1e-15 {
			t.Errorf("covariance %v", cov)
		}
	}
}

// Of 2, 4, 4, 4, 5, 5, 7, 9 the mean is 5 and the standard deviation 2.
func TestMeanSD(t *testing.T) {
	mean, sd := MeanSD([]float64{2, 4, 4, 4, 5, 5, 7, 9})
	if math.Abs(mean-5) > 1e-14 || math.Abs(sd-2) > 1e-14 {
		t.Errorf("%v ± %v, want 5 ± 2", mean, sd)
	}
}

// Independent draws are worth their number; with each one taken twice they are
// worth half of it.
func TestVarianceESS(t *testing.T) {
	const n = 4000
	alone, twice := make([][]float64, 4), make([][]float64, 4)
	for k := range alone {
		alone[k] = make([]float64, n/4)
		rng.Normals(alone[k], rand.New(rand.NewPCG(uint64(k), 12)))
		for _, x := range alone[k] {
			twice[k] = append(twice[k], x, x)
		}
	}
	for name, ess := range map[string]float64{"alone": VarianceESS(alone, []float64{0}), "twice": VarianceESS(twice, []float64{0})} {
		if ess < 0.8*n || ess > 1.2*n {
			t.Errorf("%s: %v of %d", name, ess, n)
		}
	}
}

// Acting costs 0.2: on four events, of which the two likely ones happened.
func TestMeanCosts(t *testing.T) {
	p, happened := []float64{0.9, 0.1, 0.4, 0.6}, []bool{true, false, false, true}
	got := Decision{Cost: 0.2, Loss: 1}.MeanCosts(p, happened, []float64{0, 0.5, 0.7, 1})
	for i, want := range []float64{4 * 0.2 / 4, 2 * 0.2 / 4, (0.2 + 1) / 4, 2. / 4} {
		if math.Abs(got[i]-want) > 1e-15 {
			t.Errorf("level %d: %v, want %v", i, got[i], want)
		}
	}
	for i, level := range []float64{0, 0.5, 0.7, 1} { // against the cost of each decision
		sum := 0.0
		for j, q := range p {
			d := Decision{Cost: 0.2, Loss: 1}
			if q > level {
				sum += d.Cost
			} else {
				sum += d.Paid(0, happened[j])
			}
		}
		if math.Abs(got[i]-sum/4) > 1e-15 {
			t.Errorf("level %v: %v, decisions cost %v", level, got[i], sum/4)
		}
	}
}

func TestCoverage(t *testing.T) {
	fraction, width := Coverage([]float64{0, 1, 2, 3}, []float64{-1, 1, 3, 0}, []float64{1, 1, 5, 2})
	if fraction != 0.5 || width != 1.5 {
		t.Errorf("%v covered, mean width %v", fraction, width)
	}
	nan := math.NaN()
	fraction, width = Coverage([]float64{0, 1, 2, 3}, []float64{-1, nan, 2.5, 2}, []float64{1, nan, 1.5, math.Inf(1)})
	if fraction != 0.5 || !math.IsInf(width, 1) {
		t.Errorf("%v covered, mean width %v", fraction, width)
	}
}
