//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// The loops of exp.go, log.go and sin.go over vectors, rounding for rounding.

// horner64 is q·r + c.
func horner64(q, r simd.Float64s, c float64) simd.Float64s {
	return q.Mul(r).Add(simd.BroadcastFloat64s(c))
}

// exp2ints64 is 2ⁿ, where n is in the lowest bits of t.
func exp2ints64(t simd.Float64s) simd.Float64s {
	return t.ToBits().ShiftAllLeft(52).Add(simd.BroadcastUint64s(one64)).BitsToFloat64()
}

// atMost64 is the lesser of x and the bound, and NaN where x is.
func atMost64(x simd.Float64s, bound float64) simd.Float64s {
	b := simd.BroadcastFloat64s(bound)
	return b.IfElse(x.Greater(b), x)
}

// reduce64 is (x − k·head) − k·tail.
func reduce64(x, k simd.Float64s, head, tail float64) simd.Float64s {
	x = x.Sub(k.Mul(simd.BroadcastFloat64s(head)))
	return x.Sub(k.Mul(simd.BroadcastFloat64s(tail)))
}

func expAll64(z, x []float64) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	low, whole := simd.BroadcastFloat64s(expLow64), simd.BroadcastFloat64s(round64)
	for n := low.Len(); i <= len(z)-n; i += n {
		v := atMost64(load64(xp, i), expHigh64)
		v = low.IfElse(v.Less(low), v)
		k := v.Mul(simd.BroadcastFloat64s(invLn2)).Add(whole).Sub(whole)
		r := reduce64(v, k, ln2Head64, ln2Tail64)
		half := k.Mul(simd.BroadcastFloat64s(0.5)).Add(whole)
		rest := k.Sub(half.Sub(whole)).Add(whole)
		s := r.Mul(r)
		even := horner64(s, simd.BroadcastFloat64s(f12), f10)
		even = horner64(even, s, f8)
		even = horner64(even, s, f6)
		even = horner64(even, s, f4)
		even = horner64(even, s, f2)
		odd := horner64(s, simd.BroadcastFloat64s(f13), f11)
		odd = horner64(odd, s, f9)
		odd = horner64(odd, s, f7)
		odd = horner64(odd, s, f5)
		odd = horner64(odd, s, f3)
		e := r.Add(s.Mul(even.Add(odd.Mul(r)))).Add(simd.BroadcastFloat64s(1))
		store64(zp, i, e.Mul(exp2ints64(half)).Mul(exp2ints64(rest)))
	}
	return i
}

func tanhAll64(z, x []float64) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	one, whole := simd.BroadcastFloat64s(1), simd.BroadcastFloat64s(round64)
	minus, zero := simd.BroadcastUint64s(sign64), simd.Float64s{}
	for n := one.Len(); i <= len(z)-n; i += n {
		v := load64(xp, i).ToBits()
		sign := v.And(minus)
		a := atMost64(v.Xor(sign).BitsToFloat64(), tanhSaturates64)
		t := a.Mul(simd.BroadcastFloat64s(2 * invLn2)).Sub(simd.BroadcastFloat64s(0.25)).Add(whole)
		k := t.Sub(whole)
		r := reduce64(a.Add(a), k, ln2Head64, ln2Tail64)
		s, p := r.Mul(r), exp2ints64(t)
		even := horner64(s, simd.BroadcastFloat64s(f15), f13)
		even = horner64(even, s, f11)
		even = horner64(even, s, f9)
		even = horner64(even, s, f7)
		even = horner64(even, s, f5)
		even = horner64(even, s, f3)
		odd := horner64(s, simd.BroadcastFloat64s(f14), f12)
		odd = horner64(odd, s, f10)
		odd = horner64(odd, s, f8)
		odd = horner64(odd, s, f6)
		odd = horner64(odd, s, f4)
		q3 := even.Add(odd.Mul(r))
		q2 := horner64(q3, r, f2)
		e := p.Mul(r.Add(s.Mul(q2))).Add(p.Sub(one))
		small := k.Equal(zero)
		near := r.Mul(s.Mul(q3.Sub(q2.Mul(simd.BroadcastFloat64s(0.5)))))
		top := near.IfElse(small, e)
		y := a.Masked(small).Add(top.Div(e.Add(simd.BroadcastFloat64s(2))))
		store64(zp, i, y.ToBits().Or(sign).BitsToFloat64())
	}
	return i
}

func logAll64(z, x []float64) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	tiny, zero := simd.BroadcastFloat64s(tiny64), simd.Float64s{}
	inf := simd.BroadcastUint64s(infBits64).BitsToFloat64()
	for n := tiny.Len(); i <= len(z)-n; i += n {
		v := load64(xp, i)
		low := v.Less(tiny)
		lifted := v.Mul(simd.BroadcastFloat64s(lift64)).IfElse(low, v)
		shift := simd.BroadcastFloat64s(shift64+liftExp64).IfElse(low, simd.BroadcastFloat64s(shift64))
		u := lifted.ToBits().Add(simd.BroadcastUint64s(one64 - rootHalf64))
		k := u.ShiftAllRight(52).Or(simd.BroadcastUint64s(whole64)).BitsToFloat64().Sub(shift)
		f := u.And(simd.BroadcastUint64s(1<<52 - 1)).Add(simd.BroadcastUint64s(rootHalf64)).BitsToFloat64()
		f = f.Sub(simd.BroadcastFloat64s(1))
		s := f.Div(simd.BroadcastFloat64s(2).Add(f))
		w := s.Mul(s)
		q := horner64(w, simd.BroadcastFloat64s(2.0/21), 2.0/19)
		q = horner64(q, w, 2.0/17)
		q = horner64(q, w, 2.0/15)
		q = horner64(q, w, 2.0/13)
		q = horner64(q, w, 2.0/11)
		q = horner64(q, w, 2.0/9)
		q = horner64(q, w, 2.0/7)
		q = horner64(q, w, 2.0/5)
		q = horner64(q, w, 2.0/3)
		h := f.Mul(f).Mul(simd.BroadcastFloat64s(0.5))
		tail := s.Mul(h.Add(q.Mul(w))).Add(k.Mul(simd.BroadcastFloat64s(ln2Tail64)))
		y := k.Mul(simd.BroadcastFloat64s(ln2Head64)).Sub(h.Sub(tail).Sub(f))
		edge := inf.Sub(inf).IfElse(v.Less(zero), v) // NaN below 0; +Inf and NaN stay
		edge = inf.Neg().IfElse(v.Equal(zero), edge)
		store64(zp, i, y.IfElse(v.Greater(zero).And(v.Less(inf)), edge))
	}
	return i
}

func sinAll64(z, x []float64) int { return sinQuadrantAll64(z, x, 0, sign64) }
func cosAll64(z, x []float64) int { return sinQuadrantAll64(z, x, 1, 0) }

// sinQuadrantAll64 is sinQuadrant64 of every element.
func sinQuadrantAll64(z, x []float64, quarter, odd uint64) (i int) {
	xp, zp := unsafe.SliceData(x), unsafe.SliceData(z)
	one, whole := simd.BroadcastFloat64s(1), simd.BroadcastFloat64s(round64)
	inf := simd.BroadcastUint64s(infBits64).BitsToFloat64()
	bit, add, sign := simd.BroadcastUint64s(1), simd.BroadcastUint64s(quarter), simd.BroadcastUint64s(odd)
	for n := one.Len(); i <= len(z)-n; i += n {
		v := load64(xp, i)
		a := v.Abs()
		good := a.LessEqual(simd.BroadcastFloat64s(SinLimit64))
		t := a.Mul(simd.BroadcastFloat64s(invHalfPi)).Add(whole)
		k := t.Sub(whole)
		r := reduce64(a, k, halfPiA64, halfPiB64).Sub(k.Mul(simd.BroadcastFloat64s(halfPiC64)))
		w := r.Mul(r)
		q := horner64(w, simd.BroadcastFloat64s(f17), -f15)
		q = horner64(q, w, f13)
		q = horner64(q, w, -f11)
		q = horner64(q, w, f9)
		q = horner64(q, w, -f7)
		q = horner64(q, w, f5)
		q = horner64(q, w, -f3)
		sine := r.Add(r.Mul(w.Mul(q)))
		q = horner64(w, simd.BroadcastFloat64s(f16), -f14)
		q = horner64(q, w, f12)
		q = horner64(q, w, -f10)
		q = horner64(q, w, f8)
		q = horner64(q, w, -f6)
		q = horner64(q, w, f4)
		cosine := one.Sub(w.Mul(simd.BroadcastFloat64s(0.5)).Sub(w.Mul(w).Mul(q)))
		quadrant := t.ToBits().Add(add)
		y := cosine.IfElse(quadrant.And(bit).Equal(bit), sine).ToBits()
		y = y.Xor(quadrant.And(bit.Add(bit)).ShiftAllLeft(62)).Xor(v.ToBits().And(sign))
		store64(zp, i, y.BitsToFloat64().IfElse(good, inf.Sub(inf)))
	}
	return i
}
