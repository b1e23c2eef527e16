//go:build !(goexperiment.simd && wasm)

package kernel

// The tile has as many rows as fill sixteen registers, and reads A packed.
const (
	tileRows = 6
	inPlaceA = false
)
