package uq

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"residual/core/rng"
)

// Predictions with half the true σ: the share of y below the p-quantile is
// Φ(Φ⁻¹(p)/2).
func TestReliabilityOfTooSureAModel(t *testing.T) {
	z, pit := make([]float64, 100000), make([]float64, 100000)
	rng.Normals(z, rand.New(rand.NewPCG(5, 5)))
	for i, v := range z {
		pit[i] = CDF(2 * v)
	}
	levels := Levels(9)
	sum := 0.0
	for i, s := range Reliability(pit, levels) {
		if want := CDF(Quantile(levels[i]) / 2); math.Abs(s-want) > 0.006 {
			t.Errorf("level %g: %g, want %g", levels[i], s, want)
		}
	}
	for _, p := range Levels(99) {
		sum += math.Pow(CDF(Quantile(p)/2)-p, 2)
	}
	if got, want := CalibrationError(pit), math.Sqrt(sum/99); math.Abs(got-want) > 0.003 {
		t.Errorf("calibration error %g, want %g", got, want)
	}
}

// The reference solution of isotonic regression: fitᵢ = max_{a≤i} min_{b≥i} of
// the mean of y from a to b (Robertson, Wright & Dykstra 1988).
func minimax(y, w []float64) []float64 {
	fit := make([]float64, len(y))
	for i := range y {
		fit[i] = math.Inf(-1)
		for a := 0; a <= i; a++ {
			least := math.Inf(1)
			for b := i; b < len(y); b++ {
				s, n := 0.0, 0.0
				for j := a; j <= b; j++ {
					s, n = s+w[j]*y[j], n+w[j]
				}
				least = min(least, s/n)
			}
			fit[i] = max(fit[i], least)
		}
	}
	return fit
}

func TestIsotonicAgainstMinimax(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	for n := 1; n < 30; n++ {
		y, w := make([]float64, n), make([]float64, n)
		for i := range y {
			y[i], w[i] = float64(i)/10+2*random.Float64(), 0.5+random.Float64()
		}
		got := Isotonic(y, w)
		for i, want := range minimax(y, w) {
			if math.Abs(got[i]-want) > 1e-12 {
				t.Fatalf("n = %d, i = %d: %g, want %g", n, i, got[i], want)
			}
		}
	}
	if got := Isotonic([]float64{3, 1, 2}, nil); !slices.Equal(got, []float64{2, 2, 2}) {
		t.Errorf("%v", got)
	}
}

// What a too sure model says is put right, on rows that it was not put right on.
func TestRecalibration(t *testing.T) {
	z := make([]float64, 8000)
	rng.Normals(z, rand.New(rand.NewPCG(8, 1)))
	for i, v := range z {
		z[i] = CDF(2 * v)
	}
	r := Recalibrate(z[:4000])
	after := make([]float64, 4000)
	for i, p := range z[4000:] {
		after[i] = r.Chance(p)
	}
	if _, p := KolmogorovSmirnov(z[4000:]); p > 1e-6 {
		t.Errorf("the model was calibrated, p = %g", p)
	}
	if e := CalibrationError(after); e > 0.02 {
		t.Errorf("calibration error %g after", e)
	}
	for _, p := range []float64{0, 0.01, 0.3, 0.99, 1} {
		if got := r.Chance(r.Level(p)); math.Abs(got-p) > 1e-12 {
			t.Errorf("Chance(Level(%g)) = %g", p, got)
		}
	}
}

func TestBins(t *testing.T) {
	x := []float64{0, 0.4, 0.6, 1, 2}
	y := []float64{0, 5, 0, 0, 0}
	low, high := []float64{-1, -1, -1, 1, -3}, []float64{1, 1, 1, 2, 3}
	b := Bins(2, 0, 1, x, y, low, high)
	if b[0].N != 2 || b[0].Covered != 1 || b[0].Width != 2 || b[0].Coverage() != 0.5 {
		t.Errorf("%+v", b[0])
	}
	if b[1].N != 3 || b[1].Covered != 2 || b[1].Width != 3 || b[1].Lo != 0.5 || b[1].Hi != 1 {
		t.Errorf("%+v", b[1])
	}
	if b := Bins(1, 0, 1, x[:3], y, []float64{-1, math.NaN(), 2}, []float64{1, math.NaN(), 1}); b[0].Covered != 1 || b[0].Width != 2./3 {
		t.Errorf("with empty intervals %+v", b[0])
	}
	if h := Histogram([]float64{0, 0.49, 0.5, 1}, 2); !slices.Equal(h, []int{2, 2}) {
		t.Errorf("%v", h)
	}
}
