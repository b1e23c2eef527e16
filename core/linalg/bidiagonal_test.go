package linalg

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/lapack/gonum"

	"residual/core/kernel"
)

// heap gives room at once.
type heap struct{}

func (heap) Floats(v *[]float64, n int) { *v = make([]float64, n) }

// The damped solution is that of the stacked system by gonum's QR, and norm and
// decrease are those of the definition.
func TestDampedLeastSquares(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {2, 2}, {7, 3}, {40, 40}, {32, 32}, {65, 65}, {130, 97}, {200, 33}} {
		m, n := size[0], size[1]
		a, rhs := uniform(uint64(m), m*n), uniform(5, m)
		var b Bidiagonal
		b.Reserve(heap{}, m, n)
		c := make([]float64, n)
		MulTransVec(c, 1, a, rhs, 0)
		for _, lambda := range []float64{1e-12, 1e-3, 1, 100} {
			b.Factor(slices.Clone(a), rhs)
			want := stacked(a, rhs, m, n, lambda)
			left := slices.Clone(rhs)
			MulVec(left, -1, a, want, 1)
			fall := (kernel.Dot(rhs, rhs) - kernel.Dot(left, left)) / 2
			solves(t, &b, lambda, want, fall, 1e-8)
			b.Along(slices.Clone(c))
			solves(t, &b, lambda, want, fall, 1e-6)
		}
	}
}

// solves compares the solution for a damping with the one that is wanted.
func solves(t *testing.T, b *Bidiagonal, lambda float64, want []float64, fall, unit float64) {
	t.Helper()
	x := make([]float64, len(want))
	norm, decrease := b.Damped(x, lambda)
	b.Turn(x)
	near(t, "x", x, want, unit)
	near(t, "‖x‖", []float64{norm}, []float64{math.Sqrt(kernel.Dot(want, want))}, unit)
	near(t, "decrease", []float64{decrease}, []float64{fall}, 1e-9)
}

// stacked solves ⎡A; √λ·I⎤x ≈ ⎡b; 0⎤ by QR.
func stacked(a, b []float64, m, n int, lambda float64) []float64 {
	tall := append(slices.Clone(a), make([]float64, n*n)...)
	for i := range n {
		tall[(m+i)*n+i] = math.Sqrt(lambda)
	}
	x := append(slices.Clone(b), make([]float64, n)...)
	LeastSquares(tall, x, n)
	return x[:n]
}

// A matrix of one singular value has a singular system without damping, and the
// damped one has a closed form: x = σ/(σ² + λ)·(uᵀb)·v.
func TestDampedOfRankOne(t *testing.T) {
	const m, n, sigma = 60, 50, 3.0
	u, v, rhs := uniform(1, m), uniform(2, n), uniform(3, m)
	kernel.Scale(u, 1/math.Sqrt(kernel.Dot(u, u)), u)
	kernel.Scale(v, 1/math.Sqrt(kernel.Dot(v, v)), v)
	a := make([]float64, m*n)
	ours.Dger(m, n, sigma, u, 1, v, 1, a, n)
	var b Bidiagonal
	b.Reserve(heap{}, m, n)
	b.Factor(a, rhs)
	for _, lambda := range []float64{1e-6, 1, 30} {
		x, want := make([]float64, n), slices.Clone(v)
		b.Damped(x, lambda)
		b.Turn(x)
		kernel.Scale(want, sigma/(sigma*sigma+lambda)*ours.Ddot(m, u, 1, rhs, 1), want)
		near(t, "x", x, want, 1e-9)
	}
}

// The radius that is asked for is the length of what is found, whichever right side
// is given; a radius too long for any damping gives the undamped solution.
func TestWithinRadius(t *testing.T) {
	const m, n = 50, 40
	a, rhs, c := uniform(1, m*n), uniform(2, m), make([]float64, n)
	MulTransVec(c, 1, a, rhs, 0)
	free := slices.Clone(rhs)
	LeastSquares(slices.Clone(a), free, n)
	longest := math.Sqrt(kernel.Dot(free[:n], free[:n]))
	var b Bidiagonal
	b.Reserve(heap{}, m, n)
	for along := range 2 {
		if b.Factor(slices.Clone(a), rhs); along == 1 {
			b.Along(slices.Clone(c))
		}
		y, lambda, norm := make([]float64, n), math.Inf(1), 0.0
		for _, radius := range []float64{1e-6, 1e-3, 0.1, longest / 2, longest * 10} {
			lambda, norm, _ = b.Within(y, radius, lambda)
			if want := min(radius, longest); math.Abs(norm/want-1) > 2e-3 {
				t.Errorf("radius %g: ‖x‖ = %g", radius, norm)
			}
		}
		if lambda > 1e-20 {
			t.Errorf("λ = %g where none is needed", lambda)
		}
	}
}

// The numbers of B are gonum's, up to their signs.
func TestBidiagonalIsGonums(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {33, 33}, {100, 100}, {150, 71}} {
		m, n := size[0], size[1]
		a := uniform(uint64(n), m*n)
		var b Bidiagonal
		b.Reserve(heap{}, m, n)
		b.Factor(slices.Clone(a), make([]float64, m))
		d, e, q, p, work := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, 64*(m+n))
		(gonum.Implementation{}).Dgebrd(m, n, a, n, d, e, q, p, work, len(work))
		for i := range n {
			b.d[i], b.e[i], d[i], e[i] = math.Abs(b.d[i]), math.Abs(b.e[i]), math.Abs(d[i]), math.Abs(e[i])
		}
		near(t, "the diagonal", b.d, d, 1e-9)
		near(t, "what is above", b.e, e, 1e-9)
	}
}
