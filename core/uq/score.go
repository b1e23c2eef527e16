package uq

import (
	"math"
	"sort"
)

// Scores are negatively oriented (less is better) and proper: on average the
// true distribution scores best.

// CRPS is the continuous ranked probability score of N(mu, sigma²) at y,
//
//	∫(F(t) − 1{t ≥ y})² dt = σ·(z·(2Φ(z) − 1) + 2φ(z) − 1/√π),  z = (y − μ)/σ
//
// (Gneiting & Raftery 2007, equation 21 with the sign turned).
func CRPS(y, mu, sigma float64) float64 {
	return meanAbs(y-mu, sigma) - float64(sigma*invRootPi)
}

// meanAbs is E|X| for X of N(d, s²): 2s·φ(d/s) + d·(2Φ(d/s) − 1).
func meanAbs(d, s float64) float64 {
	z := d / s
	return float64(2*s*Density(z)) + float64(d*(CDF(z)-Tail(z)))
}

// CRPS is the score of the mixture at y, E|Y − y| − ½·E|Y − Y′| (Grimit et al.
// 2006, equation 3). The time grows as the square of the number of members.
func (m Mixture) CRPS(y float64) float64 {
	toY, between := 0.0, 0.0
	for i, mu := range m.Mu {
		s := m.Sigma[i]
		toY += meanAbs(y-mu, s)
		between += 2 * s * invRootPi // i with itself: s·√2·2φ(0)
		for j, nu := range m.Mu[:i] {
			t := m.Sigma[j]
			between += 2 * meanAbs(mu-nu, math.Sqrt(float64(s*s)+float64(t*t)))
		}
	}
	n := float64(len(m.Mu))
	return toY/n - between/(2*n*n)
}

// Brier is the squared error of a predicted probability p of an event that
// happened or not.
func Brier(p float64, happened bool) float64 {
	if happened {
		p = 1 - p
	}
	return p * p
}

// A Decision is whether to act against an event: acting costs Cost whatever
// happens, an event that was not acted against costs Loss.
type Decision struct{ Cost, Loss float64 }

// Level is the probability of the event above which acting costs less on average:
// Cost/Loss.
func (d Decision) Level() float64 { return d.Cost / d.Loss }

// Acts tells whether to act where the predicted probability is p.
func (d Decision) Acts(p float64) bool { return p > d.Level() }

// Expected is the mean cost of deciding by p where truth is the probability.
func (d Decision) Expected(p, truth float64) float64 {
	if d.Acts(p) {
		return d.Cost
	}
	return truth * d.Loss
}

// Paid is what was paid, where p was believed.
func (d Decision) Paid(p float64, happened bool) float64 {
	switch {
	case d.Acts(p):
		return d.Cost
	case happened:
		return d.Loss
	}
	return 0
}

// MeanCosts is, for each of the rising levels, the mean cost of acting wherever the
// predicted probability p is above it, and so what deciding by another level would
// have cost.
func (d Decision) MeanCosts(p []float64, happened []bool, levels []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return p[order[i]] < p[order[j]] })
	cost, next, missed := make([]float64, len(levels)), 0, 0.0
	for i, level := range levels {
		for ; next < len(order) && p[order[next]] <= level; next++ {
			if happened[order[next]] {
				missed += d.Loss
			}
		}
		cost[i] = (missed + float64(d.Cost*float64(len(p)-next))) / float64(len(p))
	}
	return cost
}
