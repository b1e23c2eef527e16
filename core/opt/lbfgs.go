package opt

import (
	"math"

	"residual/core/kernel"
)

// A Function is what LBFGS minimises: it returns the value at x and sets grad to
// the gradient there.
type Function func(grad, x []float64) float64

// LBFGS is the quasi-Newton method of limited memory (Nocedal 1980; Liu &
// Nocedal 1989): the step is −Hg, with H built from the last steps s and changes
// of the gradient y by
//
//	H ← VᵀHV + ρssᵀ,   V = I − ρysᵀ,   ρ = 1/sᵀy,   H₀ = (sᵀy/yᵀy)·I
//
// No coordinate moves further than MaxMove in one step, and a step is halved
// until the value falls (Armijo 1966).
type LBFGS struct {
	MaxMove      float64
	Value        float64   // at the last x
	Grad         []float64 // there
	S, Y         []float64 // the pairs, a row of len(Grad) each
	Rho          []float64 // 1/sᵀy of each pair
	Stored, Next int       // pairs in use, and the row that the next one takes

	step, trial, trialGrad, alpha []float64
}

// NewLBFGS allocates for n parameters and a memory of that many pairs.
func NewLBFGS(n, pairs int, maxMove float64) *LBFGS {
	l := &LBFGS{MaxMove: maxMove}
	l.Reserve(Heap{}, n, pairs)
	return l
}

// Reserve asks m for the room of n parameters and a memory of that many pairs.
func (l *LBFGS) Reserve(m Memory, n, pairs int) {
	for _, v := range []*[]float64{&l.Grad, &l.step, &l.trial, &l.trialGrad} {
		m.Floats(v, n)
	}
	m.Floats(&l.S, n*pairs)
	m.Floats(&l.Y, n*pairs)
	m.Floats(&l.Rho, pairs)
	m.Floats(&l.alpha, pairs)
}

const (
	armijo      = 1e-4  // part of the decrease that the slope promises
	maxHalvings = 20    // of one step
	rounding    = 1e-14 // of the value: an increase that rounding may cause
)

// Begin forgets all pairs and evaluates f at x.
func (l *LBFGS) Begin(f Function, x []float64) {
	l.Stored, l.Next = 0, 0
	l.Value = f(l.Grad, x)
}

// Minimise takes at most steps steps from x, until no entry of the gradient
// exceeds tolerance in size, and returns how many it took.
func (l *LBFGS) Minimise(f Function, x []float64, tolerance float64, steps int) int {
	l.Begin(f, x)
	for n := range steps {
		if kernel.MaxAbs(l.Grad) <= tolerance || !l.Step(f, x) {
			return n
		}
	}
	return steps
}

// Step moves x downhill; false where no point tried along the step is lower. If
// the direction of the pairs fails, they are forgotten and the steepest descent
// is tried.
func (l *LBFGS) Step(f Function, x []float64) bool {
	if l.search(f, x) {
		return true
	}
	hadPairs := l.Stored > 0
	l.Stored, l.Next = 0, 0
	return hadPairs && l.search(f, x)
}

// search halves the step until the value falls enough, and accepts that point.
func (l *LBFGS) search(f Function, x []float64) bool {
	l.direction()
	slope := kernel.Dot(l.step, l.Grad)
	if !(slope < 0) {
		return false
	}
	if largest := kernel.MaxAbs(l.step); largest > l.MaxMove {
		kernel.Scale(l.step, l.MaxMove/largest, l.step)
		slope *= l.MaxMove / largest
	}
	for range maxHalvings {
		kernel.Add(l.trial, x, l.step)
		value := f(l.trialGrad, l.trial)
		if value <= l.Value+float64(armijo*slope)+float64(rounding*math.Abs(l.Value)) {
			l.accept(x)
			l.Value = value
			return true
		}
		kernel.Scale(l.step, 0.5, l.step)
		slope /= 2
	}
	return false
}

// pair is the step s and the change of the gradient y in row i.
func (l *LBFGS) pair(i int) (s, y []float64) {
	n := len(l.Grad)
	return l.S[i*n:][:n], l.Y[i*n:][:n]
}

// direction sets step to −Hg by the two-loop recursion, over the pairs from the
// newest to the oldest and back. Without pairs step is −g, shortened where a
// coordinate would move more than a tenth of MaxMove.
func (l *LBFGS) direction() {
	kernel.Scale(l.step, -1, l.Grad)
	if l.Stored == 0 {
		if largest := kernel.MaxAbs(l.step); largest > l.MaxMove/10 {
			kernel.Scale(l.step, l.MaxMove/10/largest, l.step)
		}
		return
	}
	pairs := len(l.Rho)
	for k := 1; k <= l.Stored; k++ {
		i := (l.Next + pairs - k) % pairs
		s, y := l.pair(i)
		l.alpha[i] = l.Rho[i] * kernel.Dot(s, l.step)
		kernel.Axpy(l.step, -l.alpha[i], y)
	}
	newest := (l.Next + pairs - 1) % pairs
	_, y := l.pair(newest)
	kernel.Scale(l.step, 1/(l.Rho[newest]*kernel.Dot(y, y)), l.step)
	for k := l.Stored; k >= 1; k-- {
		i := (l.Next + pairs - k) % pairs
		s, y := l.pair(i)
		beta := l.Rho[i] * kernel.Dot(y, l.step)
		kernel.Axpy(l.step, l.alpha[i]-beta, s)
	}
}

// accept moves x to the trial point and stores the pair (s, y) of this step,
// provided that the curvature sᵀy along it is positive: H stays positive
// definite.
func (l *LBFGS) accept(x []float64) {
	s, y := l.pair(l.Next)
	kernel.Sub(s, l.trial, x)
	kernel.Sub(y, l.trialGrad, l.Grad)
	copy(x, l.trial)
	copy(l.Grad, l.trialGrad)
	sy := kernel.Dot(s, y)
	if !(sy > 1e-12*kernel.Dot(y, y)) {
		return
	}
	l.Rho[l.Next] = 1 / sy
	l.Next = (l.Next + 1) % len(l.Rho)
	l.Stored = min(l.Stored+1, len(l.Rho))
}
