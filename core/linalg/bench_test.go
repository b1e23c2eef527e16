package linalg

import (
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/blas/gonum"
)

// side is that of the square in a sketched step of 1361 parameters.
const side = 816

// rate reports a benchmark of so many operations as 10⁹ of them in a second.
func rate(b *testing.B, flops float64, f func()) {
	for b.Loop() {
		f()
	}
	b.ReportMetric(flops*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

// on has gonum's LAPACK run on a BLAS, ours or gonum's own.
func on(b *testing.B, f func(b *testing.B)) {
	b.Run("gonum on our BLAS", f)
	b.Run("gonum", func(b *testing.B) {
		blas64.Use(gonum.Implementation{})
		defer blas64.Use(&ours)
		f(b)
	})
}

func BenchmarkBidiagonal(b *testing.B) {
	var s Bidiagonal
	s.Reserve(heap{}, side, side)
	x, a, rhs := uniform(1, side*side), make([]float64, side*side), uniform(2, side)
	b.Run("ours", func(b *testing.B) {
		rate(b, 8./3*side*side*side, func() {
			copy(a, x)
			s.Factor(a, rhs)
		})
	})
	d, e, q, p, work := make([]float64, side), make([]float64, side), make([]float64, side), make([]float64, side), make([]float64, 64*side)
	on(b, func(b *testing.B) {
		rate(b, 8./3*side*side*side, func() {
			copy(a, x)
			routines.Dgebrd(side, side, a, side, d, e, q, p, work, len(work))
		})
	})
}

func BenchmarkQR(b *testing.B) {
	x, a := uniform(1, 2*side*side), make([]float64, 2*side*side)
	b.Run("ours", func(b *testing.B) {
		rate(b, (4-2./3)*side*side*side, func() {
			copy(a, x)
			FactorQR(a, 2*side, side)
		})
	})
	tau, work := make([]float64, side), make([]float64, 64*side)
	on(b, func(b *testing.B) {
		rate(b, (4-2./3)*side*side*side, func() {
			copy(a, x)
			routines.Dgeqrf(2*side, side, a, side, tau, work, len(work))
		})
	})
}

func BenchmarkSYRK(b *testing.B) {
	a, g := uniform(1, 1024*side), make([]float64, side*side)
	on(b, func(b *testing.B) {
		rate(b, 1024*side*side, func() {
			blas64.Implementation().Dsyrk(blas.Upper, blas.Trans, side, 1024, 1, a, side, 0, g, side)
		})
	})
}

func BenchmarkProduct(b *testing.B) {
	a, c, g := uniform(1, side*side), uniform(2, side*side), make([]float64, side*side)
	rate(b, 2*side*side*side, func() {
		ours.Dgemm(blas.NoTrans, blas.NoTrans, side, side, side, 1, a, side, c, side, 0, g, side)
	})
}
