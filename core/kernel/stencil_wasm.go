//go:build goexperiment.simd

package kernel

// The stencil of the plane is in assembly here (stencil_wasm.s): a call for each
// stretch of a row costs as much as the stretch.

//go:noescape
func torusWasm64(dst, mid, below, above *float64, turns, last, rows, end int, r, four float64)

//go:noescape
func torusWasm32(dst, mid, below, above *float32, turns, last, rows, end int, r, four float32)

// inner64 takes the rows of Diffuse2 but for the first and the last, and tells
// whether it did.
func inner64(dst, src []float64, nx, ny int, r float64) bool {
	if nx < 2*4+2 || ny < 3 {
		return false
	}
	dst, src = dst[:nx*ny], src[:nx*ny]
	turns := (nx - 1 - 4) / 4
	last := nx - 1 - 4 - 4*(turns+1) // from where the turns end
	torusWasm64(&dst[nx], &src[nx], &src[0], &src[2*nx], turns, 8*last, ny-2, 8*(nx-1), r, 4)
	return true
}

// inner32 takes the rows of Diffuse2 but for the first and the last, and tells
// whether it did.
func inner32(dst, src []float32, nx, ny int, r float32) bool {
	if nx < 2*8+2 || ny < 3 {
		return false
	}
	dst, src = dst[:nx*ny], src[:nx*ny]
	turns := (nx - 1 - 8) / 8
	last := nx - 1 - 8 - 8*(turns+1) // from where the turns end
	torusWasm32(&dst[nx], &src[nx], &src[0], &src[2*nx], turns, 4*last, ny-2, 4*(nx-1), r, 4)
	return true
}
