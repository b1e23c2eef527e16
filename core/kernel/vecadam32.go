//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

func adam32(p, m, v, g []float32, lr, b1, b2, eps, c1, c2 float32) (i int) {
	vb1, vd1 := simd.BroadcastFloat32s(b1), simd.BroadcastFloat32s(1-b1)
	vb2, vd2 := simd.BroadcastFloat32s(b2), simd.BroadcastFloat32s(1-b2)
	vc1, vc2 := simd.BroadcastFloat32s(c1), simd.BroadcastFloat32s(c2)
	vlr, veps := simd.BroadcastFloat32s(lr), simd.BroadcastFloat32s(eps)
	for n := vlr.Len(); i <= len(p)-n; i += n {
		gi := simd.LoadFloat32s(g[i:])
		mi := vb1.Mul(simd.LoadFloat32s(m[i:])).Add(vd1.Mul(gi))
		vi := vb2.Mul(simd.LoadFloat32s(v[i:])).Add(vd2.Mul(gi.Mul(gi)))
		mi.Store(m[i:])
		vi.Store(v[i:])
		step := vlr.Mul(vc1.Mul(mi)).Div(vc2.Mul(vi).Sqrt().Add(veps))
		simd.LoadFloat32s(p[i:]).Sub(step).Store(p[i:])
	}
	return i
}
