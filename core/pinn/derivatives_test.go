package pinn_test

import (
	"math"
	"testing"

	"residual/core/fit"
	"residual/core/law"
	"residual/core/pinn"
	"residual/core/rng"
)

// begun is the small model of a problem with weights drawn.
func begun(t testing.TB, p *law.Problem) *pinn.Model {
	t.Helper()
	m, err := pinn.New(p, pinn.Options{Width: 5, Depth: 2, Points: 9})
	if err != nil {
		t.Fatal(err)
	}
	var room fit.Room
	m.Reserve(&room)
	if err := room.Open(1 << 28); err != nil {
		t.Fatal(err)
	}
	if err := m.Begin(rng.New(5, "test")); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestJacobian: derivatives of the rows by what is trained are those of differences.
func TestJacobian(t *testing.T) {
	names, problems := corpus(t)
	for i, p := range problems {
		switch i + 1 {
		case 3, 8, 16, 17, 22, 27, 28, 29, 30, 36, 43:
		default:
			continue
		}
		m := begun(t, p)
		rows, n := m.Rows(), m.Size()
		r, jac := make([]float64, rows), make([]float64, rows*n)
		up, down := make([]float64, rows), make([]float64, rows)
		m.Jacobian(r, jac, m.Theta)
		for j := 0; j < n; j += 7 {
			const h = 1e-5
			v := m.Theta[j]
			m.Theta[j] = v + h
			m.Residual(up, m.Theta)
			m.Theta[j] = v - h
			m.Residual(down, m.Theta)
			m.Theta[j] = v
			for k := range r {
				d := (up[k] - down[k]) / (2 * h)
				if !(math.Abs(d-jac[k*n+j]) <= 1e-4*(1e-2+math.Abs(d)+math.Abs(r[k]))) {
					t.Fatalf("%s: row %d by parameter %d: %g, by differences %g", names[i], k, j, jac[k*n+j], d)
				}
			}
		}
	}
}

// TestEval: derivatives of a field, which are jets along directions, are those of
// differences of lower ones.
func TestEval(t *testing.T) {
	p, err := law.Parse("laplace(laplace(u)) + u_zz = 0; (x,y,z) in [0,1]*[-1,1]*[0,2]; u = x + y on boundary")
	if err != nil {
		t.Fatal(err)
	}
	m := begun(t, p)
	at := []float64{0.3, -0.2, 0.9}
	value := func(x []float64, o law.Order) float64 {
		var out [1]float64
		m.Eval(out[:], x, 0, o)
		return out[0]
	}
	for _, o := range []law.Order{{1}, {0, 2}, {1, 1}, {2, 1}, {1, 1, 1}, {2, 2}, {3, 1}, {1, 2, 1}, {0, 0, 4}, {2, 2, 2}} {
		for i := range 3 {
			if o[i] == 0 {
				continue
			}
			const h = 1e-4
			lower := o
			lower[i]--
			up, down := append([]float64(nil), at...), append([]float64(nil), at...)
			up[i], down[i] = at[i]+h, at[i]-h
			got, want := value(at, o), (value(up, lower)-value(down, lower))/(2*h)
			if !(math.Abs(got-want) <= 1e-5*(1+math.Abs(want))) {
				t.Errorf("%v: %g, by differences %g", o, got, want)
			}
		}
	}
	if v := value([]float64{1, 0.5, 0.3}, law.Order{}); math.Abs(v-1.5) > 1e-12 {
		t.Errorf("on the boundary %v, not 1.5", v)
	}
}

// TestResidualAt: the residual at any point is the law's of the values that Eval has.
func TestResidualAt(t *testing.T) {
	p, err := law.Parse("u_t + u u_x = nu u_xx + sin(x) u^2; nu = 0.3 in [0, 1]; x in [-1, 1]; t in [0, 1]; u(x, 0) = -sin πx; u = 0 on left, right")
	if err != nil {
		t.Fatal(err)
	}
	m := begun(t, p)
	x := []float64{0.3, 0.6}
	var r, u, ux, ut, uxx [1]float64
	m.ResidualAt(r[:], x, 0)
	m.Eval(u[:], x, 0, law.Order{})
	m.Eval(ux[:], x, 0, law.Order{1})
	m.Eval(ut[:], x, 0, law.Order{0, 1})
	m.Eval(uxx[:], x, 0, law.Order{2})
	want := ut[0] + u[0]*ux[0] - 0.3*uxx[0] - math.Sin(0.3)*u[0]*u[0]
	if math.Abs(r[0]-want) > 1e-11 {
		t.Errorf("%v, not %v", r[0], want)
	}
}
