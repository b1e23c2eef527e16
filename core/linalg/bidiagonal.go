package linalg

import (
	"math"

	"gonum.org/v1/gonum/blas"

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
	m, n  int
	a     []float64 // row i from number i+1 on: the vector u of reflection i of P
	d, e  []float64 // B
	tau   []float64 // of the reflections of P
	g     []float64 // Qᵀb, its first n numbers, or Pᵀc
	along bool      // g is Pᵀc
	f, up []float64 // R, RᵀR = BᵀB + λI: its diagonal and what is above

	w, z     []float64 // the reflections that A has not seen yet
	rhs, col []float64 // of m numbers
	few      []float64 // one for each row of w
}

// A Room gives memory, at once or later (opt.Memory).
type Room interface{ Floats(v *[]float64, n int) }

// pending is how many steps are taken before the rest of the matrix is changed.
const pending = 32

// Reserve asks for the room of m×n matrices, besides their own.
func (b *Bidiagonal) Reserve(room Room, m, n int) {
	b.m, b.n = m, n
	for _, v := range []*[]float64{&b.d, &b.e, &b.tau, &b.g, &b.f, &b.up} {
		room.Floats(v, n)
	}
	room.Floats(&b.w, 2*pending*m)
	room.Floats(&b.z, 2*pending*n)
	room.Floats(&b.few, 2*pending)
	room.Floats(&b.rhs, m)
	room.Floats(&b.col, m)
}

// Factor bidiagonalises a, m×n, whose place the factors take, and takes the right
// side b, of m numbers. Step i reflects the rows and then the columns,
//
//	A ← (I − τvvᵀ)A(I − σuuᵀ) = A − vyᵀ − xuᵀ
//
// so that column i has nothing below the diagonal and row i one number above it.
// A itself is changed for many steps at once, as in LAPACK's dgebrd: until then
// the v and x are the rows of W, the y and u those of Z, and the matrix that is
// meant is A − WᵀZ. What products of A with v and u take is half of all.
func (b *Bidiagonal) Factor(a, rhs []float64) {
	b.a = a
	copy(b.rhs, rhs)
	for first := 0; first < b.n; first += pending {
		last := min(first+pending, b.n)
		for i := first; i < last; i++ {
			b.step(i, 2*(i-first))
		}
		if last < b.n {
			ours.Dgemm(blas.Trans, blas.NoTrans, b.m-last, b.n-last, 2*pending,
				-1, b.w[last:], b.m, b.z[last:], b.n, 1, a[last*b.n+last:], b.n)
		}
	}
	copy(b.g, b.rhs)
	b.along = false
}

// step is step i, with so many rows of W and Z.
func (b *Bidiagonal) step(i, rows int) {
	m, n, a := b.m, b.n, b.a
	col := b.col[i:]
	for j := range col {
		col[j] = a[(i+j)*n+i]
	}
	b.see(col, b.w[i:], m, b.z[i:], n, rows)
	var tau float64
	b.d[i], tau = reflection(col)
	v, y := b.w[rows*m:][i:m], b.z[rows*n:][i+1:n]
	copy(v, col)
	kernel.Axpy(b.rhs[i:], -tau*kernel.Dot(v, b.rhs[i:]), v)
	if i+1 == n {
		b.e[i], b.tau[i] = 0, 0
		return
	}
	ours.Dgemv(blas.Trans, m-i, n-i-1, 1, a[i*n+i+1:], n, v, 1, 0, y, 1)
	b.pass(y, b.z[i+1:], n, v, b.w[i:], m, rows)
	kernel.Scale(y, tau, y)

	u := a[i*n:][i+1 : n]
	b.see(u, b.z[i+1:], n, b.w[i:], m, rows+1)
	b.e[i], b.tau[i] = reflection(u)
	copy(b.z[(rows+1)*n:][i+1:], u)
	if x := b.w[(rows+1)*m:][i+1 : m]; len(x) > 0 {
		ours.Dgemv(blas.NoTrans, len(x), len(u), 1, a[(i+1)*n+i+1:], n, u, 1, 0, x, 1)
		b.pass(x, b.w[i+1:], m, u, b.z[i+1:], n, rows+1)
		kernel.Scale(x, b.tau[i], x)
	}
}

// see subtracts from t, a part of a row or column of A, the same part of WᵀZ: of
// each of so many rows of one of them as much as the first number of that row of
// the other says.
func (b *Bidiagonal) see(t, long []float64, ld int, first []float64, ldFirst, rows int) {
	for k := range rows {
		b.few[k] = first[k*ldFirst]
	}
	if rows > 0 {
		ours.Dgemv(blas.Trans, rows, len(t), -1, long, ld, b.few, 1, 1, t, 1)
	}
}

// pass subtracts from t, the product of A with v, that of WᵀZ or its transpose.
func (b *Bidiagonal) pass(t, out []float64, ldOut int, v, in []float64, ldIn, rows int) {
	if rows > 0 {
		ours.Dgemv(blas.NoTrans, rows, len(v), 1, in, ldIn, v, 1, 0, b.few, 1)
		ours.Dgemv(blas.Trans, rows, len(t), -1, out, ldOut, b.few, 1, 1, t, 1)
	}
}

// reflection makes of x the vector v, of first number 1, with which (I − τvvᵀ)x
// has only its first number, beta, not 0 (Householder 1958).
func reflection(x []float64) (beta, tau float64) {
	beta, tau = routines.Dlarfg(len(x), x[0], x[1:], 1)
	x[0] = 1
	return beta, tau
}

// Along takes c, of n numbers, which is overwritten, in place of the right side.
func (b *Bidiagonal) Along(c []float64) {
	for i := range b.n {
		b.reflect(c, i)
	}
	copy(b.g, c)
	b.along = true
}

// Turn replaces y by P·y: what Damped has found becomes x.
func (b *Bidiagonal) Turn(y []float64) {
	for i := b.n - 1; i >= 0; i-- {
		b.reflect(y, i)
	}
}

// reflect replaces y by reflection i of P, I − σuuᵀ, of it.
func (b *Bidiagonal) reflect(y []float64, i int) {
	u := b.a[i*b.n:][i+1 : b.n]
	kernel.Axpy(y[i+1:], -b.tau[i]*kernel.Dot(u, y[i+1:]), u)
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
