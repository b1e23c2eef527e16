//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

func diffuse32(dst, left, mid, right []float32, r float32) (i int) {
	vr, two := simd.BroadcastFloat32s(r), simd.BroadcastFloat32s(2)
	for n := vr.Len(); i <= len(dst)-n; i += n {
		c := simd.LoadFloat32s(mid[i:])
		s := simd.LoadFloat32s(left[i:]).Add(simd.LoadFloat32s(right[i:]))
		c.Add(vr.Mul(s.Sub(two.Mul(c)))).Store(dst[i:])
	}
	return i
}

func torus32(dst, left, mid, right, below, above []float32, r float32) (i int) {
	vr, four := simd.BroadcastFloat32s(r), simd.BroadcastFloat32s(4)
	for n := vr.Len(); i <= len(dst)-n; i += n {
		c := simd.LoadFloat32s(mid[i:])
		s := simd.LoadFloat32s(left[i:]).Add(simd.LoadFloat32s(right[i:]))
		t := simd.LoadFloat32s(below[i:]).Add(simd.LoadFloat32s(above[i:]))
		c.Add(vr.Mul(s.Add(t).Sub(four.Mul(c)))).Store(dst[i:])
	}
	return i
}
