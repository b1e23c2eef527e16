package cdf

import (
	"residual/core/fit"
	"residual/core/kernel"
)

// stretch shifts and stretches F̂ of network k so that it is 0 at the lower end of
// the span and 1 at the upper, but for rounding: what does not fall in between is
// then a distribution function. The last layer alone is changed,
//
//	F̂ ← (F̂ − F̂(lo))/(F̂(hi) − F̂(lo))
//
// and nothing where F̂ does not climb.
func (r *comparison) stretch(k int) {
	t := r.draw.Value(r.model.t)
	clear(t)
	t[0], t[1] = r.sample.span()
	f := fit.Run(r.draw, r.parameters(k)).Value(r.model.f)
	from, climb := f[0], f[1]-f[0]
	if !(climb > 0.5) {
		return
	}
	theta := r.networks[k].theta
	last := len(theta) - 1
	weights := theta[last-r.model.net.Sizes[1] : last]
	if theta[last] = (theta[last] - from) / climb; k != hard {
		kernel.Scale(weights, 1/climb, weights)
	} else {
		kernel.AddScalar(weights, -kernel.Log1(climb), weights)
	}
}
