//go:build !(goexperiment.simd && wasm)

package kernel

// readsInPlace reports whether the tiles read A in place: never here.
func readsInPlace(down, along int) bool { return false }
