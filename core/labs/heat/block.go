package heat

import "residual/core/kernel"

// block is one residual block: dst = src + r·Lap(src).
func block(dim, n int, r float64, dst, src []float64) {
	if dim == 2 {
		kernel.Diffuse2(dst, src, n, n, r)
	} else {
		kernel.Diffuse1(dst, src, r)
	}
}
