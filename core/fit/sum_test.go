package fit

import (
	"math"
	"testing"

	"residual/core/lab"
	"residual/core/opt"
)

// A line has the residuals w·(a + b·xᵢ − yᵢ) in θ = (a, b).
type line struct {
	x, y []float64
	w    float64
}

func (l line) Rows() int { return len(l.x) }

func (l line) Residual(r, theta []float64) {
	for i, x := range l.x {
		r[i] = l.w * (theta[0] + theta[1]*x - l.y[i])
	}
}

func (l line) Jacobian(r, jac, theta []float64) {
	l.Residual(r, theta)
	for i, x := range l.x {
		jac[2*i], jac[2*i+1] = l.w, l.w*x
	}
}

func (l line) Cost(c *lab.Cost, times int) { c.Add(int64(times), 1, 1) }

// Two terms that want different lines end at the weighted least squares of both:
// for constants 0 and 1 with weights w₁² = 1 and w₂² = 4 the mean is 0.8.
func TestSumOfTerms(t *testing.T) {
	x := []float64{-1, 0, 1}
	sum := Sum{line{x, []float64{0, 0, 0}, 1}, line{x, []float64{1, 1, 1}, 2}}
	lm, theta := opt.NewLevenbergMarquardt(sum.Rows(), 2), []float64{3, -2}
	for lm.Step(sum, theta) {
	}
	if math.Abs(theta[0]-0.8) > 1e-7 || math.Abs(theta[1]) > 1e-7 {
		t.Errorf("θ = %v, want 0.8 and 0", theta)
	}
	var c lab.Cost
	if sum.Cost(&c, 3); c.Flops != 6 || sum.Rows() != 6 {
		t.Errorf("%d rows, %+v", sum.Rows(), c)
	}
}
