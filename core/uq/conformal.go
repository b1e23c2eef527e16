package uq

import (
	"math"
	"sort"
)

// Conformal prediction gives intervals that contain the next y with probability
// at least 1 − α, whatever the model, if the rows on which the scores were
// computed and the next one are exchangeable. The coverage is an average over x
// and over the rows: nothing is guaranteed at a single x.

// ScoreRank is which of n calibration scores, counted from the least, bounds the
// next one with probability 1 − α:
//
//	k = ⌈(n + 1)(1 − α)⌉
//
// Where k > n no score does, and the interval is the whole line. Given the
// calibration rows the coverage is a draw from Beta(k, n + 1 − k) where scores
// have no ties.
func ScoreRank(n int, alpha float64) int {
	return int(math.Ceil(float64(n+1)*(1-alpha) - 1e-9)) // 1e-9: a whole number stays one
}

// ScoreQuantile is the ScoreRank-th smallest score, +Inf where there is none.
func ScoreQuantile(scores []float64, alpha float64) float64 {
	k := ScoreRank(len(scores), alpha)
	if k > len(scores) {
		return math.Inf(1)
	}
	sorted := append([]float64(nil), scores...)
	sort.Float64s(sorted)
	return sorted[max(k, 1)-1]
}

// AbsoluteScore is the score of split conformal prediction, |y − μ| (Lei et al.
// 2018): the interval is μ ± ScoreQuantile.
func AbsoluteScore(y, mu float64) float64 { return math.Abs(y - mu) }

// QuantileScore is the score of conformalised quantile regression (Romano, Patterson
// & Candès 2019, equation 6), max(low − y, y − high): how far y lies outside
// the interval [low, high], negative within. The interval becomes
// [low − ScoreQuantile, high + ScoreQuantile].
func QuantileScore(y, low, high float64) float64 { return math.Max(low-y, y-high) }

// CVPlus is the CV+ interval at one x (Barber, Candès, Ramdas & Tibshirani
// 2021, section 3). residual[k] are the |yᵢ − μ₋ₖ(xᵢ)| of the rows of fold k,
// in rising order, of the model fitted without that fold, and mu[k] is the
// prediction of this model at x. Of all n rows it is
//
//	[ the ⌊α(n+1)⌋-th smallest of μ₋ₖ(x) − Rᵢ,  the ⌈(1−α)(n+1)⌉-th of μ₋ₖ(x) + Rᵢ ]
//
// Its coverage is at least 1 − 2α − √(2/n), and near 1 − α in practice.
func CVPlus(mu []float64, residual [][]float64, alpha float64) (low, high float64) {
	n := 0
	for _, r := range residual {
		n += len(r)
	}
	fromTop := n + 1 - ScoreRank(n, alpha) // = ⌊α(n+1)⌋
	if fromTop < 1 {
		return math.Inf(-1), math.Inf(1)
	}
	return -largestEnd(-1, mu, residual, fromTop), largestEnd(1, mu, residual, fromTop)
}

// largestEnd is the j-th largest of ±μₖ + R over all folds, found by merging them
// from their ends.
func largestEnd(sign float64, mu []float64, residual [][]float64, j int) (v float64) {
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
