package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"

	"residual/core/ad"
	"residual/core/kernel"
	engine "residual/core/plan"
	"residual/tests/bench/task"
	"residual/tests/bench/work"
)

// A ledger is what part memory measures: sections of lines, and figures.
type ledger struct {
	Sections []section `json:"sections"`
	Figures  []result  `json:"figures"`
}

// A section is a table.
type section struct {
	Title string     `json:"title"`
	Head  []string   `json:"head"`
	Rows  [][]string `json:"rows"`
}

// memory measures the whole part.
func memory(ctx context.Context, o *options) error {
	l := &ledger{}
	for _, part := range []struct {
		name string
		run  func(context.Context, *options, *ledger) error
	}{{"bytes", plannedBytes}, {"chain", chain}, {"points", manyPoints}, {"digests", digestsAgree}, {"workers", twoWorkers}} {
		if !o.only.MatchString(part.name) {
			continue
		}
		status("memory: " + part.name)
		done := len(l.Sections)
		if err := part.run(ctx, o, l); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		status("")
		for _, s := range l.Sections[done:] {
			s.print(os.Stdout)
		}
	}
	if len(l.Sections) == 0 {
		return fmt.Errorf("nothing matches --only %v: there are bytes, chain, points, digests, workers", o.only)
	}
	(&report{Figures: l.Figures}).finish(os.Stdout)
	if o.json != "" {
		return save(o.json, l)
	}
	return nil
}

// want adds a figure: measured between the two bounds.
func (l *ledger) want(says string, measured, least, most float64) {
	l.Figures = append(l.Figures, result{says, measured, "×", least, false, measured >= least})
	if most >= 0 {
		l.Figures[len(l.Figures)-1] = result{says, measured, "×", most, true, measured >= least && measured <= most}
	}
}

// plannedBytes compares what plans announce with what runs touch.
func plannedBytes(_ context.Context, o *options, l *ledger) error {
	s := section{Title: "planned and touched, float32", Head: []string{"term", "rows", "at a time", "planned B", "touched B", "touched/planned"}}
	least, most := 1.0, 0.0
	for _, name := range []string{"poisson", "heat", "ensemble", "edge"} {
		sizes := o.network()
		if name == "ensemble" {
			sizes = []int{1, 64, 64, 2}
		}
		for _, rows := range []int{128, 1000, 8192} {
			m := work.NewLoss[float32](name, sizes, 1, rows)
			planned, touched := m.Plan.Bytes(4), m.HighWater(m.Run)
			q := float64(touched) / float64(planned)
			least, most = min(least, q), max(most, q)
			s.add(name, rows, m.Plan.Chunk, planned, touched, fmt.Sprintf("%.4f", q))
		}
	}
	l.Sections = append(l.Sections, s)
	l.want("touched bytes over planned, the least", least, 0.99, -1)
	l.want("touched bytes over planned, the most", most, 0, 1)
	return nil
}

// chain reverses 1000 layers in every way.
func chain(_ context.Context, _ *options, l *ledger) error {
	const depth, width = 1000, 8
	layer := func(p *ad.Program, u ad.Value) ad.Value {
		w, b := p.Param("W", width, width), p.Param("b", 1, width)
		return p.Add(u, p.Scale(p.Tanh(p.AddBias(p.MatMul(u, w), b)), 0.5))
	}
	ways := []struct {
		name             string
		d                *engine.Deep
		advances, states float64 // promised: exactly, at most
	}{
		{"store all", engine.NewDeep(depth, engine.Block, width, layer, engine.Block, depth), depth - 1, depth},
		{"√N", engine.NewRootDeep(depth, engine.Block, width, layer, engine.Block), -1, 64},
		{"Revolve, 32", engine.NewDeep(depth, engine.Block, width, layer, engine.Block, 32), 2405, 32},
		{"Revolve, 10", engine.NewDeep(depth, engine.Block, width, layer, engine.Block, 10), 3636, 10},
	}
	s := section{Title: "a chain of 1000 layers", Head: []string{"kept", "states", "advances", "planned B", "touched B", "operations", "of them again", "ms", "same bits"}}
	var reference []float32
	for _, w := range ways {
		m := engine.NewDeepMachine[float32](w.d)
		ramp(m.Params())
		ramp(m.Input())
		run := func() { m.Run(func(adjoint, state []float32, _ int) { copy(adjoint, state) }) }
		touched := m.HighWater(run)
		if reference == nil {
			reference = slices.Clone(m.Gradient())
		}
		same := slices.Equal(m.Gradient(), reference)
		s.add(w.name, m.Counts.States, m.Counts.Advances, w.d.Bytes(4), touched, w.d.Flops(), w.d.RecomputedFlops(), digits(timed(run)), same)
		if w.advances >= 0 {
			l.want(w.name+": advances", float64(m.Counts.Advances), w.advances, w.advances)
		} else {
			l.want(w.name+": advances", float64(m.Counts.Advances), depth-1, 2*depth-1)
		}
		l.want(w.name+": states", float64(m.Counts.States), 0, w.states)
		l.want(w.name+": touched over planned", float64(touched)/float64(w.d.Bytes(4)), 0.99, 1)
		l.want(w.name+": bits as with all stored", map[bool]float64{true: 1}[same], 1, 1)
	}
	l.Sections = append(l.Sections, s)
	return nil
}

// ramp fills z with numbers from −½ to ½.
func ramp[T kernel.Float](z []T) {
	for i := range z {
		z[i] = T(i*37%101)/101 - 0.5
	}
}

// timed is the milliseconds of this thread that run takes.
func timed(run func()) float64 {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	from := here.now()
	run()
	return ms(here.now() - from)
}

// manyPoints times a gradient of Poisson's problem, shard by shard within 64 MB,
// for more and more points.
func manyPoints(ctx context.Context, o *options, l *ledger) error {
	const budget = 64e6
	s := section{Title: "Poisson's problem in 64 MB, natively", Head: []string{"points", "bytes", "µs a point"}}
	var shards []*work.Loss[float32]
	counts := []int{1000, 10_000, 100_000, 1_000_000}
	per := make([][]float64, len(counts))
	for _, n := range counts {
		t := task.Train("poisson", min(n, engine.Shard), o.network()...)
		m := work.NewLoss[float32]("poisson", t.Sizes, 1/float64(n), min(n, engine.Shard))
		m.Load(t.Inputs(), 0)
		if m.Bytes() > budget {
			return fmt.Errorf("%d points take %d bytes", n, m.Bytes())
		}
		shards = append(shards, m)
	}
	for range o.repeat {
		for i, n := range counts {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			// Of a million points every sixteenth shard is timed.
			all := engine.Shards(n)
			done, took := 0, 0.0
			for j := 0; j < all; j += 1 + all/16 {
				_, rows := engine.ShardRows(n, j)
				again := max(1, engine.Shard/rows) // a few points are taken many times
				took += timed(func() {
					for range again {
						shards[i].RunRows(rows)
					}
				})
				done += again * rows
			}
			per[i] = append(per[i], 1e3*took/float64(done))
		}
	}
	var medians []float64
	for i, n := range counts {
		medians = append(medians, median(per[i]))
		s.add(n, shards[i].Bytes(), digits(medians[i]))
	}
	l.Sections = append(l.Sections, s)
	l.want("time a point, most over least", slices.Max(medians)/slices.Min(medians), 1, 1.15)
	l.want("bytes at 1e6 points over those at 1e4", float64(shards[3].Bytes())/float64(shards[1].Bytes()), 0, 1)
	return nil
}
