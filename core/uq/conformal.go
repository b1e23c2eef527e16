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

// FewestScores is how many scores bound the next one with probability 1 − α: the
// least n with ScoreRank(n, α) ≤ n.
func FewestScores(alpha float64) int {
	n := max(0, int(math.Ceil(1/alpha))-2)
	for ScoreRank(n, alpha) > n {
		n++
	}
	return n
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
// the interval [low, high], negative within. Conformalised is the interval.
func QuantileScore(y, low, high float64) float64 { return math.Max(low-y, y-high) }

// Conformalised is the set of all y whose QuantileScore is at most q, for each
// interval [low, high]:
//
//	[low − q, high + q]
//
// Where quantiles hold more than they promise, q is negative and the set smaller.
// No y has a score below −(high − low)/2, in the middle: where q is less, the set
// is empty, and both of its ends are NaN. That is no fault of the coverage, which
// is an average over x, but says that the widths of these quantiles do not follow
// the noise.
func Conformalised(low, high []float64, q float64) (from, to []float64) {
	from, to = make([]float64, len(low)), make([]float64, len(low))
	for i := range low {
		from[i], to[i] = nonempty(low[i]-q, high[i]+q)
	}
	return from, to
}

// nonempty is an interval, with NaN for its ends where they have crossed.
func nonempty(low, high float64) (float64, float64) {
	if low > high {
		return math.NaN(), math.NaN()
	}
	return low, high
}

// CVPlus is the CV+ interval at one x (Barber, Candès, Ramdas & Tibshirani
// 2021, section 3). residual[k] are the |yᵢ − μ₋ₖ(xᵢ)| of the rows of fold k,
// in rising order, of the model fitted without that fold, and mu[k] is the
// prediction of this model at x. Of all n rows it is
//
//	[ the ⌊α(n+1)⌋-th smallest of μ₋ₖ(x) − Rᵢ,  the ⌈(1−α)(n+1)⌉-th of μ₋ₖ(x) + Rᵢ ]
//
// Its coverage is at least 1 − 2α − √(2/n), and near 1 − α in practice. Where its
// ends cross, which takes α > ½, nothing is held and both are NaN.
func CVPlus(mu []float64, residual [][]float64, alpha float64) (low, high float64) {
	n := 0
	for _, r := range residual {
		n += len(r)
	}
	fromTop := n + 1 - ScoreRank(n, alpha) // = ⌊α(n+1)⌋
	if fromTop < 1 {
		return math.Inf(-1), math.Inf(1)
	}
	return nonempty(-largestEnd(-1, mu, residual, fromTop), largestEnd(1, mu, residual, fromTop))
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
