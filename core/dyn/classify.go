package dyn

import (
	"math"

	"residual/core/linalg"
)

// Kind is what the eigenvalues of the linearised system say of an equilibrium.
type Kind int

const (
	StableNode Kind = iota
	StableFocus
	UnstableNode
	UnstableFocus
	Saddle
	Inconclusive // an eigenvalue on the imaginary axis: linearisation decides nothing
)

func (k Kind) String() string {
	return [...]string{"stable node", "stable focus", "unstable node", "unstable focus", "saddle", "inconclusive"}[k]
}

// Stable tells whether all near it stays near and comes closer.
func (k Kind) Stable() bool { return k == StableNode || k == StableFocus }

// An Equilibrium is a point of rest and its linearisation.
type Equilibrium struct {
	X        []float64
	Jacobian []float64    // N × N
	Values   []complex128 // eigenvalues, in rising order of their real parts
	Kind     Kind
}

// axis is how near the imaginary axis, relative to the Jacobian, a computed
// eigenvalue is taken to lie on it: far above rounding, far below what is seen.
const axis = 1e-9

// Equilibrium linearises at x, a point of rest.
func (f *Field) Equilibrium(x []float64) Equilibrium {
	e := Equilibrium{X: append([]float64(nil), x...), Jacobian: make([]float64, f.N*f.N)}
	f.Jacobian(e.Jacobian, e.X)
	e.Values = Eigenvalues(f.N, e.Jacobian)
	e.Kind = classify(e.Values, axis*Norm(e.Jacobian))
	return e
}

// Eigenvalues are those of a, n × n, in rising order of their real parts; NaN
// where they are not found.
func Eigenvalues(n int, a []float64) []complex128 {
	values, ok := linalg.Eigenvalues(n, append([]float64(nil), a...))
	if !ok {
		values = make([]complex128, n)
		for i := range values {
			values[i] = complex(math.NaN(), 0)
		}
	}
	return values
}

// Norm is Frobenius's, the root of the sum of squares.
func Norm(a []float64) float64 {
	sum := 0.0
	for _, v := range a {
		sum += float64(v * v)
	}
	return math.Sqrt(sum)
}

// Leading is the largest real part: below 0 the equilibrium is stable, above 0
// it is not.
func (e *Equilibrium) Leading() float64 { return real(e.Values[len(e.Values)-1]) }

// Pair is the two largest real parts.
func (e *Equilibrium) Pair() (a, b float64) {
	n := len(e.Values)
	return real(e.Values[n-1]), real(e.Values[max(0, n-2)])
}

// classify takes real parts up to tolerance for 0.
func classify(values []complex128, tolerance float64) Kind {
	left, right, turning := 0, 0, false
	for _, v := range values {
		switch {
		case real(v) < -tolerance:
			left++
		case real(v) > tolerance:
			right++
		}
		turning = turning || imag(v) != 0
	}
	switch {
	case left > 0 && right > 0 && left+right == len(values):
		return Saddle
	case left == len(values) && turning:
		return StableFocus
	case left == len(values):
		return StableNode
	case right == len(values) && turning:
		return UnstableFocus
	case right == len(values):
		return UnstableNode
	}
	return Inconclusive
}
