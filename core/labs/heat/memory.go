package heat

import "residual/core/lab"

// needed is the least that a run can do with, in bytes.
func (s spec) needed() int64 {
	if s.train {
		return s.plannedTraining()
	}
	return s.planned()
}

// planned is what a flow will hold, in bytes, known before it begins.
func (s spec) planned() int64 {
	numbers := 2*s.cells() + 3*s.n // u and next; gauge and first
	if s.dim == 1 {
		numbers += 2*s.n + ringNumbers(s.n) // base and exact
	} else {
		numbers += 2 * s.n // across
	}
	return int64(numbers)*8 + lab.HistoryBytes(kept, 2)
}

// held is what it really holds.
func (f *flow) held() int64 {
	numbers := 0
	for _, v := range [][]float64{f.u, f.next, f.base, f.exact, f.first,
		f.gauge.cos, f.gauge.sin, f.gauge.across} {
		numbers += cap(v)
	}
	if f.ring != nil {
		numbers += ringNumbers(f.ring.N)
	}
	return int64(numbers)*8 + f.past.Bytes()
}

// ringNumbers is the size of a pde.Ring: two half spectra of complex numbers
// and the tables of its transform.
func ringNumbers(n int) int { return 4*(n/2+1) + 2*n + 15 }

// plannedTraining is what a training will hold, in bytes.
func (s spec) plannedTraining() int64 {
	taps := s.taps()
	pl, _ := plannedLearner(taps)
	numbers := 3 * taps // wanted, and two moments
	if s.dim == 1 {
		numbers += s.n + ringNumbers(s.n)
	}
	return pl.Bytes(8) + int64(numbers)*8 + lab.HistoryBytes(kept, 2)
}

// held is what it really holds.
func (t *training) held() int64 {
	a := t.learner.adam
	numbers := cap(t.wanted) + cap(a.M) + cap(a.V) + cap(t.initial)
	if t.ring != nil {
		numbers += ringNumbers(t.ring.N)
	}
	return t.learner.machine.Bytes() + int64(numbers)*8 + t.past.Bytes()
}
