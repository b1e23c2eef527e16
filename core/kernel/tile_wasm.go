//go:build goexperiment.simd

package kernel

import "unsafe"

// The micro-kernel of the product is in assembly here, see tile_wasm.s.

// readsInPlace reports whether the tiles read A in place: by rows, or by columns
// unless the numbers of a row lie so far apart that each needs a cache line of its
// own and, at multiples of 4 KiB, they compete for the same cache set.
func readsInPlace(down, along int) bool { return along == 1 || down == 1 && along < blockN }

//go:noescape
func tilesWasm64(c *float64, ldc int, a *float64, next, along int, b *float64, k, add, tiles int)

//go:noescape
func tilesWasm32(c *float32, ldc int, a *float32, next, along int, b *float32, k, add, tiles int)

//go:noescape
func rowsWasm64(c *float64, ldc int, a *float64, next, down int, b *float64, k, add, tiles int)

//go:noescape
func rowsWasm32(c *float32, ldc int, a *float32, next, down int, b *float32, k, add, tiles int)

// tiles64 is C += A·B for consecutive tiles of a column, k rising; where add is
// false, C = A·B.
func tiles64(tiles int, c []float64, ldc int, a rows[float64], b []float64, k int, add bool) {
	c, b = c[:(tiles*tileRows-1)*ldc+4], b[:4*k]
	x := a.x[:a.end(tiles, k)]
	to, from, panel, plus := unsafe.SliceData(c), unsafe.SliceData(x), unsafe.SliceData(b), ternary(add, 1, 0)
	if a.down == 1 {
		tilesWasm64(to, 8*ldc, from, 8*a.next, 8*a.along, panel, k, plus, tiles)
	} else {
		rowsWasm64(to, 8*ldc, from, 8*a.next, 8*a.down, panel, k, plus, tiles)
	}
}

// tiles32 is tiles64 in single precision.
func tiles32(tiles int, c []float32, ldc int, a rows[float32], b []float32, k int, add bool) {
	c, b = c[:(tiles*tileRows-1)*ldc+8], b[:8*k]
	x := a.x[:a.end(tiles, k)]
	to, from, panel, plus := unsafe.SliceData(c), unsafe.SliceData(x), unsafe.SliceData(b), ternary(add, 1, 0)
	if a.down == 1 {
		tilesWasm32(to, 4*ldc, from, 4*a.next, 4*a.along, panel, k, plus, tiles)
	} else {
		rowsWasm32(to, 4*ldc, from, 4*a.next, 4*a.down, panel, k, plus, tiles)
	}
}

// end is the length of x that so many tiles read.
func (a *rows[T]) end(tiles, k int) int {
	return (tiles-1)*a.next + (tileRows-1)*a.down + (k-1)*a.along + 1
}
