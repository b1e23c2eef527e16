package nn_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/plan"
)

// TestMLP compares a recorded network with loops.
func TestMLP(t *testing.T) {
	p := &ad.Program{}
	net := nn.NewMLP(p, 2, 3, 2)
	x := p.Rows("x", 2)
	y := net.Apply(p, x)
	m := plan.NewMachine[float64](plan.New(p, 1, y))
	if net.Size() != len(m.Params()) {
		t.Fatalf("Size %d, params %d", net.Size(), len(m.Params()))
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range m.Params() {
		m.Params()[i] = rng.Float64()
	}
	copy(m.Value(x), []float64{0.3, -0.7})
	m.Run()
	hidden := layer(m.Params()[:9], []float64{0.3, -0.7}, 3)
	for i := range hidden {
		hidden[i] = math.Tanh(hidden[i])
	}
	for i, want := range layer(m.Params()[9:], hidden, 2) {
		if got := m.Value(y)[i]; math.Abs(got-want) > 1e-15 {
			t.Errorf("output %d = %v, by loops %v", i, got, want)
		}
	}
}

// layer is xW + b for theta = W, b.
func layer(theta, x []float64, out int) []float64 {
	y := append([]float64(nil), theta[len(x)*out:][:out]...)
	for i := range x {
		for j := range y {
			y[j] += x[i] * theta[i*out+j]
		}
	}
	return y
}

// TestGlorot: weights fill ±√(6/(in+out)) with the variance 2/(in+out) of
// Glorot & Bengio, biases are 0, and a seed gives the same numbers again.
func TestGlorot(t *testing.T) {
	net := nn.NewMLP(&ad.Program{}, 60, 80)
	theta, again := make([]float64, net.Size()), make([]float64, net.Size())
	nn.Glorot(net, theta, rand.New(rand.NewPCG(1, 1)))
	nn.Glorot(net, again, rand.New(rand.NewPCG(1, 1)))
	limit, sum := math.Sqrt(6.0/140), 0.0
	for i, w := range theta[:4800] {
		if math.Abs(w) > limit || w != again[i] {
			t.Fatalf("weight %d = %v, again %v, limit %v", i, w, again[i], limit)
		}
		sum += w * w
	}
	// 4800 draws: the sample variance is within 5 % but for once in 1e5 times.
	if variance := sum / 4800; math.Abs(variance/(2.0/140)-1) > 0.05 {
		t.Errorf("variance %v, want %v", variance, 2.0/140)
	}
	for i, b := range theta[4800:] {
		if b != 0 {
			t.Errorf("bias %d = %v", i, b)
		}
	}
}
