package uncertainty

import "residual/core/lab"

// Cost counts a slice of training of every fit that took part in the last step.
// Chains and mean-field laws, whose slices depend on what they draw, and judging
// are not counted, nor is the writing of messages.
func (r *run) Cost() lab.Cost {
	if r.phase != fitting || r.steps == 0 {
		return lab.Cost{}
	}
	most := 0
	for _, f := range r.fits {
		if f.chain != nil || f.field != nil {
			return lab.Cost{}
		}
		slices, _ := f.slices(r.shownTo(f))
		most = max(most, slices)
	}
	c := lab.Cost{Step: "slice of Adam steps"}
	pl := r.worker.post.machine.Plan
	for _, f := range r.fits {
		rows := r.shownTo(f)
		slices, last := f.slices(rows)
		if slices < most {
			continue
		}
		n, part := int64(last), int64(rows)
		c.Add(n*pl.Flops()*part/int64(pl.Rows), n*pl.Traffic(8)*part/int64(pl.Rows), pl.WorkingSet(8))
		c.Add(n*f.adam.Flops(), n*f.adam.Traffic(), f.adam.Traffic())
	}
	return c
}

// shownTo is how many rows a fit sees.
func (r *run) shownTo(f *fit) (rows int) {
	for _, fold := range r.rows.fold {
		if fold != f.fold {
			rows++
		}
	}
	return rows
}

// slices is how many slices of so many rows have brought the training where it
// is, and how many steps the last of them took.
func (f *fit) slices(rows int) (count, last int) {
	for at := f.from; at < f.done; at += last {
		last = min(passes(at-f.from, rows), f.end-at)
		count++
	}
	return count, last
}
