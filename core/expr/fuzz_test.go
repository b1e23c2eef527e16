package expr

import (
	"errors"
	"math"
	"testing"
)

// Whatever the text, it is read or refused with its place, and what is read has
// a text that is read as the same system.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"x' = y, y' = -x", "x'=a*x^2-sin(x)/3; a = .5 in [0, 2]\nx in [-1,1]", "x' = 1e9e", "d0/dt=00(0)", "dpi/dt = 1", "((", "π = −1", "ẋ = x^n + 2x**.5\nn = 2", "dx/dt = abs(x)^(1/3)", "x'(t) = |x| + 2|√y|; y' = sin²(x)/1\u202f000"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			var wrong *Error
			if !errors.As(err, &wrong) || wrong.At < 0 || wrong.At > len([]rune(text)) {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := Parse(s.String())
		if err != nil || again.String() != s.String() {
			t.Fatalf("%q is written as %q, which is read as %v, %v", text, s, again, err)
		}
		for i, n := range s.Rights {
			if a, b := somewhere(s, n), somewhere(again, again.Rights[i]); a != b {
				t.Fatalf("%q is %x at a point, and %x when it is read again as %q", text, a, b, s)
			}
		}
	})
}

// somewhere is the bits of a right side at a point; every NaN is the same.
func somewhere(s *System, n *Node) uint64 {
	x, p := make([]float64, len(s.Vars)), make([]float64, len(s.Params))
	for i := range x {
		x[i] = 0.7 - 0.4*float64(i)
	}
	for i := range p {
		p[i] = s.Params[i].Value
	}
	v := Eval(n, Algebra[float64](Numbers{}), x, p)
	if math.IsNaN(v) {
		v = math.NaN()
	}
	return math.Float64bits(v)
}
