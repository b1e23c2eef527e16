package main

import "residual/tests/bench/task"

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

// A figure wants a quotient of two times: how many times as long as the lane
// under the lane over takes.
type figure struct {
	says        string
	over, under [2]string // contender, task
	wanted      float64
	atMost      bool // wanted is the most, not the least
	rates       bool // of the rates at which operations are done, not of times
}

// faster wants us to be so many times as fast as the contender at a task.
func faster(contender string, t task.Task, wanted float64) figure {
	return figure{t.Name + ": times as fast as " + contender, [2]string{contender, t.Name}, [2]string{ours, t.Name}, wanted, false, false}
}

// costs wants contender to take at most so many times as long for t as for base.
func costs(contender string, t, base task.Task, wanted float64) figure {
	return figure{contender + ", " + t.Name + ": cost over " + base.Name, [2]string{contender, t.Name}, [2]string{contender, base.Name}, wanted, true, false}
}

// share wants t to do at least this part of the operations that contender's peak
// does in the same time.
func share(contender string, peak, t task.Task, wanted float64) figure {
	return figure{t.Name + ": part of the peak", [2]string{contender, peak.Name}, [2]string{ours, t.Name}, wanted, false, true}
}

// ours is this project's engine in Chromium.
const ours = "residual"
