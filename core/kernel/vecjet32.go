//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

// tanhJet32 is y1 (and y2, where wanted) of one direction of JetTanh.
func tanhJet32(y0, y1, y2, x1, x2 []float32) (i int) {
	one, minus2, half := simd.BroadcastFloat32s(1), simd.BroadcastFloat32s(-2), simd.BroadcastFloat32s(0.5)
	n := one.Len()
	if len(y2) == 0 {
		for ; i <= len(y0)-n; i += n {
			v := simd.LoadFloat32s(y0[i:])
			simd.LoadFloat32s(x1[i:]).Mul(one.Sub(v.Mul(v))).Store(y1[i:])
		}
		return i
	}
	for ; i <= len(y0)-n; i += n {
		v, u := simd.LoadFloat32s(y0[i:]), simd.LoadFloat32s(x1[i:])
		w0 := one.Sub(v.Mul(v))
		v1 := u.Mul(w0)
		w1 := minus2.Mul(v.Mul(v1))
		v1.Store(y1[i:])
		simd.LoadFloat32s(x2[i:]).Mul(w0).Add(half.Mul(u.Mul(w1))).Store(y2[i:])
	}
	return i
}

// tanhBack1x32 is one direction of JetTanhBack to order 1; z0 is added to.
func tanhBack1x32(z0, z1, y0, y1, g1 []float32) (i int) {
	one, minus2 := simd.BroadcastFloat32s(1), simd.BroadcastFloat32s(-2)
	for n := one.Len(); i <= len(z0)-n; i += n {
		v, h := simd.LoadFloat32s(y0[i:]), simd.LoadFloat32s(g1[i:])
		w0 := one.Sub(v.Mul(v))
		w1 := minus2.Mul(v.Mul(simd.LoadFloat32s(y1[i:])))
		simd.LoadFloat32s(z0[i:]).Add(w1.Mul(h)).Store(z0[i:])
		w0.Mul(h).Store(z1[i:])
	}
	return i
}

// tanhBack2x32 is one direction of JetTanhBack to order 2; z0 is added to.
func tanhBack2x32(z0, z1, z2, y0, y1, y2, g1, g2 []float32) (i int) {
	one, minus2 := simd.BroadcastFloat32s(1), simd.BroadcastFloat32s(-2)
	for n := one.Len(); i <= len(z0)-n; i += n {
		v, v1 := simd.LoadFloat32s(y0[i:]), simd.LoadFloat32s(y1[i:])
		w0 := one.Sub(v.Mul(v))
		w1 := minus2.Mul(v.Mul(v1))
		w2 := minus2.Mul(v.Mul(simd.LoadFloat32s(y2[i:]))).Sub(v1.Mul(v1))
		h1, h2 := simd.LoadFloat32s(g1[i:]), simd.LoadFloat32s(g2[i:])
		simd.LoadFloat32s(z0[i:]).Add(w1.Mul(h1)).Add(w2.Mul(h2)).Store(z0[i:])
		w0.Mul(h1).Add(w1.Mul(h2)).Store(z1[i:])
		w0.Mul(h2).Store(z2[i:])
	}
	return i
}

// tanhBack0x32 is z = (1 − y²)·g.
func tanhBack0x32(z, y, g []float32) (i int) {
	one := simd.BroadcastFloat32s(1)
	for n := one.Len(); i <= len(z)-n; i += n {
		v := simd.LoadFloat32s(y[i:])
		one.Sub(v.Mul(v)).Mul(simd.LoadFloat32s(g[i:])).Store(z[i:])
	}
	return i
}
