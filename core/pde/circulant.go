package pde

import (
	"math/cmplx"

	"gonum.org/v1/gonum/dsp/fourier"

	"residual/core/linalg"
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
// linalg.Eigenvalues from its matrix, whose columns are the images of
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
	return linalg.Eigenvalues(n, a)
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
