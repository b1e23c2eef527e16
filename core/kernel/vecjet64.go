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

// tanhSum2x64 is sumTanh for two directions, the second with c.
func tanhSum2x64(y0, y1, y2, ys, x1, x2, xs []float64, c float64) (i int) {
	y0p, y1p, y2p, ysp := unsafe.SliceData(y0), unsafe.SliceData(y1), unsafe.SliceData(y2), unsafe.SliceData(ys)
	x1p, x2p, xsp := unsafe.SliceData(x1), unsafe.SliceData(x2), unsafe.SliceData(xs)
	one, cv := simd.BroadcastFloat64s(1), simd.BroadcastFloat64s(c)
	for n := one.Len(); i <= len(y0)-n; i += n {
		v, u1, u2 := load64(y0p, i), load64(x1p, i), load64(x2p, i)
		w := one.Sub(v.Mul(v))
		v1, v2 := u1.Mul(w), u2.Mul(w)
		store64(y1p, i, v1)
		store64(y2p, i, v2)
		store64(ysp, i, load64(xsp, i).Mul(w).Sub(u1.Mul(v.Mul(v1))).Sub(cv.Mul(u2.Mul(v.Mul(v2)))))
	}
	return i
}

// tanhSumBack2x64 is sumTanhBack for two directions, the second with c.
func tanhSumBack2x64(z0, z1, z2, zs, y0, y1, y2, ys, g0, g1, g2, gs []float64, c float64) (i int) {
	y0p, y1p, y2p, ysp := unsafe.SliceData(y0), unsafe.SliceData(y1), unsafe.SliceData(y2), unsafe.SliceData(ys)
	g0p, g1p, g2p, gsp := unsafe.SliceData(g0), unsafe.SliceData(g1), unsafe.SliceData(g2), unsafe.SliceData(gs)
	z0p, z1p, z2p, zsp := unsafe.SliceData(z0), unsafe.SliceData(z1), unsafe.SliceData(z2), unsafe.SliceData(zs)
	one, minus2, cv := simd.BroadcastFloat64s(1), simd.BroadcastFloat64s(-2), simd.BroadcastFloat64s(c)
	for n := one.Len(); i <= len(z0)-n; i += n {
		v, v1, v2, h := load64(y0p, i), load64(y1p, i), load64(y2p, i), load64(gsp, i)
		h1, h2 := load64(g1p, i), load64(g2p, i)
		w := one.Sub(v.Mul(v))
		w1, w2 := minus2.Mul(v.Mul(v1)), minus2.Mul(v.Mul(v2))
		ws := minus2.Mul(v.Mul(load64(ysp, i))).Sub(v1.Mul(v1)).Sub(cv.Mul(v2.Mul(v2)))
		store64(z0p, i, w.Mul(load64(g0p, i)).Add(w1.Mul(h1)).Add(w2.Mul(h2)).Add(ws.Mul(h)))
		store64(z1p, i, w.Mul(h1).Add(w1.Mul(h)))
		store64(z2p, i, w.Mul(h2).Add(cv.Mul(w2.Mul(h))))
		store64(zsp, i, w.Mul(h))
	}
	return i
}
