//go:build goexperiment.simd && (amd64 || arm64)

package kernel

import (
	"simd"
	"unsafe"
)

// iterate32 keeps twelve vectors in registers.
func iterate32(z []float32, a, b float32, turns int) (i int) {
	zp := unsafe.SliceData(z)
	va, vb := simd.BroadcastFloat32s(a), simd.BroadcastFloat32s(b)
	for n := va.Len(); i <= len(z)-Chains*n; i += Chains * n {
		z0 := load32(zp, i)
		z1 := load32(zp, i+n)
		z2 := load32(zp, i+2*n)
		z3 := load32(zp, i+3*n)
		z4 := load32(zp, i+4*n)
		z5 := load32(zp, i+5*n)
		z6 := load32(zp, i+6*n)
		z7 := load32(zp, i+7*n)
		z8 := load32(zp, i+8*n)
		z9 := load32(zp, i+9*n)
		za := load32(zp, i+10*n)
		zb := load32(zp, i+11*n)
		for t := 0; t < turns; t++ { // a range over an integer breaks the compiler of vectors
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
		store32(zp, i, z0)
		store32(zp, i+n, z1)
		store32(zp, i+2*n, z2)
		store32(zp, i+3*n, z3)
		store32(zp, i+4*n, z4)
		store32(zp, i+5*n, z5)
		store32(zp, i+6*n, z6)
		store32(zp, i+7*n, z7)
		store32(zp, i+8*n, z8)
		store32(zp, i+9*n, z9)
		store32(zp, i+10*n, za)
		store32(zp, i+11*n, zb)
	}
	return i
}
