//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

func diffuse64(dst, left, mid, right []float64, r float64) (i int) {
	vr, two := simd.BroadcastFloat64s(r), simd.BroadcastFloat64s(2)
	for n := vr.Len(); i <= len(dst)-n; i += n {
		c := simd.LoadFloat64s(mid[i:])
		s := simd.LoadFloat64s(left[i:]).Add(simd.LoadFloat64s(right[i:]))
		c.Add(vr.Mul(s.Sub(two.Mul(c)))).Store(dst[i:])
	}
	return i
}

func torus64(dst, left, mid, right, below, above []float64, r float64) (i int) {
	vr, four := simd.BroadcastFloat64s(r), simd.BroadcastFloat64s(4)
	for n := vr.Len(); i <= len(dst)-n; i += n {
		c := simd.LoadFloat64s(mid[i:])
		s := simd.LoadFloat64s(left[i:]).Add(simd.LoadFloat64s(right[i:]))
		t := simd.LoadFloat64s(below[i:]).Add(simd.LoadFloat64s(above[i:]))
		c.Add(vr.Mul(s.Add(t).Sub(four.Mul(c)))).Store(dst[i:])
	}
	return i
}
