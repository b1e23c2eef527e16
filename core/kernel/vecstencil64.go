//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

func diffuse64(dst, left, mid, right []float64, r float64) (i int) {
	midp, leftp, rightp, dstp := unsafe.SliceData(mid), unsafe.SliceData(left), unsafe.SliceData(right), unsafe.SliceData(dst)
	vr, two := simd.BroadcastFloat64s(r), simd.BroadcastFloat64s(2)
	for n := vr.Len(); i <= len(dst)-n; i += n {
		c := load64(midp, i)
		s := load64(leftp, i).Add(load64(rightp, i))
		store64(dstp, i, c.Add(vr.Mul(s.Sub(two.Mul(c)))))
	}
	return i
}

func torus64(dst, left, mid, right, below, above []float64, r float64) (i int) {
	midp, leftp, rightp, belowp, abovep, dstp := unsafe.SliceData(mid), unsafe.SliceData(left), unsafe.SliceData(right), unsafe.SliceData(below), unsafe.SliceData(above), unsafe.SliceData(dst)
	vr, four := simd.BroadcastFloat64s(r), simd.BroadcastFloat64s(4)
	for n := vr.Len(); i <= len(dst)-n; i += n {
		c := load64(midp, i)
		s := load64(leftp, i).Add(load64(rightp, i))
		t := load64(belowp, i).Add(load64(abovep, i))
		store64(dstp, i, c.Add(vr.Mul(s.Add(t).Sub(four.Mul(c)))))
	}
	return i
}
