//go:build goexperiment.simd && (amd64 || arm64)

package kernel

import (
	"simd"
	"unsafe"
)

// iterate64 keeps twelve vectors in registers.
func iterate64(z []float64, a, b float64, iterations int) (i int) {
	zp := unsafe.SliceData(z)
	va, vb := simd.BroadcastFloat64s(a), simd.BroadcastFloat64s(b)
	for n := va.Len(); i <= len(z)-Chains*n; i += Chains * n {
		z0 := load64(zp, i)
		z1 := load64(zp, i+n)
		z2 := load64(zp, i+2*n)
		z3 := load64(zp, i+3*n)
		z4 := load64(zp, i+4*n)
		z5 := load64(zp, i+5*n)
		z6 := load64(zp, i+6*n)
		z7 := load64(zp, i+7*n)
		z8 := load64(zp, i+8*n)
		z9 := load64(zp, i+9*n)
		za := load64(zp, i+10*n)
		zb := load64(zp, i+11*n)
		for t := 0; t < iterations; t++ { // a range over an integer breaks the compiler of vectors
			z0 = z0.Mul(va).Add(vb)
			z1 = z1.Mul(va).Add(vb)
			z2 = z2.Mul(va).Add(vb)
			z3 = z3.Mul(va).Add(vb)
			z4 = z4.Mul(va).Add(vb)
			z5 = z5.Mul(va).Add(vb)
			z6 = z6.Mul(va).Add(vb)
			z7 = z7.Mul(va).Add(vb)
			z8 = z8.Mul(va).Add(vb)
			z9 = z9.Mul(va).Add(vb)
			za = za.Mul(va).Add(vb)
			zb = zb.Mul(va).Add(vb)
		}
		store64(zp, i, z0)
		store64(zp, i+n, z1)
		store64(zp, i+2*n, z2)
		store64(zp, i+3*n, z3)
		store64(zp, i+4*n, z4)
		store64(zp, i+5*n, z5)
		store64(zp, i+6*n, z6)
		store64(zp, i+7*n, z7)
		store64(zp, i+8*n, z8)
		store64(zp, i+9*n, z9)
		store64(zp, i+10*n, za)
		store64(zp, i+11*n, zb)
	}
	return i
}
