package expr

import (
	"fmt"
	"strings"
	"testing"
)

// chain are names of which each is the double of the one before: 2ⁿ nodes.
func chain(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "; x%d = x%d + x%d", i+1, i, i)
	}
	return text.String() + "; x0 = 1"
}

// TestMade: names made of others, in any order, stand for what they are made of.
func TestMade(t *testing.T) {
	for text, same := range map[string]string{
		"x' = -k*x; k = a/b; a = 3 in [0, 5]; b = 2":      "x' = -(a/b)*x; a = 3 in [0, 5]; b = 2",
		"b = 2; k = a/b; x' = -k*x; a = 3 in [0, 5]":      "b = 2; x' = -(a/b)*x; a = 3 in [0, 5]",
		"x' = y/r, y' = -x/r; r = sqrt(s); s = x^2 + y^2": "x' = y/sqrt(x^2 + y^2), y' = -x/sqrt(x^2 + y^2)",
		"x' = k^2*x; k = l + 1; l = m; m = 2*a; a = 1":    "x' = (2*a + 1)^2*x; a = 1",
		"x' = k*x; k = e^2":                               "x' = e^2*x",
		"x' = k; k = x":                                   "x' = x",
	} {
		got, err := Parse(text)
		want, wrong := Parse(same)
		if err != nil || wrong != nil {
			t.Errorf("%q: %v, %v", text, err, wrong)
			continue
		}
		at := []float64{0.7, -1.3}[:len(got.Vars)]
		var params []float64
		for _, p := range got.Params {
			params = append(params, p.Value)
		}
		if fmt.Sprint(got.Params) != fmt.Sprint(want.Params) {
			t.Errorf("%q: parameters %v, want %v", text, got.Params, want.Params)
		}
		for i := range got.Rights {
			if a, b := Eval(got.Rights[i], Algebra[float64](Numbers{}), at, params), Eval(want.Rights[i], Algebra[float64](Numbers{}), at, params); a != b {
				t.Errorf("%q: right side %d is %v, want %v", text, i, a, b)
			}
		}
	}
	if _, err := Values("a = b"); err == nil {
		t.Error("Values takes a name for a number")
	}
}
