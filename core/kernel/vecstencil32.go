//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

func diffuse32(dst, left, mid, right []float32, r float32) (i int) {
	midp, leftp, rightp, dstp := unsafe.SliceData(mid), unsafe.SliceData(left), unsafe.SliceData(right), unsafe.SliceData(dst)
	vr, two := simd.BroadcastFloat32s(r), simd.BroadcastFloat32s(2)
	for n := vr.Len(); i <= len(dst)-n; i += n {
		c := load32(midp, i)
		s := load32(leftp, i).Add(load32(rightp, i))
		store32(dstp, i, c.Add(vr.Mul(s.Sub(two.Mul(c)))))
	}
	return i
}

func torus32(dst, left, mid, right, below, above []float32, r float32) (i int) {
	midp, leftp, rightp, belowp, abovep, dstp := unsafe.SliceData(mid), unsafe.SliceData(left), unsafe.SliceData(right), unsafe.SliceData(below), unsafe.SliceData(above), unsafe.SliceData(dst)
	vr, four := simd.BroadcastFloat32s(r), simd.BroadcastFloat32s(4)
	for n := vr.Len(); i <= len(dst)-n; i += n {
		c := load32(midp, i)
		s := load32(leftp, i).Add(load32(rightp, i))
		t := load32(belowp, i).Add(load32(abovep, i))
		store32(dstp, i, c.Add(vr.Mul(s.Add(t).Sub(four.Mul(c)))))
	}
	return i
}
