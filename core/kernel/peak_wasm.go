//go:build goexperiment.simd

package kernel

import "unsafe"

// In Go the twelve vectors do not stay in registers here, see peak_wasm.s.

//go:noescape
func iterateWasm64(z *float64, turns, blocks int, a, b float64)

//go:noescape
func iterateWasm32(z *float32, turns, blocks int, a, b float32)

func iterate64(z []float64, a, b float64, turns int) int {
	blocks := len(z) / (Chains * 2)
	if blocks > 0 && turns > 0 {
		iterateWasm64(unsafe.SliceData(z), turns, blocks, a, b)
	}
	return blocks * Chains * 2
}

func iterate32(z []float32, a, b float32, turns int) int {
	blocks := len(z) / (Chains * 4)
	if blocks > 0 && turns > 0 {
		iterateWasm32(unsafe.SliceData(z), turns, blocks, a, b)
	}
	return blocks * Chains * 4
}
