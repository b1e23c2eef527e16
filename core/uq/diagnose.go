package uq

import (
	"math"
	"sort"

	"residual/core/kernel"
)

// Convergence of chains is diagnosed as in Vehtari, Gelman, Simpson, Carpenter &
// Bürkner (2021), "Rank-normalization, folding, and localization". A sample is
// given as chains of equal length, at least four draws each.

// RHat is the larger of the rank-normalised split-R̂ of the draws and of their
// distances from the median: near 1 where the chains agree in location and
// scale; it should be below 1.01.
func RHat(chains [][]float64) float64 {
	halves := split(chains)
	return math.Max(splitRHat(rankNormalised(halves)), splitRHat(rankNormalised(folded(halves))))
}

// ESS is the effective sample size of the bulk, that of the ranked draws.
func ESS(chains [][]float64) float64 { return effectiveSize(rankNormalised(split(chains))) }

// TailESS is the smaller effective sample size of the events "below the 5 %
// quantile" and "below the 95 % quantile".
func TailESS(chains [][]float64) float64 {
	halves := split(chains)
	all := pooled(halves)
	sort.Float64s(all)
	low, high := all[len(all)/20], all[len(all)*19/20]
	return math.Min(effectiveSize(indicator(halves, low)), effectiveSize(indicator(halves, high)))
}

// MeanESS is the effective sample size for the mean of the draws as they are.
func MeanESS(chains [][]float64) float64 { return effectiveSize(split(chains)) }

// split cuts each chain into halves; an odd draw in the middle is left out.
func split(chains [][]float64) [][]float64 {
	var halves [][]float64
	for _, c := range chains {
		h := len(c) / 2
		halves = append(halves, c[:h], c[len(c)-h:])
	}
	return halves
}

// pooled is the draws of all chains.
func pooled(chains [][]float64) []float64 {
	var all []float64
	for _, c := range chains {
		all = append(all, c...)
	}
	return all
}

// mapDraws applies f to every draw.
func mapDraws(chains [][]float64, f func(x float64) float64) [][]float64 {
	out := make([][]float64, len(chains))
	for i, c := range chains {
		out[i] = make([]float64, len(c))
		for j, x := range c {
			out[i][j] = f(x)
		}
	}
	return out
}

// indicator is 1 for draws of at most q and 0 for the others.
func indicator(chains [][]float64, q float64) [][]float64 {
	return mapDraws(chains, func(x float64) float64 {
		if x <= q {
			return 1
		}
		return 0
	})
}

// folded is the distance of each draw from the median.
func folded(chains [][]float64) [][]float64 {
	all := pooled(chains)
	sort.Float64s(all)
	n := len(all)
	median := (all[(n-1)/2] + all[n/2]) / 2
	return mapDraws(chains, func(x float64) float64 { return math.Abs(x - median) })
}

// rankNormalised replaces each draw by the normal quantile of its rank r among all
// n, Φ⁻¹((r − ⅜)/(n + ¼)); ties share their mean rank.
func rankNormalised(chains [][]float64) [][]float64 {
	all := pooled(chains)
	sort.Float64s(all)
	n := float64(len(all))
	return mapDraws(chains, func(x float64) float64 {
		first, last := sort.SearchFloat64s(all, x), atMost(all, x)
		rank := float64(first+1+last) / 2
		return Quantile((rank - 0.375) / (n + 0.25))
	})
}

// variances returns the mean variance within chains, W, and the estimate of the
// variance from within and between, V = (n−1)/n·W + B/n.
func variances(chains [][]float64) (within, total float64) {
	n, m := float64(len(chains[0])), float64(len(chains))
	means := make([]float64, len(chains))
	for i, c := range chains {
		var v float64
		means[i], v = meanVariance(c)
		within += v / m
	}
	_, between := meanVariance(means)
	return within, float64((n-1)/n*within) + between
}

// meanVariance is the mean and the unbiased variance.
func meanVariance(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	for _, v := range x {
		variance += float64((v - mean) * (v - mean))
	}
	return mean, variance / float64(len(x)-1)
}

// splitRHat is √(V/W) of half chains, NaN where nothing varies.
func splitRHat(chains [][]float64) float64 {
	within, total := variances(chains)
	return math.Sqrt(total / within)
}

// effectiveSize is the number of independent draws with the same error of the mean,
//
//	ESS = mn/τ,  τ = −1 + 2·Σ Pₖ,  Pₖ = ρ₂ₖ + ρ₂ₖ₊₁
//
// over Geyer's initial positive and monotone sequence of pairs of the
// autocorrelations ρ (equations 10 to 13), and at most mn·log₁₀ mn.
func effectiveSize(chains [][]float64) float64 {
	within, total := variances(chains)
	n := len(chains[0])
	size := float64(n * len(chains))
	rho := func(lag int) float64 { return 1 - (within-autocovariance(chains, lag))/total }
	tau, last := -1.0, math.Inf(1)
	for lag := 0; lag+1 < n; lag += 2 {
		pair := rho(lag) + rho(lag+1)
		if lag == 0 {
			pair = 1 + rho(1)
		}
		if !(pair > 0) {
			break
		}
		last = math.Min(last, pair)
		tau += 2 * last
	}
	return size / math.Max(tau, ln10/kernel.Log1(size))
}

// autocovariance is the mean over chains of the autocovariance at a lag, scaled so
// that at lag 0 it is W.
func autocovariance(chains [][]float64, lag int) float64 {
	sum := 0.0
	for _, c := range chains {
		mean, _ := meanVariance(c)
		s := 0.0
		for i, x := range c[lag:] {
			s += float64((x - mean) * (c[i] - mean))
		}
		sum += s / float64(len(c)-1)
	}
	return sum / float64(len(chains))
}
