package molecule

import (
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/md"
)

var lennardJones = md.Cluster{Pair: md.LennardJones}

// A search is basin hopping for the lowest minimum of a cluster of argon, in the
// units of Lennard and Jones.
type search struct {
	hopping md.Hopping
	started bool
	past    lab.History // energies of the minimum at hand and of the lowest, ε
}

const (
	hopTemperature = 0.8  // ε/k: at which worse minima are accepted
	exact          = 1e-6 // ε: within which a minimum is the one in the table
)

func (h *search) reserve(room *fit.Room, s *spec) {
	if s.pair != nil {
		h.hopping.Reserve(room, s.atoms())
		h.past.Reserve(room, historyLength, 2)
	}
}

// State describes a search, if there is one.
func (h *search) State(c *codec.Coder) {
	c.Bool(&h.started)
	c.Require(!h.started || len(h.hopping.Pos) > 0, "hopping is for argon")
	switch {
	case c.Err() != nil:
	case h.started:
		h.hopping.State(c)
		h.past.State(c)
	case c.Decoding():
		h.hopping.Hops, h.past = 0, lab.NewHistory(historyLength, 2)
	}
}

func (r *experiment) startSearch() {
	r.phase = hopping
	if h := &r.search; !h.started {
		h.started = true
		h.hopping.Begin(lennardJones, hopTemperature, r.seed)
	}
}

// hop takes one hop.
func (r *experiment) hop() {
	h := &r.search.hopping
	h.Hop()
	r.search.past.Record(h.Hops, h.Energy, h.Lowest)
	lowest := lab.Number(h.Lowest, 9)
	known, ok := md.LowestKnown(r.atoms())
	switch {
	case ok && h.Lowest < known+exact:
		r.phase = finished
		r.Converge("the lowest minimum known of %d atoms, %s ε, after %s", r.atoms(), lowest, lab.Count(h.Found, "hop"))
	case h.Hops >= r.plans.steps:
		r.phase = finished
		r.Converge("the lowest of %d hops has %s ε, found at hop %d", h.Hops, lowest, h.Found)
	}
}

// place is the cluster at hand, or, at the end, the lowest, in Å.
func (h *search) place(end bool) []float64 {
	x := h.hopping.Pos
	if end {
		x = h.hopping.Best
	}
	at := make([]float64, len(x))
	kernel.Scale(at, argonSigma, x)
	return at
}

// show draws the minima that were come to.
func (h *search) show(f *lab.Frame, atoms int) {
	p := f.AddPanel("Minima, one after another", lab.Axis{Label: "hop"}, lab.Axis{Label: "energy", Unit: "ε"})
	for column, name := range []string{"at hand", "lowest so far"} {
		p.AddHistory(name, lab.Series(1-column), &h.past, column)
	}
	if known, ok := md.LowestKnown(atoms); ok {
		p.AddHLine("lowest known", lab.Reference, known)
	}
}
