package compute

import (
	"time"

	"residual/core/lab"
)

// A pool shares the steps of one run among helpers. Every result has its place,
// whoever computed it, so a helper that is lost costs time and no bit: its tasks
// go to another, or the whole step is taken here when none is left.
//
// Helpers are started when there is something to share and are ready after about
// a tenth of a second. The run itself stays in the program that answers the page,
// which is therefore never busy for long.
type pool struct {
	factory workerFactory
	now     func() time.Duration
	run     *lab.Run
	spawnFn func(id int) // starts a helper for this run
	asked   int          // number of helpers; 0: as many as there are cores

	helpers []*helper
	lastID  int    // of the helper that was started last
	failed  int    // helpers lost and not replaced
	note    string // tells the page about them

	tasks      [][]byte // of the step under way; nil: there is none
	results    [][]byte
	unassigned []int // indices of tasks that no helper has
	remaining  int   // tasks without a result

	lastLook time.Duration // when overdue helpers were looked for
	slowest  time.Duration // the longest that a helper took for a task

	probe *latencyProbe // measures before the first step; nil: not wanted, or finished
}

func newPool(f workerFactory, now func() time.Duration, run *lab.Run, asked int, spawnFn func(id int)) *pool {
	p := &pool{factory: f, now: now, run: run, asked: asked, spawnFn: spawnFn}
	if l, ok := run.LatencyAware(); ok {
		p.probe = newLatencyProbe(l)
	}
	return p
}

// step begins a step of the run or continues the one under way, and tells whether
// it is complete. If not, call it again after the next event of a helper, and at least
// every lookInterval.
func (p *pool) step() (complete bool) {
	if p.probing() {
		return false
	}
	if p.tasks == nil && !p.beginStep() || !p.ensureHelpers() {
		p.cancelStep()
		p.run.Step()
		return true
	}
	p.assignTasks()
	if p.remaining > 0 {
		return false
	}
	p.run.Finish(p.results)
	p.tasks = nil
	return true
}

// probing continues the latency probe, if there is one, and tells whether the run
// must wait for it.
func (p *pool) probing() bool {
	if p.probe != nil && p.probe.poll(p) {
		p.probe = nil
	}
	return p.probe != nil
}

// beginStep asks the run for its tasks and tells whether there are enough to
// share.
func (p *pool) beginStep() bool {
	tasks := p.run.Tasks()
	if len(tasks) < 2 {
		return false
	}
	p.tasks, p.remaining, p.unassigned = tasks, len(tasks), p.unassigned[:0]
	for len(p.results) < len(tasks) {
		p.results = append(p.results, nil)
	}
	p.results = p.results[:len(tasks)]
	for i := range tasks {
		p.unassigned = append(p.unassigned, i)
	}
	return true
}

// assignTasks gives every helper a task, and then each a second one. It keeps the
// last tasks, one a helper, for whoever is free first, so that all finish at about
// the same time.
func (p *pool) assignTasks() {
	for depth := 1; depth <= queueDepth; depth++ {
		reserve := (depth - 1) * len(p.helpers)
		for _, h := range p.helpers {
			if h.ready && len(h.queue) < depth && len(p.unassigned) > reserve {
				p.assignNext(h)
			}
		}
	}
}

func (p *pool) assignNext(h *helper) {
	next := p.unassigned[0]
	p.unassigned = p.unassigned[1:]
	h.add(next, p.now())
	p.factory.assign(h.id, p.tasks[next], false)
}

// cancelStep forgets the step under way. Helpers finish the tasks that they have,
// and the results are ignored.
func (p *pool) cancelStep() {
	p.tasks, p.remaining, p.unassigned = nil, 0, p.unassigned[:0]
	for _, h := range p.helpers {
		for i, task := range h.queue {
			if task >= 0 {
				h.queue[i] = cancelled
			}
		}
	}
}
