package uq

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"residual/core/codec"
	"residual/core/opt"
	"residual/core/rng"
)

// A gaussian is a Target with a known law.
type gaussian struct {
	mean      []float64
	precision []float64
}

func (g gaussian) LogDensity(grad, theta []float64) float64 {
	n, log := len(theta), 0.0
	for i := range n {
		grad[i] = 0
		for j := range n {
			grad[i] -= g.precision[i*n+j] * (theta[j] - g.mean[j])
		}
		log += grad[i] * (theta[i] - g.mean[i]) / 2
	}
	return log
}

// correlated is a law of three numbers of different scales, and its covariance.
func correlated() (gaussian, *mat.Dense) {
	cov := mat.NewDense(3, 3, []float64{4, 1.2, 0.1, 1.2, 1, 0.05, 0.1, 0.05, 0.04})
	var inv mat.Dense
	if err := inv.Inverse(cov); err != nil {
		panic(err)
	}
	return gaussian{[]float64{1, -2, 0.5}, inv.RawMatrix().Data}, cov
}

// sample runs chains and returns the draws after the warm-up: number i of chain c
// is draws[i][c].
func sample(t Target, starts [][]float64, warm, n, leaps int) (draws [][][]float64, chains []*Chain) {
	draws = make([][][]float64, len(starts[0]))
	for c, s := range starts {
		chain := NewChain(t, s, 11, uint64(c), warm, leaps)
		for i := range draws {
			draws[i] = append(draws[i], make([]float64, n))
		}
		for k := range warm + n {
			if chain.Draw(t); k >= warm {
				for i, x := range chain.Theta {
					draws[i][c][k-warm] = x
				}
			}
		}
		chains = append(chains, chain)
	}
	return draws, chains
}

func TestHMCOnACorrelatedGaussian(t *testing.T) {
	g, cov := correlated()
	starts := [][]float64{{5, 5, 5}, {-5, 0, 1}, {0, 0, 0}, {9, -9, 3}}
	draws, chains := sample(g, starts, 500, 4000, 12)
	for i, d := range draws {
		r, bulk, tail := RHat(d), ESS(d), TailESS(d)
		t.Logf("θ%d: R̂ %.4f, bulk ESS %.0f, tail ESS %.0f", i, r, bulk, tail)
		if r > 1.01 || bulk < 3000 || tail < 2000 {
			t.Errorf("θ%d: R̂ %g, ESS %g, %g", i, r, bulk, tail)
		}
		mean, _ := meanVariance(pooled(d))
		if sd := math.Sqrt(cov.At(i, i)); math.Abs(mean-g.mean[i]) > 4*sd/math.Sqrt(MeanESS(d)) {
			t.Errorf("mean of θ%d is %g", i, mean)
		}
		for j := range i + 1 {
			if got, want := covarianceOf(pooled(d), pooled(draws[j])), cov.At(i, j); math.Abs(got-want) > 0.06*math.Sqrt(cov.At(i, i)*cov.At(j, j)) {
				t.Errorf("covariance %d, %d is %g, want %g", i, j, got, want)
			}
		}
	}
	for _, c := range chains {
		if c.Divergent > 0 || c.AcceptanceRate() < 0.6 || c.AcceptanceRate() > 0.97 {
			t.Errorf("%d divergent, acceptance %g, ε %g", c.Divergent, c.AcceptanceRate(), c.StepSize.Epsilon(false))
		}
	}
}

func covarianceOf(x, y []float64) float64 {
	mx, _ := meanVariance(x)
	my, _ := meanVariance(y)
	s := 0.0
	for i := range x {
		s += (x[i] - mx) * (y[i] - my)
	}
	return s / float64(len(x)-1)
}

// twoHills has modes that no chain gets between.
type twoHills struct{}

func (twoHills) LogDensity(grad, theta []float64) float64 {
	m := 20.0
	if theta[0] < 0 {
		m = -20
	}
	grad[0] = m - theta[0]
	return -grad[0] * grad[0] / 2
}

func TestChainsThatDoNotMixAreFound(t *testing.T) {
	draws, _ := sample(twoHills{}, [][]float64{{-20}, {20}, {19}, {-21}}, 200, 500, 8)
	if r, n := RHat(draws[0]), ESS(draws[0]); r < 1.5 || n > 20 {
		t.Errorf("R̂ %g, ESS %g", r, n)
	}
}

// pair is two numbers about ±1.5, the weight of the positive ones ⅔, that may change
// places, and one more with the standard deviation 3:
//
//	p ∝ (⅔N(x; 1.5, I) + ⅓N(x; −1.5, I))·N(y; 0, 9)
type pair struct{}

func (pair) LogDensity(grad, theta []float64) float64 {
	var up, down float64
	for _, x := range theta[:2] {
		up -= (x - 1.5) * (x - 1.5) / 2
		down -= (x + 1.5) * (x + 1.5) / 2
	}
	up, down = 2*math.Exp(up), math.Exp(down)
	for i, x := range theta[:2] {
		grad[i] = 1.5*(up-down)/(up+down) - x
	}
	grad[2] = -theta[2] / 9
	return math.Log(up+down) - theta[2]*theta[2]/18
}

func (pair) Kinds() []int { return []int{0, 0, 1} }

// A law of two modes is visited as it deserves: means, variances and the chance of
// a negative number are those of the closed form, within five standard errors.
func TestHMCOnTwoModes(t *testing.T) {
	draws, _ := sample(pair{}, [][]float64{{4, 4, 9}, {-4, -4, -9}, {0, 3, 0}, {3, -3, 1}}, 500, 5000, 12)
	square := func(x float64) float64 { return x * x }
	negative := func(x float64) float64 { return math.Max(0, -math.Copysign(1, x)) }
	chance := 2./3*CDF(-1.5) + 1./3*CDF(1.5)
	for _, c := range []struct {
		name     string
		chains   [][]float64
		mean, sd float64
	}{
		{"E[x]", draws[0], 0.5, math.Sqrt(3)},
		{"E[x′]", draws[1], 0.5, math.Sqrt(3)},
		{"E[x²]", mapDraws(draws[0], square), 3.25, math.Sqrt(2 + 4*2.25)},
		{"P(x < 0)", mapDraws(draws[0], negative), chance, math.Sqrt(chance * (1 - chance))},
		{"E[y²]", mapDraws(draws[2], square), 9, 9 * math.Sqrt2},
	} {
		n := MeanESS(c.chains)
		got, _ := meanVariance(pooled(c.chains))
		t.Logf("%s: %.4f, closed form %.4f, %.0f effective draws", c.name, got, c.mean, n)
		if n < 300 || math.Abs(got-c.mean) > 5*c.sd/math.Sqrt(n) {
			t.Errorf("%s is %v, want %v ± %v", c.name, got, c.mean, 5*c.sd/math.Sqrt(n))
		}
	}
}

// exchanged is a gaussian whose first two numbers are taken to change places.
type exchanged struct{ gaussian }

func (exchanged) Kinds() []int { return []int{0, 0, 1} }

// Masses are mean curvatures: of a Gaussian the diagonal of its precision, of
// modes far apart that of each mode, not of the distance between them. Those of
// one kind are equal.
func TestMassesAreCurvatures(t *testing.T) {
	g, _ := correlated()
	shared := (g.precision[0] + g.precision[4]) / 2
	for _, c := range []struct {
		t    Target
		want []float64
	}{
		{g, []float64{g.precision[0], g.precision[4], g.precision[8]}},
		{exchanged{g}, []float64{shared, shared, g.precision[8]}},
		{twoHills{}, []float64{1}},
	} {
		_, chains := sample(c.t, [][]float64{make([]float64, len(c.want))}, 8000, 1, 12)
		for i, v := range chains[0].InverseMass {
			if mass := 1 / v; math.Abs(mass/c.want[i]-1) > 0.15 {
				t.Errorf("%T: mass %d is %v, the curvature %v", c.t, i, mass, c.want[i])
			}
		}
	}
}

// Of an autoregressive chain xₜ = ρxₜ₋₁ + z the effective size is n(1−ρ)/(1+ρ).
func TestESSOfAutoregression(t *testing.T) {
	for _, rho := range []float64{-0.5, 0, 0.5, 0.9} {
		chains := make([][]float64, 4)
		for c := range chains {
			x := make([]float64, 10000)
			rng.Normals(x, rand.New(rand.NewPCG(1, uint64(c))))
			x[0] /= math.Sqrt(1 - rho*rho)
			for i := 1; i < len(x); i++ {
				x[i] += rho * x[i-1]
			}
			chains[c] = x
		}
		want := 40000 * (1 - rho) / (1 + rho)
		if got := MeanESS(chains); math.Abs(got/want-1) > 0.1 {
			t.Errorf("ρ = %g: %g, want %g", rho, got, want)
		}
		if r := RHat(chains); math.Abs(r-1) > 0.01 {
			t.Errorf("ρ = %g: R̂ %g", rho, r)
		}
	}
}

// R̂ sees chains of different spread, which their means do not tell apart.
func TestRHatSeesSpread(t *testing.T) {
	chains := make([][]float64, 4)
	for c := range chains {
		chains[c] = make([]float64, 500)
		rng.Normals(chains[c], rand.New(rand.NewPCG(2, uint64(c))))
		for i := range chains[c] {
			chains[c][i] *= float64(1 + 2*(c%2))
		}
	}
	if r := RHat(chains); r < 1.05 {
		t.Errorf("R̂ %g", r)
	}
}

func TestGaussianFromItsPrecision(t *testing.T) {
	g, cov := correlated()
	l, err := NewGaussian(g.mean, append([]float64(nil), g.precision...))
	if err != nil {
		t.Fatal(err)
	}
	column := make([]float64, 3)
	for i := range 3 {
		l.Covariance(column, i)
		for j, v := range column {
			if math.Abs(v-cov.At(i, j)) > 1e-13 {
				t.Errorf("covariance %d, %d: %g", i, j, v)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 1))
	draws := make([][]float64, 3)
	for range 20000 {
		l.Draw(column, random)
		for i, v := range column {
			draws[i] = append(draws[i], v)
		}
	}
	for i := range draws {
		for j := range draws {
			if got, want := covarianceOf(draws[i], draws[j]), cov.At(i, j); math.Abs(got-want) > 0.04*math.Sqrt(cov.At(i, i)*cov.At(j, j)) {
				t.Errorf("drawn covariance %d, %d: %g, want %g", i, j, got, want)
			}
		}
	}
	if _, err := NewGaussian(make([]float64, 2), []float64{1, 2, 2, 1}); err != ErrIndefinite {
		t.Errorf("an indefinite precision: %v", err)
	}
}

// The best mean-field q of a Gaussian has its mean and the variances 1/Λᵢᵢ,
// which are smaller than the true ones.
func TestMeanFieldShrinks(t *testing.T) {
	g, cov := correlated()
	q := NewMeanField([]float64{0, 0, 0}, 0.1, 3, 0)
	const steps = 20000
	for i := range steps {
		left := 1 - float64(i)/steps
		q.Step(g, 16, 0.05*left*left)
	}
	for i, m := range q.Mean() {
		sd := math.Exp(q.LogSD()[i])
		if math.Abs(m-g.mean[i]) > 1e-3 {
			t.Errorf("mean %d is %g", i, m)
		}
		if want := 1 / g.precision[i*3+i]; math.Abs(sd*sd/want-1) > 0.02 || sd*sd > 0.999*cov.At(i, i) {
			t.Errorf("variance %d is %g, want %g of %g", i, sd*sd, want, cov.At(i, i))
		}
	}
}

// restore copies a state by its bytes.
func restore(t *testing.T, from, to interface{ State(*codec.Coder) }) {
	t.Helper()
	c := codec.NewEncoder(nil)
	from.State(c)
	d := codec.NewDecoder(c.Bytes())
	to.State(d)
	if err := d.Done(); err != nil {
		t.Fatal(err)
	}
}

// A chain and a mean field that were read go on with the same bits: in the
// middle of the warm-up, where every field of the state matters.
func TestSamplersGoOnWithTheSameBits(t *testing.T) {
	g, _ := correlated()
	chain, chain2 := NewChain(g, []float64{1, 2, 3}, 5, 1, 100, 8), new(Chain)
	for range 40 {
		chain.Draw(g)
	}
	chain2.Reserve(opt.Heap{}, 3)
	restore(t, chain, chain2)
	q, q2 := NewMeanField([]float64{0, 0, 0}, 0.1, 3, 0), new(MeanField)
	q2.Reserve(opt.Heap{}, 3)
	for range 40 {
		q.Step(g, 4, 0.05)
	}
	restore(t, q, q2)
	for range 160 {
		chain.Draw(g)
		chain2.Draw(g)
		q.Step(g, 4, 0.05)
		q2.Step(g, 4, 0.05)
	}
	if chain.LogP != chain2.LogP || chain.AcceptanceRate() != chain2.AcceptanceRate() || chain.Theta[2] != chain2.Theta[2] {
		t.Errorf("chains at %v and %v", chain.Theta, chain2.Theta)
	}
	if q.ELBO != q2.ELBO || q.Mean()[1] != q2.Mean()[1] {
		t.Errorf("mean fields at %v and %v", q.Mean(), q2.Mean())
	}
}
