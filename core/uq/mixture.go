package uq

import (
	"math"

	"residual/core/kernel"
)

// A Mixture is the prediction of several members, each a normal distribution with equal
// weight: members of an ensemble, or draws from a posterior.
type Mixture struct{ Mu, Sigma []float64 }

// Moments are the mean and the two parts of the variance. By the law of total
// variance their sum is the variance of the mixture:
//
//	Var Y = E[σ²] + Var[μ]
//
// The first part (aleatoric) is irreducible noise; the second (epistemic) is the
// disagreement of the members, which more data would reduce.
//
// Sums are about the mean, and corrected for what rounding left of it (Chan, Golub
// & LeVeque 1983, equation 1.7), so that a large mean costs no digits.
func (m Mixture) Moments() (mean, aleatoric, epistemic float64) {
	n, left := float64(len(m.Mu)), 0.0
	for i, mu := range m.Mu {
		mean += mu
		aleatoric += float64(m.Sigma[i] * m.Sigma[i])
	}
	mean /= n
	for _, mu := range m.Mu {
		d := mu - mean
		left += d
		epistemic += float64(d * d)
	}
	return mean, aleatoric / n, math.Max(0, epistemic-float64(left*left)/n) / n
}

// Variance is the variance from its definition, E[(Y − E[Y])²], the mean over the
// members of σ² + (μ − E[Y])², about a mean that is taken from the first member's:
// a second way to the sum of the two parts.
func (m Mixture) Variance() float64 {
	n, mean := float64(len(m.Mu)), 0.0
	for _, mu := range m.Mu {
		mean += mu - m.Mu[0]
	}
	mean /= n
	var sum, left float64
	for i, mu := range m.Mu {
		d := mu - m.Mu[0] - mean
		left += d
		sum += float64(d*d) + float64(m.Sigma[i]*m.Sigma[i])
	}
	return (sum - float64(left*left)/n) / n
}

// CDF is the probability of at most y: the average over the members.
func (m Mixture) CDF(y float64) float64 {
	sum := 0.0
	for i, mu := range m.Mu {
		sum += CDF((y - mu) / m.Sigma[i])
	}
	return sum / float64(len(m.Mu))
}

// Tail is the probability of more than y: the average of the members' tails, and
// not the tail of one normal distribution with the mixture's mean and variance,
// which averages away a member that alone predicts the event.
func (m Mixture) Tail(y float64) float64 {
	sum := 0.0
	for i, mu := range m.Mu {
		sum += Tail((y - mu) / m.Sigma[i])
	}
	return sum / float64(len(m.Mu))
}

// MomentMatchedTail is the tail of the one normal distribution with the mixture's
// mean and variance, for comparison.
func (m Mixture) MomentMatchedTail(y float64) float64 {
	mean, a, e := m.Moments()
	return Tail((y - mean) / math.Sqrt(a+e))
}

// LogDensity is the logarithm of the average density at y.
func (m Mixture) LogDensity(y float64) float64 {
	largest := math.Inf(-1)
	for i, mu := range m.Mu {
		largest = math.Max(largest, LogDensity(y, mu, m.Sigma[i]))
	}
	if math.IsInf(largest, -1) {
		return largest
	}
	sum := 0.0
	for i, mu := range m.Mu {
		sum += kernel.Exp1(LogDensity(y, mu, m.Sigma[i]) - largest)
	}
	return largest + kernel.Log1(sum/float64(len(m.Mu)))
}

// Quantile is the y at which CDF is p, 0 < p < 1, by bisection between the
// members' own quantiles, to about 1e-9 of their distance or the last bit.
func (m Mixture) Quantile(p float64) float64 {
	z := Quantile(p)
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, mu := range m.Mu {
		q := mu + float64(m.Sigma[i]*z)
		lo, hi = math.Min(lo, q), math.Max(hi, q)
	}
	for range 30 {
		mid := lo + (hi-lo)/2
		if mid <= lo || mid >= hi {
			break
		}
		if m.CDF(mid) < p {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}
