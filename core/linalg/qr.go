package linalg

import "gonum.org/v1/gonum/blas"

// A QR is the orthogonal factorisation of a matrix with at least as many rows as
// columns, in LAPACK's form: R, and below it the vectors of the reflections.
type QR struct {
	m, n   int
	a, tau []float64
}

// FactorQR factors a, m×n with m ≥ n, which it keeps.
func FactorQR(a []float64, m, n int) QR {
	f := QR{m, n, a, make([]float64, n)}
	k := min(panel, n)
	p := reflections{m: m, v: make([]float64, k*m), t: make([]float64, panel*panel), few: make([]float64, k), wide: make([]float64, k*n)}
	for first := 0; first < n; first += panel {
		p.count = min(panel, n-first)
		p.take(f, first)
		p.reduce(f.tau[first:])
		p.put(f, first)
		p.apply(f, first)
	}
	return f
}

// panel is how many columns are factored before the ones after them are changed.
const panel = 32

// A reflections is a panel of a QR, a row of v for each of its columns. Once they
// are reduced their product is I − VTVᵀ (Schreiber & Van Loan 1989), here with the
// v as rows, so that nothing in a panel is strided.
type reflections struct {
	m, count int
	first    int       // row of the matrix at which the first begins
	v        []float64 // count × m
	t        []float64 // upper, its rows panel apart
	few      []float64
	wide     []float64 // scratch: count × the columns that are left
}

// take copies the panel at column first.
func (p *reflections) take(f QR, first int) {
	p.first = first
	for i := first; i < f.m; i++ {
		for j, v := range f.a[i*f.n+first:][:p.count] {
			p.v[j*p.m+i] = v
		}
	}
}

// put copies it back.
func (p *reflections) put(f QR, first int) {
	for i := first; i < f.m; i++ {
		row := f.a[i*f.n+first:][:p.count]
		for j := range row {
			row[j] = p.v[j*p.m+i]
		}
	}
}

// reduce factors the panel, column by column, and makes T: each v adds
//
//	t_jj = τ,   t_:j = −τ·T·(V·v)
func (p *reflections) reduce(tau []float64) {
	for j := range p.count {
		at := p.first + j
		v := p.v[j*p.m:][at:p.m]
		beta, scale := reflection(v)
		tau[j] = scale
		if rest := p.v[(j+1)*p.m:]; j+1 < p.count {
			few := p.few[:p.count-j-1]
			ours.Dgemv(blas.NoTrans, len(few), len(v), 1, rest[at:], p.m, v, 1, 0, few, 1)
			ours.Dger(len(few), len(v), -scale, few, 1, v, 1, rest[at:], p.m)
		}
		if few := p.few[:j]; j > 0 {
			ours.Dgemv(blas.NoTrans, j, len(v), -scale, p.v[at:], p.m, v, 1, 0, few, 1)
			ours.Dtrmv(blas.Upper, blas.NoTrans, blas.NonUnit, j, p.t, panel, few, 1)
			for i, x := range few {
				p.t[i*panel+j] = x
			}
		}
		p.t[j*panel+j] = scale
		v[0] = beta
	}
}

// apply changes the columns after the panel, C ← C − VTᵀ(VᵀC).
func (p *reflections) apply(f QR, first int) {
	rows, cols := f.m-first, f.n-first-p.count
	if cols == 0 {
		return
	}
	for j := range p.count {
		clear(p.v[j*p.m+first:][:j])
		p.v[j*p.m+first+j] = 1
	}
	c := f.a[first*f.n+first+p.count:]
	ours.Dgemm(blas.NoTrans, blas.NoTrans, p.count, cols, rows, 1, p.v[first:], p.m, c, f.n, 0, p.wide, cols)
	ours.Dtrmm(blas.Left, blas.Upper, blas.Trans, blas.NonUnit, p.count, cols, 1, p.t, panel, p.wide, cols)
	ours.Dgemm(blas.Trans, blas.NoTrans, rows, cols, p.count, -1, p.v[first:], p.m, p.wide, cols, 1, c, f.n)
}

// SolveMany makes the first n rows of b, m×k, the x of least ‖Ax − b‖ column by column.
// It reports false where a diagonal entry of R is zero.
func (f QR) SolveMany(b []float64, k int) bool {
	work := make([]float64, 64*k+64*64)
	routines.Dormqr(blas.Left, blas.Trans, f.m, k, f.n, f.a, f.n, f.tau, b, k, work, len(work))
	return routines.Dtrtrs(blas.Upper, blas.NoTrans, blas.NonUnit, f.n, k, f.a, f.n, b, k)
}
