package uq

import (
	"math"
	"math/rand/v2"
	"testing"
)

// events draws what happens where log-odds are z.
func events(r *rand.Rand, z []float64) []bool {
	y := make([]bool, len(z))
	for i, v := range z {
		y[i] = r.Float64() < 1/(1+math.Exp(-v))
	}
	return y
}

// TestTemperature: log-odds that are three times too large are found out.
func TestTemperature(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	z := make([]float64, 40000)
	for i := range z {
		z[i] = 6 * (r.Float64() - 0.5)
	}
	y := events(r, z)
	for i := range z {
		z[i] *= 3
	}
	if got := Temperature(z, y); math.Abs(got-3) > 0.1 {
		t.Errorf("T = %v, want 3", got)
	}
}

// TestExpectedCalibrationError: near 0 for true chances, and |p − q| where p is
// said and q is true.
func TestExpectedCalibrationError(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 2))
	const n = 100000
	p, y, said, came := make([]float64, n), make([]bool, n), make([]float64, n), make([]bool, n)
	for i := range p {
		z := 8 * (r.Float64() - 0.5)
		p[i] = Logistic(z)
		y[i] = r.Float64() < 1/(1+math.Exp(-z))
		said[i], came[i] = 0.8, r.Float64() < 0.65
	}
	if e := ExpectedCalibrationError(p, y, 10); e > 0.01 {
		t.Errorf("true chances: %v", e)
	}
	if e := ExpectedCalibrationError(said, came, 10); math.Abs(e-0.15) > 0.01 {
		t.Errorf("0.8 said, 0.65 true: %v", e)
	}
}

func TestLogistic(t *testing.T) {
	for _, z := range []float64{-700, -30, -1, 0, 1e-9, 2, 40, 700} {
		want := 1 / (1 + math.Exp(-z))
		if got := Logistic(z); math.Abs(got-want) > 1e-15*want {
			t.Errorf("Logistic(%v) = %v, want %v", z, got, want)
		}
	}
}
