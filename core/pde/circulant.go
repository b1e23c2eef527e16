package pde

import (
	"math/cmplx"
	"slices"

	"gonum.org/v1/gonum/dsp/fourier"
	"gonum.org/v1/gonum/mat"
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
	a := mat.NewDense(n, n, nil)
	unit, image := make([]float64, n), make([]float64, n)
	for j := range n {
		unit[j] = 1
		apply(image, unit)
		a.SetCol(j, image)
		unit[j] = 0
	}
	var e mat.Eigen
	if !e.Factorize(a, mat.EigenNone) {
		return nil, false
	}
	values := e.Values(nil)
	slices.SortFunc(values, byReal)
	return values, true
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
