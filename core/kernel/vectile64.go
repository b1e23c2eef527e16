//go:build goexperiment.simd && (amd64 || arm64)

package kernel

import (
	"simd"
	"unsafe"
)

// tiles64 is C += A·B for consecutive tiles of a column, k rising; where add is
// false, C = A·B. A is packed.
func tiles64(tiles int, c []float64, ldc int, a rows[float64], b []float64, k int, add bool) {
	for i := range tiles {
		tile64(c[i*tileRows*ldc:], ldc, a.x[i*a.next:][:k*tileRows], b, add)
		clearUpper()
	}
}

// tile64 is tiles64 for one tile.
func tile64(c []float64, ldc int, a, b []float64, add bool) {
	var c00, c01, c10, c11, c20, c21, c30, c31 simd.Float64s
	n := c00.Len()
	c = c[:3*ldc+2*n]
	c0, c1, c2, c3 := &c[0], &c[ldc], &c[2*ldc], &c[3*ldc]
	if add {
		c00, c01 = load64(c0, 0), load64(c0, n)
		c10, c11 = load64(c1, 0), load64(c1, n)
		c20, c21 = load64(c2, 0), load64(c2, n)
		c30, c31 = load64(c3, 0), load64(c3, n)
	}
	b = b[:len(a)/tileRows*2*n]
	bp, j := unsafe.SliceData(b), 0
	for len(a) >= tileRows {
		p := a[:tileRows]
		b0, b1 := load64(bp, j), load64(bp, j+n)
		s := simd.BroadcastFloat64s(p[0])
		c00, c01 = c00.Add(s.Mul(b0)), c01.Add(s.Mul(b1))
		s = simd.BroadcastFloat64s(p[1])
		c10, c11 = c10.Add(s.Mul(b0)), c11.Add(s.Mul(b1))
		s = simd.BroadcastFloat64s(p[2])
		c20, c21 = c20.Add(s.Mul(b0)), c21.Add(s.Mul(b1))
		s = simd.BroadcastFloat64s(p[3])
		c30, c31 = c30.Add(s.Mul(b0)), c31.Add(s.Mul(b1))
		a, j = a[tileRows:], j+2*n
	}
	store64(c0, 0, c00)
	store64(c0, n, c01)
	store64(c1, 0, c10)
	store64(c1, n, c11)
	store64(c2, 0, c20)
	store64(c2, n, c21)
	store64(c3, 0, c30)
	store64(c3, n, c31)
}
