package heat

import (
	"fmt"
	"math"
	"slices"

	"residual/core/lab"
	"residual/core/linalg"
	"residual/core/pde"
)

// Checks holds what was learnt against what there was to learn. They fail until
// the training is done.
func (t *training) Checks() []lab.Check {
	n := spec{dim: 1, n: t.n}.small()
	values, _ := pde.Eigenvalues(n, t.alongRing)
	return []lab.Check{
		lab.Near("learnt stencil, largest distance from "+t.stencilText(), t.distance(), 0, 1e-8,
			"the stencil of forward Euler"),
		lab.Near("learnt stencil, largest distance from least squares", t.fromLeastSquares(), 0, 1e-8,
			"gonum's QR factorisation on the same examples"),
		lab.Near(fmt.Sprintf("eigenvalues of the learnt block along a side, n = %d: largest gap", n),
			pde.Gap(values, formula(1, n, t.r)), 0, 1e-7, "closed form λₖ = 1 − 4r·sin²(πk/n)"),
	}
}

func (t *training) stencilText() string {
	if t.dim == 2 {
		return "[0, r, 0; r, 1 − 4r, r; 0, r, 0]"
	}
	return "[r, 1 − 2r, r]"
}

// alongRing is the learnt block on a ring, for waves along x.
func (t *training) alongRing(dst, src []float64) {
	n, w := len(src), t.along()
	for i, v := range src {
		dst[i] = v + w[0]*src[(i+n-1)%n] + w[1]*v + w[2]*src[(i+1)%n]
	}
}

// fromLeastSquares is the largest distance of a weight from the solution of the
// same examples by orthogonal factorisation.
func (t *training) fromLeastSquares() float64 {
	if t.best == nil || t.bestR != t.r {
		t.best, t.bestR = t.learner.leastSquares(t.taps()), t.r
	}
	far := 0.0
	for i, w := range t.learner.stencil() {
		far = math.Max(far, math.Abs(w-t.best[i]))
	}
	return far
}

// leastSquares solves conv(input; w) = wanted − input for w.
func (l *learner) leastSquares(taps int) []float64 {
	near := slices.Clone(l.machine.Value(l.near))
	added := slices.Clone(l.machine.Value(l.wanted))
	for i := range added {
		added[i] -= near[i*taps+taps/2]
	}
	if !linalg.LeastSquares(near, added, taps) {
		added[0] = math.NaN()
	}
	return added[:taps]
}
