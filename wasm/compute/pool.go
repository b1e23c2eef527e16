package compute

import (
	"fmt"
	"time"

	"residual/core/lab"
)

// A crew is where helpers come from: Workers with a program each, which hold a
// lab.TaskRunner. What becomes of them comes to the pool's ready, room, done and
// lost.
type crew interface {
	cores() int                                  // that the device says it has; 0 if it does not
	hire(id int, lab, knobs string, seed uint64) // starts a helper; knobs is JSON
	give(id int, task []byte, echo bool)         // copied before it returns; echo: to be sent back as it is
	dismiss(id int)
}

// A pool shares the steps of one run among helpers. Results go to their places
// whoever computed them, so a helper that is lost costs time and no bit: its
// task goes to another, or the whole step is done here when none is left.
//
// Helpers are started when there is something to share and are ready after a
// tenth of a second; the run itself stays with the program that answers the
// page, which so is never busy for long.
type pool struct {
	crew    crew
	now     func() time.Duration
	run     *lab.Run
	brief   func(id int) // hires one
	asked   int          // how many helpers; 0: as many as there are cores
	helpers []*helper
	hired   int // ever: the last id
	failed  int // of those wanted, not hired again
	note    string

	tasks   [][]byte // of the step under way; nil: none is
	results [][]byte
	waiting []int // tasks that nobody has
	left    int   // tasks without a result

	post *post // the messages to be timed first; nil: none, or done
}

// A helper has the next task beside it while it does one, so that it need not
// wait for the answer to its answer.
type helper struct {
	id    int
	ready bool
	since time.Duration // when it was hired
	has   []int         // in the order in which it answers: tasks, or what is below
}

const (
	void   = -1 // what nobody waits for
	echoed = -2 // a message that is timed
	ahead  = 2  // tasks that a helper has at most
)

// A helper that has not begun after this has failed.
const startTime = 20 * time.Second

func newPool(c crew, now func() time.Duration, run *lab.Run, asked int, brief func(id int)) *pool {
	p := &pool{crew: c, now: now, run: run, asked: asked, brief: brief}
	if m, ok := run.LatencyAware(); ok {
		p.post = newPost(m)
	}
	return p
}

// count is how many helpers there are.
func (p *pool) count() int {
	if p == nil {
		return 0
	}
	return len(p.helpers)
}

// size is how many helpers there should be.
func (p *pool) size() int {
	n := p.asked
	if n == 0 {
		n = min(max(1, p.crew.cores()), lab.MostWorkers)
	}
	return n
}

// step takes a step of the run or goes on with one, and tells whether it has
// ended; if not, more comes of it when a helper is heard.
func (p *pool) step() (ended bool) {
	if p.timing() {
		return false
	}
	if p.tasks == nil && !p.begin() || !p.staffed() {
		p.drop()
		p.run.Step()
		return true
	}
	p.deal()
	if p.left > 0 {
		return false
	}
	p.run.Finish(p.results)
	p.tasks = nil
	return true
}

// begin asks the run for its tasks and tells whether there is something to
// share.
func (p *pool) begin() bool {
	tasks := p.run.Tasks()
	if len(tasks) < 2 {
		return false
	}
	p.tasks, p.left, p.waiting = tasks, len(tasks), p.waiting[:0]
	for len(p.results) < len(tasks) {
		p.results = append(p.results, nil)
	}
	p.results = p.results[:len(tasks)]
	for i := range tasks {
		p.waiting = append(p.waiting, i)
	}
	return true
}

// staffed hires and dismisses until there are as many helpers as wanted, and
// tells whether there is one at all.
func (p *pool) staffed() bool {
	p.late()
	for len(p.helpers) < p.size()-p.failed {
		p.hired++
		p.helpers = append(p.helpers, &helper{id: p.hired, since: p.now()})
		p.brief(p.hired)
	}
	for n := len(p.helpers); n > p.size(); n-- {
		p.end(p.helpers[n-1])
	}
	return len(p.helpers) > 0
}

// late gives up helpers that do not begin.
func (p *pool) late() {
	for _, h := range append([]*helper(nil), p.helpers...) {
		if !h.ready && p.now()-h.since > startTime {
			p.lost(h.id, "it did not start")
		}
	}
}

// deal gives every helper a task, and then every one its next; but the last of
// them wait for who is free first, so that all end together.
func (p *pool) deal() {
	for most := 1; most <= ahead; most++ {
		last := (most - 1) * len(p.helpers)
		for _, h := range p.helpers {
			if h.ready && len(h.has) < most && len(p.waiting) > last {
				p.give(h)
			}
		}
	}
}

func (p *pool) give(h *helper) {
	next := p.waiting[0]
	p.waiting = p.waiting[1:]
	h.has = append(h.has, next)
	p.crew.give(h.id, p.tasks[next], false)
}

// drop forgets the step under way: what changes the run makes its tasks void.
func (p *pool) drop() {
	p.tasks, p.left, p.waiting = nil, 0, p.waiting[:0]
	for _, h := range p.helpers {
		for i, has := range h.has {
			if has >= 0 {
				h.has[i] = void
			}
		}
	}
}

// find returns a helper, or nil if it has gone.
func (p *pool) find(id int) *helper {
	for _, h := range p.helpers {
		if h.id == id {
			return h
		}
	}
	return nil
}

// ready is said of a helper that has begun.
func (p *pool) ready(id int) {
	if h := p.find(id); h != nil {
		h.ready = true
	}
}

// room is where a result of n bytes goes, or nil if nobody waits for it.
func (p *pool) room(id, n int) []byte {
	h := p.find(id)
	if h == nil || len(h.has) == 0 {
		return nil
	}
	var r *[]byte
	switch has := h.has[0]; {
	case has >= 0:
		r = &p.results[has]
	case has == echoed && p.post != nil:
		r = &p.post.echo
	default:
		return nil
	}
	if cap(*r) < n {
		*r = make([]byte, n)
	}
	*r = (*r)[:n]
	return *r
}

// done is said when a helper's result is in its room. It gets another task.
func (p *pool) done(id int) {
	h := p.find(id)
	if h == nil || len(h.has) == 0 {
		return
	}
	was := h.has[0]
	h.has = append(h.has[:0], h.has[1:]...)
	switch {
	case was >= 0:
		p.left--
	case was == echoed && p.post != nil:
		p.post.back(p.now())
	}
	p.deal()
}

// lost is said of a helper that has failed to start or has ended.
func (p *pool) lost(id int, why string) {
	h := p.find(id)
	if h == nil {
		return
	}
	p.failed++
	p.end(h)
	p.note = p.words(why)
	if p.post != nil {
		p.post.again(h.id)
	}
	p.deal()
}

// words says what was lost and what follows.
func (p *pool) words(why string) string {
	text := fmt.Sprintf("%d of %d Workers failed (%s). ", p.failed, p.size(), why)
	if p.failed < p.size() {
		return text + "The others do their part; the result is the same."
	}
	return text + "The run goes on without them; the result is the same."
}

// end dismisses a helper. Its tasks wait for another.
func (p *pool) end(h *helper) {
	p.crew.dismiss(h.id)
	for _, has := range h.has {
		if has >= 0 {
			p.waiting = append(p.waiting, has)
		}
	}
	for i := range p.helpers {
		if p.helpers[i] == h {
			p.helpers = append(p.helpers[:i], p.helpers[i+1:]...)
			break
		}
	}
}

// rest dismisses all: their memory is given back until there is work again.
func (p *pool) rest() {
	p.drop()
	for len(p.helpers) > 0 {
		p.end(p.helpers[0])
	}
}

// resize takes another number of helpers, and tries again to have those that
// failed.
func (p *pool) resize(asked int) {
	p.asked, p.failed, p.note = asked, 0, ""
	for n := len(p.helpers); n > p.size(); n-- {
		p.end(p.helpers[n-1])
	}
}

// starting tells whether a helper is on its way.
func (p *pool) starting() bool {
	for _, h := range p.helpers {
		if !h.ready {
			return true
		}
	}
	return false
}
