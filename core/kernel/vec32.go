//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// Vectors are read and written without a check for each: a check costs as much
// as the arithmetic. Whoever calls a vector loop has made sure that every slice
// is as long as the first one, and the loop stays within that.

// load32 is the vector that begins at element i.
func load32(p *float32, i int) simd.Float32s {
	return simd.LoadFloat32s((*[16]float32)(unsafe.Add(unsafe.Pointer(p), 4*i))[:])
}

// store32 writes the vector that begins at element i.
func store32(p *float32, i int, v simd.Float32s) {
	v.Store((*[16]float32)(unsafe.Add(unsafe.Pointer(p), 4*i))[:])
}
