//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// Vectors are read and written without a check for each: a check costs as much
// as the arithmetic. The callers of a vector loop cut every slice to what the
// loop may touch (gen/table.go), and the loop stays within that. No vector has
// more than lanes64 numbers.

// load64 is the vector that begins at element i.
func load64(p *float64, i int) simd.Float64s {
	return simd.LoadFloat64s((*[lanes64]float64)(unsafe.Add(unsafe.Pointer(p), i*int(unsafe.Sizeof(*p))))[:])
}

// store64 writes the vector that begins at element i.
func store64(p *float64, i int, v simd.Float64s) {
	v.Store((*[lanes64]float64)(unsafe.Add(unsafe.Pointer(p), i*int(unsafe.Sizeof(*p))))[:])
}
