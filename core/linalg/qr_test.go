package linalg

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/lapack/gonum"
)

// The factors are gonum's: R, the vectors and their sizes.
func TestQRIsGonums(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {5, 3}, {32, 32}, {33, 33}, {90, 64}, {200, 101}} {
		m, n := size[0], size[1]
		a := uniform(uint64(m), m*n)
		want, tau, work := slices.Clone(a), make([]float64, n), make([]float64, 64*n)
		(gonum.Implementation{}).Dgeqrf(m, n, want, n, tau, work, len(work))
		f := FactorQR(a, m, n)
		near(t, "R and V", f.a, want, 1e-10)
		near(t, "τ", f.tau, tau, 1e-10)
	}
}

// goldenQR is the hash of R, V and τ: the same natively and in WebAssembly.
const goldenQR uint64 = 0xe12d36ae32a9d32f

func TestQRBits(t *testing.T) {
	f := FactorQR(uniform(7, 150*83), 150, 83)
	if h := hashOf(append(f.a, f.tau...)); h != goldenQR && !fuses(1e-9) {
		t.Errorf("hashes to %#x, golden %#x", h, goldenQR)
	}
}

// Right sides that a matrix makes are solved for, many at a time; what is left of
// others is orthogonal to the columns.
func TestQRSolves(t *testing.T) {
	const m, n, k = 130, 70, 3
	a, x, b := uniform(1, m*n), uniform(2, n*k), uniform(3, m*k)
	made := product(a, x, m, n, k, false)
	f := FactorQR(slices.Clone(a), m, n)
	if !f.SolveMany(made, k) {
		t.Fatal("R is singular")
	}
	near(t, "x", made[:n*k], x, 1e-10)
	left := slices.Clone(b)
	f.SolveMany(left, k)
	fit := product(a, left[:n*k], m, n, k, false)
	for i := range b {
		b[i] -= fit[i]
	}
	for i, v := range product(a, b, n, m, k, true) {
		if math.Abs(v) > 1e-11 {
			t.Fatalf("slope %d is %g", i, v)
		}
	}
}

// A column of zeros is refused.
func TestQRRefuses(t *testing.T) {
	a := uniform(1, 40*8)
	for i := range 40 {
		a[i*8+5] = 0
	}
	if FactorQR(a, 40, 8).SolveMany(make([]float64, 40), 1) {
		t.Error("a singular R passes")
	}
}
