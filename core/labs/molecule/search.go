package molecule

import (
	"fmt"

	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/md"
)

// A search is basin hopping for the lowest minimum of a cluster of argon, in the
// units of Lennard and Jones.
type search struct {
	hopping *md.Hopping // nil before it begins
	past    lab.History // energies of the minimum at hand and of the lowest, ε
}

const (
	hopHeat = 0.8  // ε/k: the temperature at which worse minima are taken
	exact   = 1e-6 // ε: within which a minimum is the one in the table
)

func (r *run) startSearch() {
	r.phase = hopping
	if r.search.hopping == nil {
		r.search.hopping = md.NewHopping(md.Cluster{Pair: md.LennardJones}, r.atoms(), hopHeat, r.seed)
		r.count()
	}
}

// hop takes one hop.
func (r *run) hop() {
	h := r.search.hopping
	h.Hop()
	r.search.past.Record(h.Hops, h.Energy, h.Lowest)
	known, ok := md.LowestKnown(r.atoms())
	switch {
	case ok && h.Lowest < known+exact:
		r.phase = finished
		r.status = lab.Status{State: lab.Converged, Reason: fmt.Sprintf("the lowest minimum known of %d atoms, %s ε, after %d hops",
			r.atoms(), lab.Number(h.Lowest, 9), h.Found)}
	case h.Hops >= r.plans.steps:
		r.phase = finished
		r.status = lab.Status{State: lab.Converged, Reason: fmt.Sprintf("the lowest of %d hops has %s ε, found at hop %d",
			h.Hops, lab.Number(h.Lowest, 9), h.Found)}
	}
}

// place is the cluster at hand, or, at the end, the lowest, in Å.
func (r *run) place() []float64 {
	x := r.search.hopping.Pos
	if r.phase == finished {
		x = r.search.hopping.Best
	}
	at := make([]float64, len(x))
	kernel.Scale(at, argonSigma, x)
	return at
}

// hops is how many were taken.
func (s *search) hops() int {
	if s.hopping == nil {
		return 0
	}
	return s.hopping.Hops
}

func (s *search) bytes() int64 {
	if s.hopping == nil {
		return s.past.Bytes()
	}
	return s.past.Bytes() + s.hopping.Bytes()
}

// searchBytes is what a search takes, where there may be one.
func (s *spec) searchBytes() int64 {
	if s.pair == nil {
		return lab.HistoryBytes(kept, 2)
	}
	return lab.HistoryBytes(kept, 2) + md.HoppingBytes(s.atoms())
}

func (s *search) write(w *lab.Writer) {
	h := s.hopping
	w.Bool(h != nil)
	if h == nil {
		return
	}
	w.Floats([]float64{h.T, h.Length, h.Energy, h.Lowest})
	w.Floats(h.Pos)
	w.Floats(h.Best)
	for _, n := range []int{h.Hops, h.Found, h.Accepted, h.Minimised} {
		w.Int(n)
	}
	s.past.Write(w)
}

func (s *search) read(r *lab.Reader, seed uint64) {
	if !r.Bool() || r.Err != nil {
		return
	}
	var numbers [4]float64
	r.FloatsInto(numbers[:])
	s.hopping = &md.Hopping{Seed: seed, T: numbers[0], Length: numbers[1], Energy: numbers[2], Lowest: numbers[3],
		Pos: r.Floats(), Best: r.Floats(), Hops: r.Int(), Found: r.Int(), Accepted: r.Int(), Minimised: r.Int()}
	s.hopping.Resume(md.Cluster{Pair: md.LennardJones})
	s.past.Read(r)
}
