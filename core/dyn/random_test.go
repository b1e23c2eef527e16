package dyn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"residual/core/interval"
)

// A cubic is the coefficients of xⁱyʲ, i + j ≤ 3.
type cubic [4][4]float64

func randomCubic(r *rand.Rand) (c cubic) {
	for i := range 4 {
		for j := range 4 - i {
			c[i][j] = math.Round(100*r.NormFloat64()) / 100
		}
	}
	return c
}

func (c cubic) String() string {
	var parts []string
	for i := range 4 {
		for j := range 4 - i {
			parts = append(parts, fmt.Sprintf("(%v)*x^%d*y^%d", c[i][j], i, j))
		}
	}
	return strings.Join(parts, " + ")
}

// at is the value, and the derivatives up to second order, on a box.
func (c cubic) at(x, y interval.Interval) (v [3][3]interval.Interval) {
	fall := func(n, k int) float64 {
		z := 1.0
		for m := range k {
			z *= float64(n - m)
		}
		return z
	}
	for dx := range 3 {
		for dy := range 3 - dx {
			for i := dx; i < 4; i++ {
				for j := dy; j < 4-i; j++ {
					term := x.Pow(i - dx).Mul(y.Pow(j - dy)).Scale(c[i][j] * fall(i, dx) * fall(j, dy))
					v[dx][dy] = v[dx][dy].Add(term)
				}
			}
		}
	}
	return v
}

// A curves is the two equations that are left of ẋ = p + F, ẏ = G and a condition
// on the Jacobian when p = −F is put in: G = 0 and det = 0, or the trace.
type curves struct {
	f, g  cubic
	trace bool
}

func (curves) Size() int { return 2 }

func (c curves) Enclose(value, slope, x []interval.Interval) bool {
	f, g := c.f.at(x[0], x[1]), c.g.at(x[0], x[1])
	value[0], slope[0], slope[1] = g[0][0], g[1][0], g[0][1]
	if c.trace {
		value[1], slope[2], slope[3] = f[1][0].Add(g[0][1]), f[2][0].Add(g[1][1]), f[1][1].Add(g[0][2])
		return true
	}
	value[1] = f[1][0].Mul(g[0][1]).Sub(f[0][1].Mul(g[1][0]))
	slope[2] = f[2][0].Mul(g[0][1]).Add(f[1][0].Mul(g[1][1])).Sub(f[1][1].Mul(g[1][0])).Sub(f[0][1].Mul(g[2][0]))
	slope[3] = f[1][1].Mul(g[0][1]).Add(f[1][0].Mul(g[0][2])).Sub(f[0][2].Mul(g[1][0])).Sub(f[0][1].Mul(g[1][1]))
	return true
}

// truth is the folds and Hopf points in a window and a range of p, by eliminating p.
func (c curves) truth(t *testing.T, reach, p float64) (all []Bifurcation) {
	t.Helper()
	for _, c.trace = range []bool{false, true} {
		s := interval.Zeros(c, []interval.Interval{{Lo: -reach, Hi: reach}, {Lo: -reach, Hi: reach}}, 1e-11, 200000)
		if len(s.Undecided) > 0 {
			t.Fatalf("%v: %d undecided", c, len(s.Undecided))
		}
		for _, z := range s.Zeros {
			x, y := z.Box[0], z.Box[1]
			f, g := c.f.at(x, y), c.g.at(x, y)
			at := -f[0][0].Mid()
			det := f[1][0].Mul(g[0][1]).Sub(f[0][1].Mul(g[1][0]))
			if math.Abs(at) > p || c.trace && det.Lo < 0 || math.Abs(x.Mid()) > reach || math.Abs(y.Mid()) > reach {
				continue
			}
			kind := SaddleNode
			if c.trace {
				kind = Hopf
			}
			all = append(all, Bifurcation{Kind: kind, X: []float64{x.Mid(), y.Mid()}, P: at})
		}
	}
	return all
}

// TestRandomBifurcations: of random cubic systems all folds and Hopf points are
// found, however wide the window, and none that is not there.
func TestRandomBifurcations(t *testing.T) { randomBifurcations(t, 2) }

func randomBifurcations(t *testing.T, systems int) {
	for _, reach := range []float64{3, 30, 300} {
		r := rand.New(rand.NewPCG(4, 11))
		found, missed, wrong := map[BifurcationKind]int{}, map[BifurcationKind]int{}, 0
		for range systems {
			c := curves{f: randomCubic(r), g: randomCubic(r)}
			text := fmt.Sprintf("x' = p + %v, y' = %v; p = 0 in [-3, 3]; x in [%v, %v], y in [%v, %v]", c.f, c.g, -reach, reach, -reach, reach)
			f := field(t, text, "p")
			s := f.NewSweep(-3, 3)
			for !s.Done() {
				s.Step()
			}
			hit := make([]bool, len(s.Bifurcations))
			for _, w := range c.truth(t, reach, 3) {
				ok := false
				for i, b := range s.Bifurcations {
					if b.Kind == w.Kind && math.Hypot(b.X[0]-w.X[0], b.X[1]-w.X[1])+math.Abs(b.P-w.P) < 1e-6 {
						ok, hit[i] = true, true
					}
				}
				if ok {
					found[w.Kind]++
				} else {
					missed[w.Kind]++
					t.Logf("%s: %v at %v, %v is missed", text, w.Kind, w.P, w.X)
				}
			}
			for i, b := range s.Bifurcations {
				if !hit[i] {
					wrong++
					t.Errorf("%s: %v at %v, %v is none", text, b.Kind, b.P, b.X)
				}
			}
		}
		t.Logf("±%v: found %v, missed %v, false %d", reach, found, missed, wrong)
		if len(missed) > 0 {
			t.Error("some are missed")
		}
	}
}
