//go:build goexperiment.simd

package kernel

import "unsafe"

// In assembly (peak_wasm.s), since the compiler does not keep the twelve vectors in
// registers here.

//go:noescape
func iterateWasm64(z *float64, iterations, blocks int, a, b float64)

//go:noescape
func iterateWasm32(z *float32, iterations, blocks int, a, b float32)

func iterate64(z []float64, a, b float64, iterations int) int {
	blocks := len(z) / (Chains * 2)
	if blocks > 0 && iterations > 0 {
		iterateWasm64(unsafe.SliceData(z), iterations, blocks, a, b)
	}
	return blocks * Chains * 2
}

func iterate32(z []float32, a, b float32, iterations int) int {
	blocks := len(z) / (Chains * 4)
	if blocks > 0 && iterations > 0 {
		iterateWasm32(unsafe.SliceData(z), iterations, blocks, a, b)
	}
	return blocks * Chains * 4
}
