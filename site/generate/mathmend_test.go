package main

import (
	"strings"
	"testing"
)

// What treeblood sets wrongly is set right: each of these was drawn or read wrongly
// by some browser.
func TestMend(t *testing.T) {
	const apply = "<mo>\u2061</mo>"
	const thin = `<mspace width="0.17em"></mspace>`
	const left, right = `<mo fence="true" stretchy="true">(</mo>`, `<mo fence="true" stretchy="true">)</mo>`
	for _, c := range []struct{ what, tex, want string }{
		{"a script is of all that the brackets hold", `\left(u-v\right)^2 w`,
			"<msup><mrow>" + left + "<mi>u</mi><mo>−</mo><mi>v</mi>" + right + "</mrow><mn>2</mn></msup><mi>w</mi>"},
		{"so in brackets that do not grow", `(a)^2`, "<msup><mrow>"},
		{"and inside others", `\left[\left(a\right)_1\right]_0^1`, "<msubsup><mrow><mo fence=\"true\" stretchy=\"true\">[</mo><msub><mrow>" + left},
		{"norms are brackets", `\lVert m\rVert^2`, "<msup><mrow><mo>‖</mo><mi>m</mi><mo>‖</mo></mrow><mn>2</mn></msup>"},
		{"an interval may be open on one side", `[0,1)`, `<mrow><mo stretchy="false">[</mo><mn>0</mn>`},
		{"a bracket without another stays", `]0,1[`, `<mo stretchy="false">]</mo><mn>0</mn>`},
		{"a condition is no bracket", `(a \mid b)`, "<mi>a</mi><mo>∣</mo><mi>b</mi>"},
		{"a name is one word", `\operatorname{Re} \lambda`, "<mi>Re</mi>" + apply + thin + "<mi>λ</mi>"},
		{"a single letter stays upright", `\mathrm{E} x`, `<mi mathvariant="normal">E</mi><mi>x</mi>`},
		{"a function stands off from what it is of", `2\ln p`, "<mn>2</mn>" + thin + "<mi>ln</mi>" + apply + thin + "<mi>p</mi>"},
		{"but not from its brackets", `\exp(x)`, "<mi>exp</mi>" + apply + `<mrow><mo stretchy="false">(</mo>`},
		{"nor from an operator", `\max + 1`, "<mi movablelimits=\"true\">max</mi><mo>+</mo>"},
		{"a sign is no operator", `(-a)`, `<mo form="prefix">−</mo><mi>a</mi>`},
		{"behind a prime, minus is one", `u''-a`, "<mo>″</mo><mo>−</mo>"},
		{"and behind a word", `\text{a}+b`, "</mtext><mo>+</mo>"},
		{"a slash is close", `a/b`, `<mo lspace="0" rspace="0">/</mo>`},
		{"a mean has its line from the style sheet", `\overline{a+b}`, `<mrow class="mean" intent="mean($x)"><mrow arg="x"><mi>a</mi>`},
		{"an accent does not stretch", `\hat F`, `<mover accent="true"><mi>F</mi><mo stretchy="false">^</mo></mover>`},
		{"characters have no names", `\underbrace{a}_{b}`, "<mo stretchy=\"true\">⏟</mo>"},
	} {
		got, err := mathML(c.tex, false)
		if err != nil || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s is set as\n%s, %v; want in it\n%s", c.what, c.tex, got, err, c.want)
		}
	}
}

// The parts of a line are formulas of their own, on one line of text.
func TestPartsOfALine(t *testing.T) {
	got, err := formulas(`a, \qquad b`, true)
	if err != nil || strings.Count(got, `<math display="inline" displaystyle="true">`) != 2 || !strings.Contains(got, "</math> <math") {
		t.Errorf("set as %s, %v", got, err)
	}
}
