//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

func adam64(p, m, v, g []float64, lr, b1, b2, eps, c1, c2 float64) (i int) {
	vb1, vd1 := simd.BroadcastFloat64s(b1), simd.BroadcastFloat64s(1-b1)
	vb2, vd2 := simd.BroadcastFloat64s(b2), simd.BroadcastFloat64s(1-b2)
	vc1, vc2 := simd.BroadcastFloat64s(c1), simd.BroadcastFloat64s(c2)
	vlr, veps := simd.BroadcastFloat64s(lr), simd.BroadcastFloat64s(eps)
	for n := vlr.Len(); i <= len(p)-n; i += n {
		gi := simd.LoadFloat64s(g[i:])
		mi := vb1.Mul(simd.LoadFloat64s(m[i:])).Add(vd1.Mul(gi))
		vi := vb2.Mul(simd.LoadFloat64s(v[i:])).Add(vd2.Mul(gi.Mul(gi)))
		mi.Store(m[i:])
		vi.Store(v[i:])
		step := vlr.Mul(vc1.Mul(mi)).Div(vc2.Mul(vi).Sqrt().Add(veps))
		simd.LoadFloat64s(p[i:]).Sub(step).Store(p[i:])
	}
	return i
}
