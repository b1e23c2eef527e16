package rng

import (
	"math"
	"math/rand/v2"

	"residual/core/kernel"
)

// Normals fills dst with independent standard normal numbers, two from each
// pair of uniform ones (Box & Muller 1958):
//
//	√(−2 ln u)·cos 2πv,  √(−2 ln u)·sin 2πv
func Normals(dst []float64, r *rand.Rand) {
	for i := 0; i < len(dst); i += 2 {
		radius := math.Sqrt(-2 * kernel.Log1(1-r.Float64()))
		angle := 2 * math.Pi * r.Float64()
		dst[i] = radius * kernel.Cos1(angle)
		if i+1 < len(dst) {
			dst[i+1] = radius * kernel.Sin1(angle)
		}
	}
}
