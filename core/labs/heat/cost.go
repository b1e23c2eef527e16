package heat

import "residual/core/lab"

// Cost counts a block and the gauge. A cell of a rod takes 5 operations,
//
//	u + r·((left + right) − 2u),
//
// one of a plate 7. The gauge projects every row on a cosine and a sine.
func (f *flow) Cost() lab.Cost {
	if f.steps == 0 {
		return lab.Cost{}
	}
	c := lab.Cost{Step: "residual block"}
	cells, each := int64(f.cells()), int64(2*f.dim+3)
	c.Add(each*cells, 2*8*cells, 2*8*cells)
	c.Add(4*cells, 3*8*cells, 8*cells) // two dot products, and max |u|
	return c
}

// Cost counts the learner's program and Adam.
func (t *training) Cost() lab.Cost {
	if t.steps == 0 {
		return lab.Cost{}
	}
	c := lab.Cost{Step: "Adam step"}
	pl, adam := t.learner.machine.Plan, t.learner.adam
	c.Add(pl.Flops(), pl.Traffic(8), pl.WorkingSet(8))
	c.Add(adam.Flops(), adam.Traffic(), adam.Traffic())
	return c
}
