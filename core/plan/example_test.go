package plan_test

import (
	"errors"
	"fmt"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/plan"
)

// A plan says what a run takes before anything is allocated; with a smaller
// budget it takes fewer rows at a time, and the result has the same bits.
func ExampleWithin() {
	// The mean square of a network's second derivative, and its gradient.
	p := &ad.Program{}
	net := nn.NewMLP(p, 1, 8, 8, 1)
	x := p.Rows("x", 1)
	second := p.Derivative(net.Apply(p, p.Seed(x, 2, []float64{1})), 0, 2)
	loss := p.Scale(p.TMatMul(second, second), 1.0/2048)
	outputs := append(p.Gradient(loss, net.Params()...), loss)

	whole := plan.InChunks(p, 2048, 2048, outputs...)
	small, err := plan.Within(whole.Bytes(8)/4, 8, p, 2048, outputs...)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("fits in a quarter:", small.Bytes(8) <= whole.Bytes(8)/4, "by chunks:", small.Chunk < 2048)

	var results [2]float64
	for i, pl := range []*plan.Plan{whole, small} {
		m := plan.NewMachine[float64](pl)
		for k := range m.Params() {
			m.Params()[k] = float64(k%7)/7 - 0.4
		}
		for k := range m.Value(x) {
			m.Value(x)[k] = float64(k) / 2048
		}
		m.Run()
		results[i] = m.Flat(outputs[:1])[0]
	}
	fmt.Println("same bits:", results[0] == results[1])
	// Output:
	// fits in a quarter: true by chunks: true
	// same bits: true
}

// Several computations share one budget; a budget that is too small is an error
// that names the least that works.
func ExampleAll() {
	p := &ad.Program{}
	net := nn.NewMLP(p, 2, 16, 1)
	x := p.Rows("x", 2)
	u := net.Apply(p, x)
	loss := p.TMatMul(u, u)
	train := plan.Request{Program: p, Rows: 4096, Outputs: append(p.Gradient(loss, net.Params()...), loss)}
	show := plan.Request{Program: p, Rows: 100, Outputs: []ad.Value{u}}

	_, err := plan.All(1000, 8, train, show)
	var small *plan.BudgetError
	fmt.Println(errors.As(err, &small))
	plans, err := plan.All(small.Least, 8, train, show)
	fmt.Println(len(plans), err)
	fmt.Println(plans[0].Bytes(8)+plans[1].Bytes(8) <= small.Least)
	// Output:
	// true
	// 2 <nil>
	// true
}

// A logisticChain is the map x ↦ 4x(1 − x), iterated, and its adjoint.
type logisticChain struct {
	x, adjoint float64
	slots      [3]float64
}

func (c *logisticChain) Advance(int)      { c.x = 4 * c.x * (1 - c.x) }
func (c *logisticChain) Save(slot int)    { c.slots[slot] = c.x }
func (c *logisticChain) Restore(slot int) { c.x = c.slots[slot] }
func (c *logisticChain) Reverse(int)      { c.adjoint *= 4 * (1 - 2*c.x) }

// Revolve reverses a chain of ten steps with room for three states.
func ExampleRevolve() {
	c := &logisticChain{x: 0.75, adjoint: 1} // a fixed point, of slope −2
	counts := plan.Revolve(c, 10, 3)
	fmt.Printf("derivative %v, %d advances, %d states\n", c.adjoint, counts.Advances, counts.States)
	// Output: derivative 1024, 15 advances, 3 states
}
