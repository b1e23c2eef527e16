//go:build goexperiment.simd

package kernel

//go:noescape
func packWasm64(to, from *float64, across, turns int)

//go:noescape
func packWasm32(to, from *float32, across, turns int)

// packFour64 packs four strips, one behind the other, into a panel that is four
// wide, and returns how many numbers of each are done.
func packFour64(panel, x []float64, k, across int) int {
	if k < 4 {
		return 0
	}
	panel, x = panel[:4*k], x[:3*across+k]
	packWasm64(&panel[0], &x[0], 8*across, k/4)
	return k / 4 * 4
}

// packFour32 is packFour64 in single precision.
func packFour32(panel, x []float32, k, across int) int {
	if k < 4 {
		return 0
	}
	panel, x = panel[:4*k], x[:3*across+k]
	packWasm32(&panel[0], &x[0], 4*across, k/4)
	return k / 4 * 4
}
