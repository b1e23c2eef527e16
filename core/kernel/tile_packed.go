//go:build !(goexperiment.simd && wasm)

package kernel

// The tile has as many rows as fill sixteen registers.
const tileRows = 6

// readsInPlace tells whether the tile reads A where it lies: only packed.
func readsInPlace(down, along int) bool { return false }
