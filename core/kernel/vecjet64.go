//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// tanhJet1x64 is y1 of one direction of JetTanh.
func tanhJet1x64(y0, y1, x1 []float64) (i int) {
	y0p, y1p, x1p := unsafe.SliceData(y0), unsafe.SliceData(y1), unsafe.SliceData(x1)
	one := simd.BroadcastFloat64s(1)
	for n := one.Len(); i <= len(y0)-n; i += n {
		v := load64(y0p, i)
		store64(y1p, i, load64(x1p, i).Mul(one.Sub(v.Mul(v))))
	}
	return i
}

// tanhJet2x64 is y1 and y2 of one direction of JetTanh.
func tanhJet2x64(y0, y1, y2, x1, x2 []float64) (i int) {
	y0p, y1p, y2p := unsafe.SliceData(y0), unsafe.SliceData(y1), unsafe.SliceData(y2)
	x1p, x2p := unsafe.SliceData(x1), unsafe.SliceData(x2)
	one, minus2, half := simd.BroadcastFloat64s(1), simd.BroadcastFloat64s(-2), simd.BroadcastFloat64s(0.5)
	for n := one.Len(); i <= len(y0)-n; i += n {
		v, u := load64(y0p, i), load64(x1p, i)
		w0 := one.Sub(v.Mul(v))
		v1 := u.Mul(w0)
		w1 := minus2.Mul(v.Mul(v1))
		store64(y1p, i, v1)
		store64(y2p, i, load64(x2p, i).Mul(w0).Add(half.Mul(u.Mul(w1))))
	}
	return i
}

// tanhBack1x64 is one direction of JetTanhBack to order 1; z0 is added to.
func tanhBack1x64(z0, z1, y0, y1, g1 []float64) (i int) {
	y0p, g1p, y1p, z0p, z1p := unsafe.SliceData(y0), unsafe.SliceData(g1), unsafe.SliceData(y1), unsafe.SliceData(z0), unsafe.SliceData(z1)
	one, minus2 := simd.BroadcastFloat64s(1), simd.BroadcastFloat64s(-2)
	for n := one.Len(); i <= len(z0)-n; i += n {
		v, h := load64(y0p, i), load64(g1p, i)
		w0 := one.Sub(v.Mul(v))
		w1 := minus2.Mul(v.Mul(load64(y1p, i)))
		store64(z0p, i, load64(z0p, i).Add(w1.Mul(h)))
		store64(z1p, i, w0.Mul(h))
	}
	return i
}

// tanhBack2x64 is one direction of JetTanhBack to order 2; z0 is added to.
func tanhBack2x64(z0, z1, z2, y0, y1, y2, g1, g2 []float64) (i int) {
	y0p, y1p, y2p, g1p, g2p, z0p, z1p, z2p := unsafe.SliceData(y0), unsafe.SliceData(y1), unsafe.SliceData(y2), unsafe.SliceData(g1), unsafe.SliceData(g2), unsafe.SliceData(z0), unsafe.SliceData(z1), unsafe.SliceData(z2)
	one, minus2 := simd.BroadcastFloat64s(1), simd.BroadcastFloat64s(-2)
	for n := one.Len(); i <= len(z0)-n; i += n {
		v, v1 := load64(y0p, i), load64(y1p, i)
		w0 := one.Sub(v.Mul(v))
		w1 := minus2.Mul(v.Mul(v1))
		w2 := minus2.Mul(v.Mul(load64(y2p, i))).Sub(v1.Mul(v1))
		h1, h2 := load64(g1p, i), load64(g2p, i)
		store64(z0p, i, load64(z0p, i).Add(w1.Mul(h1)).Add(w2.Mul(h2)))
		store64(z1p, i, w0.Mul(h1).Add(w1.Mul(h2)))
		store64(z2p, i, w0.Mul(h2))
	}
	return i
}

// tanhBack0x64 is z = (1 − y²)·g.
func tanhBack0x64(z, y, g []float64) (i int) {
	yp, gp, zp := unsafe.SliceData(y), unsafe.SliceData(g), unsafe.SliceData(z)
	one := simd.BroadcastFloat64s(1)
	for n := one.Len(); i <= len(z)-n; i += n {
		v := load64(yp, i)
		store64(zp, i, one.Sub(v.Mul(v)).Mul(load64(gp, i)))
	}
	return i
}
