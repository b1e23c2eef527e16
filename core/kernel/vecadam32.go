//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

func adam32(p, m, v, g []float32, lr, b1, b2, eps, c1, c2 float32) (i int) {
	gp, mp, vp, pp := unsafe.SliceData(g), unsafe.SliceData(m), unsafe.SliceData(v), unsafe.SliceData(p)
	vb1, vd1 := simd.BroadcastFloat32s(b1), simd.BroadcastFloat32s(1-b1)
	vb2, vd2 := simd.BroadcastFloat32s(b2), simd.BroadcastFloat32s(1-b2)
	vc1, vc2 := simd.BroadcastFloat32s(c1), simd.BroadcastFloat32s(c2)
	vlr, veps := simd.BroadcastFloat32s(lr), simd.BroadcastFloat32s(eps)
	for n := vlr.Len(); i <= len(p)-n; i += n {
		gi := load32(gp, i)
		mi := vb1.Mul(load32(mp, i)).Add(vd1.Mul(gi))
		vi := vb2.Mul(load32(vp, i)).Add(vd2.Mul(gi.Mul(gi)))
		store32(mp, i, mi)
		store32(vp, i, vi)
		step := vlr.Mul(vc1.Mul(mi)).Div(vc2.Mul(vi).Sqrt().Add(veps))
		store32(pp, i, load32(pp, i).Sub(step))
	}
	return i
}
