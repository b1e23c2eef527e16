package reference

import (
	"math"
	"testing"

	"residual/core/law"
)

// TestHostileFields: problems that are posed badly, or far from what anyone would ask,
// end in words: no panic, no endless work, and no error is claimed that is not known.
func TestHostileFields(t *testing.T) {
	texts := []string{
		"Δu = 0; (x, y) in [0, 1]^2; x < 0.001; u = 0 on boundary",
		"Δu = 0; (x, y) in [0, 1]^2; sin(1000 x y) > 0; u = x on boundary",
		"u u_x = 0; (x, y) in [0, 1]^2; u = 0 on left",
		"0 u_xx + 0 u_yy = 1; (x, y) in [0, 1]^2; u = 0 on boundary",
		"u_t = -u_xx; x in [0, 1]; t in [0, 1]; u(x,0) = sin(9 pi x); u = 0 on boundary",
		"u_t = u_xx + u^3 exp(u); x in [0, 1]; t in [0, 9]; u(x,0) = 9; u = 9 on boundary",
		"u_t = u_x^3 u_xx; x in [0, 1]; t in [0, 1]; u(x,0) = x(1-x); u = 0 on boundary",
		"u_t u_t = 1; x in [0, 1]; t in [0, 1]; u(x,0) = x; periodic in x",
		"u_t = sqrt(u) + u_xx; x in [0, 1]; t in [0, 1]; u(x,0) = -1; periodic in x",
		"u_t + u u_x = 1e-9 u_xx; x in [0, 1]; t in [0, 9]; u(x,0) = 1e6 sin(2 pi x); u = 0 on boundary",
		"-Δu = E u; eigen E; (x, y) in [0, 1]*[0, 1000]; u = 0 on boundary; int(u^2) = 1",
		"-Δu = -E u; eigen E; (x, y) in [0, 1]^2; u = 0 on boundary; int(u^2) = -1",
	}
	if figures {
		texts = append(texts,
			"Δu = 1/x; x in [-1, 1]; y in [0, 1]; u = 0 on boundary",
			"Δu = exp(exp(exp(u))); (x, y) in [0, 1]^2; u = 9 on boundary")
	}
	for _, text := range texts {
		p, err := law.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		r, err := numerical(p)
		if err != nil {
			t.Logf("%s: refused: %v", text, err)
			continue
		}
		steps := 0
		for ; !r.Step(); steps++ {
			if steps > 1e5 {
				t.Fatalf("%s does not end", text)
			}
		}
		e, known := r.Error()
		if known && !(e < 0.1) || !known && r.Reason() == "" {
			t.Errorf("%s: an error of %v, %v, without a reason", text, e, known)
		}
		out := make([]float64, len(p.Fields))
		r.Eval(out, make([]float64, len(p.Inputs)))
		r.Eval(out, []float64{math.NaN(), math.Inf(1)})
		t.Logf("%s: %d steps, %.2g %v, %s, %s", text, steps, e, known, r.Method(), r.Reason())
	}
}
