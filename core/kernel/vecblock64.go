//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

// tileWidth64 is how many columns a tile has.
func tileWidth64() int { return 2 * (simd.Float64s{}).Len() }

// block64 goes over the tiles of a block.
func block64(t *block[float64]) int {
	width := 2 * (simd.Float64s{}).Len()
	for j := 0; j < t.n; j += width {
		b := t.b[j*t.k:][:width*t.k]
		for i := 0; i < t.m; i += tileRows {
			a := t.a[i*t.k:][:tileRows*t.k]
			if i+tileRows <= t.m && j+width <= t.n {
				tile64(t.c[i*t.ldc+j:], t.ldc, a, b, t.add)
				continue
			}
			t.intoEdge(i, j, width)
			tile64(t.edge, width, a, b, t.add)
			t.outOfEdge(i, j, width)
		}
	}
	return t.m
}
