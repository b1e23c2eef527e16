package linalg

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/lapack"
)

// SymEigen solves the symmetric eigenproblem of a, n×n with n = len(values), of
// which the upper triangle counts: values become the eigenvalues, rising, and
// column j of a the orthonormal eigenvector of values[j]. Work is scratch of at
// least 3n−1 numbers; its length decides the size of LAPACK's blocks and with it
// the last bits. It reports false where the QR iteration does not converge.
func SymEigen(values, a, work []float64) bool {
	n := len(values)
	return routines.Dsyev(lapack.EVCompute, blas.Upper, n, a, n, values, work, len(work))
}

// SymEigenWork is the length of scratch with which SymEigen is fastest.
func SymEigenWork(n int) int {
	var size [1]float64
	routines.Dsyev(lapack.EVCompute, blas.Upper, n, nil, n, nil, size[:], -1)
	return int(size[0])
}

// Eigenvalues are those of a general matrix a, n×n, which is overwritten, in
// rising order of their real parts: balanced, reduced to Hessenberg form and
// taken to Schur form by the QR iteration. These three steps are LAPACK's Dgeev
// without the eigenvectors and without the code for them. It reports false where
// the iteration does not converge, or a number of a is not finite: balancing
// would never end. Very large and very small matrices are scaled by a power of
// two, as there.
func Eigenvalues(n int, a []float64) ([]complex128, bool) {
	largest := 0.0
	for _, v := range a[:n*n] {
		if v-v != 0 {
			return nil, false
		}
		largest = max(largest, math.Abs(v))
	}
	_, power := math.Frexp(largest)
	if power > -400 && power < 400 {
		power = 0
	}
	scale(a[:n*n], -power)
	re, im, work := make([]float64, n), make([]float64, n), make([]float64, 64*n)
	lo, hi := routines.Dgebal(lapack.PermuteScale, n, a, n, re)
	routines.Dgehrd(n, lo, hi, a, n, im[:n-1], work, len(work))
	failed := routines.Dhseqr(lapack.EigenvaluesOnly, lapack.SchurNone, n, lo, hi, a, n, re, im, nil, 1, work, len(work))
	scale(re, power)
	scale(im, power)
	values := make([]complex128, n)
	for i := range values {
		values[i] = complex(re[i], im[i])
	}
	slices.SortFunc(values, byReal)
	return values, failed == 0
}

// scale takes v times a power of two.
func scale(v []float64, power int) {
	for i := range v {
		if power != 0 {
			v[i] = math.Ldexp(v[i], power)
		}
	}
}

func byReal(a, b complex128) int {
	switch {
	case real(a) < real(b):
		return -1
	case real(a) > real(b):
		return 1
	}
	return 0
}
