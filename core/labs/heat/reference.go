package heat

import (
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/pde"
)

// A reference is where the exact solution starts: a rod's profile after some
// block and at some time. On a plate it keeps the time alone.
type reference struct {
	from []float64 // a rod only, like the ring
	step int
	time float64
	ring pde.Ring
}

func (e *reference) reserve(room *fit.Room, g grid) {
	if g.dim == 1 {
		room.Floats(&e.from, g.n)
		e.ring.Reserve(room, g.n)
	}
}

// begin starts from u after a step at a time.
func (e *reference) begin(u []float64, step int, time float64) {
	e.step, e.time = step, time
	copy(e.from, u)
	e.transform()
}

// transform makes the ring of the profile.
func (e *reference) transform() {
	if len(e.from) > 0 {
		e.ring.Set(e.from)
	}
}

func (e *reference) state(c *codec.Coder, steps int) {
	c.Vector(e.from)
	c.Require(kernel.MaxAbs(e.from) <= mostHeat, "the reference starts within bounds")
	c.Int(&e.step, 0, steps)
	c.FloatIn(&e.time, 0, 1e300)
}
