// Package dyn is about systems ẋ = f(x, p): their equilibria, found with proof,
// what linearisation says of these, trajectories, nullclines, and how the
// equilibria change with a parameter.
package dyn

import (
	"residual/core/ad"
	"residual/core/expr"
	"residual/core/interval"
	"residual/core/kernel"
	"residual/core/plan"
)

// MaxVars is how many variables a system may have; with one parameter they are the
// unknowns of a branch of equilibria.
const MaxVars = expr.MaxSlopes - 1

// A Field is a system compiled for evaluation. The parameters of the system may
// be changed; one of them, Swept, can be an unknown beside the variables.
type Field struct {
	N      int // of variables
	Params []float64
	Swept  int // index of a parameter, −1 for none

	sys *expr.System
	one *recording
	alg expr.Slopes
}

// A recording is f and its slopes as a program, run for some points at once.
type recording struct {
	m      *plan.Machine[float64]
	x      ad.Value   // rows: variables, and the swept parameter
	params []ad.Value // 1×1 each
	value  ad.Value   // rows of N
	slopes []ad.Value // rows of N each, by each column of x
}

// NewField compiles a system.
func NewField(s *expr.System, swept int) *Field {
	s = s.Specialised(swept)
	f := &Field{N: len(s.Vars), Swept: swept, sys: s}
	for _, p := range s.Params {
		f.Params = append(f.Params, p.Value)
	}
	p, r := record(s, swept, 1)
	r.m = plan.NewMachine[float64](plan.New(p, 1, append(r.slopes, r.value)...))
	f.one = r
	return f
}

// record writes the system down as a program with jets to an order, 0 for
// values alone.
func record(s *expr.System, swept, order int) (*ad.Program, *recording) {
	p, n := &ad.Program{}, len(s.Vars)
	width := n
	if swept >= 0 {
		width++
	}
	r := &recording{x: p.Rows("x", width)}
	x, jet := r.x, kernel.Jet{}
	if order > 0 {
		x, jet = p.Seed(r.x, order, units(width)...), kernel.Jet{Dirs: width, Order: order}
	}
	column := func(i int) ad.Value { return p.Columns(x, i, 1) }
	var vars, params, right []ad.Value
	for i := range n {
		vars = append(vars, column(i))
	}
	for i, q := range s.Params {
		v := p.Param(q.Name, 1, 1)
		r.params = append(r.params, v)
		if i == swept {
			params = append(params, column(n))
			continue
		}
		params = append(params, p.Embed(p.Broadcast(v), 0, jet))
	}
	algebra := expr.Algebra[ad.Value](expr.Recorder{P: p, Shape: p.Shape(vars[0])})
	for _, n := range s.Rights {
		right = append(right, expr.Eval(n, algebra, vars, params))
	}
	all := p.Concat(right...)
	r.value = p.Coefficient(all, 0, 0)
	for d := range width * order {
		r.slopes = append(r.slopes, p.Coefficient(all, d, 1))
	}
	return p, r
}

func units(n int) [][]float64 {
	all := make([][]float64, n)
	for i := range all {
		all[i] = make([]float64, n)
		all[i][i] = 1
	}
	return all
}

// Bytes is what the field's programs hold.
func (f *Field) Bytes() int64 { return f.one.m.Bytes() }

// Value sets dst to f(x).
func (f *Field) Value(dst, x []float64) {
	for i, n := range f.sys.Rights {
		dst[i] = expr.Eval(n, expr.Algebra[float64](expr.Numbers{}), x, f.Params)
	}
}

// Linearise sets value to f and slopes, row by row, to its derivatives at z: the
// variables and, in a field with a swept parameter, that parameter. slopes is
// N × len(z).
func (f *Field) Linearise(value, slopes, z []float64) {
	r := f.one
	copy(r.m.Value(r.x), z)
	for i, p := range r.params {
		r.m.Value(p)[0] = f.Params[i]
	}
	r.m.Run()
	copy(value, r.m.Value(r.value))
	for d, s := range r.slopes {
		for i, v := range r.m.Value(s) {
			slopes[i*len(z)+d] = v
		}
	}
}

// Jacobian sets j, N × N row by row, to ∂f/∂x at x.
func (f *Field) Jacobian(j, x []float64) {
	z := append(append(make([]float64, 0, MaxVars+1), x...), f.sweptValue()...)
	var room [MaxVars * (MaxVars + 1)]float64
	var value [MaxVars]float64
	f.Linearise(value[:f.N], room[:f.N*len(z)], z)
	for i := range f.N {
		copy(j[i*f.N:][:f.N], room[i*len(z):])
	}
}

func (f *Field) sweptValue() []float64 {
	if f.Swept < 0 {
		return nil
	}
	return f.Params[f.Swept : f.Swept+1]
}

// Size and Enclose make the field, at its parameters, a map for interval.Zeros.
func (f *Field) Size() int { return f.N }

func (f *Field) Enclose(value, slope, x []interval.Interval) bool {
	f.alg = expr.Slopes{N: f.N}
	var vars [MaxVars]expr.Slope
	var buffer [8]expr.Slope
	params := buffer[:0]
	for i, v := range x {
		vars[i] = expr.Slope{V: v}
		vars[i].D[i] = interval.Point(1)
	}
	for _, p := range f.Params {
		params = append(params, f.alg.Number(p))
	}
	for i, n := range f.sys.Rights {
		z := expr.Eval(n, expr.Algebra[expr.Slope](&f.alg), vars[:f.N], params)
		value[i] = z.V
		copy(slope[i*f.N:], z.D[:f.N])
	}
	return !f.alg.Nowhere
}

// Window is the box of interest.
func (f *Field) Window() []interval.Interval {
	var box []interval.Interval
	for _, v := range f.sys.Vars {
		box = append(box, interval.Interval{Lo: v.Lo, Hi: v.Hi})
	}
	return box
}

// inWindow tells whether x is in the window, or on its edge but for rounding.
func (f *Field) inWindow(x []float64) bool {
	for i, w := range f.Window() {
		if d := 1e-9 * (w.Hi - w.Lo); !(x[i] >= w.Lo-d && x[i] <= w.Hi+d) {
			return false
		}
	}
	return true
}
