package nn_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"residual/core/ad"
	"residual/core/ad/adtest"
	"residual/core/kernel"
	"residual/core/nn"
	"residual/core/plan"
)

// formaldehyde-like: two equal atoms, three elements.
var four = nn.Molecule{Kinds: []int{0, 1, 2, 2}, Cutoff: 4}

var shape = []float64{0, 0, 0, 1.2, 0.1, 0, -0.6, 0.9, 0.1, -0.5, -0.9, 0.2}

// A body is a potential with params drawn at random, and its machine.
type body[T kernel.Float] struct {
	m       *plan.Machine[T]
	x, e, f ad.Value
}

func newBody[T kernel.Float](rung int, seed uint64) *body[T] {
	p := new(ad.Program)
	pot := nn.NewPotential(p, four, rung, 4, 7)
	b := &body[T]{x: p.RowsOf("x", 4, 3)}
	b.e = pot.Energy(p, b.x)
	b.f = p.VJP(b.e, p.Fill(p.Shape(b.e), -1), b.x)[0]
	b.m = plan.NewMachine[T](plan.New(p, 1, b.e, b.f))
	theta := make([]float64, len(b.m.Params()))
	spacings := slices.Repeat([]nn.Spacing{{Mean: 1.3, Spread: 0.5}}, four.PairKinds())
	pot.Start(theta, spacings, rand.New(rand.NewPCG(seed, 1)))
	for i, v := range theta {
		b.m.Params()[i] = T(v)
	}
	return b
}

func (b *body[T]) at(x []float64) (e float64, f []float64) {
	for i, v := range x {
		b.m.Value(b.x)[i] = T(v)
	}
	b.m.Run()
	f = make([]float64, len(x))
	for i, v := range b.m.Value(b.f) {
		f[i] = float64(v)
	}
	return float64(b.m.Value(b.e)[0]), f
}

// orthogonal draws a rotation or, half the time, a reflection.
func orthogonal(rng *rand.Rand) (r [3][3]float64) {
	var q [4]float64
	norm := 0.0
	for i := range q {
		q[i] = rng.NormFloat64()
		norm += q[i] * q[i]
	}
	s := 2 / norm
	a, b, c, d := q[0], q[1], q[2], q[3]
	r = [3][3]float64{
		{1 - s*(c*c+d*d), s * (b*c - a*d), s * (b*d + a*c)},
		{s * (b*c + a*d), 1 - s*(b*b+d*d), s * (c*d - a*b)},
		{s * (b*d - a*c), s * (c*d + a*b), 1 - s*(b*b+c*c)}}
	if rng.IntN(2) == 0 {
		for i := range 3 {
			r[i][0] = -r[i][0]
		}
	}
	return r
}

func turned(r [3][3]float64, x []float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		for j := range 3 {
			y[i] += r[i%3][j] * x[i/3*3+j]
		}
	}
	return y
}

// TestSymmetry: 1000 rotations, reflections, translations and exchanges of
// equal atoms leave the energy of every rung as it is, and turn the forces.
func TestSymmetry(t *testing.T) {
	for rung := range nn.Rungs + 1 {
		testSymmetry[float64](t, rung, 1e-12)
		testSymmetry[float32](t, rung, 1e-5)
	}
}

func testSymmetry[T kernel.Float](t *testing.T, rung int, allowed float64) {
	rng := rand.New(rand.NewPCG(1, uint64(rung)))
	worst := 0.0
	var b *body[T]
	for n := range 1000 {
		if n%200 == 0 {
			b = newBody[T](rung, uint64(n))
		}
		e, f := b.at(shape)
		r := orthogonal(rng)
		x, want := turned(r, shape), turned(r, f)
		for i := range x {
			x[i] += []float64{0.3, -0.2, 0.5}[i%3]
		}
		if n%3 == 0 {
			for c := range 3 {
				x[6+c], x[9+c] = x[9+c], x[6+c]
				want[6+c], want[9+c] = want[9+c], want[6+c]
			}
		}
		e2, f2 := b.at(x)
		size := 0.0
		for _, v := range f {
			size = max(size, math.Abs(v))
		}
		worst = max(worst, math.Abs(e2-e)/max(math.Abs(e), size))
		for i := range f2 {
			worst = max(worst, math.Abs(f2[i]-want[i])/size)
		}
	}
	if !(worst < allowed) {
		t.Errorf("rung %d, %T: worst residual %.2g, allowed %.2g", rung, T(0), worst, allowed)
	}
}

// TestForces: the forces are the slope of the energy, by differences of fourth
// order.
func TestForces(t *testing.T) {
	const h = 1e-3
	for rung := range nn.Rungs + 1 {
		b := newBody[float64](rung, 3)
		_, f := b.at(shape)
		for i := range shape {
			slope := 0.0
			for _, s := range []struct{ k, w float64 }{{1, 8}, {-1, -8}, {2, -1}, {-2, 1}} {
				x := slices.Clone(shape)
				x[i] += s.k * h
				e, _ := b.at(x)
				slope += s.w * e / (12 * h)
			}
			if !(math.Abs(f[i]+slope) < 1e-7*max(1, math.Abs(f[i]))) {
				t.Errorf("rung %d: force %d is %v, slope %v", rung, i, f[i], slope)
			}
		}
	}
}

// TestCutoff: an atom past the cutoff is not felt, and on its way there nothing
// jumps.
func TestCutoff(t *testing.T) {
	b := newBody[float64](2, 4)
	at := func(far float64) (float64, []float64) {
		x := slices.Clone(shape)
		x[3] = far
		return b.at(x)
	}
	e, _ := at(5.5)
	for _, far := range []float64{5.6, 9, 100} {
		if e2, f := at(far); e2 != e || f[3] != 0 {
			t.Errorf("at %v Å the energy is %v, farther out %v; force %v", far, e2, e, f[3])
		}
	}
	last, _ := at(2.5)
	for far := 2.5; far < 6; far += 1e-4 {
		e, _ := at(far)
		if math.Abs(e-last) > 2e-3 {
			t.Fatalf("the energy jumps from %v to %v at %v Å", last, e, far)
		}
		last = e
	}
}

// TestDerivatives holds the rules on all a potential is made of: forces, and
// the gradient of forces that training takes.
func TestDerivatives(t *testing.T) {
	two := nn.Molecule{Kinds: []int{0, 1, 1}, Cutoff: 6}
	for rung := range nn.Rungs + 1 {
		adtest.Check(t, adtest.Case{
			Name: "energy", Inputs: []ad.Shape{adtest.Members(3, 3)}, Low: -1, High: 1,
			Build: func(p *ad.Program, x []ad.Value) ad.Value {
				apart := p.RowsOf("apart", 3, 3) // drawn from [−1, 1), made to be apart below
				return nn.NewPotential(p, two, rung, 2, 3).Energy(p, p.Add(p.Scale(x[0], 0.1), corners(p, apart)))
			},
		})
	}
}

// corners puts three atoms near the corners of a triangle.
func corners(p *ad.Program, shake ad.Value) ad.Value {
	put := kernel.NewSparse(9, 1, []kernel.Entry{{Row: 3, Weight: 1.2}, {Row: 6, Weight: -0.4}, {Row: 7, Weight: 1.1}})
	one := p.Fill(ad.Shape{Batch: true, Cols: 1}, 1)
	return p.Add(p.Scale(shake, 0.05), p.Reshape(p.SparseMul(put, one), 3))
}
