//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

// tileWidth32 is how many columns a tile has.
func tileWidth32() int { return 2 * (simd.Float32s{}).Len() }

// block32 goes over the tiles of a block.
func block32(t *block[float32]) int {
	width := tileWidth32()
	for j := 0; j < t.n; j += width {
		b := t.b[j*t.k:][:width*t.k]
		i := 0
		if j+width <= t.n {
			i = column32(t, j, b)
		}
		for ; i < t.m; i += tileRows {
			t.intoEdge(i, j, width)
			tiles32(1, t.edge, width, t.rows(i), b, t.k, t.add)
			t.outOfEdge(i, j, width)
		}
	}
	return t.m
}

// column32 goes over the whole tiles of a column, first those with A in place,
// and returns how many rows are done.
func column32(t *block[float32], j int, b []float32) int {
	i := t.inPlace
	if i > 0 {
		tiles32(i/tileRows, t.c[j:], t.ldc, t.rows(0), b, t.k, t.add)
	}
	if n := (t.m - i) / tileRows; n > 0 {
		tiles32(n, t.c[i*t.ldc+j:], t.ldc, t.rows(i), b, t.k, t.add)
		i += n * tileRows
	}
	return i
}
