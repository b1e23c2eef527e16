package uq

import (
	"math"
	"math/rand/v2"
	"sort"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"residual/core/rng"
)

func TestRank(t *testing.T) {
	for _, c := range []struct {
		n     int
		alpha float64
		k     int
	}{{100, 0.1, 91}, {1000, 0.1, 901}, {9, 0.1, 9}, {8, 0.1, 9}, {19, 0.05, 19}, {99, 0.3, 70}, {0, 0.1, 1}} {
		if k := ScoreRank(c.n, c.alpha); k != c.k {
			t.Errorf("n = %d, α = %g: k = %d, want %d", c.n, c.alpha, k, c.k)
		}
	}
	if b := ScoreQuantile([]float64{1, 2, 3}, 0.1); !math.IsInf(b, 1) {
		t.Errorf("three scores bound at %g", b)
	}
	if b := ScoreQuantile([]float64{3, 1, 2}, 0.5); b != 2 {
		t.Errorf("bound %g", b)
	}
}

// Scores |z| of a normal z: a bound q covers Φ(q) − Φ(−q). Over 2000 sets of n
// calibration scores this follows Beta(k, n+1−k).
func TestCoverageIsBeta(t *testing.T) {
	for _, n := range []int{100, 1000} {
		for _, alpha := range []float64{0.1, 0.05} {
			random := rand.New(rand.NewPCG(uint64(n), 9))
			k := float64(ScoreRank(n, alpha))
			law := distuv.Beta{Alpha: k, Beta: float64(n) + 1 - k}
			scores, u := make([]float64, n), make([]float64, 2000)
			for i := range u {
				rng.Normals(scores, random)
				for j, z := range scores {
					scores[j] = AbsoluteScore(z, 0)
				}
				q := ScoreQuantile(scores, alpha)
				u[i] = law.CDF(CDF(q) - Tail(q))
			}
			d, p := KolmogorovSmirnov(u)
			t.Logf("n = %d, α = %g: D = %.4f, p = %.3f", n, alpha, d, p)
			if p < 0.01 {
				t.Errorf("n = %d, α = %g: D = %g, p = %g", n, alpha, d, p)
			}
		}
	}
}

// Quantiles that are wrong by a shift and a factor still give intervals that
// hold 1 − α of what comes.
func TestConformalisedQuantiles(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	const n, alpha = 4000, 0.1
	draw := func() (y, low, high float64) {
		x := random.Float64()
		z := make([]float64, 1)
		rng.Normals(z, random)
		s := 0.1 + x
		return s * z[0], -0.5*s + 0.2, 0.5*s + 0.2
	}
	scores := make([]float64, n)
	for i := range scores {
		scores[i] = QuantileScore(draw())
	}
	q, held := ScoreQuantile(scores, alpha), 0
	for range n {
		if y, low, high := draw(); y >= low-q && y <= high+q {
			held++
		}
	}
	if c := float64(held) / n; math.Abs(c-(1-alpha)) > 0.02 {
		t.Errorf("coverage %g", c)
	}
}

// FewestScores bound the next, and one fewer do not.
func TestFewestScores(t *testing.T) {
	for alpha, want := range map[float64]int{0.5: 1, 0.1: 9, 0.05: 19, 0.01: 99, 0.3: 3} {
		n := FewestScores(alpha)
		if n != want || ScoreRank(n, alpha) > n || ScoreRank(n-1, alpha) <= n-1 {
			t.Errorf("α = %g: %d, want %d", alpha, n, want)
		}
	}
}

// Quantiles that hold too much are made narrower. An interval narrower than what is
// taken off holds nothing, and exactly the y with scores up to q are held: half of
// the rows for α = ½.
func TestQuantilesThatCross(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 1))
	const n, alpha = 4000, 0.5
	y, low, high := make([]float64, 2*n), make([]float64, 2*n), make([]float64, 2*n)
	rng.Normals(y, random)
	scores := make([]float64, 2*n)
	for i := range y {
		width := 0.05 + 4*random.Float64() // which knows nothing of the noise
		low[i], high[i] = -width, width
		scores[i] = QuantileScore(y[i], low[i], high[i])
	}
	q := ScoreQuantile(scores[:n], alpha)
	from, to := Conformalised(low, high, q)
	held, empty, sum := 0, 0, 0.0
	for i := range n {
		if i = n + i; scores[i] <= q {
			held++
		}
		if left := high[i] - low[i] + 2*q; left < 0 {
			empty++
			if !math.IsNaN(from[i]) || !math.IsNaN(to[i]) {
				t.Fatalf("[%g, %g] less %g is [%g, %g]", low[i], high[i], -q, from[i], to[i])
			}
		} else if sum += left; !(from[i] <= to[i]) {
			t.Fatalf("[%g, %g]", from[i], to[i])
		}
	}
	fraction, width := Coverage(y[n:], from[n:], to[n:])
	if q >= 0 || empty == 0 || Empty(from[n:], to[n:]) != empty {
		t.Errorf("q = %g, %d empty sets, counted %d", q, empty, Empty(from[n:], to[n:]))
	}
	if fraction != float64(held)/n || math.Abs(fraction-0.5) > 0.03 || math.Abs(width-sum/n) > 1e-12 {
		t.Errorf("%g held, %d of %d; width %g, want %g", fraction, held, n, width, sum/n)
	}
	if from, to := Conformalised([]float64{1}, []float64{3}, -1); from[0] != 2 || to[0] != 2 {
		t.Errorf("the last point is [%g, %g]", from[0], to[0])
	}
	if low, high := CVPlus([]float64{0, 10}, [][]float64{{0}, {0}}, 0.9); !math.IsNaN(low) || !math.IsNaN(high) {
		t.Errorf("CV+ for α = 0.9 is [%g, %g]", low, high)
	}
}

// CV+ around means of folds, which are models without x: its coverage is near
// 1 − α and above 1 − 2α − √(2/n).
func TestCVPlus(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	const n, folds, alpha = 40, 5, 0.1
	held, y := 0, make([]float64, n+1)
	for range 4000 {
		rng.Normals(y, random)
		mu := make([]float64, folds)
		for k := range mu {
			for i, v := range y[:n] {
				if i%folds != k {
					mu[k] += v / (n - n/folds)
				}
			}
		}
		residual := make([][]float64, folds)
		var lows, highs []float64
		for i, v := range y[:n] {
			k := i % folds
			r := AbsoluteScore(v, mu[k])
			residual[k] = append(residual[k], r)
			lows, highs = append(lows, mu[k]-r), append(highs, mu[k]+r)
		}
		for _, r := range residual {
			sort.Float64s(r)
		}
		sort.Float64s(lows)
		sort.Float64s(highs)
		low, high := CVPlus(mu, residual, alpha)
		if low != lows[3] || high != highs[36] { // ⌊0.1·41⌋ = 4, ⌈0.9·41⌉ = 37
			t.Fatalf("[%g, %g] of %v and %v", low, high, lows, highs)
		}
		if y[n] >= low && y[n] <= high {
			held++
		}
	}
	if c := float64(held) / 4000; math.Abs(c-0.9) > 0.03 {
		t.Errorf("coverage %g", c)
	}
	if low, high := CVPlus([]float64{0}, [][]float64{{1, 1}}, alpha); !math.IsInf(low, -1) || !math.IsInf(high, 1) {
		t.Errorf("two rows give [%g, %g]", low, high)
	}
}
