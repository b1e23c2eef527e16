//go:build goexperiment.simd

package kernel

import "unsafe"

// The tiles of the product are in assembly here, see tile_wasm.s, and have fewer
// rows than elsewhere: a browser's compiler has sixteen registers to give. They
// read A where it lies if the numbers of a column lie side by side.
const (
	tileRows = 4
	inPlaceA = true
)

//go:noescape
func tilesWasm64(c *float64, ldc int, a *float64, next, along int, b *float64, k, add, tiles int)

//go:noescape
func tilesWasm32(c *float32, ldc int, a *float32, next, along int, b *float32, k, add, tiles int)

// tiles64 is C += A·B for tiles one below the other, k rising; where add is
// false, C = A·B.
func tiles64(tiles int, c []float64, ldc int, a rows[float64], b []float64, k int, add bool) {
	c, b = c[:(tiles*tileRows-1)*ldc+4], b[:4*k]
	from := a.x[:(tiles-1)*a.next+(k-1)*a.along+tileRows]
	tilesWasm64(unsafe.SliceData(c), 8*ldc, unsafe.SliceData(from), 8*a.next, 8*a.along,
		unsafe.SliceData(b), k, choose(add, 1, 0), tiles)
}

// tiles32 is tiles64 in single precision.
func tiles32(tiles int, c []float32, ldc int, a rows[float32], b []float32, k int, add bool) {
	c, b = c[:(tiles*tileRows-1)*ldc+8], b[:8*k]
	from := a.x[:(tiles-1)*a.next+(k-1)*a.along+tileRows]
	tilesWasm32(unsafe.SliceData(c), 4*ldc, unsafe.SliceData(from), 4*a.next, 4*a.along,
		unsafe.SliceData(b), k, choose(add, 1, 0), tiles)
}
