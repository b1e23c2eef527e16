//go:build goexperiment.simd

package kernel

//go:noescape
func packWasm64(to *float64, apart int, from *float64, across, iterations int)

//go:noescape
func packWasm32(to *float32, apart int, from *float32, across, iterations int)

// packFour64 packs four contiguous strips into four columns of a panel, and returns
// how many numbers of each are done.
func packFour64(panel []float64, width int, x []float64, k, across int) int {
	if k < 4 {
		return 0
	}
	panel, x = panel[:(k-1)*width+4], x[:3*across+k]
	packWasm64(&panel[0], 8*width, &x[0], 8*across, k/4)
	return k / 4 * 4
}

// packFour32 is packFour64 in single precision.
func packFour32(panel []float32, width int, x []float32, k, across int) int {
	if k < 4 {
		return 0
	}
	panel, x = panel[:(k-1)*width+4], x[:3*across+k]
	packWasm32(&panel[0], 4*width, &x[0], 4*across, k/4)
	return k / 4 * 4
}
