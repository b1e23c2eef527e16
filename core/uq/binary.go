package uq

import (
	"math"

	"residual/core/kernel"
)

// Logistic is the probability 1/(1 + e^{−z}) of log-odds z.
func Logistic(z float64) float64 {
	e := kernel.Exp1(-math.Abs(z))
	if z < 0 {
		return e / (1 + e)
	}
	return 1 / (1 + e)
}

// ExpectedCalibrationError sorts probabilities of an event into bins of equal
// width and compares in each the mean probability with the frequency of the event,
//
//	Σ_bins (n_bin/n)·|mean p − share|
//
// (Naeini, Cooper & Hauskrecht 2015).
func ExpectedCalibrationError(p []float64, happened []bool, bins int) float64 {
	excess := make([]float64, bins) // Σ (p − 1 where it happened)
	for i, v := range p {
		b := max(0, min(bins-1, int(v*float64(bins))))
		if happened[i] {
			v--
		}
		excess[b] += v
	}
	sum := 0.0
	for _, e := range excess {
		sum += math.Abs(e)
	}
	return sum / float64(len(p))
}

// Temperature is the T > 0 by which log-odds z are to be divided so that they fit
// best the events that happened or did not: it minimises the mean of −ln Logistic(±z/T)
// (Guo, Pleiss, Sun & Weinberger 2017). The loss is convex in b = 1/T, and its
// slope Σ z·(Logistic(b·z) − y) is brought to 0 by bisection.
func Temperature(z []float64, happened []bool) float64 {
	lo, hi := 1e-3, 1e3
	for range 60 {
		b := math.Sqrt(lo * hi)
		slope := 0.0
		for i, v := range z {
			p := Logistic(b * v)
			if happened[i] {
				p--
			}
			slope += float64(v * p)
		}
		if slope < 0 {
			lo = b
		} else {
			hi = b
		}
	}
	return 1 / math.Sqrt(lo*hi)
}
