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
// 2021, section 3). residual[k] are the |yᵢ − μ₋ₖ(xᵢ)| of the rows of fold k,
// rising, by the model that was fitted without that fold, and mu[k] is what this
// model says at x. Of all n rows it is
//
//	[ the ⌊α(n+1)⌋-th smallest of μ₋ₖ(x) − Rᵢ,  the ⌈(1−α)(n+1)⌉-th of μ₋ₖ(x) + Rᵢ ]
//
// Its coverage is at least 1 − 2α − √(2/n), and near 1 − α in practice.
func CVPlus(mu []float64, residual [][]float64, alpha float64) (low, high float64) {
	n := 0
	for _, r := range residual {
		n += len(r)
	}
	fromTop := n + 1 - Rank(n, alpha) // = ⌊α(n+1)⌋
	if fromTop < 1 {
		return math.Inf(-1), math.Inf(1)
	}
	return -farthest(-1, mu, residual, fromTop), farthest(1, mu, residual, fromTop)
}

// farthest is the j-th largest of ±μₖ + R over all folds, found by merging them
// from their ends.
func farthest(sign float64, mu []float64, residual [][]float64, j int) (v float64) {
	left := make([]int, len(mu))
	for k, r := range residual {
		left[k] = len(r)
	}
	for range j {
		v = math.Inf(-1)
		from := 0
		for k, n := range left {
			if n <= 0 {
				continue
			}
			if w := float64(sign*mu[k]) + residual[k][n-1]; w >= v {
				v, from = w, k
			}
		}
		left[from]--
	}
	return v
}
