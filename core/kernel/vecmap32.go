//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// Each loop does the whole vectors and returns how many elements that was.

func add32(z, x, y []float32) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		store32(zp, i, load32(xp, i).Add(load32(yp, i)))
	}
	return i
}

func sub32(z, x, y []float32) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		store32(zp, i, load32(xp, i).Sub(load32(yp, i)))
	}
	return i
}

func mul32(z, x, y []float32) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		store32(zp, i, load32(xp, i).Mul(load32(yp, i)))
	}
	return i
}

func div32(z, x, y []float32) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		store32(zp, i, load32(xp, i).Div(load32(yp, i)))
	}
	return i
}

func scale32(z []float32, a float32, x []float32) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	va := simd.BroadcastFloat32s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		store32(zp, i, va.Mul(load32(xp, i)))
	}
	return i
}

func axpy32(z []float32, a float32, x []float32) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	va := simd.BroadcastFloat32s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		t := va.Mul(load32(xp, i))
		store32(zp, i, load32(zp, i).Add(t))
	}
	return i
}

func axpyFour32(z []float32, a, b, c, d float32, x []float32, ldx int) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	va, vb := simd.BroadcastFloat32s(a), simd.BroadcastFloat32s(b)
	vc, vd := simd.BroadcastFloat32s(c), simd.BroadcastFloat32s(d)
	for n := va.Len(); i <= len(z)-n; i += n {
		t := load32(zp, i).Add(va.Mul(load32(xp, i)))
		t = t.Add(vb.Mul(load32(xp, i+ldx)))
		t = t.Add(vc.Mul(load32(xp, i+2*ldx)))
		store32(zp, i, t.Add(vd.Mul(load32(xp, i+3*ldx))))
	}
	return i
}

func addScalar32(z []float32, a float32, x []float32) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	va := simd.BroadcastFloat32s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		store32(zp, i, va.Add(load32(xp, i)))
	}
	return i
}

func fill32(z []float32, a float32) (i int) {
	zp := unsafe.SliceData(z)
	va := simd.BroadcastFloat32s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		store32(zp, i, va)
	}
	return i
}

func sqrt32(z, x []float32) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		store32(zp, i, load32(xp, i).Sqrt())
	}
	return i
}

func recip32(z, x []float32) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	one := simd.BroadcastFloat32s(1)
	for n := one.Len(); i <= len(z)-n; i += n {
		store32(zp, i, one.Div(load32(xp, i)))
	}
	return i
}

func mulScaled32(z []float32, c float32, x, y []float32) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	vc := simd.BroadcastFloat32s(c)
	for n := vc.Len(); i <= len(z)-n; i += n {
		xy := load32(xp, i).Mul(load32(yp, i))
		store32(zp, i, vc.Mul(xy))
	}
	return i
}

func mulAdd32(z []float32, c float32, x, y []float32) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	vc := simd.BroadcastFloat32s(c)
	for n := vc.Len(); i <= len(z)-n; i += n {
		xy := load32(xp, i).Mul(load32(yp, i))
		store32(zp, i, load32(zp, i).Add(vc.Mul(xy)))
	}
	return i
}

func mulPair32(z, a, b, c, d []float32) (i int) {
	ap, bp, cp, dp, zp := unsafe.SliceData(a), unsafe.SliceData(b), unsafe.SliceData(c), unsafe.SliceData(d), unsafe.SliceData(z)
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		ab := load32(ap, i).Mul(load32(bp, i))
		cd := load32(cp, i).Mul(load32(dp, i))
		store32(zp, i, ab.Add(cd))
	}
	return i
}

func triad32(z, x []float32, a float32, y []float32) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	va := simd.BroadcastFloat32s(a)
	n := va.Len()
	for ; i <= len(z)-4*n; i += 4 * n {
		store32(zp, i, load32(xp, i).Add(va.Mul(load32(yp, i))))
		store32(zp, i+n, load32(xp, i+n).Add(va.Mul(load32(yp, i+n))))
		store32(zp, i+2*n, load32(xp, i+2*n).Add(va.Mul(load32(yp, i+2*n))))
		store32(zp, i+3*n, load32(xp, i+3*n).Add(va.Mul(load32(yp, i+3*n))))
	}
	for ; i <= len(z)-n; i += n {
		store32(zp, i, load32(xp, i).Add(va.Mul(load32(yp, i))))
	}
	return i
}
