package nn_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/plan"
)

// BenchmarkHundredAtoms is energy and forces of 100 atoms of one element, all
// 9900 ordered pairs within the cutoff, in float32: the first rung with one
// channel and 32 units, the size of the network that others are measured with.
func BenchmarkHundredAtoms(b *testing.B) {
	m := nn.Molecule{Kinds: make([]int, 100), Cutoff: 20}
	p := new(ad.Program)
	pot := nn.NewPotential(p, m, 1, 1, 32)
	x := p.RowsOf("x", 100, 3)
	e := pot.Energy(p, x)
	f := p.VJP(e, p.Fill(p.Shape(e), -1), x)[0]
	pl := plan.New(p, 1, e, f)
	machine := plan.NewMachine[float32](pl)
	theta := make([]float64, len(machine.Params()))
	rng := rand.New(rand.NewPCG(1, 1))
	pot.Start(theta, []nn.Spacing{{Mean: 4, Spread: 2}}, rng)
	for i, v := range theta {
		machine.Params()[i] = float32(v)
	}
	for i := range 100 {
		for c, cell := range []int{i % 5, i / 5 % 5, i / 25} {
			machine.Value(x)[3*i+c] = float32(1.5*float64(cell) + 0.5*rng.Float64() - 0.25)
		}
	}
	for b.Loop() {
		machine.Run()
	}
	if math.IsNaN(float64(machine.Value(e)[0])) {
		b.Fatal("no energy")
	}
	b.ReportMetric(float64(pl.Flops())/1e6, "MFLOP")
	b.ReportMetric(float64(pl.Bytes(4))/1e6, "MB")
}
