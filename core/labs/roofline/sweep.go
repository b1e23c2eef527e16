package roofline

import (
	"errors"
	"sort"

	"residual/core/ad"
	"residual/core/lab"
	"residual/core/plan"
)

// A sweep measures what gradients hold: of the Poisson network over more and more
// rows, and of a deep residual network with all of its states kept or some.
type sweep struct {
	timed
	budget         int64
	depth, states  int
	poisson        *poisson
	configurations []*configuration
	long           []*configuration // planned, but too long to run
	planned        [schemes]curve   // for drawing
	most           [schemes]int     // rows or layers that fit into the budget
	peak           int64            // bytes of the largest machine made so far
}

// A scheme is what of a gradient is kept.
type scheme int

const (
	atOnce    scheme = iota // all rows
	inChunks                // of the rows
	allStates               // of the deep network
	segments                // first states of √N segments, all states of one
	revolve                 // some states
	combined                // chunks and Revolve, of a wider batch
	schemes
)

func (s scheme) String() string {
	return [...]string{"at once", "in chunks", "all states", "√N segments", "Revolve", "chunks and Revolve"}[s]
}

const (
	deepRows  = plan.Block
	wideRows  = 8 * plan.Block
	deepWidth = 8
	passes    = 3 // over all configurations

	// Of fewer layers the segments of √N would keep more states than there are.
	shallowest = 3
	mostLayers = 2000

	// With a state or two a deep network is advanced so often that a gradient
	// takes minutes. One of more operations than these, a second's work, is planned
	// but not run.
	mostFlops = 3e9
)

// layer is one of the deep network's, u ← u + ½·tanh(u·W + b), with W and b of
// its own.
func layer(p *ad.Program, u ad.Value) ad.Value {
	w, b := p.Param("W", deepWidth, deepWidth), p.Param("b", 1, deepWidth)
	return p.Add(u, p.Scale(p.Tanh(p.AddBias(p.MatMul(u, w), b)), 0.5))
}

func newSweep(s lab.Settings) (lab.Experiment, error) {
	m := &sweep{budget: lab.Budget.Of(s), depth: depth.Of(s), states: states.Of(s), poisson: newPoisson()}
	if least := m.addAll(); least > 0 {
		return nil, lab.MemoryError(least)
	}
	m.total = passes * len(m.configurations)
	for _, s := range []scheme{atOnce, inChunks, allStates, revolve} {
		m.most[s] = sort.Search(int(m.budget)/8+1, func(n int) bool { return m.plan(s, n+1).Bytes(4) > m.budget })
	}
	m.planCurves()
	return m, nil
}

// addAll adds the configurations over rows and over depths. It returns the least
// budget that would do for all of them, or 0 if this one does.
func (m *sweep) addAll() (least int64) {
	fits := func(err error) bool {
		var small *plan.BudgetError
		if errors.As(err, &small) {
			least = max(least, small.Least)
		}
		return err == nil
	}
	for n := 256; n <= 8192; n *= 2 {
		m.add(atOnce, n, m.plan(atOnce, n))
		if pl, err := m.poisson.within(m.budget, n); fits(err) {
			m.add(inChunks, n, pl)
		}
	}
	for _, n := range []int{max(shallowest, m.depth/4), m.depth / 2, m.depth} {
		for _, s := range []scheme{allStates, segments, revolve} {
			m.add(s, n, m.plan(s, n))
		}
		if d, err := plan.DeepWithin(m.budget, 4, n, wideRows, deepWidth, layer); fits(err) {
			m.add(combined, n, d)
		}
	}
	return least
}

// add adds a configuration if it fits into the budget and into a second or so.
func (m *sweep) add(s scheme, n int, pl gradientPlan) {
	c := &configuration{scheme: s, size: n, plan: pl}
	switch {
	case pl.Bytes(4) > m.budget:
	case pl.Flops() > mostFlops:
		m.long = append(m.long, c)
	default:
		m.configurations = append(m.configurations, c)
	}
}

// plan plans n rows or layers by a scheme; chunks are as small as can be.
func (m *sweep) plan(s scheme, n int) gradientPlan {
	switch s {
	case atOnce:
		return m.poisson.chunks(n, n)
	case inChunks:
		return m.poisson.chunks(n, plan.Block)
	case segments:
		return plan.NewRootDeep(n, deepRows, deepWidth, layer, deepRows)
	case revolve:
		return plan.NewDeep(n, deepRows, deepWidth, layer, deepRows, m.states)
	}
	return plan.NewDeep(n, deepRows, deepWidth, layer, deepRows, n)
}

// Step measures a configuration.
func (m *sweep) Step() {
	c := m.configurations[(m.Steps()-1)%len(m.configurations)]
	c.measure(m.poisson, m.now)
	m.peak = max(m.peak, c.held)
	if m.Steps() >= m.total {
		m.Converge("%d gradients, %d times each", len(m.configurations), passes)
	}
}

// Memory is that of the largest machine: one follows another.
func (m *sweep) Memory() lab.Memory {
	all := lab.Memory{Peak: m.peak}
	for _, c := range m.configurations {
		all.Planned = max(all.Planned, c.plan.Bytes(4))
	}
	return all
}

// find is the configuration of a scheme and size that is run, or nil.
func (m *sweep) find(s scheme, size int) *configuration {
	for _, c := range m.configurations {
		if c.scheme == s && c.size == size {
			return c
		}
	}
	return nil
}
