package opt

import (
	"math"
	"slices"
	"testing"

	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/rng"
)

func newBroyden(n int) *SSBroyden {
	b := &SSBroyden{MaxMove: 1}
	b.Reserve(Heap{}, n)
	return b
}

// valley is Rosenbrock's function of n numbers, Σ 100(x_{i+1} − x_i²)² + (1 − x_i)²,
// with the minimum 0 at (1, …, 1).
func valley(grad, x []float64) (sum float64) {
	clear(grad)
	for i := range len(x) - 1 {
		a, b := 1-x[i], x[i+1]-x[i]*x[i]
		grad[i] -= 2*a + 400*x[i]*b
		grad[i+1] += 200 * b
		sum += a*a + 100*b*b
	}
	return sum
}

// bowl is ½Σ cᵢxᵢ² with c from 1 to 10⁶.
func bowl(grad, x []float64) (sum float64) {
	for i, v := range x {
		c := math.Pow(10, 6*float64(i)/float64(len(x)-1))
		grad[i] = c * v
		sum += c * v * v / 2
	}
	return sum
}

// TestSSBroyden: valleys and an ill-conditioned bowl are followed to their ends, in
// not many more evaluations than the BFGS method is known to take, and the value
// never rises.
func TestSSBroyden(t *testing.T) {
	for _, c := range []struct {
		name string
		f    Function
		x    []float64
		at   float64 // every coordinate of the minimum
		most int     // evaluations
	}{
		{"Rosenbrock", valley, []float64{-1.2, 1}, 1, 60},
		{"Rosenbrock of ten", valley, []float64{-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1}, 1, 200},
		{"a bowl", bowl, slices.Repeat([]float64{1}, 20), 0, 300},
	} {
		evaluations := 0
		f := func(grad, x []float64) float64 {
			evaluations++
			return c.f(grad, x)
		}
		b := newBroyden(len(c.x))
		b.Begin(f, c.x)
		for before := math.Inf(1); kernel.MaxAbs(b.Grad) > 1e-9 && b.Step(f, c.x); before = b.Value {
			if b.Value > before+1e-14*math.Abs(before) {
				t.Errorf("%s: the value rises from %g to %g", c.name, before, b.Value)
			}
		}
		for _, v := range c.x {
			if math.Abs(v-c.at) > 1e-8 {
				t.Errorf("%s: ends at %v", c.name, c.x)
				break
			}
		}
		if evaluations > c.most {
			t.Errorf("%s: %d evaluations", c.name, evaluations)
		}
	}
}

// TestBroydenUpdate: by pairs of a curvature that changes from one to the next by
// factors up to e², the new H takes y to s, is symmetric, and positive definite.
func TestBroydenUpdate(t *testing.T) {
	const n = 8
	b := newBroyden(n)
	for i := range n {
		b.H[i*n+i] = 1
	}
	for i := range 200 {
		s, y, hs := make([]float64, n), make([]float64, n), make([]float64, n)
		r := rng.New(1, "opt/pair", uint64(i))
		rng.Normals(s, r)
		for j, v := range s {
			y[j] = v * kernel.Exp1(4*r.Float64()-2)
		}
		linear := slices.Clone(b.H)
		copy(hs, s)
		if !linalg.Solve(linear, hs, make([]int, n)) {
			t.Fatal("H is singular")
		}
		b.update(slices.Clone(s), slices.Clone(y), kernel.Dot(s, y), kernel.Dot(s, hs))
		linalg.MulVec(hs, 1, b.H, y, 0)
		for j := range n {
			if math.Abs(hs[j]-s[j]) > 1e-12*kernel.MaxAbs(b.H)*kernel.MaxAbs(y) {
				t.Fatalf("update %d: Hy is %v, want %v", i, hs, s)
			}
			for k := range j {
				if b.H[j*n+k] != b.H[k*n+j] {
					t.Fatalf("update %d: H is not symmetric", i)
				}
			}
		}
		if _, ok := linalg.Factor(n, slices.Clone(b.H)); !ok {
			t.Fatalf("update %d: H is not positive definite", i)
		}
	}
}

// TestScaling: where the pair fits H (b = h = 1) nothing is scaled; a curvature
// larger than was thought is met by φ alone, for τ ≤ 1 can only widen H.
func TestScaling(t *testing.T) {
	if phi, tau := scaling(1, 1, 5); phi != 1 || tau != 1 {
		t.Errorf("a pair that fits: φ = %v, τ = %v", phi, tau)
	}
	for _, b := range []float64{1e-3, 0.1, 0.9, 2, 50} {
		for _, h := range []float64{1 / b, 2 / b, 100 / b} {
			phi, tau := scaling(b, h, 10)
			if a := b*h - 1; !(tau > 0 && tau <= 1) || !(phi > -1/math.Max(a, 1e-300)) {
				t.Errorf("b = %g, h = %g: φ = %g, τ = %g", b, h, phi, tau)
			}
		}
	}
}

func TestBroydenState(t *testing.T) {
	a, b := newBroyden(4), newBroyden(4)
	x := []float64{-1.2, 1, -1.2, 1}
	a.Begin(valley, x)
	for range 7 {
		a.Step(valley, x)
	}
	y := slices.Clone(x)
	decode(t, encode(a), b)
	for range 7 {
		a.Step(valley, x)
		b.Step(valley, y)
	}
	if !slices.Equal(x, y) {
		t.Errorf("%v and %v", x, y)
	}
}
