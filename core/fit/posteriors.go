package fit

import (
	"residual/core/codec"
	"residual/core/lab"
	"residual/core/plan"
)

// Posteriors are fits that do not need each other, such as the members of an
// ensemble: a slice of each is a step, and a task of lab.Parallel.
type Posteriors []Posterior

// State describes all fits.
func (s Posteriors) State(c *codec.Coder) {
	for i := range s {
		s[i].State(c)
	}
}

// Unfinished lists the fits that take part in the next step.
func (s Posteriors) Unfinished(yield func(i int, p *Posterior) bool) {
	for i := range s {
		if p := &s[i]; !p.Finished() && !yield(i, p) {
			return
		}
	}
}

// Finished tells whether all fits are.
func (s Posteriors) Finished() bool {
	for range s.Unfinished {
		return false
	}
	return true
}

// Finite tells whether the parameters of all fits are finite.
func (s Posteriors) Finite() bool {
	for i := range s {
		for _, v := range s[i].Theta {
			if v-v != 0 {
				return false
			}
		}
	}
	return true
}

// NLL is the mean of −ln p a row.
func (s Posteriors) NLL() (mean float64) {
	for i := range s {
		mean += s[i].NLL / float64(len(s))
	}
	return mean
}

// Progress is the fraction of the work of all fits that is done.
func (s Posteriors) Progress() float64 {
	done := 0.0
	for i := range s {
		done += s[i].done()
	}
	return done / s.Work()
}

// Work is about how often all fits together have their densities worked out.
func (s Posteriors) Work() (n float64) {
	for i := range s {
		n += s[i].work()
	}
	return n
}

// Tasks sets the first of tasks, whose memory it uses, to those of the next step.
// Each is what the caller describes of it, and the fit.
func (s Posteriors) Tasks(tasks [][]byte, describe func(c *codec.Coder, i int)) [][]byte {
	n := 0
	for i, p := range s.Unfinished {
		c := codec.NewEncoder(tasks[n][:0])
		describe(c, i)
		p.message(c)
		tasks[n] = c.Bytes()
		n++
	}
	return tasks[:n]
}

// Finish takes over the results of all tasks of a step. It panics at what is no
// result.
func (s Posteriors) Finish(results [][]byte) {
	next := 0
	for _, p := range s.Unfinished {
		c := codec.NewDecoder(results[next])
		if p.result(c, p.Kept()); c.Done() != nil {
			panic("fit: no result")
		}
		next++
	}
}

// Cost counts the last step of training, where rows tells how many rows each fit
// has and m computes the density: fits that have taken fewer slices than others
// were finished before. Nothing is counted once one has begun its chain or its
// mean field, whose slices depend on what they draw.
func (s Posteriors) Cost(m *plan.Machine[float64], rows func(i int) int) (c lab.Cost) {
	most := 1
	for i := range s {
		p := &s[i]
		if p.Chain.Drawn > 0 || p.MeanField.Steps > 0 {
			return lab.Cost{}
		}
		n := rows(i)
		passes, steps := p.passes(n), p.Trained-p.from
		slices := (steps + passes - 1) / passes
		if slices > most {
			c, most = lab.Cost{}, slices
		}
		if slices == most {
			c.Step = "slice of Adam steps"
			last := steps - (slices-1)*passes
			AddRows(&c, m, n, last)
			c.Add(int64(last)*p.adam.Flops(), int64(last)*p.adam.Traffic(), p.adam.Traffic())
		}
	}
	return c
}
