//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

func adam64(p, m, v, g []float64, lr, b1, b2, eps, c1, c2 float64) (i int) {
	gp, mp, vp, pp := unsafe.SliceData(g), unsafe.SliceData(m), unsafe.SliceData(v), unsafe.SliceData(p)
	vb1, vd1 := simd.BroadcastFloat64s(b1), simd.BroadcastFloat64s(1-b1)
	vb2, vd2 := simd.BroadcastFloat64s(b2), simd.BroadcastFloat64s(1-b2)
	vc1, vc2 := simd.BroadcastFloat64s(c1), simd.BroadcastFloat64s(c2)
	vlr, veps := simd.BroadcastFloat64s(lr), simd.BroadcastFloat64s(eps)
	for n := vlr.Len(); i <= len(p)-n; i += n {
		gi := load64(gp, i)
		mi := vb1.Mul(load64(mp, i)).Add(vd1.Mul(gi))
		vi := vb2.Mul(load64(vp, i)).Add(vd2.Mul(gi.Mul(gi)))
		store64(mp, i, mi)
		store64(vp, i, vi)
		step := vlr.Mul(vc1.Mul(mi)).Div(vc2.Mul(vi).Sqrt().Add(veps))
		store64(pp, i, load64(pp, i).Sub(step))
	}
	return i
}
