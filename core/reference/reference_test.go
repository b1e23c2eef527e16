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

// TestStates: of an eigenproblem more states are computed than the text gives, and they
// are orthogonal to each other.
func TestStates(t *testing.T) {
	p := read(t, "-½ psi'' + ½ x² psi = E psi; eigen E; x in [-8, 8]; psi(-8) = 0; psi(8) = 0; int(psi²) = 1; truth E = ½; truth psi = π^(-1/4) e^(-x²/2)")
	r, err := Computed(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for !r.Step() {
	}
	for i, e := range r.Params() {
		if math.Abs(e-float64(i)-0.5) > 1e-12 {
			t.Errorf("state %d has %v", i, e)
		}
	}
	const points = 4000
	x, u, v := make([]float64, points), make([]float64, points), make([]float64, points)
	for i := range x {
		x[i] = -8 + 16*(float64(i)+0.5)/points
	}
	for a := range r.Params() {
		for b := range r.Params() {
			r.(States).State(a, u, x)
			r.(States).State(b, v, x)
			sum, want := 0.0, 0.0
			for i := range x {
				sum += u[i] * v[i] * 16 / points
			}
			if a == b {
				want = 1
			}
			if math.Abs(sum-want) > 1e-12 {
				t.Errorf("∫ψ%dψ%d = %v", a, b, sum)
			}
		}
	}
}

// TestFamily: a parameter that the fields depend on is an input like others.
func TestFamily(t *testing.T) {
	for _, text := range []string{
		"for every k in [1, 4]; t in [0, 1]\nu_t = -k u; u(k, 0) = k; truth u = k e^(-k t)",
		"x in [0, 1]; for every a in [2, 5]\nu_xx = a² u; u(0, a) = 1; u(1, a) = 0; truth u = sinh(a (1 - x))/sinh(a)",
		"t in [0, 2]; for every c in [0.5, 3]\nx_t = y; y_t = -c x; x(0, c) = 1; y(0, c) = c; truth x = cos(√c t) + √c sin(√c t); truth y = c cos(√c t) - √c sin(√c t)",
	} {
		p := read(t, text)
		r, err := numerical(p)
		if err != nil {
			t.Fatal(err)
		}
		for !r.Step() {
			if r.Progress() >= 1 {
				t.Fatal("progress ends before the work")
			}
		}
		claimed, ok := r.Error()
		if e := distance(p, r, closed(p)); !ok || claimed > 1e-8 || !(e <= 10*claimed) {
			t.Errorf("%s: claimed %.2g, known: %v, %s; true %.2g", text, claimed, ok, r.Reason(), e)
		}
		t.Log(r.Method(), claimed)
	}
	// a resonance within the range, and a parameter that is more than that
	for text, want := range map[string]string{
		"x in [0, 1]; for every a in [2, 5]\nu_xx = -a² u; u(0, a) = 0; u(1, a) = 1":     "a",
		"x in [0, 1]; for every a in [2, 5]\nu_xx = u_a; u(0, a) = 0; u(1, a) = 1":       "more than a parameter",
		"x in [0, 1]; for every a in [0, 5]\nu_xx = -a exp(u); u(0, a) = 0; u(1, a) = 0": "at a = ",
	} {
		r, err := numerical(read(t, text))
		for err == nil && !r.Step() {
		}
		reason := ""
		if err != nil {
			reason = err.Error()
		} else if _, ok := r.Error(); !ok {
			reason = r.Reason()
		}
		if !strings.Contains(reason, want) {
			t.Errorf("%s: %q", text, reason)
		}
	}
}

// TestFamilyOfFields: members may have several inputs.
func TestFamilyOfFields(t *testing.T) {
	p := read(t, "x in [0, 1]; t in [0, 0.5]; for every c in [0.5, 1]\nu_t = c u_xx/10; u(x, 0, c) = sin(πx); u(0, t, c) = 0; u(1, t, c) = 0; truth u = e^(-c π² t/10) sin(πx)")
	r, err := numerical(p)
	if err != nil {
		t.Fatal(err)
	}
	for !r.Step() {
	}
	claimed, ok := r.Error()
	if e := distance(p, r, closed(p)); !ok || claimed > 1e-6 || !(e <= 10*claimed) {
		t.Errorf("claimed %.2g, known: %v, %s; true %.2g, %s", claimed, ok, r.Reason(), e, r.Method())
	}
}
