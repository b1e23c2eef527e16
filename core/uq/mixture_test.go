package uq

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// random is a mixture of n members.
func random(n int, seed uint64) Mixture {
	rng := rand.New(rand.NewPCG(seed, 0))
	m := Mixture{make([]float64, n), make([]float64, n)}
	for i := range n {
		m.Mu[i], m.Sigma[i] = 4*rng.Float64()-2, 0.2+rng.Float64()
	}
	return m
}

func TestTotalVariance(t *testing.T) {
	for seed := range uint64(50) {
		m := random(1+int(seed), seed)
		_, a, e := m.Moments()
		if d := math.Abs(a + e - m.Variance()); d > 1e-12 {
			t.Errorf("%d members: the parts are off by %g", len(m.Mu), d)
		}
	}
}

// Far from 0 the variance is that of the numbers as they are, taken exactly, in
// both of the ways.
func TestVarianceFarFromZero(t *testing.T) {
	for _, offset := range []float64{0, 1e4, -1e8, 1e12} {
		for _, n := range []int{1, 2, 8, 4000} {
			m := random(n, uint64(n))
			for i := range n {
				m.Mu[i], m.Sigma[i] = offset+0.01*m.Mu[i], 1e-3*m.Sigma[i]
			}
			want := exactVariance(m)
			_, a, e := m.Moments()
			for name, got := range map[string]float64{"the sum of the parts": a + e, "Variance": m.Variance()} {
				if off := math.Abs(got/want - 1); off > 1e-13 {
					t.Errorf("%d members at %g: %s is off by %.1e of it", n, offset, name, off)
				}
			}
		}
	}
	same := Mixture{[]float64{0.1, 0.1, 0.1}, []float64{1, 1, 1}} // whose mean is not 0.1
	if _, _, e := same.Moments(); !(e >= 0) || e > 1e-30 {
		t.Errorf("members that agree disagree by %g", e)
	}
}

// exactVariance is E[Y²] − E[Y]² in 2000 bits.
func exactVariance(m Mixture) float64 {
	big := func(v float64) *big.Float { return new(big.Float).SetPrec(2000).SetFloat64(v) }
	first, second, n := big(0), big(0), big(float64(len(m.Mu)))
	for i, mu := range m.Mu {
		first.Add(first, big(mu))
		for _, v := range []float64{mu, m.Sigma[i]} {
			second.Add(second, big(0).Mul(big(v), big(v)))
		}
	}
	first.Quo(first, n)
	v, _ := second.Quo(second, n).Sub(second, first.Mul(first, first)).Float64()
	return v
}

// integral is the trapezium rule, which for these smooth and short tails is
// exact to rounding.
func integral(lo, hi float64, n int, f func(x float64) float64) float64 {
	h := (hi - lo) / float64(n)
	sum := (f(lo) + f(hi)) / 2
	for i := 1; i < n; i++ {
		sum += f(lo + h*float64(i))
	}
	return sum * h
}

func TestMixtureAgainstItsDensity(t *testing.T) {
	m := random(5, 7)
	density := func(y float64) float64 { return math.Exp(m.LogDensity(y)) }
	for _, y := range []float64{-3, -0.5, 0, 0.7, 4} {
		want := integral(-15, y, 4000, density)
		if got := m.CDF(y); math.Abs(got-want) > 1e-5 || math.Abs(got+m.Tail(y)-1) > 1e-15 {
			t.Errorf("CDF(%g) = %g, want %g", y, got, want)
		}
	}
	mean, a, e := m.Moments()
	first := integral(-15, 15, 4000, func(y float64) float64 { return y * density(y) })
	second := integral(-15, 15, 4000, func(y float64) float64 { return (y - mean) * (y - mean) * density(y) })
	if math.Abs(first-mean) > 1e-12 || math.Abs(second-a-e) > 1e-12 {
		t.Errorf("mean %g, variance %g; want %g, %g", mean, a+e, first, second)
	}
	for _, p := range []float64{0.001, 0.1, 0.5, 0.99} {
		if got := m.CDF(m.Quantile(p)); math.Abs(got-p) > 1e-9 {
			t.Errorf("CDF of the %g-quantile is %g", p, got)
		}
	}
	if !math.IsInf(m.LogDensity(1e200), -1) {
		t.Error("the density far out is not 0")
	}
}

// The tails' average is not the tail of the matched normal law: one member of
// ten expects a flood.
func TestTailsAreAveraged(t *testing.T) {
	m := Mixture{make([]float64, 10), make([]float64, 10)}
	for i := range m.Mu {
		m.Sigma[i] = 0.1
	}
	m.Mu[9] = 1
	if got := m.Tail(0.8); math.Abs(got-0.1*CDF(2)) > 1e-12 || m.MomentMatchedTail(0.8) > 0.03 {
		t.Errorf("tail %g, matched %g", got, m.MomentMatchedTail(0.8))
	}
}

// CRPS from its definition, ∫(F − 1{t ≥ y})² dt, split at the jump.
func TestCRPSAgainstItsDefinition(t *testing.T) {
	for seed := range uint64(6) {
		m := random(1+int(seed), seed)
		for _, y := range []float64{-2.5, 0.1, 1.7} {
			below := integral(-12, y, 4000, func(x float64) float64 { return m.CDF(x) * m.CDF(x) })
			above := integral(y, 12, 4000, func(x float64) float64 { return m.Tail(x) * m.Tail(x) })
			if got := m.CRPS(y); math.Abs(got-below-above) > 1e-5 {
				t.Errorf("%d members, y = %g: %g, want %g", len(m.Mu), y, got, below+above)
			}
		}
	}
	one := random(1, 3)
	if got, want := one.CRPS(0.4), CRPS(0.4, one.Mu[0], one.Sigma[0]); math.Abs(got-want) > 1e-14 {
		t.Errorf("a mixture of one: %g, want %g", got, want)
	}
}

// Proper scores are best at the truth: the derivative of the mean score by μ
// and by σ vanishes there.
func TestScoresAreProper(t *testing.T) {
	mean := func(score func(y float64) float64) float64 {
		return integral(-9, 9, 3000, func(y float64) float64 { return Density(y) * score(y) })
	}
	for _, c := range []struct{ mu, sigma float64 }{{0.1, 1}, {-0.1, 1}, {0, 1.1}, {0, 0.9}} {
		crps := func(mu, sigma float64) float64 { return mean(func(y float64) float64 { return CRPS(y, mu, sigma) }) }
		nll := func(mu, sigma float64) float64 {
			return mean(func(y float64) float64 { return -LogDensity(y, mu, sigma) })
		}
		if crps(0, 1) >= crps(c.mu, c.sigma) || nll(0, 1) >= nll(c.mu, c.sigma) {
			t.Errorf("N(%g, %g) scores no worse than the truth", c.mu, c.sigma)
		}
	}
}

func TestDecision(t *testing.T) {
	d := Decision{Cost: 1, Loss: 10}
	if d.Level() != 0.1 || d.Acts(0.1) || !d.Acts(0.11) {
		t.Error("the level is wrong")
	}
	if d.Expected(0.2, 0.5) != 1 || d.Expected(0.05, 0.5) != 5 || d.Paid(0.05, true) != 10 || d.Paid(0.05, false) != 0 || d.Paid(0.5, false) != 1 {
		t.Error("the costs are wrong")
	}
	if Brier(0.25, true) != 0.5625 || Brier(0.25, false) != 0.0625 {
		t.Error("Brier's score is wrong")
	}
}
