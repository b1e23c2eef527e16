//go:build goexperiment.simd

package kernel

// The two-dimensional stencil is in assembly here (stencil_wasm.s): a call for
// each row would cost as much as the row.

//go:noescape
func torusWasm64(dst, mid, below, above *float64, iterations, last, rows, end int, r, four float64)

//go:noescape
func torusWasm32(dst, mid, below, above *float32, iterations, last, rows, end int, r, four float32)

// interior64 does the rows of Diffuse2 except the first and the last, and reports
// whether it did.
func interior64(dst, src []float64, nx, ny int, r float64) bool {
	if nx < 2*4+2 || ny < 3 {
		return false
	}
	dst, src = dst[:nx*ny], src[:nx*ny]
	iterations := (nx - 1 - 4) / 4
	last := nx - 1 - 4 - 4*(iterations+1) // from where the iterations end
	torusWasm64(&dst[nx], &src[nx], &src[0], &src[2*nx], iterations, 8*last, ny-2, 8*(nx-1), r, 4)
	return true
}

// interior32 is interior64 in single precision.
func interior32(dst, src []float32, nx, ny int, r float32) bool {
	if nx < 2*8+2 || ny < 3 {
		return false
	}
	dst, src = dst[:nx*ny], src[:nx*ny]
	iterations := (nx - 1 - 8) / 8
	last := nx - 1 - 8 - 8*(iterations+1) // from where the iterations end
	torusWasm32(&dst[nx], &src[nx], &src[0], &src[2*nx], iterations, 4*last, ny-2, 4*(nx-1), r, 4)
	return true
}
