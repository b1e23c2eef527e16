package ode

import "math"

// The laws are looked at between the points of collocation, at so many points, fewer
// where they have integrals: what is narrow could have been missed by all runs alike.
const between = 4096

// unsatisfied is how far the laws are from holding, as the root of the mean square of
// left − right over the sizes of the terms, and where it is worst.
func (c *calculation) unsatisfied(lo, hi float64) (rms, worst float64) {
	n := between
	for range c.y.depth {
		n = max(64, n/(c.u.count()*c.u.s))
	}
	residuals, sizes, x := []float64{}, []float64{}, []float64{}
	for i := range n {
		at := lo + (hi-lo)*(float64(i)+golden(i+1))/float64(n)
		s, ok := c.u.find(at, false)
		if !ok {
			continue
		}
		for _, law := range c.y.laws {
			r := c.add(law, s, 1, nil)
			if r-r != 0 {
				continue // a law without a value there
			}
			residuals, sizes, x = append(residuals, math.Abs(r)), append(sizes, law.size(r)), append(x, at)
		}
	}
	largest, most := 0.0, 0.0
	for _, v := range sizes {
		largest = max(largest, v)
	}
	for i, r := range residuals {
		if v := r / (sizes[i] + 1e-9*largest); r > 0 {
			if rms += v * v; v > most {
				most, worst = v, x[i]
			}
		}
	}
	return math.Sqrt(rms / float64(max(1, len(residuals)))), worst
}

// golden is a place between points, the multiples of the golden section modulo 1.
func golden(i int) float64 {
	v := float64(i) * 0.6180339887498949
	return v - math.Floor(v)
}

// size is that of the terms of the form that was computed last: what its slots make of
// it to first order, and the rest.
func (f *form) size(value float64) (sum float64) {
	rest := value
	for i, v := range f.values {
		if t := f.out[1+i] * v; t != 0 {
			sum += math.Abs(t)
			rest -= t
		}
	}
	return sum + math.Abs(rest)
}

// unsettled is the root mean square beyond which a solution is not trusted: one point of
// all at which a law does not hold at all makes 1/64.
const unsettled = 3e-3
