//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// Each loop does as many elements as fill whole vectors and returns how many.

func add64(z, x, y []float64) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		store64(zp, i, load64(xp, i).Add(load64(yp, i)))
	}
	return i
}

func sub64(z, x, y []float64) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		store64(zp, i, load64(xp, i).Sub(load64(yp, i)))
	}
	return i
}

func sumDiff64(x, y []float64) (i int) {
	xp, yp := unsafe.SliceData(x), unsafe.SliceData(y)
	for n := (simd.Float64s{}).Len(); i <= len(x)-n; i += n {
		a, b := load64(xp, i), load64(yp, i)
		store64(xp, i, a.Add(b))
		store64(yp, i, a.Sub(b))
	}
	return i
}

func mul64(z, x, y []float64) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		store64(zp, i, load64(xp, i).Mul(load64(yp, i)))
	}
	return i
}

func div64(z, x, y []float64) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		store64(zp, i, load64(xp, i).Div(load64(yp, i)))
	}
	return i
}

func scale64(z []float64, a float64, x []float64) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	va := simd.BroadcastFloat64s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		store64(zp, i, va.Mul(load64(xp, i)))
	}
	return i
}

func axpy64(z []float64, a float64, x []float64) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	va := simd.BroadcastFloat64s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		t := va.Mul(load64(xp, i))
		store64(zp, i, load64(zp, i).Add(t))
	}
	return i
}

func axpyFour64(z []float64, a, b, c, d float64, x []float64, ldx int) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	va, vb := simd.BroadcastFloat64s(a), simd.BroadcastFloat64s(b)
	vc, vd := simd.BroadcastFloat64s(c), simd.BroadcastFloat64s(d)
	for n := va.Len(); i <= len(z)-n; i += n {
		t := load64(zp, i).Add(va.Mul(load64(xp, i)))
		t = t.Add(vb.Mul(load64(xp, i+ldx)))
		t = t.Add(vc.Mul(load64(xp, i+2*ldx)))
		store64(zp, i, t.Add(vd.Mul(load64(xp, i+3*ldx))))
	}
	return i
}

func addScalar64(z []float64, a float64, x []float64) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	va := simd.BroadcastFloat64s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		store64(zp, i, va.Add(load64(xp, i)))
	}
	return i
}

func fill64(z []float64, a float64) (i int) {
	zp := unsafe.SliceData(z)
	va := simd.BroadcastFloat64s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		store64(zp, i, va)
	}
	return i
}

func sqrt64(z, x []float64) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		store64(zp, i, load64(xp, i).Sqrt())
	}
	return i
}

func recip64(z, x []float64) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	one := simd.BroadcastFloat64s(1)
	for n := one.Len(); i <= len(z)-n; i += n {
		store64(zp, i, one.Div(load64(xp, i)))
	}
	return i
}

func mulScaled64(z []float64, c float64, x, y []float64) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	vc := simd.BroadcastFloat64s(c)
	for n := vc.Len(); i <= len(z)-n; i += n {
		xy := load64(xp, i).Mul(load64(yp, i))
		store64(zp, i, vc.Mul(xy))
	}
	return i
}

func mulAdd64(z []float64, c float64, x, y []float64) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	vc := simd.BroadcastFloat64s(c)
	for n := vc.Len(); i <= len(z)-n; i += n {
		xy := load64(xp, i).Mul(load64(yp, i))
		store64(zp, i, load64(zp, i).Add(vc.Mul(xy)))
	}
	return i
}

func mulPair64(z, a, b, c, d []float64) (i int) {
	ap, bp, cp, dp, zp := unsafe.SliceData(a), unsafe.SliceData(b), unsafe.SliceData(c), unsafe.SliceData(d), unsafe.SliceData(z)
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		ab := load64(ap, i).Mul(load64(bp, i))
		cd := load64(cp, i).Mul(load64(dp, i))
		store64(zp, i, ab.Add(cd))
	}
	return i
}

func triad64(z, x []float64, a float64, y []float64) (i int) {
	xp, yp, zp := unsafe.SliceData(x), unsafe.SliceData(y), unsafe.SliceData(z)
	va := simd.BroadcastFloat64s(a)
	n := va.Len()
	for ; i <= len(z)-4*n; i += 4 * n {
		store64(zp, i, load64(xp, i).Add(va.Mul(load64(yp, i))))
		store64(zp, i+n, load64(xp, i+n).Add(va.Mul(load64(yp, i+n))))
		store64(zp, i+2*n, load64(xp, i+2*n).Add(va.Mul(load64(yp, i+2*n))))
		store64(zp, i+3*n, load64(xp, i+3*n).Add(va.Mul(load64(yp, i+3*n))))
	}
	for ; i <= len(z)-n; i += n {
		store64(zp, i, load64(xp, i).Add(va.Mul(load64(yp, i))))
	}
	return i
}
