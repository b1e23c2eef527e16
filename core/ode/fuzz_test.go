package ode

import (
	"math"
	"testing"
	"time"

	"residual/core/law"
)

// Whatever is read as a problem of one input is solved or refused, in bounded steps.
func FuzzSolve(f *testing.F) {
	for _, text := range []string{
		"y'=y²,y(0)=1;t in [0,2]", "u''=|x-.3|u+if(u<1,2,x);u(0)=0;u(1)+u'(1)=2;x in [0,1]", "eigen E;-u''+x²u=E u;x in [-5,5];u=0 on boundary",
		"u'=int(e^(x-s)u(s),s,0,x);u(0)=1;x in[0,1]", "jump(u,x=.5)=1;jump(u_x,x=.5)=0;u''=0;u(0)=0;u(1)=0;x in [0,1]",
		"unknown a;u''=a u;u(0)=0;u'(0)=1;u(1)=0;x in [0,1]", "d/dx(if(x<0.3,1,5)u_x)=sqrt(x);periodic in x;x in[0,1];int(u)=0",
		"a'=b;b'=-sin(a)^a;a(0)=1;b(0)=1;t in[0,9]", "f'''+f f''=0,f(0)=0,f'(0)=0,f'(9)=1;x in[0,9]", "y'^3=tan(y)/x;y(0)=ln(0);x in [0,1e9]",
		"u'=v;v+u=sign(x);v(x);u(0)=0;x in[-1,1]", "y''''=min(y,x);y(0)=y(1);y'(0)=1;y''(1)=0;y(.5)=2;x in[0,1]",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := law.Parse(text)
		if err != nil || len(p.Inputs) != 1 || len(text) > 300 {
			return
		}
		began := time.Now()
		s, err := begun(p)
		if err != nil {
			return
		}
		for range 30 {
			if s.Step() {
				break
			}
		}
		x, u := []float64{p.Inputs[0].Lo, p.Inputs[0].Hi, math.NaN(), math.Inf(1)}, make([]float64, 4*len(p.Fields))
		s.Eval(u, x)
		s.Params()
		if e, ok := s.Error(); ok && (!(e > 0) || s.Reason() == "" && e > useless) {
			t.Fatalf("%q: an error of %v is claimed", text, e)
		}
		if d := time.Since(began); d > 20*time.Second {
			t.Fatalf("%q takes %v", text, d)
		}
	})
}
