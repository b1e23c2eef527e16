//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

// vectorBytes is the size of a vector on this machine.
var vectorBytes = simd.VectorBitSize() / 8
