package reference

import (
	"math"
	"strings"
	"testing"

	"residual/core/law"
)

func read(t testing.TB, text string) *law.Problem {
	t.Helper()
	p, err := law.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return p
}

// TestClosed: a solution that the text gives is taken where it is one, at the values of
// the parameters that are asked for, and nowhere else.
func TestClosed(t *testing.T) {
	p := read(t, "x in [-1, 1]; y in [-1, 1]; a = 1 in [0, 4]; where x² + y² < 1\nΔu = 4a; u = a on boundary; truth u = a (x² + y²)")
	r, err := For(p, []float64{3})
	if err != nil || !r.Step() || !strings.HasPrefix(r.Method(), "closed form") {
		t.Fatalf("%v, %v", r, err)
	}
	var u [2]float64
	r.Eval(u[:], []float64{0.5, 0.1, 0.9, 0.9})
	if math.Abs(u[0]-0.78) > 1e-15 || !math.IsNaN(u[1]) {
		t.Errorf("u = %v, want 0.78 and none outside", u)
	}
	p = read(t, "x in [0, 1]; u'' = 2; u(0) = 0; u(1) = 1; truth u = x^3")
	if r, err := For(p, nil); err == nil {
		t.Errorf("a wrong truth is taken: %v", r.Method())
	}
}
