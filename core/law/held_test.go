package law

import (
	"strings"
	"testing"
)

// TestHeld: a problem in which an input is held is the one with a number in its place,
// and the known solution satisfies it.
func TestHeld(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"x in [0, 1]; for every a in [1, 2]; t in [0, 1]\nu_t = u_xx + int(u(s, a, t), s, 0, x) - int(u, x, 0, x); u(x, a, 0) = sin(πx) + a; u_x(0, a, t) = π e^(-π² t); u(1, a, t) = a; truth u = a + e^(-π² t) sin πx",
			"x in [0, 1]; t in [0, 1]\nu_t = u_xx + int(u(s, t), s, 0, x) - int(u, x, 0, x); u(x, 0) = sin(πx) + 1.5; u_x(0, t) = π e^(-π² t); u(1, t) = 1.5; truth u = 1.5 + e^(-π² t) sin πx"},
		{"for every a in [1, 2]; x in [0, 1]; y in [0, 1]; where x < a - 1\nΔu = 2a; u = truth on boundary; truth u = a x² + a",
			"x in [0, 1]; y in [0, 1]; where x < 1.5 - 1\nΔu = 2*1.5; u = truth on boundary; truth u = 1.5 x² + 1.5"},
	} {
		p, want := read(t, c.text), read(t, c.want)
		q, err := p.Held(p.input("a"), 1.5)
		if err != nil || q.String() != want.String() {
			t.Errorf("%v: held it is\n%s\nwant\n%s", err, q, want)
			continue
		}
		for _, v := range q.Verify() {
			if !v.Vanishes() {
				t.Errorf("%s = %s: %v", q.Text(v.Equation.Left), q.Text(v.Equation.Right), v.Largest)
			}
		}
	}
}

func TestHeldRefuses(t *testing.T) {
	for _, law := range []string{"u_xx + u_a = 0", "u_xx = int(u, a)", "u_xx = int(int(u(x, r), r, 0, 1), x)", "u_xx = u_{x a}"} {
		p := read(t, "x in [0, 1]; for every a in [1, 2]\n"+law+"; u = 0 on left; u = a on right; u(x, a)")
		if _, err := p.Held(1, 1.5); err == nil || !strings.Contains(err.Error(), "more than a parameter") {
			t.Errorf("%s: %v", law, err)
		}
	}
}
