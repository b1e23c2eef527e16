package kernel

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/lapack"
	"gonum.org/v1/gonum/lapack/gonum"
)

// definite is a matrix of n×n with numbers lda apart: Gram's of random rows, and
// a little more on the diagonal.
func definite(n, lda int) []float64 {
	s := newSource(uint64(n))
	x, a := uniform(s, n*n), make([]float64, n*lda)
	for i := range n {
		for j := range n {
			a[i*lda+j] = Dot(x[i*n:][:n], x[j*n:][:n])
		}
		a[i*lda+i] += 0.1
	}
	return a
}

// The factor and what is said of the matrix are gonum's, which sums otherwise.
func TestCholesky(t *testing.T) {
	ours, theirs := new(LAPACK), gonum.Implementation{}
	for _, n := range []int{1, 2, 3, 23, 32, 33, 64, 65, 97, 130, 200} {
		for _, ul := range []blas.Uplo{blas.Upper, blas.Lower} {
			lda := n + n%3
			a := definite(n, lda)
			b := slices.Clone(a)
			work, iwork := make([]float64, 3*n), make([]int, n)
			norm := ours.Dlansy(lapack.MaxColumnSum, ul, n, a, lda, work)
			near(t, "norm", norm, theirs.Dlansy(lapack.MaxColumnSum, ul, n, b, lda, work), 1e-14)
			if !ours.Dpotrf(ul, n, a, lda) || !theirs.Dpotrf(ul, n, b, lda) {
				t.Fatalf("%d: not positive definite", n)
			}
			for i := range a {
				if !(math.Abs(a[i]-b[i]) < 1e-9) {
					t.Fatalf("n = %d, %c: %g at %d, gonum has %g", n, ul, a[i], i, b[i])
				}
			}
			near(t, "condition", ours.Dpocon(ul, n, a, lda, norm, work, iwork), theirs.Dpocon(ul, n, b, lda, norm, work, iwork), 1e-6)
		}
	}
}

func near(t *testing.T, name string, got, want, part float64) {
	t.Helper()
	if !(math.Abs(got-want) <= part*math.Abs(want)) {
		t.Errorf("%s: %g, want %g", name, got, want)
	}
}

// What is not positive definite is refused wherever it shows.
func TestCholeskyRefuses(t *testing.T) {
	const n = 100
	for _, ul := range []blas.Uplo{blas.Upper, blas.Lower} {
		for _, at := range []int{0, 31, 32, 63, 99} {
			for _, wrong := range []float64{-1, 0, math.NaN(), math.Inf(1)} {
				a := definite(n, n)
				a[at*n+at] = wrong
				if new(LAPACK).Dpotrf(ul, n, a, n) {
					t.Errorf("%c: accepts %g at %d", ul, wrong, at)
				}
			}
		}
	}
}

// A factor whose inverse is beyond the numbers has no condition but 0.
func TestConditionOverflows(t *testing.T) {
	const n = 3
	a := []float64{1, 0, 0, 0, 1e-200, 0, 0, 0, 1}
	work, iwork := make([]float64, 3*n), make([]int, n)
	got := new(LAPACK).Dpocon(blas.Upper, n, a, n, 1, work, iwork)
	want := gonum.Implementation{}.Dpocon(blas.Upper, n, a, n, 1, work, iwork)
	if got != want || got > 1e-300 {
		t.Errorf("%g, gonum says %g", got, want)
	}
}
