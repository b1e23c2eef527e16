//go:build !(goexperiment.simd && wasm)

package kernel

// A tile has as many rows as sixteen registers allow.
const tileRows = 6

// readsInPlace reports whether the tiles read A in place: never here.
func readsInPlace(down, along int) bool { return false }
