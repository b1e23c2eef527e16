package compute

import (
	"slices"
	"time"
)

const (
	lookInterval = time.Second      // between two looks at the helpers
	taskTimeout  = 20 * time.Second // the least that a helper may take for a task
	taskFactor   = 8                // and how many times the slowest task so far
)

// dropOverdue gives up helpers that do not answer, because they have closed, hang
// or were ended by the browser without a word: their tasks go to others. Where
// nobody has looked for long, the page or the machine was asleep and the helpers
// with it: their time begins anew.
func (p *pool) dropOverdue() {
	now := p.now()
	slept := now-p.lastLook > 5*lookInterval
	p.lastLook = now
	for _, h := range slices.Clone(p.helpers) {
		switch {
		case len(h.queue) == 0:
		case slept:
			h.since = now
		case now-h.since > max(taskTimeout, taskFactor*p.slowest):
			p.onLost(h.id, "it did not answer")
		}
	}
}
