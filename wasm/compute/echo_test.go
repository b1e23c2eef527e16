package compute

import (
	"strings"
	"testing"

	"residual/core/lab"
)

// What is typed is answered before there is a run, and leaves a run alone.
func TestEcho(t *testing.T) {
	p := newFakePage(t)
	text := lab.LineKnob(lab.Knob{Name: "law", Max: 9, Echo: func(text string) lab.Echo {
		return lab.Echo{MathML: "<math>" + text + "</math>", Remarks: []string{"short"}}
	}})
	p.labs = append(p.labs, lab.Lab{Name: "typed", Knobs: lab.List(text)})
	ask := func(lab, knobs string) string {
		if said := p.do("echo", `{"lab":"`+lab+`","knobs":`+knobs+`}`); strings.HasPrefix(said[0], "refuse") {
			return "refused"
		}
		return p.answered
	}
	for _, c := range []struct{ lab, knobs, want string }{
		{"typed", `{"law":"u"}`, `{"mathml":"<math>u</math>","remarks":["short"],"wrong":""}`},
		{"typed", `{"law":"0123456789"}`, `"wrong":"law: `},
		{"decay", `{"rate":"0.5"}`, "null"},
		{"typed", `{}`, "refused"},
		{"none", `{"law":"u"}`, "refused"},
	} {
		if got := ask(c.lab, c.knobs); !strings.Contains(got, c.want) {
			t.Errorf("echo of %s in %s is %s, want %s", c.knobs, c.lab, got, c.want)
		}
	}
	p.start("")
	before := p.run.Digest()
	if ask("typed", `{"law":"u"}`); p.run.Digest() != before {
		t.Error("the run has changed")
	}
}
