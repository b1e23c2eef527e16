package stability

import (
	"math"

	"residual/core/interval"
)

// newtonStep moves x by −J⁻¹·v and returns how far, relative to 1 + |x|. inv is
// room; j is used up.
func newtonStep(inv, j, v, x []float64) (far float64, ok bool) {
	n := len(x)
	if !interval.Invert(inv, j, n) {
		return 0, false
	}
	for i := range n {
		d := 0.0
		for k := range n {
			d += float64(inv[i*n+k] * v[k])
		}
		x[i] -= d
		far = math.Max(far, math.Abs(d)/(1+math.Abs(x[i])))
	}
	return far, !math.IsNaN(far) && far < 1e6
}
