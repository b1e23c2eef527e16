package kernel

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/blas/gonum"
	"gonum.org/v1/gonum/mat"
)

// close64 holds numbers against a second method, relative to the largest.
func close64(t *testing.T, what string, got, want []float64) {
	t.Helper()
	unit := 1e-12 * (1 + MaxAbs(want))
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= unit) {
			t.Fatalf("%s: element %d is %v, gonum has %v", what, i, got[i], want[i])
		}
	}
}

// TestBLASAgreesWithGonum runs every routine that we replaced beside gonum's.
func TestBLASAgreesWithGonum(t *testing.T) {
	s := newSource(20)
	for _, n := range []int{0, 1, 2, 7, 31, 70} {
		for _, m := range []int{0, 1, 5, 64} {
			for trial := range 8 {
				agree(t, s, m, n, trial)
			}
		}
	}
}

func agree(t *testing.T, s source, m, n, trial int) {
	var ours, theirs blas.Float64 = new(BLAS), gonum.Implementation{}
	pick := func(bit int) bool { return trial>>bit&1 != 0 }
	ul, tA := ternary(pick(0), blas.Upper, blas.Lower), ternary(pick(1), blas.Trans, blas.NoTrans)
	d, side := ternary(pick(2), blas.Unit, blas.NonUnit), ternary(pick(0) != pick(2), blas.Left, blas.Right)
	tB := ternary(pick(2), blas.Trans, blas.NoTrans)
	inc := 1 + trial%3
	size := max(m, n, 1)
	ld := size + 3
	a, b, c := draw[float64](s, ld*ld, false), draw[float64](s, ld*ld, false), draw[float64](s, ld*ld, false)
	for i := range size { // diagonally dominant: triangular systems are well posed
		a[i*ld+i] += ternary(a[i*ld+i] < 0, -1.0, 1) * float64(size)
	}
	x, y := draw[float64](s, 3*size, false), draw[float64](s, 3*size, false)
	try := func(name string, f func(bl blas.Float64, a, c, y []float64) float64) {
		t.Helper()
		run := func(bl blas.Float64) []float64 {
			aa, cc, yy := slices.Clone(a), slices.Clone(c), slices.Clone(y)
			r := f(bl, aa, cc, yy)
			return slices.Concat([]float64{r}, aa, cc, yy)
		}
		close64(t, name, run(ours), run(theirs))
	}
	try("dot", func(bl blas.Float64, a, c, y []float64) float64 { return bl.Ddot(n, x, inc, y, 1) })
	try("dot back", func(bl blas.Float64, a, c, y []float64) float64 { return bl.Ddot(n, x, -inc, y, 2) })
	try("nrm2", func(bl blas.Float64, a, c, y []float64) float64 { return bl.Dnrm2(n, x, inc) })
	try("asum", func(bl blas.Float64, a, c, y []float64) float64 { return bl.Dasum(n, x, inc) })
	try("axpy", func(bl blas.Float64, a, c, y []float64) float64 { bl.Daxpy(n, 0.7, x, -inc, y, 1); return 0 })
	try("scal", func(bl blas.Float64, a, c, y []float64) float64 { bl.Dscal(n, 0.7, y, inc); return 0 })
	try("gemv", func(bl blas.Float64, a, c, y []float64) float64 {
		bl.Dgemv(tA, m, n, 0.7, b, ld, x, inc, 0.3, y, 3)
		return 0
	})
	try("ger", func(bl blas.Float64, a, c, y []float64) float64 { bl.Dger(m, n, 0.7, x, inc, y, 1, a, ld); return 0 })
	try("trsv", func(bl blas.Float64, a, c, y []float64) float64 {
		bl.Dtrsv(ul, tA, d, n, scaled(a, d, size), ld, y, inc)
		return 0
	})
	try("trmv", func(bl blas.Float64, a, c, y []float64) float64 { bl.Dtrmv(ul, tA, d, n, a, ld, y, inc); return 0 })
	try("symv", func(bl blas.Float64, a, c, y []float64) float64 {
		bl.Dsymv(ul, n, 0.7, a, ld, x, inc, 0.3, y, 1)
		return 0
	})
	try("syr2", func(bl blas.Float64, a, c, y []float64) float64 { bl.Dsyr2(ul, n, 0.7, x, inc, y, 1, a, ld); return 0 })
	try("gemm", func(bl blas.Float64, a, c, y []float64) float64 {
		k := size - 1
		bl.Dgemm(tA, tB, m, n, k, 0.7, a, ld, b, ld, ternary(pick(0), 0.3, 0), c, ld)
		return 0
	})
	try("syrk", func(bl blas.Float64, a, c, y []float64) float64 {
		bl.Dsyrk(ul, tA, n, m, 0.7, a, ld, 0.3, c, ld)
		return 0
	})
	try("syr2k", func(bl blas.Float64, a, c, y []float64) float64 {
		bl.Dsyr2k(ul, tA, n, m, 0.7, a, ld, b, ld, 0.3, c, ld)
		return 0
	})
	try("symm", func(bl blas.Float64, a, c, y []float64) float64 {
		bl.Dsymm(side, ul, m, n, 0.7, a, ld, b, ld, 0.3, c, ld)
		return 0
	})
	try("trmm", func(bl blas.Float64, a, c, y []float64) float64 {
		bl.Dtrmm(side, ul, tA, d, m, n, 0.7, a, ld, c, ld)
		return 0
	})
	try("trsm", func(bl blas.Float64, a, c, y []float64) float64 {
		bl.Dtrsm(side, ul, tA, d, m, n, 0.7, scaled(a, d, size), ld, c, ld)
		return 0
	})
}

// scaled is a with small numbers where a unit diagonal needs them to be.
func scaled(a []float64, d blas.Diag, size int) []float64 {
	b := slices.Clone(a)
	if d == blas.Unit {
		Scale(b, 0.3/float64(size), b)
	}
	return b
}

func TestNormAtTheEdges(t *testing.T) {
	bl := new(BLAS)
	for _, c := range []struct {
		x    []float64
		want float64
	}{
		{nil, 0}, {[]float64{0, 0}, 0}, {[]float64{3e300, 4e300}, 5e300}, {[]float64{3e-300, 4e-300}, 5e-300},
		{[]float64{1, math.Inf(-1)}, math.Inf(1)}, {[]float64{1, math.NaN()}, math.NaN()},
	} {
		got := bl.Dnrm2(len(c.x), c.x, 1)
		if !same(got, c.want) && !(math.Abs(got-c.want) <= 1e-15*c.want) {
			t.Errorf("‖%v‖ = %v, truth %v", c.x, got, c.want)
		}
	}
}

// goldenCholesky is the hash of the solution below: the same in every build, on
// every machine.
const goldenCholesky uint64 = 0x41bab14e6b549871

// TestCholeskyOnOurBLAS solves a symmetric positive definite system by gonum's
// Cholesky: the residual is small, the solution agrees with gonum's own BLAS,
// and its bits are those of every other build.
func TestCholeskyOnOurBLAS(t *testing.T) {
	const n = 200
	s := newSource(22)
	j := mat.NewDense(n+50, n, uniform(s, (n+50)*n))
	rhs := mat.NewVecDense(n, uniform(s, n))
	solve := func(bl blas.Float64) (x, a []float64) {
		blas64.Use(bl)
		defer blas64.Use(gonum.Implementation{})
		var sym mat.SymDense
		sym.SymOuterK(1, j.T())
		var chol mat.Cholesky
		if !chol.Factorize(&sym) {
			t.Fatal("not positive definite")
		}
		var v mat.VecDense
		if err := chol.SolveVecTo(&v, rhs); err != nil {
			t.Fatal(err)
		}
		return v.RawVector().Data, sym.RawSymmetric().Data
	}
	x, a := solve(new(BLAS))
	theirs, _ := solve(gonum.Implementation{})
	for i := range x {
		if math.Abs(x[i]-theirs[i]) > 1e-10 {
			t.Fatalf("x[%d] = %v, gonum has %v", i, x[i], theirs[i])
		}
	}
	for i := range n {
		r := -rhs.AtVec(i)
		for k := range n {
			r += a[min(i, k)*n+max(i, k)] * x[k]
		}
		if math.Abs(r) > 1e-11 {
			t.Errorf("residual %d is %g", i, r)
		}
	}
	if h := hashOf(x); h != goldenCholesky {
		t.Errorf("the solution hashes to %#x, golden %#x", h, goldenCholesky)
	}
}

// uniform draws from [−½, ½) without any rounding.
func uniform(s source, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = s.Float64() - 0.5
	}
	return x
}

// hashOf is FNV-1a over the bits.
func hashOf(x []float64) uint64 {
	h := fnv.New64a()
	binary.Write(h, binary.LittleEndian, x)
	return h.Sum64()
}
