package nn_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/opt"
	"residual/core/plan"
)

// A network is trained on sin x: its loss is recorded, differentiated, planned
// within a budget of 1 MiB, and run once a step.
func ExampleMLP() {
	const rows = 64
	p := &ad.Program{}
	net := nn.NewMLP(p, 1, 12, 1)
	x, y := p.Rows("x", 1), p.Rows("y", 1)
	r := p.Sub(net.Apply(p, x), y)
	loss := p.Scale(p.TMatMul(r, r), 1.0/rows)
	grad := p.Gradient(loss, net.Params()...)

	pl, err := plan.Within(1<<20, 8, p, rows, append(grad, loss)...)
	if err != nil {
		fmt.Println(err)
		return
	}
	m := plan.NewMachine[float64](pl)
	nn.Glorot(net, m.Params(), rand.New(rand.NewPCG(1, 2)))
	for i := range rows {
		m.Value(x)[i] = 2 * math.Pi * (float64(i)/(rows-1) - 0.5)
		m.Value(y)[i] = math.Sin(m.Value(x)[i])
	}
	adam := opt.NewAdam[float64](net.Size(), 0.01)
	for range 2000 {
		m.Run()
		adam.Step(m.Params(), m.Flat(grad))
	}
	fmt.Println(net.Size(), "params, mean square error under 1e-3:", m.Value(loss)[0] < 1e-3)
	// Output: 37 params, mean square error under 1e-3: true
}

// The energy of a Potential does not change when the molecule is moved and
// rotated; its forces, the negative gradient, sum to zero.
func ExamplePotential() {
	water := nn.Molecule{Kinds: []int{0, 1, 1}, Cutoff: 5} // O, H, H
	p := &ad.Program{}
	net := nn.NewPotential(p, water, 3, 4, 8)
	x := p.RowsOf("x", 3, 3) // members of 3 atoms with 3 coordinates
	energy := net.Energy(p, x)
	forces := p.VJP(energy, p.Fill(p.Shape(energy), -1), x)[0]

	m := plan.NewMachine[float64](plan.New(p, 2, energy, forces))
	spacings := make([]nn.Spacing, water.PairKinds())
	for k := range spacings {
		spacings[k] = nn.Spacing{Mean: 1.2, Spread: 0.3}
	}
	net.Start(m.Params(), spacings, rand.New(rand.NewPCG(1, 2)))
	copy(m.Value(x), []float64{
		0, 0, 0, 0.76, 0.59, 0, -0.76, 0.59, 0, // one geometry in ångström
		1, 2, 3, 0.41, 2.76, 3, 0.41, 1.24, 3, // rotated by a right angle and moved
	})
	m.Run()
	e, f := m.Value(energy), m.Value(forces)
	fmt.Println("same energy:", math.Abs(e[0]-e[1]) < 1e-12)
	fmt.Println("force on the molecule:", math.Abs(f[0]+f[3]+f[6]) < 1e-12)
	// Output:
	// same energy: true
	// force on the molecule: true
}
