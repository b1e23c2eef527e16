package uq

import (
	"math"
	"sort"
)

// Conformal prediction gives intervals that hold the next y with a chance of at
// least 1 − α, whatever the model, if the rows on which the scores were
// computed and the next one are exchangeable. The chance is an average over x
// and over the rows: nothing is promised at a single x.

// Rank is which of n calibration scores, counted from the least, bounds the
// next one with the chance 1 − α:
//
//	k = ⌈(n + 1)(1 − α)⌉
//
// Where k > n no score does, and the interval is the whole line. Given the
// calibration rows the coverage is a draw from Beta(k, n + 1 − k) where scores
// have no ties.
func Rank(n int, alpha float64) int {
	return int(math.Ceil(float64(n+1)*(1-alpha) - 1e-9)) // 1e-9: a whole number stays one
}

// Bound is the Rank-th smallest score, +Inf where there is none.
func Bound(scores []float64, alpha float64) float64 {
	k := Rank(len(scores), alpha)
	if k > len(scores) {
		return math.Inf(1)
	}
	sorted := append([]float64(nil), scores...)
	sort.Float64s(sorted)
	return sorted[max(k, 1)-1]
}

// Absolute is the score of split conformal prediction, |y − μ| (Lei et al.
// 2018): the interval is μ ± Bound.
func Absolute(y, mu float64) float64 { return math.Abs(y - mu) }

// Outside is the score of conformalised quantile regression (Romano, Patterson
// & Candès 2019, equation 6), max(low − y, y − high): how far y lies outside
// the interval [low, high], negative within. The interval becomes
// [low − Bound, high + Bound].
func Outside(y, low, high float64) float64 { return math.Max(low-y, y-high) }

// CVPlus is the CV+ interval at one x (Barber, Candès, Ramdas & Tibshirani
// 2021, section 3). residual[i] is |yᵢ − μ₋ₖ(xᵢ)| of row i by the model that
// was fitted without the fold k of that row; fold[i] is that fold and mu[k] what
// the model without fold k says at x:
//
//	[ the ⌊α(n+1)⌋-th smallest of μ₋ₖ(x) − Rᵢ,  the ⌈(1−α)(n+1)⌉-th of μ₋ₖ(x) + Rᵢ ]
//
// Its coverage is at least 1 − 2α − √(2/n), and near 1 − α in practice. room
// holds n numbers.
func CVPlus(mu, residual []float64, fold []int, alpha float64, room []float64) (low, high float64) {
	n := len(residual)
	k := Rank(n, alpha)
	if k > n {
		return math.Inf(-1), math.Inf(1)
	}
	room = room[:n]
	for i, r := range residual {
		room[i] = mu[fold[i]] + r
	}
	sort.Float64s(room)
	high = room[k-1]
	for i, r := range residual {
		room[i] = mu[fold[i]] - r
	}
	sort.Float64s(room)
	return room[n-k], high // n + 1 − k = ⌊α(n+1)⌋, counted from 1
}
