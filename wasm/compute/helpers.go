package compute

import (
	"fmt"
	"slices"
	"time"

	"residual/core/lab"
)

// A helper is one Worker of the pool. Beside the task that it is doing it has the
// next one, so that it need not wait for a message in between.
type helper struct {
	id      int
	ready   bool
	started time.Duration
	queue   []int         // in the order of its answers: indices of tasks, or a constant below
	since   time.Duration // when it could begin the first of them
}

// What stands in a helper's queue beside tasks.
const (
	cancelled    = -1 // a task whose result is ignored
	probeMessage = -2 // a message of the latency probe
)

// queueDepth is the most tasks that a helper has at a time.
const queueDepth = 2

// startTimeout is how long a helper may take to start.
const startTimeout = 20 * time.Second

// size is how many helpers there are.
func (p *pool) size() int {
	if p == nil {
		return 0
	}
	return len(p.helpers)
}

// target is how many helpers there should be.
func (p *pool) target() int {
	if p.asked > 0 {
		return p.asked
	}
	return min(max(1, p.factory.cores()), lab.MostWorkers)
}

// ensureHelpers starts and terminates helpers until there are as many as there
// should be, and tells whether there is any. Those that failed are not replaced.
func (p *pool) ensureHelpers() bool {
	p.dropUnstarted()
	p.dropOverdue()
	for len(p.helpers) < p.target()-p.failed {
		p.lastID++
		p.helpers = append(p.helpers, &helper{id: p.lastID, started: p.now()})
		p.spawnFn(p.lastID)
	}
	p.shrink(p.target())
	return len(p.helpers) > 0
}

// add gives a helper one more thing to answer.
func (h *helper) add(item int, now time.Duration) {
	if len(h.queue) == 0 {
		h.since = now
	}
	h.queue = append(h.queue, item)
}

// dropUnstarted gives up helpers that have not started in time.
func (p *pool) dropUnstarted() {
	for _, h := range slices.Clone(p.helpers) {
		if !h.ready && p.now()-h.started > startTimeout {
			p.onLost(h.id, "it did not start")
		}
	}
}

// find returns a helper, or nil if it is gone.
func (p *pool) find(id int) *helper {
	if i := slices.IndexFunc(p.helpers, func(h *helper) bool { return h.id == id }); i >= 0 {
		return p.helpers[i]
	}
	return nil
}

// onReady is called when a helper has started.
func (p *pool) onReady(id int) {
	if h := p.find(id); h != nil {
		h.ready = true
	}
}

// resultBuffer is where a helper's result, of n bytes, is to be copied, or nil if
// it is not wanted.
func (p *pool) resultBuffer(id, n int) []byte {
	h := p.find(id)
	if h == nil || len(h.queue) == 0 {
		return nil
	}
	var b *[]byte
	switch task := h.queue[0]; {
	case task >= 0:
		b = &p.results[task]
	case task == probeMessage && p.probe != nil:
		b = &p.probe.reply
	default:
		return nil
	}
	if cap(*b) < n {
		*b = make([]byte, n)
	}
	*b = (*b)[:n]
	return *b
}

// onDone is called when a helper's result is in its buffer.
func (p *pool) onDone(id int) {
	h := p.find(id)
	if h == nil || len(h.queue) == 0 {
		return
	}
	task, now := h.queue[0], p.now()
	h.queue = slices.Delete(h.queue, 0, 1)
	p.slowest = max(p.slowest, now-h.since)
	h.since = now
	switch {
	case task >= 0:
		p.remaining--
	case task == probeMessage && p.probe != nil:
		p.probe.onEcho(now)
	}
	p.assignTasks()
}

// onLost is called when a helper could not be started or has ended.
func (p *pool) onLost(id int, reason string) {
	h := p.find(id)
	if h == nil {
		return
	}
	p.failed++
	p.terminate(h)
	p.note = p.failureNote(reason)
	if p.probe != nil {
		p.probe.restart(h.id)
	}
	p.assignTasks()
}

// failureNote says what was lost and what follows.
func (p *pool) failureNote(reason string) string {
	text := fmt.Sprintf("%d of %d Workers failed (%s). ", p.failed, p.target(), reason)
	if p.failed < p.target() {
		return text + "The others do their part; the result is the same."
	}
	return text + "The run goes on without them; the result is the same."
}

// terminate ends a helper. Its tasks are free for another.
func (p *pool) terminate(h *helper) {
	p.factory.terminate(h.id)
	for _, task := range h.queue {
		if task >= 0 {
			p.unassigned = append(p.unassigned, task)
		}
	}
	p.helpers = slices.DeleteFunc(p.helpers, func(other *helper) bool { return other == h })
}

// shrink terminates helpers until there are no more than n.
func (p *pool) shrink(n int) {
	for len(p.helpers) > n {
		p.terminate(p.helpers[len(p.helpers)-1])
	}
}

// terminateAll gives the memory of all helpers back. They are started again when
// there is work.
func (p *pool) terminateAll() {
	p.cancelStep()
	p.shrink(0)
}

// resize asks for another number of helpers, and replaces those that failed.
func (p *pool) resize(asked int) {
	p.asked, p.failed, p.note = asked, 0, ""
	p.shrink(p.target())
}
