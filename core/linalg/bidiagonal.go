package linalg

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/lapack"

	"residual/core/kernel"
)

// A Bidiagonal solves damped least squares for one matrix A, m×n with m ≥ n, and
// any number of dampings,
//
//	x = argmin ½‖Ax‖² − cᵀx + ½λ‖x‖²
//
// after Golub & Kahan's (1965) bidiagonalisation
//
//	A = Q·B·Pᵀ,   B with a diagonal and one above it
//
// which leaves for each damping a system of the order of n (Eldén 1977). Either
// the right side b of Ax ≈ b is given, so that c = Aᵀb, or c itself.
type Bidiagonal struct {
	m, n       int
	a          []float64 // the reflectors of Q and P
	d, e       []float64 // B
	tauQ, tauP []float64
	g          []float64 // Qᵀb, its first n numbers, or Pᵀc
	along      bool      // g is Pᵀc
	f, up      []float64 // R, RᵀR = BᵀB + λI: its diagonal and what is above
	work       []float64
}

// A Room gives memory, at once or later (opt.Memory).
type Room interface{ Floats(v *[]float64, n int) }

// Reserve asks for the room of m×n matrices, besides their own.
func (b *Bidiagonal) Reserve(room Room, m, n int) {
	b.m, b.n = m, n
	for _, v := range []*[]float64{&b.d, &b.e, &b.tauQ, &b.tauP, &b.g, &b.f, &b.up} {
		room.Floats(v, n)
	}
	room.Floats(&b.work, bidiagonalBlock*(m+n)+64*64)
}

// bidiagonalBlock is the number of columns that are reduced before the rest of the
// matrix is changed.
const bidiagonalBlock = 32

// Factor bidiagonalises a, m×n, whose place the factors take.
func (b *Bidiagonal) Factor(a []float64) {
	b.a = a
	routines.Dgebrd(b.m, b.n, a, b.n, b.d, b.e, b.tauQ, b.tauP, b.work, len(b.work))
	b.e[b.n-1] = 0
}

// Toward takes the right side, of m numbers, which is overwritten.
func (b *Bidiagonal) Toward(rhs []float64) {
	routines.Dormbr(lapack.ApplyQ, blas.Left, blas.Trans, b.m, 1, b.n, b.a, b.n, b.tauQ, rhs, 1, b.work, len(b.work))
	copy(b.g, rhs)
	b.along = false
}

// Along takes c, of n numbers, which is overwritten.
func (b *Bidiagonal) Along(c []float64) {
	for i := range b.n - 1 {
		b.reflect(c, i)
	}
	copy(b.g, c)
	b.along = true
}

// Turn replaces y by P·y: what Damped has found becomes x.
func (b *Bidiagonal) Turn(y []float64) {
	for i := b.n - 2; i >= 0; i-- {
		b.reflect(y, i)
	}
}

// reflect replaces y by its reflection i of those that P is the product of: I − τuuᵀ,
// u being 0 up to number i, then 1, then the rest of row i.
func (b *Bidiagonal) reflect(y []float64, i int) {
	u, y := b.a[i*b.n:][min(i+2, b.n):b.n], y[i+1:]
	t := b.tauP[i] * (y[0] + kernel.Dot(u, y[1:]))
	y[0] -= t
	kernel.Axpy(y[1:], -t, u)
}

// Damped sets y to Pᵀx, and returns ‖x‖ and the decrease cᵀx − ½‖Ax‖², which is
// ½‖b‖² − ½‖Ax − b‖² too. The rows of √λ·I are turned away one by one,
//
//	⎡ d  e ⎤      ⎡ f  u ⎤
//	⎣ ν  0 ⎦  →   ⎣ 0  w ⎦
//
// and w with the √λ of the next row makes the ν of the next one. What remains is
// Ry = w with Rᵀw = Pᵀc, and the decrease is ½‖w‖² + ½λ‖y‖².
func (b *Bidiagonal) Damped(y []float64, lambda float64) (norm, decrease float64) {
	nu, h := math.Sqrt(lambda), 0.0 // h: the right side of the row that is turned away
	carried := 0.0                  // by Rᵀ from the row before
	for i, d := range b.d {
		f := math.Max(math.Sqrt(float64(d*d)+float64(nu*nu)), math.SmallestNonzeroFloat64)
		c, s := d/f, nu/f
		b.f[i], b.up[i] = f, c*b.e[i]
		if b.along {
			y[i] = (b.g[i] - carried) / f
			carried = b.up[i] * y[i]
		} else {
			y[i] = float64(c*b.g[i]) + float64(s*h)
			h = float64(c*h) - float64(s*b.g[i])
		}
		w := -s * b.e[i]
		if nu = math.Sqrt(float64(w*w) + lambda); nu > 0 {
			h *= w / nu
		}
	}
	decrease = kernel.Dot(y, y) / 2
	next := 0.0
	for i := b.n - 1; i >= 0; i-- {
		y[i] = (y[i] - float64(b.up[i]*next)) / b.f[i]
		next = y[i]
	}
	square := kernel.Dot(y, y)
	return math.Sqrt(square), decrease + float64(lambda*square)/2
}

// Within sets y as Damped does with that λ, at most largest, for which ‖x‖ is the
// radius to one in a thousand, or with next to none where even the undamped x is
// shorter. It returns λ, ‖x‖ and the decrease.
func (b *Bidiagonal) Within(y []float64, radius, largest float64) (lambda, norm, decrease float64) {
	high := math.Min(largest, b.slope()/radius) // ‖x‖ ≤ ‖c‖/λ
	most := math.Max(kernel.MaxAbs(b.d), kernel.MaxAbs(b.e))
	low, least := high, most*most*1e-32
	for {
		if norm, decrease = b.Damped(y, low); norm >= radius*(1-1e-3) || !(low > least) {
			break
		}
		high, low = low, math.Max(low/100, least)
	}
	lambda = low
	for range 60 {
		if math.Abs(norm/radius-1) <= 1e-3 || !(lambda > least) || !(high > low) {
			break
		}
		lambda = math.Sqrt(low * high)
		if norm, decrease = b.Damped(y, lambda); norm > radius {
			low = lambda
		} else {
			high = lambda
		}
	}
	return lambda, norm, decrease
}

// slope is ‖c‖.
func (b *Bidiagonal) slope() float64 {
	sum, carried := 0.0, 0.0
	for i, v := range b.g {
		if !b.along {
			v = float64(b.d[i]*b.g[i]) + carried
			carried = b.e[i] * b.g[i]
		}
		sum += float64(v * v)
	}
	return math.Sqrt(sum)
}
