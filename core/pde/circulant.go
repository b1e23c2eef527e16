package pde

import (
	"math/cmplx"
	"slices"

	"gonum.org/v1/gonum/dsp/fourier"
	"gonum.org/v1/gonum/lapack"
	"gonum.org/v1/gonum/lapack/gonum"
)

// Circulant returns the eigenvalues of the circulant matrix with that first
// column, in the order of their wave numbers: they are its discrete Fourier
// transform.
func Circulant(column []float64) []complex128 {
	c := make([]complex128, len(column))
	for i, v := range column {
		c[i] = complex(v, 0)
	}
	return fourier.NewCmplxFFT(len(c)).Coefficients(nil, c)
}

// Eigenvalues returns the eigenvalues of the linear map on n numbers, found by
// gonum's general eigensolver from its matrix, whose columns are the images of
// the unit vectors; they rise by real part. It reports false where the solver
// fails.
func Eigenvalues(n int, apply func(dst, src []float64)) ([]complex128, bool) {
	a := make([]float64, n*n)
	unit, image := make([]float64, n), make([]float64, n)
	for j := range n {
		unit[j] = 1
		apply(image, unit)
		for i, v := range image {
			a[i*n+j] = v
		}
		unit[j] = 0
	}
	return Spectrum(n, a)
}

// Spectrum returns the eigenvalues of a, n×n, which is used up, in rising order
// of their real parts: balanced, reduced to Hessenberg
// form and taken to Schur form by the QR iteration. These three steps are
// gonum's Dgeev without the eigenvectors and without the code for them.
func Spectrum(n int, a []float64) ([]complex128, bool) {
	var solver gonum.Implementation
	re, im, work := make([]float64, n), make([]float64, n), make([]float64, 64*n)
	lo, hi := solver.Dgebal(lapack.PermuteScale, n, a, n, re)
	solver.Dgehrd(n, lo, hi, a, n, im[:n-1], work, len(work))
	failed := solver.Dhseqr(lapack.EigenvaluesOnly, lapack.SchurNone, n, lo, hi, a, n, re, im, nil, 1, work, len(work))
	values := make([]complex128, n)
	for i := range values {
		values[i] = complex(re[i], im[i])
	}
	slices.SortFunc(values, byReal)
	return values, failed == 0
}

// Gap is the largest distance between corresponding members of two lists of
// eigenvalues, each in rising order.
func Gap(a []complex128, b []float64) float64 {
	gap := 0.0
	for i := range a {
		gap = max(gap, cmplx.Abs(a[i]-complex(b[i], 0)))
	}
	return gap
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
