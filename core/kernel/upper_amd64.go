//go:build goexperiment.simd

package kernel

import "simd/archsimd"

var hasAVX = archsimd.X86.AVX()

// clearUpper clears bits 128 and up of the vector registers. The compiler's
// scalar code is SSE, which keeps these bits: while they are not zero, many
// processors spend tens of cycles on each change between SSE and AVX (Intel 64
// and IA-32 Architectures Optimization Reference Manual, “Mixing Intel AVX Code
// with Intel SSE Code”). So vector code is followed by clearUpper before a scalar
// number is touched, and loads what it broadcasts from memory. Where vectors have
// 128 bits it is needed too: the runtime restores whole registers after it has
// preempted a goroutine.
func clearUpper() {
	if hasAVX {
		archsimd.ClearAVXUpperBits()
	}
}
