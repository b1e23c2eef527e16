package roofline

import (
	"encoding/binary"
	"hash/fnv"

	"residual/core/nn"
	"residual/core/plan"
	"residual/core/rng"
)

// A configuration is one gradient: its plan, and what a machine of it does.
type configuration struct {
	scheme scheme
	size   int // rows or layers
	plan   gradientPlan

	held, touched int64 // bytes
	counts        plan.Counts
	hash          uint64    // of the gradient's bits
	times         []float64 // seconds
}

// A gradientPlan is a *plan.Plan over rows or a *plan.Deep over layers.
type gradientPlan interface {
	Bytes(size int) int64
	Flops() int64
	RecomputedFlops() int64
}

// A gradientMachine computes a gradient by such a plan.
type gradientMachine interface {
	Bytes() int64
	HighWater(run func()) int64
}

// measured tells whether there is such a configuration that has been measured.
func (c *configuration) measured() bool { return c != nil && c.touched > 0 }

// measure makes the machine, runs it and lets it go.
func (c *configuration) measure(e *poisson, now func() float64) {
	m, run, gradient := c.machine(e)
	if c.held = m.Bytes(); c.touched == 0 {
		c.touched = m.HighWater(run)
	}
	if now == nil {
		run()
	} else {
		from := now()
		run()
		c.times = append(c.times, now()-from)
	}
	c.hash = hash(gradient)
}

// machine makes the machine, what runs it, and its gradient.
func (c *configuration) machine(e *poisson) (m gradientMachine, run func(), gradient []float32) {
	if pl, rows := c.plan.(*plan.Plan); rows {
		m := plan.NewMachine[float32](pl)
		nn.Glorot(e.net, m.Params(), rng.New(1, "roofline/weights"))
		place(m.Value(e.xy), 0)
		return m, m.Run, m.Flat(e.grad)
	}
	deep := plan.NewDeepMachine[float32](c.plan.(*plan.Deep))
	random := rng.New(1, "roofline/deep network")
	for _, z := range [][]float32{deep.Params(), deep.Input()} {
		for i := range z {
			z[i] = float32(random.Float64() - 0.5)
		}
	}
	return deep, func() { deep.Run(toHalf); c.counts = deep.Counts }, deep.Gradient()
}

// toHalf is the adjoint of ½Σ(u − ½)².
func toHalf(adjoint, state []float32, _ int) {
	for i, u := range state {
		adjoint[i] = u - 0.5
	}
}

func hash(z []float32) uint64 {
	h := fnv.New64a()
	_ = binary.Write(h, binary.LittleEndian, z)
	return h.Sum64()
}

// advances is how many there were for each layer.
func (c *configuration) advances() float64 { return float64(c.counts.Advances) / float64(c.size) }
