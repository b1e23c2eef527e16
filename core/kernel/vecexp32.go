//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// The loops of exp.go, log.go and sin.go over vectors, rounding for rounding.

// horner32 is q·r + c.
func horner32(q, r simd.Float32s, c float32) simd.Float32s {
	return q.Mul(r).Add(simd.BroadcastFloat32s(c))
}

// exp2ints32 is 2ⁿ, where n is in the lowest bits of t.
func exp2ints32(t simd.Float32s) simd.Float32s {
	return t.ToBits().ShiftAllLeft(23).Add(simd.BroadcastUint32s(one32)).BitsToFloat32()
}

// atMost32 is the lesser of x and the bound, and NaN where x is.
func atMost32(x simd.Float32s, bound float32) simd.Float32s {
	b := simd.BroadcastFloat32s(bound)
	return b.IfElse(x.Greater(b), x)
}

// reduce32 is (x − k·head) − k·tail.
func reduce32(x, k simd.Float32s, head, tail float32) simd.Float32s {
	x = x.Sub(k.Mul(simd.BroadcastFloat32s(head)))
	return x.Sub(k.Mul(simd.BroadcastFloat32s(tail)))
}

func expAll32(z, x []float32) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	low, whole := simd.BroadcastFloat32s(expLow32), simd.BroadcastFloat32s(round32)
	for n := low.Len(); i <= len(z)-n; i += n {
		v := atMost32(load32(xp, i), expHigh32)
		v = low.IfElse(v.Less(low), v)
		k := v.Mul(simd.BroadcastFloat32s(invLn2)).Add(whole).Sub(whole)
		r := reduce32(v, k, ln2Head32, ln2Tail32)
		half := k.Mul(simd.BroadcastFloat32s(0.5)).Add(whole)
		rest := k.Sub(half.Sub(whole)).Add(whole)
		s := r.Mul(r)
		even := horner32(s, simd.BroadcastFloat32s(f6), f4)
		even = horner32(even, s, f2)
		odd := horner32(s, simd.BroadcastFloat32s(f7), f5)
		odd = horner32(odd, s, f3)
		e := r.Add(s.Mul(even.Add(odd.Mul(r)))).Add(simd.BroadcastFloat32s(1))
		store32(zp, i, e.Mul(exp2ints32(half)).Mul(exp2ints32(rest)))
	}
	return i
}

func tanhAll32(z, x []float32) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	one, whole := simd.BroadcastFloat32s(1), simd.BroadcastFloat32s(round32)
	minus, zero := simd.BroadcastUint32s(sign32), simd.Float32s{}
	for n := one.Len(); i <= len(z)-n; i += n {
		v := load32(xp, i).ToBits()
		sign := v.And(minus)
		a := atMost32(v.Xor(sign).BitsToFloat32(), tanhSaturates32)
		t := a.Mul(simd.BroadcastFloat32s(2 * invLn2)).Sub(simd.BroadcastFloat32s(0.25)).Add(whole)
		k := t.Sub(whole)
		r := reduce32(a.Add(a), k, ln2Head32, ln2Tail32)
		s, p := r.Mul(r), exp2ints32(t)
		even := horner32(s, simd.BroadcastFloat32s(f9), f7)
		even = horner32(even, s, f5)
		even = horner32(even, s, f3)
		odd := horner32(s, simd.BroadcastFloat32s(f8), f6)
		odd = horner32(odd, s, f4)
		q3 := even.Add(odd.Mul(r))
		q2 := horner32(q3, r, f2)
		e := p.Mul(r.Add(s.Mul(q2))).Add(p.Sub(one))
		small := k.Equal(zero)
		near := r.Mul(s.Mul(q3.Sub(q2.Mul(simd.BroadcastFloat32s(0.5)))))
		top := near.IfElse(small, e)
		y := a.Masked(small).Add(top.Div(e.Add(simd.BroadcastFloat32s(2))))
		store32(zp, i, y.ToBits().Or(sign).BitsToFloat32())
	}
	return i
}

func logAll32(z, x []float32) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	tiny, zero := simd.BroadcastFloat32s(tiny32), simd.Float32s{}
	inf := simd.BroadcastUint32s(infBits32).BitsToFloat32()
	for n := tiny.Len(); i <= len(z)-n; i += n {
		v := load32(xp, i)
		low := v.Less(tiny)
		lifted := v.Mul(simd.BroadcastFloat32s(lift32)).IfElse(low, v)
		shift := simd.BroadcastFloat32s(shift32+liftExp32).IfElse(low, simd.BroadcastFloat32s(shift32))
		u := lifted.ToBits().Add(simd.BroadcastUint32s(one32 - rootHalf32))
		k := u.ShiftAllRight(23).Or(simd.BroadcastUint32s(whole32)).BitsToFloat32().Sub(shift)
		f := u.And(simd.BroadcastUint32s(1<<23 - 1)).Add(simd.BroadcastUint32s(rootHalf32)).BitsToFloat32()
		f = f.Sub(simd.BroadcastFloat32s(1))
		s := f.Div(simd.BroadcastFloat32s(2).Add(f))
		w := s.Mul(s)
		q := horner32(w, simd.BroadcastFloat32s(2.0/9), 2.0/7)
		q = horner32(q, w, 2.0/5)
		q = horner32(q, w, 2.0/3)
		h := f.Mul(f).Mul(simd.BroadcastFloat32s(0.5))
		tail := s.Mul(h.Add(q.Mul(w))).Add(k.Mul(simd.BroadcastFloat32s(ln2Tail32)))
		y := k.Mul(simd.BroadcastFloat32s(ln2Head32)).Sub(h.Sub(tail).Sub(f))
		edge := inf.Sub(inf).IfElse(v.Less(zero), v) // NaN below 0; +Inf and NaN stay
		edge = inf.Neg().IfElse(v.Equal(zero), edge)
		store32(zp, i, y.IfElse(v.Greater(zero).And(v.Less(inf)), edge))
	}
	return i
}

func sinAll32(z, x []float32) int { return sinQuadrantAll32(z, x, 0, sign32) }
func cosAll32(z, x []float32) int { return sinQuadrantAll32(z, x, 1, 0) }

// sinQuadrantAll32 is sinQuadrant32 of every element.
func sinQuadrantAll32(z, x []float32, quarter, odd uint32) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	one, whole := simd.BroadcastFloat32s(1), simd.BroadcastFloat32s(round32)
	inf := simd.BroadcastUint32s(infBits32).BitsToFloat32()
	bit, add, sign := simd.BroadcastUint32s(1), simd.BroadcastUint32s(quarter), simd.BroadcastUint32s(odd)
	for n := one.Len(); i <= len(z)-n; i += n {
		v := load32(xp, i)
		a := v.Abs()
		good := a.LessEqual(simd.BroadcastFloat32s(SinLimit32))
		t := a.Mul(simd.BroadcastFloat32s(invHalfPi)).Add(whole)
		k := t.Sub(whole)
		r := reduce32(reduce32(a, k, halfPiA32, halfPiB32), k, halfPiC32, halfPiD32)
		w := r.Mul(r)
		q := horner32(w, simd.BroadcastFloat32s(f9), -f7)
		q = horner32(q, w, f5)
		q = horner32(q, w, -f3)
		sine := r.Add(r.Mul(w.Mul(q)))
		q = horner32(w, simd.BroadcastFloat32s(f8), -f6)
		q = horner32(q, w, f4)
		cosine := one.Sub(w.Mul(simd.BroadcastFloat32s(0.5)).Sub(w.Mul(w).Mul(q)))
		quadrant := t.ToBits().Add(add)
		y := cosine.IfElse(quadrant.And(bit).Equal(bit), sine).ToBits()
		y = y.Xor(quadrant.And(bit.Add(bit)).ShiftAllLeft(30)).Xor(v.ToBits().And(sign))
		store32(zp, i, y.BitsToFloat32().IfElse(good, inf.Sub(inf)))
	}
	return i
}
