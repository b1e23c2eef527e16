//go:build figures

package dyn

import (
	"math"
	"math/cmplx"
	"testing"
)

// TestFigureJacobians: automatic differentiation against closed forms.
func TestFigureJacobians(t *testing.T) {
	for _, e := range Catalogue {
		worst := jacobianError(t, e, 5000)
		t.Logf("Jacobian of %s: off by %.1e, promised < 1e-13", e.Name, worst)
		if !(worst < 1e-13) {
			t.Error("broken")
		}
	}
}

// TestFigureEigenvalues: gonum at the equilibria against the closed forms of
// Duffing's, van der Pol's and Lotka and Volterra's systems.
func TestFigureEigenvalues(t *testing.T) {
	for name, truth := range map[string]func(p float64, e Equilibrium) complex128{
		"duffing": func(delta float64, e Equilibrium) complex128 {
			if e.Kind == Saddle {
				return complex((-delta+math.Sqrt(delta*delta+4))/2, 0)
			}
			return (complex(-delta, 0) + cmplx.Sqrt(complex(delta*delta-8, 0))) / 2
		},
		"vanderpol": func(mu float64, _ Equilibrium) complex128 {
			return (complex(mu, 0) + cmplx.Sqrt(complex(mu*mu-4, 0))) / 2
		},
		"lotka": func(alpha float64, e Equilibrium) complex128 {
			if e.Kind == Saddle {
				return complex(alpha, 0)
			}
			return complex(0, math.Sqrt(alpha))
		},
	} {
		_, f := entry(t, name)
		p, worst := f.sys.Params[f.Swept], 0.0
		for i := range 97 {
			f.Params[f.Swept] = p.Lo + (p.Hi-p.Lo)*(float64(i)+0.3)/97
			for _, e := range f.Equilibria().Proved {
				best := math.Inf(1)
				for _, v := range e.Values {
					best = math.Min(best, cmplx.Abs(v-truth(f.Params[f.Swept], e)))
				}
				worst = math.Max(worst, best)
			}
		}
		t.Logf("eigenvalues of %s: off by %.1e, promised < 1e-12", name, worst)
		if !(worst < 1e-12) {
			t.Error("broken")
		}
	}
}

// TestFigureBifurcations: where theory puts them.
func TestFigureBifurcations(t *testing.T) {
	for _, e := range Catalogue {
		all := swept(t, e)
		for _, k := range e.Known {
			off := missing(k, all)
			t.Logf("%s: %v at %v off by %.1e, promised < 1e-8", e.Name, k.Kind, k.P, off)
			if !(off < 1e-8) {
				t.Error("broken")
			}
		}
	}
}

// TestFigureRandomBifurcations: 50 random cubic systems in windows of three sizes.
func TestFigureRandomBifurcations(t *testing.T) { randomBifurcations(t, 50) }
