//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// The lanes of a sum lie in one, two or four vectors, by the width.

func sum64(l *lanes[float64], x []float64) (i int) {
	xp := unsafe.SliceData(x)
	var a, b, c, d simd.Float64s
	n := a.Len()
	switch lanes64 / n {
	case 1:
		for ; i <= len(x)-n; i += n {
			a = a.Add(load64(xp, i))
		}
		a.Store(l[:])
	case 2:
		for ; i <= len(x)-2*n; i += 2 * n {
			a = a.Add(load64(xp, i))
			b = b.Add(load64(xp, i+n))
		}
		a.Store(l[:])
		b.Store(l[n:])
	case 4:
		for ; i <= len(x)-4*n; i += 4 * n {
			a = a.Add(load64(xp, i))
			b = b.Add(load64(xp, i+n))
			c = c.Add(load64(xp, i+2*n))
			d = d.Add(load64(xp, i+3*n))
		}
		a.Store(l[:])
		b.Store(l[n:])
		c.Store(l[2*n:])
		d.Store(l[3*n:])
	}
	return i
}

func dot64(l *lanes[float64], x, y []float64) (i int) {
	xp, yp := unsafe.SliceData(x), unsafe.SliceData(y)
	var a, b, c, d simd.Float64s
	n := a.Len()
	switch lanes64 / n {
	case 1:
		for ; i <= len(x)-n; i += n {
			a = a.Add(load64(xp, i).Mul(load64(yp, i)))
		}
		a.Store(l[:])
	case 2:
		for ; i <= len(x)-2*n; i += 2 * n {
			a = a.Add(load64(xp, i).Mul(load64(yp, i)))
			b = b.Add(load64(xp, i+n).Mul(load64(yp, i+n)))
		}
		a.Store(l[:])
		b.Store(l[n:])
	case 4:
		for ; i <= len(x)-4*n; i += 4 * n {
			a = a.Add(load64(xp, i).Mul(load64(yp, i)))
			b = b.Add(load64(xp, i+n).Mul(load64(yp, i+n)))
			c = c.Add(load64(xp, i+2*n).Mul(load64(yp, i+2*n)))
			d = d.Add(load64(xp, i+3*n).Mul(load64(yp, i+3*n)))
		}
		a.Store(l[:])
		b.Store(l[n:])
		c.Store(l[2*n:])
		d.Store(l[3*n:])
	}
	return i
}

// dotFour64 is dot64 of four rows, ldx apart, with y. Narrow vectors have registers
// for the lanes of two rows at once.
func dotFour64(l *[4]lanes[float64], x []float64, ldx int, y []float64) (i int) {
	xp, yp := unsafe.SliceData(x), unsafe.SliceData(y)
	var a, b, c, d simd.Float64s
	n := a.Len()
	if lanes64/n == 1 {
		for ; i <= len(y)-n; i += n {
			v := load64(yp, i)
			a = a.Add(load64(xp, i).Mul(v))
			b = b.Add(load64(xp, i+ldx).Mul(v))
			c = c.Add(load64(xp, i+2*ldx).Mul(v))
			d = d.Add(load64(xp, i+3*ldx).Mul(v))
		}
		a.Store(l[0][:])
		b.Store(l[1][:])
		c.Store(l[2][:])
		d.Store(l[3][:])
		return i
	}
	dotTwo64(&l[0], &l[1], x, ldx, y)
	return dotTwo64(&l[2], &l[3], x[2*ldx:], ldx, y)
}

// dotTwo64 is dot64 of two rows, for lanes in two or four vectors.
func dotTwo64(l, m *lanes[float64], x []float64, ldx int, y []float64) (i int) {
	xp, yp := unsafe.SliceData(x), unsafe.SliceData(y)
	var a, b, c, d, e, f, g, h simd.Float64s
	n := a.Len()
	if lanes64/n == 2 {
		for ; i <= len(y)-2*n; i += 2 * n {
			v, w := load64(yp, i), load64(yp, i+n)
			a = a.Add(load64(xp, i).Mul(v))
			b = b.Add(load64(xp, i+n).Mul(w))
			c = c.Add(load64(xp, i+ldx).Mul(v))
			d = d.Add(load64(xp, i+n+ldx).Mul(w))
		}
		a.Store(l[:])
		b.Store(l[n:])
		c.Store(m[:])
		d.Store(m[n:])
		return i
	}
	for ; i <= len(y)-4*n; i += 4 * n {
		v, w := load64(yp, i), load64(yp, i+n)
		a = a.Add(load64(xp, i).Mul(v))
		b = b.Add(load64(xp, i+n).Mul(w))
		e = e.Add(load64(xp, i+ldx).Mul(v))
		f = f.Add(load64(xp, i+n+ldx).Mul(w))
		v, w = load64(yp, i+2*n), load64(yp, i+3*n)
		c = c.Add(load64(xp, i+2*n).Mul(v))
		d = d.Add(load64(xp, i+3*n).Mul(w))
		g = g.Add(load64(xp, i+2*n+ldx).Mul(v))
		h = h.Add(load64(xp, i+3*n+ldx).Mul(w))
	}
	a.Store(l[:])
	b.Store(l[n:])
	c.Store(l[2*n:])
	d.Store(l[3*n:])
	e.Store(m[:])
	f.Store(m[n:])
	g.Store(m[2*n:])
	h.Store(m[3*n:])
	return i
}

// maxAbs64 leaves candidates in l: the largest of each lane, or a NaN of it.
func maxAbs64(l *lanes[float64], x []float64) (i int) {
	xp := unsafe.SliceData(x)
	var m simd.Float64s
	for n := m.Len(); i <= len(x)-n; i += n {
		v := load64(xp, i).Abs()
		m = v.IfElse(v.Greater(m).Or(v.NotEqual(v)), m)
	}
	m.Store(l[:])
	return i
}
