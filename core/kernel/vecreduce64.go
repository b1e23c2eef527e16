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
