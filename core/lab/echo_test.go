package lab

import "testing"

func TestEcho(t *testing.T) {
	law := LineKnob(Knob{Name: "law", Max: 3, Echo: func(text string) Echo { return Echo{MathML: text} }})
	l := Lab{Knobs: List(law, LineKnob(Knob{Name: "mute", Max: 3}))}
	if e, ok := l.Echo("law", "u_t"); !ok || e.MathML != "u_t" || e.Wrong != "" {
		t.Errorf("%+v, %v", e, ok)
	}
	if e, ok := l.Echo("law", "u_tt"); !ok || e.MathML != "" || e.Wrong == "" {
		t.Errorf("a text that is too long is taken: %+v, %v", e, ok)
	}
	for _, name := range []string{"mute", "none"} {
		if _, ok := l.Echo(name, "u"); ok {
			t.Errorf("%s says what it understands", name)
		}
	}
}
