package dyn

import (
	"math"

	"residual/core/interval"
)

// A Point is an equilibrium on a branch.
type Point struct {
	X       []float64
	P       float64
	Verdict Verdict // by the linearised system
	det     float64 // of the Jacobian: 0 where an eigenvalue is
}

// A tracer follows a branch of equilibria in (x, p) by its length s (Keller
// 1977): from a point with tangent t it guesses z + h·t and returns to the
// branch by Newton's method on
//
//	f(z) = 0,  t·(z − z₀) = h
//
// which goes around folds. Lengths are in units of the window and the range.
type tracer struct {
	f              *Field
	n              int       // unknowns: variables and the parameter
	unit           []float64 // of each
	lo, hi         float64   // of the parameter
	value          []float64
	slopes         []float64 // f.N × n
	matrix, invert []float64 // n × n
	z, next        []float64
	tangent        []float64 // at z
	nextTangent    []float64 // at next
}

func (f *Field) newTracer(lo, hi float64) *tracer {
	n := f.N + 1
	alloc := func(n int) []float64 { return make([]float64, n) }
	t := &tracer{f: f, n: n, lo: lo, hi: hi, value: alloc(f.N), slopes: alloc(f.N * n), matrix: alloc(n * n), invert: alloc(n * n),
		z: alloc(n), next: alloc(n), tangent: alloc(n), nextTangent: alloc(n)}
	for _, w := range f.Window() {
		t.unit = append(t.unit, w.Hi-w.Lo)
	}
	t.unit = append(t.unit, hi-lo)
	return t
}

// bordered sets matrix to the slopes of f in units, with a row below.
func (t *tracer) bordered(z, row []float64) bool {
	t.f.Linearise(t.value, t.slopes, z)
	for i := range t.f.N {
		for j := range t.n {
			t.matrix[i*t.n+j] = t.slopes[i*t.n+j] * t.unit[j]
		}
	}
	copy(t.matrix[t.f.N*t.n:], row)
	return interval.Invert(t.invert, t.matrix, t.n)
}

// setTangent sets nextTangent to the tangent at z, in the direction of row.
func (t *tracer) setTangent(z, row []float64) bool {
	if !t.bordered(z, row) {
		return false
	}
	for i := range t.n {
		t.nextTangent[i] = t.invert[i*t.n+t.f.N]
	}
	size := Norm(t.nextTangent)
	for i := range t.nextTangent {
		t.nextTangent[i] /= size
	}
	return size > 0 && !math.IsInf(size, 0)
}

// correct brings next to the branch, h along row from z.
func (t *tracer) correct(z, row []float64, h float64) bool {
	last := math.Inf(1)
	for range 12 {
		if !t.bordered(t.next, row) {
			return false
		}
		along := -h
		for i := range t.n {
			along += float64(row[i] * (t.next[i] - z[i]) / t.unit[i])
		}
		step := 0.0
		for i := range t.n {
			d := float64(t.invert[i*t.n+t.f.N] * along)
			for j := range t.f.N {
				d += float64(t.invert[i*t.n+j] * t.value[j])
			}
			t.next[i] -= float64(d * t.unit[i])
			step = max(step, math.Abs(d))
		}
		if !(step < 1) {
			return false
		}
		if step < 1e-13 {
			return true
		}
		if step < 1e-9 && step >= last { // as near as rounding lets it come
			return true
		}
		last = step
	}
	return false
}

// step sets next to the point of the branch h along the tangent from z, by a
// predictor and Newton's corrections.
func (t *tracer) step(z, tangent []float64, h float64) bool {
	for i := range t.n {
		t.next[i] = z[i] + float64(h*tangent[i]*t.unit[i])
	}
	return t.correct(z, tangent, h)
}

// point describes the equilibrium z. An eigenvalue on the imaginary axis but for
// rounding decides nothing.
func (t *tracer) point(z []float64) Point {
	n := t.f.N
	t.f.Linearise(t.value, t.slopes, z)
	a := make([]float64, n*n)
	for i := range n {
		copy(a[i*n:][:n], t.slopes[i*t.n:])
	}
	p := Point{X: append([]float64(nil), z[:n]...), P: z[n]}
	p.det, _ = determinant(n, a)
	balanced(n, a)
	values := Eigenvalues(n, a)
	switch leading, size := real(values[n-1]), Norm(a); {
	case leading < -1e-9*size:
		p.Verdict = Attracts
	case leading > 1e-9*size:
		p.Verdict = Repels
	}
	return p
}

// balanced scales the variables of a matrix so that opposite entries are alike,
// which leaves its eigenvalues what they are.
func balanced(n int, a []float64) {
	for range 8 {
		for i := range n {
			row, column := 0.0, 0.0
			for j := range n {
				if j != i {
					row += math.Abs(a[i*n+j])
					column += math.Abs(a[j*n+i])
				}
			}
			if !(row > 0 && column > 0) {
				continue
			}
			f := math.Sqrt(column / row)
			for j := range n {
				a[i*n+j] *= f
				a[j*n+i] /= f
			}
		}
	}
}
