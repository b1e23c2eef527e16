package roofline

import (
	"errors"
	"fmt"
	"hash/fnv"
	"slices"

	"residual/core/ad"
	"residual/core/lab"
	"residual/core/nn"
	"residual/core/plan"
	"residual/core/rng"
)

// A ladder measures what gradients hold, rung by rung: of the Poisson network
// over more and more rows, and of a deep residual network with all of its states
// kept or some.
type ladder struct {
	base
	rungs   []*rung
	long    []*rung // planned, but too long to run
	peak    int64   // of the machines made so far
	poisson *poisson
	fits    fits
}

// A rung is one gradient: what its plan says and what a machine of it does.
type rung struct {
	name    string
	at      int   // rows or layers
	planned int64 // bytes
	flops   int64
	extra   int64
	deep    *plan.Deep
	pl      *plan.Plan

	held, touched int64
	counts        plan.Counts
	sign          uint64 // a hash of the gradient's bits
	times         []float64
}

// The schemes, by name.
const (
	atOnce  = "at once"
	chunked = "in chunks"
	allKept = "all states"
	root    = "√N segments"
	revolve = "Revolve"
	both    = "chunks and Revolve" // of a wider batch
)

// The deep network is u ← u + ½·tanh(u·W + b), W and b of each layer its own.
const (
	deepRows  = plan.Block
	wideRows  = 8 * plan.Block
	deepWidth = 8
	passes    = 3 // over all rungs

	// Of fewer layers the segments of √N would keep more states than there are.
	shallowest = 3
	mostLayers = 2000
	// With a state or two a deep network is advanced so often that a gradient
	// takes minutes. A rung of more operations than these, a second's work, is
	// planned but not run.
	mostFlops = 3e9
)

func layer(p *ad.Program, u ad.Value) ad.Value {
	w, b := p.Param("W", deepWidth, deepWidth), p.Param("b", 1, deepWidth)
	return p.Add(u, p.Scale(p.Tanh(p.AddBias(p.MatMul(u, w), b)), 0.5))
}

func newLadder(s spec) (*ladder, error) {
	l := &ladder{base: base{spec: s}, poisson: newPoisson()}
	if least := max(l.planRows(), l.planDepths()); least > s.memory {
		return nil, lab.MemoryError(least)
	}
	l.fits = l.largest()
	return l, nil
}

// planRows adds the rungs over rows and returns the least budget that does for
// all.
func (l *ladder) planRows() (least int64) {
	for _, n := range []int{256, 512, 1024, 2048, 4096, 8192} {
		l.plan(&rung{name: atOnce, at: n, pl: l.poisson.whole(n)})
		need := plan.Request{Program: &l.poisson.p, Rows: n, Outputs: l.poisson.outputs()}
		least = max(least, plan.Least(4, need))
		if pl, err := l.poisson.within(l.memory, n); err == nil {
			l.plan(&rung{name: chunked, at: n, pl: pl})
		}
	}
	return least
}

// planDepths likewise, over depths.
func (l *ladder) planDepths() (least int64) {
	s := l.spec
	for _, depth := range []int{max(shallowest, s.depth/4), s.depth / 2, s.depth} {
		l.plan(&rung{name: allKept, at: depth, deep: plan.NewDeep(depth, deepRows, deepWidth, layer, deepRows, depth)})
		l.plan(&rung{name: root, at: depth, deep: plan.NewRootDeep(depth, deepRows, deepWidth, layer, deepRows)})
		l.plan(&rung{name: revolve, at: depth, deep: plan.NewDeep(depth, deepRows, deepWidth, layer, deepRows, s.states)})
		d, err := plan.DeepWithin(s.memory, 4, depth, wideRows, deepWidth, layer)
		var small *plan.BudgetError
		if errors.As(err, &small) {
			least = max(least, small.Least)
			continue
		}
		l.plan(&rung{name: both, at: depth, deep: d})
	}
	return least
}

// plan adds a rung if it fits into the budget and into a second or so.
func (l *ladder) plan(r *rung) {
	if r.deep != nil {
		r.planned, r.flops, r.extra = r.deep.Bytes(4), r.deep.Flops(), r.deep.RecomputedFlops()
	} else {
		r.planned, r.flops, r.extra = r.pl.Bytes(4), r.pl.Flops(), r.pl.RecomputedFlops()
	}
	switch {
	case r.planned > l.memory:
	case r.flops > mostFlops:
		l.long = append(l.long, r)
	default:
		l.rungs = append(l.rungs, r)
	}
}

// Step makes the machine of a rung, runs it and lets it go.
func (l *ladder) Step() lab.Status {
	if l.status.Final() {
		return l.status
	}
	r := l.rungs[l.steps%len(l.rungs)]
	if r.deep != nil {
		r.runDeep(l.now)
	} else {
		r.runRows(l.poisson, l.now)
	}
	l.peak = max(l.peak, r.held)
	l.steps++
	l.status.State = lab.Running
	if l.steps == passes*len(l.rungs) {
		l.status = lab.Status{State: lab.Converged, Reason: fmt.Sprintf("%d gradients, %d times each", len(l.rungs), passes)}
	}
	return l.status
}

func (l *ladder) Finish([][]byte) lab.Status { return l.Step() }

func (l *ladder) Progress() float64 {
	return float64(l.steps) / float64(passes*len(l.rungs))
}

// Memory is that of the largest machine; they follow one another.
func (l *ladder) Memory() lab.Memory {
	planned := int64(0)
	for _, r := range l.rungs {
		planned = max(planned, r.planned)
	}
	return lab.Memory{Planned: planned, Peak: l.peak}
}

func (r *rung) runRows(e *poisson, now func() float64) {
	m := plan.NewMachine[float32](r.pl)
	nn.Glorot(e.net, m.Params(), rng.New(1, "roofline/weights"))
	place(m.Value(e.x), 0)
	r.held = m.Bytes()
	if r.touched == 0 {
		r.touched = m.HighWater(m.Run)
	}
	r.time(now, m.Run)
	r.sign = hash(m.Flat(e.grad))
}

func (r *rung) runDeep(now func() float64) {
	m := plan.NewDeepMachine[float32](r.deep)
	random := rng.New(1, "roofline/deep network")
	for _, z := range [][]float32{m.Params(), m.Input()} {
		for i := range z {
			z[i] = float32(random.Float64() - 0.5)
		}
	}
	run := func() { m.Run(toHalf) }
	r.held = m.Bytes()
	if r.touched == 0 {
		r.touched = m.HighWater(run)
	}
	r.time(now, run)
	r.counts, r.sign = m.Counts, hash(m.Gradient())
}

// toHalf is the adjoint of ½Σ(u − ½)².
func toHalf(adjoint, state []float32, _ int) {
	for i, u := range state {
		adjoint[i] = u - 0.5
	}
}

// time runs once more, by the clock if there is one.
func (r *rung) time(now func() float64, run func()) {
	if now == nil {
		run()
		return
	}
	from := now()
	run()
	r.times = append(r.times, now()-from)
}

// seconds is the median time, 0 where none was measured.
func (r *rung) seconds() float64 {
	if len(r.times) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(r.times))[len(r.times)/2]
}

func hash(z []float32) uint64 {
	h := fnv.New64a()
	h.Write(pack(nil, z))
	return h.Sum64()
}

// fits is the largest problems within the budget.
type fits struct{ atOnce, chunked, allKept, revolve int }

func (l *ladder) largest() (f fits) {
	fit := func(bytes func(n int) (int64, error)) int {
		lo, hi := 0, 1<<30
		for hi-lo > 1 {
			if need, err := bytes((lo + hi) / 2); err == nil && need <= l.memory {
				lo = (lo + hi) / 2
			} else {
				hi = (lo + hi) / 2
			}
		}
		return lo
	}
	f.atOnce = fit(func(n int) (int64, error) { return l.poisson.whole(max(1, n)).Bytes(4), nil })
	f.chunked = fit(func(n int) (int64, error) {
		return plan.InChunks(&l.poisson.p, max(1, n), plan.Block, l.poisson.outputs()...).Bytes(4), nil
	})
	f.allKept = fit(func(n int) (int64, error) {
		return plan.NewDeep(max(1, n), deepRows, deepWidth, layer, deepRows, n).Bytes(4), nil
	})
	f.revolve = fit(func(n int) (int64, error) {
		return plan.NewDeep(max(1, n), deepRows, deepWidth, layer, deepRows, min(max(1, n), l.states)).Bytes(4), nil
	})
	return f
}
