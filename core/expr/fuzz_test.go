package expr

import (
	"errors"
	"testing"
)

// Whatever the text, it is read or refused with its place, and what is read has
// a text that is read as the same system.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"x' = y, y' = -x", "x'=a*x^2-sin(x)/3; a = .5 in [0, 2]\nx in [-1,1]", "x' = 1e9e", "((", "π = −1", "ẋ = x^n + 2x**.5\nn = 2", "dx/dt = abs(x)^(1/3)"} {
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
	})
}
