//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

// block64 does all tiles of a block and returns the number of rows.
func block64(t *block[float64]) int {
	width := tileWidth[float64]()
	for j := 0; j < t.n; j += width {
		b := t.b[j*t.k:][:width*t.k]
		i := 0
		if j+width <= t.n {
			i = column64(t, j, b)
		}
		for ; i < t.m; i += tileRows {
			t.loadEdge(i, j, width)
			tiles64(1, t.edge, width, t.rows(i), b, t.k, t.add)
			t.storeEdge(i, j, width)
		}
	}
	return t.m
}

// column64 does the whole tiles of a column, first those that read A in place,
// and returns how many rows are done.
func column64(t *block[float64], j int, b []float64) int {
	i := t.inPlace
	if i > 0 {
		tiles64(i/tileRows, t.c[j:], t.ldc, t.rows(0), b, t.k, t.add)
	}
	if n := (t.m - i) / tileRows; n > 0 {
		tiles64(n, t.c[i*t.ldc+j:], t.ldc, t.rows(i), b, t.k, t.add)
		i += n * tileRows
	}
	return i
}
