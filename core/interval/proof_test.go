package interval

import (
	"math"
	"slices"
	"testing"

	"residual/core/codec"
)

// parabola bounds x² − c.
func parabola(c float64) func(Interval) Interval {
	return func(x Interval) Interval { return x.Sqr().Sub(Point(c)) }
}

func begun(whole Interval) *Proof {
	p := &Proof{Least: 0x1p-15, Limit: 100000}
	p.Begin(whole)
	return p
}

// x² + 0.01 is nowhere negative, though x·x − … over wide boxes is not seen to be;
// x² − 0.25 is negative on (−½, ½) and nowhere else.
func TestProof(t *testing.T) {
	p := begun(Interval{-1, 2})
	for !p.Done() {
		p.Next(func(x Interval) Interval { return x.Mul(x).Add(Point(0.01)) })
	}
	if !p.Holds() || p.Fraction() != 1 || p.Boxes < 3 {
		t.Errorf("x² + 0.01: %+v", p)
	}
	p = begun(Interval{-1, 2})
	for !p.Done() {
		p.Next(parabola(0.25))
	}
	if p.Holds() || len(p.Failed) != 1 || math.Abs(p.Failed[0].Lo+0.5) > 1e-4 || math.Abs(p.Failed[0].Hi-0.5) > 1e-4 {
		t.Errorf("x² − ¼ fails on %v", p.Failed)
	}
	if math.Abs(p.Fraction()-2.0/3) > 1e-4 || p.Progress() != 1 {
		t.Errorf("proved %v of it, looked at %v", p.Fraction(), p.Progress())
	}
}

// After the limit what is left fails, and is not looked at more closely.
func TestProofEndsAtItsLimit(t *testing.T) {
	p := begun(Interval{-1, 2})
	p.Limit = 5
	for !p.Done() {
		p.Next(parabola(0.25))
	}
	if p.Boxes < 5 || p.Boxes > 10 || p.Holds() {
		t.Errorf("%+v", p)
	}
}

// A proof read from the bytes of another goes on as that does.
func TestProofState(t *testing.T) {
	p, q := begun(Interval{-1, 2}), begun(Interval{-1, 2})
	for range 13 {
		p.Next(parabola(0.25))
	}
	q.Next(parabola(0))
	c := codec.NewEncoder(nil)
	p.State(c)
	d := codec.NewDecoder(c.Bytes())
	if q.State(d); d.Done() != nil {
		t.Fatal(d.Done())
	}
	for !p.Done() && !q.Done() {
		p.Next(parabola(0.25))
		q.Next(parabola(0.25))
	}
	if q.Done() != p.Done() || q.Boxes != p.Boxes || q.Fraction() != p.Fraction() || !slices.Equal(q.Failed, p.Failed) {
		t.Errorf("%+v became %+v", p, q)
	}
}

// The jet of tanh(1 − 2t) holds its closed forms −2s and −8ys, s = 1 − y².
func TestJetOfTanh(t *testing.T) {
	for _, x := range []Interval{{-3, -2.5}, {0.2, 0.9}, {0.5, 0.5}} {
		j := Constant(1).AddScaled(-2, Variable(x)).Tanh()
		for i := range 11 {
			at := x.Lo + (x.Hi-x.Lo)*float64(i)/10
			y := math.Tanh(1 - 2*at)
			s := 1 - y*y
			for k, pair := range []struct {
				in Interval
				v  float64
			}{{j.Value, y}, {j.Slope, -2 * s}, {j.Curvature, -8 * y * s}} {
				if pair.v < pair.in.Lo-1e-14 || pair.v > pair.in.Hi+1e-14 {
					t.Errorf("derivative %d at %v is %v, not in %v", k, at, pair.v, pair.in)
				}
			}
		}
	}
}
