package dyn

import (
	"math"

	"residual/core/interval"
)

// A Point is an equilibrium on a branch.
type Point struct {
	X         []float64
	P         float64
	Leading   float64 // largest real part of an eigenvalue
	slope     float64 // dp/ds along the branch
	det       float64 // of the Jacobian: 0 where an eigenvalue is
	hopf      float64 // 0 where two eigenvalues add up to 0
	conjugate bool    // and a pair of them is complex there
}

// A Bifurcation is a point where equilibria change in kind or number.
type Bifurcation struct {
	Kind BifurcationKind
	X    []float64
	P    float64
	Rate float64 // of a Hopf point: the imaginary part
}

// A BifurcationKind says what happens at a bifurcation.
type BifurcationKind int

const (
	SaddleNode  BifurcationKind = iota // two equilibria meet and vanish
	BranchPoint                        // branches cross: transcritical, pitchfork
	Hopf                               // a pair of eigenvalues crosses the imaginary axis
)

func (k BifurcationKind) String() string {
	return [...]string{"saddle-node", "branch point", "Hopf"}[k]
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
	}
	return true
}

// step sets next to the point of the branch h along the tangent from z, by a
// predictor and Newton's corrections.
func (t *tracer) step(z, tangent []float64, h float64) bool {
	for i := range t.n {
		t.next[i] = z[i] + float64(h*tangent[i]*t.unit[i])
	}
	return t.correct(z, tangent, h)
}

// point describes the equilibrium z with the tangent there.
func (t *tracer) point(z, tangent []float64) Point {
	n := t.f.N
	t.f.Linearise(t.value, t.slopes, z)
	a := make([]float64, n*n)
	for i := range n {
		copy(a[i*n:][:n], t.slopes[i*t.n:])
	}
	values := Eigenvalues(n, a)
	p := Point{X: append([]float64(nil), z[:n]...), P: z[n], Leading: real(values[n-1]), slope: tangent[n]}
	p.det, p.hopf, p.conjugate = tests(n, a)
	return p
}

// tests are the functions that vanish where an eigenvalue is 0 and where two add
// up to 0; conjugate tells whether two that nearly do are complex:
//
//	n = 2: det, tr                          the pair is ±√−det
//	n = 3: λ³ + a₁λ² + a₂λ + a₃: −a₃, a₁a₂ − a₃   the pair is ±√−a₂
func tests(n int, a []float64) (det, hopf float64, conjugate bool) {
	switch n {
	case 1:
		return a[0], 1, false
	case 2:
		det = float64(a[0]*a[3]) - float64(a[1]*a[2])
		return det, a[0] + a[3], det > 0
	}
	minor := func(i, j int) float64 { return float64(a[4*i]*a[4*j]) - float64(a[3*i+j]*a[3*j+i]) }
	a1, a2 := -(a[0] + a[4] + a[8]), minor(0, 1)+minor(0, 2)+minor(1, 2)
	det = float64(a[0]*minor(1, 2)) - float64(a[1]*(float64(a[3]*a[8])-float64(a[5]*a[6]))) +
		float64(a[2]*(float64(a[3]*a[7])-float64(a[4]*a[6])))
	return det, float64(a1*a2) + det, a2 > 0
}
