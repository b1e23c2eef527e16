package ode

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// A maker writes problems with known solutions at random.
type maker struct{ *rand.Rand }

func (m maker) pick(all ...string) string { return all[m.IntN(len(all))] }

func (m maker) number() string { return fmt.Sprintf("%.2f", 0.3+2*m.Float64()) }

// function is one of x, smooth on [0, 2] but for kinks.
func (m maker) function(depth int) string {
	if depth == 0 {
		return m.pick("x", "sin("+m.number()+"x)", "e^(-"+m.number()+"x)", m.number(), "cos("+m.number()+"+x)")
	}
	a, b := m.function(depth-1), m.function(depth-1)
	return m.pick("("+a+" + "+b+")", "("+a+" - "+b+")", "("+a+")*("+b+")", "1/(1.5 + ("+a+")²)", "tanh("+a+")", "sqrt(3 + sin("+a+"))", "atan("+a+")", "erf("+a+")")
}

// problem is one of an order, linear or not, from a start or with conditions at both
// ends and within.
func (m maker) problem() (text string, linear bool) {
	order, linear := 1+m.IntN(4), m.IntN(3) > 0
	s := m.function(2)
	var left, right []string
	for k := range order + 1 {
		c := m.function(1)
		if k == order {
			c = "(1.2 + tanh(" + c + "))"
		}
		left, right = append(left, c+"*"+derivative("u", k)), append(right, c+"*"+derivative("s", k))
	}
	if !linear {
		g := m.pick("sin(%s)", "%s^3", "e^(-%s^2)", "abs(%s)", "%s^2")
		c := m.number()
		left, right = append(left, c+"*"+fmt.Sprintf(g, "u")), append(right, c+"*"+fmt.Sprintf(g, "s"))
	}
	text = "x in [0, 2]; s = " + s + "\n" + strings.Join(left, " + ") + " = " + strings.Join(right, " + ") + "; truth u = s"
	start := m.IntN(2) == 0
	for k := range order {
		x, d := "0", k
		if !start {
			x, d = m.pick("0", "2", "0.7"), m.IntN(order)
		}
		text += fmt.Sprintf("; %s + %s %s = %s + %s %s at x = %s", derivative("u", d), "0.1", derivative("u", 0), derivative("s", d), "0.1", derivative("s", 0), x)
	}
	return text, linear
}

func derivative(of string, order int) string {
	if order == 0 {
		return of
	}
	return fmt.Sprintf("diff(%s, x, %d)", of, order)
}

// TestRandom: problems with known solutions, as they come: most are solved, and the
// error that is claimed is one. Of what is not linear another solution may be met; that
// there may be one is said.
func TestRandom(t *testing.T) {
	count := 60
	if testing.Short() {
		count = 15
	}
	m := maker{rand.New(rand.NewPCG(5, 6))}
	known := 0
	for range count {
		text, linear := m.problem()
		p := read(t, text)
		s, err := begun(p)
		if err != nil {
			t.Logf("%s\n%v", text, err) // a condition may stand there twice
			continue
		}
		for !s.Step() {
		}
		claimed, ok := s.Error()
		if !ok {
			if s.Reason() == "" {
				t.Errorf("%s\nis not solved, and nothing is said", text)
			}
			t.Logf("%s\n%s", text, s.Reason())
			continue
		}
		known++
		if e := trueError(t, p, s); !(e <= 10*claimed) && (linear || s.Reason() == "" || math.IsNaN(e)) {
			t.Errorf("%s\nthe error is %.2g, claimed %.2g", text, e, claimed)
		}
	}
	if known < count*3/4 {
		t.Errorf("only %d of %d are solved", known, count)
	}
	t.Logf("%d of %d", known, count)
}
