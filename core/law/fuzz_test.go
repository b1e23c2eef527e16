package law

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// Whatever the text, it is read or refused at its place, within a time, and what is
// read has a text that is read as the same problem.
func FuzzParse(f *testing.F) {
	_, texts := corpus(f)
	for _, text := range texts {
		f.Add(text)
	}
	for _, text := range []string{"u_t=u_xx;x in [0,1];t in [0,1]", "y'=y, y(0)=e^-1; t in [0, 1]", "|u_x|u=√2 x in [0,1]", "∂²u/∂x∂y = 0\n0<x<1\n0<y<1",
		"unknown k(x), data x, u", "eigen E in [0,1]", "u_{x x}(0,0)=int(int(u,x),y)", "a=a", "f(x)=f(x)", "where not x<0 and y>1", "u_t = u_xx, x in (0,1), t in (0,1), u(x,0x) = 0", "x in [0,1]; c=1; u_=c; u_x=0; lap(0)=u"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		began := time.Now()
		p, err := Parse(text)
		if err != nil {
			var wrong *Error
			if !errors.As(err, &wrong) || wrong.At < 0 || wrong.At > len([]rune(text))+1 || wrong.Line < 1 || wrong.Column < 1 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := Parse(p.String())
		if err != nil {
			t.Fatalf("%q is written as\n%s\nwhich is refused: %v", text, p, err)
		}
		if !same(p, again) {
			t.Fatalf("%q is written as\n%s\nwhich is read as\n%s", text, p, again)
		}
		p.Remarks()
		if m := p.MathML(); strings.Count(m, "<mrow>") != strings.Count(m, "</mrow>") {
			t.Fatal(m)
		}
		if d := time.Since(began); d > 20*time.Second {
			t.Fatalf("%q takes %v", text, d)
		}
	})
}

// same tells whether two problems have the same trees.
func same(p, q *Problem) bool {
	if len(p.Laws) != len(q.Laws) || len(p.Conditions) != len(q.Conditions) || p.String() != q.String() {
		return false
	}
	for i, e := range p.Laws {
		if !e.Left.Equal(q.Laws[i].Left) || !e.Right.Equal(q.Laws[i].Right) {
			return false
		}
	}
	for i, c := range p.Conditions {
		d := q.Conditions[i]
		if c.Kind != d.Kind || c.Kind != Periodic && !(c.Left.Equal(d.Left) && c.Right.Equal(d.Right)) {
			return false
		}
	}
	return true
}

// Whatever is read is expanded and compiled, or refused, within a time.
func FuzzExpand(f *testing.F) {
	_, texts := corpus(f)
	for _, text := range texts {
		_, text, _ = strings.Cut(text, "\n")
		f.Add(text)
	}
	f.Add("u_t=d⁴/dx⁴((x+u)^(x^u)^(x/u)); x in [0,1]; t in [0,1]; u_n=u on boundary; where sin(x)<x^t or not x<t")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Parse(text)
		if err != nil {
			return
		}
		began := time.Now()
		equations := p.Laws
		for i := range p.Conditions {
			equations = append(equations, p.Instances(&p.Conditions[i])...)
		}
		for _, q := range equations {
			n, err := p.Residual(q, p.Side(0, true))
			if err != nil {
				continue
			}
			slots := Slots(n)
			if w, err := p.Compile(slots, n); err != nil {
				t.Fatalf("%q: %v", text, err)
			} else {
				var z [1]float64
				w.Eval(z[:], make([]float64, len(p.Inputs)), p.Values(), make([]float64, len(slots)))
			}
			p.Affine(n, slots)
		}
		for i := range p.Where {
			p.Outward(i)
		}
		if len(p.Inputs) > 1 {
			p.Held(0, 0.5)
		}
		if d := time.Since(began); d > 20*time.Second {
			t.Fatalf("%q takes %v", text, d)
		}
	})
}
