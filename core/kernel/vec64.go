//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// Vectors are read and written without a check for each: a check costs as much
// as the arithmetic. Whoever calls a vector loop has made sure that every slice
// is as long as the first one, and the loop stays within that.

// load64 is the vector that begins at element i.
func load64(p *float64, i int) simd.Float64s {
	return simd.LoadFloat64s((*[8]float64)(unsafe.Add(unsafe.Pointer(p), 8*i))[:])
}

// store64 writes the vector that begins at element i.
func store64(p *float64, i int, v simd.Float64s) {
	v.Store((*[8]float64)(unsafe.Add(unsafe.Pointer(p), 8*i))[:])
}
