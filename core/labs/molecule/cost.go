package molecule

import "residual/core/lab"

// Cost counts a lesson, where the last step was one. Reference geometries and
// dynamics are not counted, nor is the judging of what was learnt.
func (r *run) Cost() lab.Cost {
	if r.phase == moving {
		return lab.Cost{}
	}
	return r.cost
}

// cost is that of the last step: the residual once a trial, the Jacobian once,
// the algebra. The plans may have room for more rows than there are.
func (f *fit) cost() lab.Cost {
	c := lab.Cost{Step: "Levenberg–Marquardt step"}
	rows, trials := int64(f.rows), int64(f.lm.Trials())
	value, jets := f.value.Plan, f.jets.Plan
	all := int64(value.Rows)
	c.Add(trials*value.Flops()*rows/all, trials*value.Traffic(8)*rows/all, value.WorkingSet(8))
	c.Add(jets.Flops()*rows/all, jets.Traffic(8)*rows/all, jets.WorkingSet(8))
	c.Add(f.lm.Flops(), f.lm.Traffic(), f.lm.Bytes())
	return c
}
