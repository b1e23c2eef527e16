package opt

import (
	"math"
	"testing"
)

// rosenbrock is r = (10(y − x²), 1 − x): its only root is (1, 1), at the end of
// a curved valley (Rosenbrock 1960).
type rosenbrock struct{}

func (rosenbrock) Rows() int { return 2 }

func (rosenbrock) Residual(r, theta []float64) {
	x, y := theta[0], theta[1]
	r[0], r[1] = 10*(y-x*x), 1-x
}

func (p rosenbrock) Jacobian(r, jac, theta []float64) {
	p.Residual(r, theta)
	copy(jac, []float64{-20 * theta[0], 10, -1, 0})
}

// powell is Powell's singular function (1962): four residuals whose Jacobian is
// singular at the root 0.
type powell struct{}

func (powell) Rows() int { return 4 }

func (powell) Residual(r, t []float64) {
	a, b := t[1]-2*t[2], t[0]-t[3]
	r[0], r[1], r[2], r[3] = t[0]+10*t[1], math.Sqrt(5)*(t[2]-t[3]), a*a, math.Sqrt(10)*b*b
}

func (p powell) Jacobian(r, jac, t []float64) {
	p.Residual(r, t)
	a, b := t[1]-2*t[2], t[0]-t[3]
	copy(jac, []float64{
		1, 10, 0, 0,
		0, 0, math.Sqrt(5), -math.Sqrt(5),
		0, 2 * a, -4 * a, 0,
		2 * math.Sqrt(10) * b, 0, 0, -2 * math.Sqrt(10) * b,
	})
}

// flat has one residual of three parameters, x₀ + 2x₁ + 2x₂ − 9: more unknowns
// than equations. From 0 the damped steps go straight to the nearest root,
// (1, 2, 2).
type flat struct{}

func (flat) Rows() int                    { return 1 }
func (flat) Residual(r, t []float64)      { r[0] = t[0] + 2*t[1] + 2*t[2] - 9 }
func (p flat) Jacobian(r, j, t []float64) { p.Residual(r, t); copy(j, []float64{1, 2, 2}) }

func TestLevenbergMarquardt(t *testing.T) {
	for _, c := range []struct {
		name        string
		p           LeastSquares
		start, root []float64
		tolerance   float64
	}{
		{"Rosenbrock", rosenbrock{}, []float64{-1.2, 1}, []float64{1, 1}, 1e-10},
		{"Powell", powell{}, []float64{3, -1, 0, 1}, []float64{0, 0, 0, 0}, 1e-4},
		{"flat", flat{}, []float64{0, 0, 0}, []float64{1, 2, 2}, 1e-10},
	} {
		lm := NewLevenbergMarquardt(c.p.Rows(), len(c.start))
		theta := append([]float64(nil), c.start...)
		for range 100 {
			lm.Step(c.p, theta)
		}
		for i := range theta {
			if !(math.Abs(theta[i]-c.root[i]) <= c.tolerance) {
				t.Errorf("%s: θ = %v, root %v", c.name, theta, c.root)
				break
			}
		}
	}
}

// TestCostFalls: no step raises the cost, from a start where Gauss–Newton alone
// would.
func TestCostFalls(t *testing.T) {
	lm := NewLevenbergMarquardt(2, 2)
	theta := []float64{-1.2, 1}
	before := math.Inf(1)
	for range 30 {
		lm.Step(rosenbrock{}, theta)
		if lm.Cost > before {
			t.Fatalf("cost rose from %v to %v", before, lm.Cost)
		}
		before = lm.Cost
	}
}

// TestAdam holds three steps against Algorithm 1 of the paper, written out.
func TestAdam(t *testing.T) {
	a := NewAdam[float64](1, 0.1)
	theta := []float64{1}
	x, m, v := 1.0, 0.0, 0.0
	for step := 1; step <= 3; step++ {
		a.Step(theta, []float64{2 * theta[0]})
		g := 2 * x
		m, v = 0.9*m+0.1*g, 0.999*v+0.001*g*g
		mhat, vhat := m/(1-math.Pow(0.9, float64(step))), v/(1-math.Pow(0.999, float64(step)))
		x -= 0.1 * mhat / (math.Sqrt(vhat) + 1e-8)
		if math.Abs(theta[0]-x) > 1e-15 {
			t.Errorf("step %d: %v, want %v", step, theta[0], x)
		}
	}
}

func BenchmarkLevenbergMarquardt(b *testing.B) {
	lm := NewLevenbergMarquardt(4, 4)
	theta := make([]float64, 4)
	b.ReportAllocs()
	for b.Loop() {
		copy(theta, []float64{3, -1, 0, 1})
		lm.Step(powell{}, theta)
	}
}
