package main

import (
	"slices"

	"residual/tests/bench/task"
)

// A plan is what a part measures: groups of tasks whose times are compared with
// each other, the contenders, and the figures wanted of them.
type plan struct {
	contenders []contender
	groups     [][]task.Task
	figures    []figure
}

// A contender is somebody who does tasks: script in a Worker, or, without a
// script, package work in this process.
type contender struct {
	name   string
	script string
}

func (p *plan) names() (all []string) {
	for _, c := range p.contenders {
		all = append(all, c.name)
	}
	return all
}

// A figure wants something measured to be at least so much, or at most.
type figure struct {
	says   string
	of     func(*report) float64 // 0: not measured
	unit   string
	wanted float64
	atMost bool
}

// faster wants us to be so many times as fast as the contender at a task.
func faster(contender string, t task.Task, wanted float64) figure {
	of := func(r *report) float64 { return ratio(r.find(contender, t.Name), r.find(ours, t.Name)) }
	return figure{t.Name + ": times as fast as " + contender, of, "×", wanted, false}
}

// costs wants contender to take at most so many times as long for t as for base.
func costs(contender string, t, base task.Task, wanted float64) figure {
	of := func(r *report) float64 { return ratio(r.find(contender, t.Name), r.find(contender, base.Name)) }
	return figure{contender + ", " + t.Name + ": cost over " + base.Name, of, "×", wanted, true}
}

// share wants t to do at least this part of the operations that contender's peak
// does in the same time.
func share(contender string, peak, t task.Task, wanted float64) figure {
	of := func(r *report) float64 {
		most, one := r.find(contender, peak.Name), r.find(ours, t.Name)
		if most == nil || one == nil {
			return 0
		}
		rate, _ := peak.Work()
		return ratio(most, one) * float64(one.Flops) * 1e-9 / rate
	}
	return figure{t.Name + ": part of the peak", of, "×", wanted, false}
}

// part wants our rate at t to be at least this part of that at the roof.
func part(roof, t task.Task, wanted float64) figure {
	of := func(r *report) float64 {
		most, _ := roof.Work()
		work, _ := t.Work()
		return ratio(r.find(ours, roof.Name), r.find(ours, t.Name)) * work / most
	}
	return figure{t.Name + ": part of the roof", of, "×", wanted, false}
}

// soon wants our first run of t to end so many seconds after it is asked for.
func soon(t task.Task, wanted float64) figure {
	of := func(r *report) float64 {
		if l := r.find(ours, t.Name); l != nil {
			return l.First / 1e3
		}
		return 0
	}
	return figure{t.Name + ": first step", of, " s", wanted, true}
}

// within wants our run of t to take so many seconds.
func within(t task.Task, wanted float64) figure {
	of := func(r *report) float64 {
		if l := r.find(ours, t.Name); l != nil && len(l.Times) > 0 {
			return median(slices.Clone(l.Times)) / 1e3
		}
		return 0
	}
	return figure{t.Name, of, " s", wanted, true}
}

// ours is this project's engine in Chromium.
const ours = "residual"
