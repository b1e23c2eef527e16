//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

// tileWidth32 is how many columns a tile has.
func tileWidth32() int { return 2 * (simd.Float32s{}).Len() }

// block32 goes over the tiles of a block.
func block32(t *block[float32]) int {
	width := 2 * (simd.Float32s{}).Len()
	for j := 0; j < t.n; j += width {
		b := t.b[j*t.k:][:width*t.k]
		for i := 0; i < t.m; i += tileRows {
			a := t.a[i*t.k:][:tileRows*t.k]
			if i+tileRows <= t.m && j+width <= t.n {
				tile32(t.c[i*t.ldc+j:], t.ldc, a, b, t.add)
				continue
			}
			t.intoEdge(i, j, width)
			tile32(t.edge, width, a, b, t.add)
			t.outOfEdge(i, j, width)
		}
	}
	return t.m
}

// tile32 is C += A·B for one tile, k rising; where add is false, C = A·B.
func tile32(c []float32, ldc int, a, b []float32, add bool) {
	var c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51 simd.Float32s
	n := c00.Len()
	r0, r1, r2 := c[:2*n], c[ldc:][:2*n], c[2*ldc:][:2*n]
	r3, r4, r5 := c[3*ldc:][:2*n], c[4*ldc:][:2*n], c[5*ldc:][:2*n]
	if add {
		c00, c01 = simd.LoadFloat32s(r0), simd.LoadFloat32s(r0[n:])
		c10, c11 = simd.LoadFloat32s(r1), simd.LoadFloat32s(r1[n:])
		c20, c21 = simd.LoadFloat32s(r2), simd.LoadFloat32s(r2[n:])
		c30, c31 = simd.LoadFloat32s(r3), simd.LoadFloat32s(r3[n:])
		c40, c41 = simd.LoadFloat32s(r4), simd.LoadFloat32s(r4[n:])
		c50, c51 = simd.LoadFloat32s(r5), simd.LoadFloat32s(r5[n:])
	}
	for len(a) >= tileRows && len(b) >= 2*n {
		p := a[:tileRows]
		b0, b1 := simd.LoadFloat32s(b), simd.LoadFloat32s(b[n:])
		s := simd.BroadcastFloat32s(p[0])
		c00, c01 = c00.Add(s.Mul(b0)), c01.Add(s.Mul(b1))
		s = simd.BroadcastFloat32s(p[1])
		c10, c11 = c10.Add(s.Mul(b0)), c11.Add(s.Mul(b1))
		s = simd.BroadcastFloat32s(p[2])
		c20, c21 = c20.Add(s.Mul(b0)), c21.Add(s.Mul(b1))
		s = simd.BroadcastFloat32s(p[3])
		c30, c31 = c30.Add(s.Mul(b0)), c31.Add(s.Mul(b1))
		s = simd.BroadcastFloat32s(p[4])
		c40, c41 = c40.Add(s.Mul(b0)), c41.Add(s.Mul(b1))
		s = simd.BroadcastFloat32s(p[5])
		c50, c51 = c50.Add(s.Mul(b0)), c51.Add(s.Mul(b1))
		a, b = a[tileRows:], b[2*n:]
	}
	store32(r0, c00, c01)
	store32(r1, c10, c11)
	store32(r2, c20, c21)
	store32(r3, c30, c31)
	store32(r4, c40, c41)
	store32(r5, c50, c51)
}

// store32 writes one row of a tile.
func store32(row []float32, left, right simd.Float32s) {
	left.Store(row)
	right.Store(row[left.Len():])
}
