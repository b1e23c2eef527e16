// Package adtest compares derivatives of recorded programs with second methods:
// forward mode with central differences of the program itself, reverse mode
// with forward mode, and both once more for the gradient's own derivative.
package adtest

import (
	"math"
	"math/rand/v2"
	"testing"

	"residual/core/ad"
	"residual/core/plan"
)

// rows is the size of the batches: small, and more than one.
const rows = 3

// A Case is a function of some inputs, recorded on a program.
type Case struct {
	Name string
	// Inputs are the shapes, plain batches or fixed values, at which the
	// function is differentiated; their numbers are drawn from [Low, High).
	Inputs    []ad.Shape
	Low, High float64
	Build     func(p *ad.Program, in []ad.Value) ad.Value
	// Once means that the derivative itself has no derivative.
	Once bool
}

// Batch is the shape of a plain batch of cols columns, Members that of one with
// per rows for a member, Fixed that of a matrix.
func Batch(cols int) ad.Shape        { return ad.Shape{Batch: true, Cols: cols} }
func Members(per, cols int) ad.Shape { return ad.Shape{Batch: true, MemberRows: per, Cols: cols} }
func Fixed(rows, cols int) ad.Shape  { return ad.Shape{Rows: rows, Cols: cols} }

// Check runs all comparisons on one case.
func Check(t *testing.T, c Case) {
	t.Helper()
	t.Run(c.Name, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(1, 2))
		f := record(c)
		f.forward(t, rng)
		if !c.Once {
			f.second(t, rng)
		}
	})
}

// A function is a case recorded with its tangent and adjoint.
type function struct {
	c          Case
	p          *ad.Program
	x, dx      []ad.Value // inputs and their tangents
	ybar       ad.Value
	y, dy      ad.Value
	xbar, dbar []ad.Value // adjoints of x, and the tangents of these
}

func record(c Case) *function {
	f := &function{c: c, p: &ad.Program{}}
	for _, s := range c.Inputs {
		f.x = append(f.x, f.input("x", s))
		f.dx = append(f.dx, f.input("ẋ", s))
	}
	f.y = c.Build(f.p, f.x)
	f.dy = f.p.JVP(f.y, f.x, f.dx)
	f.ybar = f.anyShaped(f.p.Shape(f.y))
	f.xbar = f.p.VJP(f.y, f.ybar, f.x...)
	if !c.Once {
		for _, b := range f.xbar {
			f.dbar = append(f.dbar, f.p.JVP(b, f.x, f.dx))
		}
	}
	return f
}

func (f *function) input(name string, s ad.Shape) ad.Value {
	if s.Batch {
		return f.p.RowsOf(name, s.RowsPerMember(), s.Cols)
	}
	return f.p.Param(name, s.Rows, s.Cols)
}

// anyShaped is an input of any shape: a jet is put together from its planes.
func (f *function) anyShaped(s ad.Shape) ad.Value {
	if s.Planes() == 1 {
		return f.input("ȳ", s)
	}
	return Jet(f.p, s, func() ad.Value { return f.p.RowsOf("ȳ", s.RowsPerMember(), s.Cols) })
}

// Jet puts a jet of shape s together from plain batches, one a plane.
func Jet(p *ad.Program, s ad.Shape, plane func() ad.Value) ad.Value {
	sum := p.Embed(plane(), 0, s.Jet)
	for k := 1; k < s.Planes(); k++ {
		sum = p.Add(sum, p.Embed(plane(), k, s.Jet))
	}
	return sum
}

// machine makes a machine for outputs with all inputs drawn at random.
func (f *function) machine(rng *rand.Rand, outputs ...ad.Value) *plan.Machine[float64] {
	m := plan.NewMachine[float64](plan.New(f.p, rows, outputs...))
	for v, in := range f.p.Code {
		if in.Op == ad.Rows || in.Op == ad.Param {
			for i := range m.Value(ad.Value(v)) {
				m.Value(ad.Value(v))[i] = 2*rng.Float64() - 1
			}
		}
	}
	for _, x := range f.x {
		for i, u := range m.Value(x) {
			m.Value(x)[i] = f.c.Low + (u+1)/2*(f.c.High-f.c.Low)
		}
	}
	return m
}

// forward compares the tangent with differences, and the adjoint with the
// tangent: ⟨ȳ, J·ẋ⟩ = ⟨Jᵀ·ȳ, ẋ⟩.
func (f *function) forward(t *testing.T, rng *rand.Rand) {
	m := f.machine(rng, append([]ad.Value{f.y, f.dy, f.p.Scale(f.ybar, 1)}, f.xbar...)...)
	f.compare(t, "tangent", m, f.y, f.dy)
	m.Run()
	ybar := m.Value(ad.Value(len(f.p.Code) - 1))
	left, right := dot(ybar, m.Value(f.dy)), 0.0
	for i, b := range f.xbar {
		right += dot(m.Value(b), m.Value(f.dx[i]))
	}
	if math.Abs(left-right) > 1e-12*(1+math.Abs(left)) {
		t.Errorf("forward ⟨ȳ, J·ẋ⟩ = %v, reverse ⟨Jᵀ·ȳ, ẋ⟩ = %v", left, right)
	}
}

// second compares the tangents of the adjoints with differences of these.
func (f *function) second(t *testing.T, rng *rand.Rand) {
	m := f.machine(rng, append(append([]ad.Value{}, f.xbar...), f.dbar...)...)
	for i := range f.xbar {
		f.compare(t, "tangent of the adjoint", m, f.xbar[i], f.dbar[i])
	}
}

// compare tests dy against the central difference of y along ẋ, of fourth
// order: y′ ≈ (8(y₁ − y₋₁) − (y₂ − y₋₂)) / 12h, yₖ = y(x + k·h·ẋ). With h = 1e-3
// its error is about h⁴/30 of the fifth derivative, 3e-14, plus 1e-16/h.
func (f *function) compare(t *testing.T, what string, m *plan.Machine[float64], y, dy ad.Value) {
	const h = 1e-3
	diff := make([]float64, len(m.Value(y)))
	for _, s := range []struct{ k, weight float64 }{{1, 8}, {-1, -8}, {2, -1}, {-2, 1}} {
		f.shift(m, s.k*h)
		m.Run()
		for i, v := range m.Value(y) {
			diff[i] += s.weight * v / (12 * h)
		}
		f.shift(m, -s.k*h)
	}
	m.Run()
	for i, v := range m.Value(dy) {
		if !(math.Abs(v-diff[i]) <= 2e-9*(1+math.Abs(v))) {
			t.Errorf("%s[%d] = %v, central difference %v", what, i, v, diff[i])
		}
	}
}

// shift moves the inputs by h along their tangents.
func (f *function) shift(m *plan.Machine[float64], h float64) {
	for j, x := range f.x {
		for i, d := range m.Value(f.dx[j]) {
			m.Value(x)[i] += h * d
		}
	}
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}
