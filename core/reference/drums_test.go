package reference

import (
	"math"
	"testing"
)

// TestDrums: the tones of a disc, an L and a rectangle, against zeros of Bessel's
// functions (Abramowitz and Stegun, table 9.5), published values (Betcke and Trefethen,
// 2005) and sines, and the first mode with its norm.
func TestDrums(t *testing.T) {
	j := []float64{2.404825557695773, 3.831705970207512, 5.135622301840683}
	pi2 := math.Pi * math.Pi
	for _, c := range []struct {
		name, text string
		want       []float64
		at         [2]float64
		u          float64 // there
	}{
		{"disc", "-Δu = E u; eigen E; (x, y) in disc(0, 0, 1); u = 0 on boundary; int(u^2) = 1",
			[]float64{j[0] * j[0], j[1] * j[1], j[1] * j[1], j[2] * j[2]}, [2]float64{0, 0}, 1 / (math.Sqrt(math.Pi) * math.Abs(math.J1(j[0])))},
		{"rectangle", "Δu + 2 E u = u; eigen E; (x, y) in [0, 1]*[0, 2]; u = 0 on boundary; int(u^2) = 1",
			[]float64{(1.25*pi2 + 1) / 2, (2*pi2 + 1) / 2, (3.25*pi2 + 1) / 2, (4.25*pi2 + 1) / 2}, [2]float64{0.5, 1}, math.Sqrt2},
		{"L", "-Δu = E u; eigen E; x in [-1, 1]; y in [-1, 1]; where not (x > 0 and y < 0); u = 0 on boundary; int(u^2) = 1",
			[]float64{9.6397238440219, 15.1972519265, 2 * pi2, 29.5214811142}, [2]float64{}, 0},
	} {
		if c.name == "L" && !figures {
			continue
		}
		p := read(t, c.text)
		r, err := numerical(p)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for !r.Step() {
		}
		claimed, known := r.Error()
		found := r.Params()
		t.Logf("%s: %.12g, claimed %.2g %v, %s %s", c.name, found, claimed, known, r.Method(), r.Reason())
		for i, v := range c.want {
			if !known || len(found) <= i || math.Abs(found[i]-v) > 1e-8*v {
				t.Errorf("%s: E%d is to be %.12g", c.name, i+1, v)
			}
		}
		var u [1]float64
		if r.Eval(u[:], c.at[:]); c.u != 0 && math.Abs(u[0]-c.u) > 1e-7 {
			t.Errorf("%s: u%v = %.9g, want %.9g", c.name, c.at, u[0], c.u)
		}
	}
	if r, err := numerical(read(t, "-Δu + x u = E u; eigen E; (x, y) in [0, 1]^2; u = 0 on boundary; int(u^2) = 1")); err == nil {
		t.Errorf("a potential passes: %v", r.Method())
	}
}
