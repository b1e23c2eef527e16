package ad_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/plan"
)

// TestJetsAgainstNestedReverse compares the derivatives of a network by jets
// with those by reverse mode applied to itself, orders 1 to 6:
// u⁽ᵏ⁺¹⁾ = d/dx Σ rows u⁽ᵏ⁾.
func TestJetsAgainstNestedReverse(t *testing.T) {
	const rows, orders = 5, 6
	p := &ad.Program{}
	net := nn.NewMLP(p, 1, 6, 6, 1)
	x := p.Rows("x", 1)
	jet := net.Apply(p, p.Seed(x, orders, []float64{1}))
	nested := []ad.Value{net.Apply(p, x)}
	var byJet []ad.Value
	for k := range orders {
		byJet = append(byJet, p.Derivative(jet, 0, k+1))
		nested = append(nested, p.Gradient(p.SumRows(nested[k]), x)[0])
	}
	m := plan.NewMachine[float64](plan.New(p, rows, append(nested[1:], byJet...)...))
	randomise(rand.New(rand.NewPCG(5, 6)), m.Params(), m.Value(x))
	m.Run()
	for k := range orders {
		compare(t, fmt.Sprintf("order %d", k+1), m.Value(byJet[k]), m.Value(nested[k+1]), 1e-12)
	}
}

// TestJetsAgainstClosedForms: tanh(x), eˣ, sin x, 1/x, √x and ln x have
// derivatives in closed form, orders 1 to 6.
func TestJetsAgainstClosedForms(t *testing.T) {
	power := func(a float64) func(k int, x float64) float64 { // of x^a
		return func(k int, x float64) float64 {
			c := 1.0
			for i := range k {
				c *= a - float64(i)
			}
			return c * math.Pow(x, a-float64(k))
		}
	}
	for _, c := range []struct {
		name   string
		jet    func(p *ad.Program, x ad.Value) ad.Value
		closed func(k int, x float64) float64
	}{
		{"tanh", (*ad.Program).Tanh, tanhDerivative},
		{"exp", (*ad.Program).Exp, func(_ int, x float64) float64 { return math.Exp(x) }},
		{"sin", (*ad.Program).Sin, func(k int, x float64) float64 { return math.Sin(x + float64(k)*math.Pi/2) }},
		{"cos", (*ad.Program).Cos, func(k int, x float64) float64 { return math.Cos(x + float64(k)*math.Pi/2) }},
		{"recip", (*ad.Program).Recip, power(-1)},
		{"sqrt", (*ad.Program).Sqrt, power(0.5)},
		{"log", (*ad.Program).Log, func(k int, x float64) float64 { return power(-1)(k-1, x) }},
	} {
		closedForm(t, c.name, c.jet, c.closed)
	}
}

func closedForm(t *testing.T, name string, jet func(*ad.Program, ad.Value) ad.Value, closed func(int, float64) float64) {
	const orders = 6
	p := &ad.Program{}
	x := p.Rows("x", 1)
	y := jet(p, p.Seed(x, orders, []float64{1}))
	var out []ad.Value
	for k := 1; k <= orders; k++ {
		out = append(out, p.Derivative(y, 0, k))
	}
	points := []float64{0.6, 0.9, 1.3}
	m := plan.NewMachine[float64](plan.New(p, len(points), out...))
	copy(m.Value(x), points)
	m.Run()
	for k := 1; k <= orders; k++ {
		want := make([]float64, len(points))
		for i, v := range points {
			want[i] = closed(k, v)
		}
		compare(t, fmt.Sprintf("%s order %d", name, k), m.Value(out[k-1]), want, 1e-12)
	}
}

// tanhDerivative is the k-th derivative of tanh by its polynomial in y = tanh x:
// P₀ = y, Pₖ₊₁ = P′ₖ·(1 − y²).
func tanhDerivative(k int, x float64) float64 {
	poly := []float64{0, 1}
	for range k {
		next := make([]float64, len(poly)+1)
		for i := 1; i < len(poly); i++ {
			next[i-1] += float64(i) * poly[i]
			next[i+1] -= float64(i) * poly[i]
		}
		poly = next
	}
	y, sum := math.Tanh(x), 0.0
	for i := len(poly) - 1; i >= 0; i-- {
		sum = sum*y + poly[i]
	}
	return sum
}

// compare tests got against want, relative to the largest of want.
func compare(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	scale := 0.0
	for _, w := range want {
		scale = math.Max(scale, math.Abs(w))
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= tolerance*scale) {
			t.Errorf("%s: [%d] = %v, want %v", what, i, got[i], want[i])
		}
	}
}

// TestForwardLaplacian compares the Laplacian that is carried in one plane with
// the sum of second derivatives, with its gradient.
func TestForwardLaplacian(t *testing.T) {
	const rows = 7
	p := &ad.Program{}
	net := nn.NewMLP(p, 3, 6, 5, 1)
	x := p.Rows("x", 3)
	along := [][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0.6, 0.8}}
	var lap []ad.Value
	var grad [][]ad.Value
	for _, seed := range []func(ad.Value, ...[]float64) ad.Value{
		func(x ad.Value, along ...[]float64) ad.Value { return p.SeedSum(x, len(along), along...) },
		func(x ad.Value, along ...[]float64) ad.Value { return p.Seed(x, 2, along...) }} {
		l := p.Laplacian(net.Apply(p, seed(x, along...)))
		lap = append(lap, l)
		grad = append(grad, p.Gradient(p.TMatMul(l, l), net.Params()...))
	}
	m := plan.NewMachine[float64](plan.New(p, rows, append(append(grad[0], grad[1]...), lap...)...))
	randomise(rand.New(rand.NewPCG(7, 8)), m.Params(), m.Value(x))
	m.Run()
	compare(t, "Laplacian", m.Value(lap[0]), m.Value(lap[1]), 1e-13)
	compare(t, "gradient", m.Flat(grad[0]), m.Flat(grad[1]), 1e-13)
}
