package expr

import "testing"

// A system reads a Greek letter as its name, and Lettered writes it as that letter.
func TestGreekLetters(t *testing.T) {
	const text = "x' = μ*x - deltas*λ; μ = 1; deltas = 2, λ = 3 in [0, 4]"
	s, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if s.Param("mu") < 0 || s.Param("lambda") < 0 || s.Param("deltas") < 0 {
		t.Errorf("parameters %+v", s.Params)
	}
	again, err := Parse(Lettered(s.String()))
	if err != nil || again.String() != s.String() {
		t.Errorf("%s is read back as %v (%v)", Lettered(s.String()), again, err)
	}
	if got := Lettered("sin(delta)·deltas − mu2"); got != "sin(δ)·deltas − mu2" {
		t.Error(got)
	}
}
