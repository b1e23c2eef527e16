package opt

import (
	"math"

	"residual/core/kernel"
)

// A Function is one to be made small: its value at x, with grad set to its
// gradient.
type Function func(grad, x []float64) float64

// LBFGS is the quasi-Newton method of limited memory (Nocedal 1980; Liu &
// Nocedal 1989): the step is −Hg, with H built from the last moves s and changes
// of the gradient y by
//
//	H ← VᵀHV + ρssᵀ,   V = I − ρysᵀ,   ρ = 1/sᵀy,   H₀ = (sᵀy/yᵀy)·I
//
// No coordinate moves further than Longest, and a step is halved until the value
// falls (Armijo 1966).
type LBFGS struct {
	Longest    float64
	Value      float64   // at the last x
	Grad       []float64 // there
	S, Y       [][]float64
	Rho        []float64 // 1/sᵀy of each pair
	Kept, Next int       // pairs in use, and where the next one goes

	step, trial, grad, alpha []float64
}

// NewLBFGS allocates for n parameters and a memory of m pairs.
func NewLBFGS(n, m int, longest float64) *LBFGS {
	l := &LBFGS{Longest: longest, Rho: make([]float64, m), alpha: make([]float64, m)}
	for _, v := range []*[]float64{&l.Grad, &l.step, &l.trial, &l.grad} {
		*v = make([]float64, n)
	}
	for range m {
		l.S, l.Y = append(l.S, make([]float64, n)), append(l.Y, make([]float64, n))
	}
	return l
}

// LBFGSBytes is what NewLBFGS allocates.
func LBFGSBytes(n, m int) int64 { return 8 * int64(4*n+2*m+2*m*n) }

const (
	armijo   = 1e-4
	halvings = 20
	slack    = 1e-14 // of the value: what rounding may add to it
)

// Begin forgets all pairs and evaluates f at x.
func (l *LBFGS) Begin(f Function, x []float64) {
	l.Kept, l.Next = 0, 0
	l.Value = f(l.Grad, x)
}

// Minimise takes at most steps steps from x, until no entry of the gradient is
// larger than small, and returns how many it took.
func (l *LBFGS) Minimise(f Function, x []float64, small float64, steps int) int {
	l.Begin(f, x)
	for n := range steps {
		if kernel.MaxAbs(l.Grad) <= small || !l.Step(f, x) {
			return n
		}
	}
	return steps
}

// Step moves x downhill; false where nothing along the step is lower.
func (l *LBFGS) Step(f Function, x []float64) bool {
	if l.try(f, x) {
		return true
	}
	again := l.Kept > 0
	l.Kept, l.Next = 0, 0
	return again && l.try(f, x)
}

func (l *LBFGS) try(f Function, x []float64) bool {
	l.direction()
	slope := kernel.Dot(l.step, l.Grad)
	if !(slope < 0) {
		return false
	}
	if far := kernel.MaxAbs(l.step); far > l.Longest {
		kernel.Scale(l.step, l.Longest/far, l.step)
		slope *= l.Longest / far
	}
	for range halvings {
		kernel.Add(l.trial, x, l.step)
		value := f(l.grad, l.trial)
		if value <= l.Value+float64(armijo*slope)+float64(slack*math.Abs(l.Value)) {
			l.remember(x)
			l.Value = value
			return true
		}
		kernel.Scale(l.step, 0.5, l.step)
		slope /= 2
	}
	return false
}

// direction sets step to −Hg by the two loops over the pairs, newest first and
// then oldest first; without pairs, to −g, at most a tenth of Longest far.
func (l *LBFGS) direction() {
	kernel.Scale(l.step, -1, l.Grad)
	if l.Kept == 0 {
		if far := kernel.MaxAbs(l.step); far > l.Longest/10 {
			kernel.Scale(l.step, l.Longest/10/far, l.step)
		}
		return
	}
	m := len(l.S)
	for k := 1; k <= l.Kept; k++ {
		i := (l.Next + m - k) % m
		l.alpha[i] = l.Rho[i] * kernel.Dot(l.S[i], l.step)
		kernel.Axpy(l.step, -l.alpha[i], l.Y[i])
	}
	last := (l.Next + m - 1) % m
	kernel.Scale(l.step, 1/(l.Rho[last]*kernel.Dot(l.Y[last], l.Y[last])), l.step)
	for k := l.Kept; k >= 1; k-- {
		i := (l.Next + m - k) % m
		beta := l.Rho[i] * kernel.Dot(l.Y[i], l.step)
		kernel.Axpy(l.step, l.alpha[i]-beta, l.S[i])
	}
}

// remember goes to trial, and keeps the pair where the slope along it rose.
func (l *LBFGS) remember(x []float64) {
	s, y := l.S[l.Next], l.Y[l.Next]
	kernel.Sub(s, l.trial, x)
	kernel.Sub(y, l.grad, l.Grad)
	copy(x, l.trial)
	copy(l.Grad, l.grad)
	sy := kernel.Dot(s, y)
	if !(sy > 1e-12*kernel.Dot(y, y)) {
		return
	}
	l.Rho[l.Next] = 1 / sy
	l.Next = (l.Next + 1) % len(l.S)
	l.Kept = min(l.Kept+1, len(l.S))
}
