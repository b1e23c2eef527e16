package uq

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// off is the relative error of got.
func off(got, want float64) float64 {
	if got == want {
		return 0
	}
	return math.Abs(got-want) / math.Abs(want)
}

func TestErfcAgainstTheLibrary(t *testing.T) {
	worst := 0.0
	for x := -6.5; x < 26.5; x += 1.0 / 1024 {
		worst = max(worst, off(Erfc(x), math.Erfc(x)))
	}
	t.Logf("largest relative error %.2g", worst)
	if worst > 1e-15 {
		t.Errorf("relative error %g", worst)
	}
	for _, x := range []float64{math.Inf(1), math.Inf(-1), 1e300, -1e300, 0} {
		if Erfc(x) != math.Erfc(x) {
			t.Errorf("erfc(%g) = %g", x, Erfc(x))
		}
	}
	if !math.IsNaN(Erfc(math.NaN())) {
		t.Error("erfc(NaN) is a number")
	}
}

func TestNormalLaw(t *testing.T) {
	n := distuv.UnitNormal
	for x := -9.0; x < 9; x += 0.0371 {
		for _, c := range [][2]float64{{CDF(x), math.Erfc(-x/math.Sqrt2) / 2}, {Density(x), n.Prob(x)}, {Tail(x), math.Erfc(x/math.Sqrt2) / 2},
			{LogDensity(x, 0, 1), n.LogProb(x)}, {LogDensity(3*x+2, 2, 3), n.LogProb(x) - math.Log(3)}} {
			if off(c[0], c[1]) > 1e-13 {
				t.Fatalf("at %g: %g, want %g", x, c[0], c[1])
			}
		}
	}
}

func TestQuantileInverts(t *testing.T) {
	for _, p := range []float64{1e-300, 1e-100, 1e-20, 1e-9, 0.001, 0.02425, 0.1, 0.3, 0.5 - 1e-9, 0.5, 0.7, 0.95, 1 - 1e-9} {
		x := Quantile(p)
		if got := CDF(x); off(got, p) > 1e-12*max(1, x*x) {
			t.Errorf("Φ(Φ⁻¹(%g)) = %g", p, got)
		}
		if want := distuv.UnitNormal.Quantile(p); p > 1e-300 && math.Abs(x-want) > 1e-12*max(1, math.Abs(want)) {
			t.Errorf("Φ⁻¹(%g) = %.17g, want %.17g", p, x, want)
		}
	}
	if !math.IsInf(Quantile(0), -1) || !math.IsInf(Quantile(1), 1) || !math.IsNaN(Quantile(1.1)) || !math.IsNaN(Quantile(math.NaN())) {
		t.Error("the ends are wrong")
	}
}

// Critical values of D from the tables of Massey (1951).
func TestKolmogorovSmirnovTables(t *testing.T) {
	for _, c := range []struct {
		n         int
		d, chance float64
	}{{10, 0.410, 0.05}, {20, 0.294, 0.05}, {35, 0.27, 0.01}, {20, 0.264, 0.10}, {100, 0.1358, 0.05}} {
		u := make([]float64, c.n) // an empirical distribution off by exactly D
		for i := range u {
			u[i] = min(1, float64(i)/float64(c.n)+c.d)
		}
		d, p := KolmogorovSmirnov(u)
		if math.Abs(d-c.d) > 1e-12 || math.Abs(p-c.chance) > 0.12*c.chance {
			t.Errorf("n = %d, D = %g: p = %g, want %g", c.n, d, p, c.chance)
		}
	}
}
