package lab

// A Cost is the work of one step, counted: what the machine has to do whatever
// its speed. The roofline lab divides it by the time that the step takes on the
// visitor's device.
type Cost struct {
	Step   string // what a step is: "Adam step", "residual block"
	Flops  int64  // operations on floating-point numbers
	Bytes  int64  // read and written: every kernel's arguments and result, once each
	Set    int64  // bytes that these go round in: which cache can carry them
	Narrow bool   // most of the flops are in float32
}

// Add adds a part of the step: its flops, the bytes that it moves, and the
// bytes that it goes round in, of which the largest part counts.
func (c *Cost) Add(flops, bytes, set int64) {
	c.Flops += flops
	c.Bytes += bytes
	c.Set = max(c.Set, set)
}

// A Costed experiment counts what its steps cost, and so has a place in the roofline
// lab. Cost is that of the last step; it is asked for after every step, so it only
// adds up what is known:
//
//	func (r *run) Cost() lab.Cost {
//		c := lab.Cost{Step: "Adam step"}
//		fit.AddRun(&c, r.machine, 1)
//		fit.AddStep(&c, &r.adam, r.adam.Traffic())
//		return c
//	}
//
// A loop of the lab's own is counted by its formula. Comparisons, copies and
// what costs a thousandth of the step are left out.
type Costed interface{ Cost() Cost }
