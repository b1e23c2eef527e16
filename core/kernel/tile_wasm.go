//go:build goexperiment.simd

package kernel

import "unsafe"

// The tile of the product is in assembly here: see tile_wasm.s.

//go:noescape
func tileWasm64(c *float64, ldc int, a, b *float64, k, add int)

//go:noescape
func tileWasm32(c *float32, ldc int, a, b *float32, k, add int)

// tile64 is C += A·B for one tile, k rising; where add is false, C = A·B.
func tile64(c []float64, ldc int, a, b []float64, add bool) {
	k := len(a) / tileRows
	c, b = c[:5*ldc+4], b[:4*k]
	tileWasm64(unsafe.SliceData(c), 8*ldc, unsafe.SliceData(a), unsafe.SliceData(b), k, choose(add, 1, 0))
}

// tile32 is tile64 in single precision.
func tile32(c []float32, ldc int, a, b []float32, add bool) {
	k := len(a) / tileRows
	c, b = c[:5*ldc+8], b[:8*k]
	tileWasm32(unsafe.SliceData(c), 4*ldc, unsafe.SliceData(a), unsafe.SliceData(b), k, choose(add, 1, 0))
}
