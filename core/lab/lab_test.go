package lab

import "testing"

// A run that has a hint of its own gives it, be it none; others have the lab's.
func TestHintOf(t *testing.T) {
	type plain struct{ Run }
	l := Lab{Hint: "drag to paint"}
	for _, c := range []struct {
		run  Run
		want string
	}{{plain{}, "drag to paint"}, {hinted{hint: ""}, ""}, {hinted{hint: "press a point"}, "press a point"}} {
		if got := l.HintOf(c.run); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

type hinted struct {
	Run
	hint string
}

func (h hinted) Hint() string { return h.hint }
