package compute

import (
	"math"
	"slices"
	"time"

	"residual/core/lab"
)

// A post times messages to a helper and back for a run that asks. Clocks in a
// browser tell tenths of a millisecond, so several round trips are taken at once.
type post struct {
	run     lab.LatencyAware
	sizes   []int
	seconds []float64
	helper  int // who echoes; 0: nobody yet
	trips   int // of this size, made
	from    time.Duration
	batches []float64
	echo    []byte // the last message that came back
}

const (
	warmUp = 4 // round trips that are not timed
	batch  = 8 // round trips that are timed together
	timed  = 5 // batches of which the median counts
)

func newPost(m lab.LatencyAware) *post { return &post{run: m, sizes: m.Messages()} }

// timing goes on with the messages to be timed and tells whether the run has to
// wait for that.
func (p *pool) timing() bool {
	switch t := p.post; {
	case t == nil:
		return false
	case len(t.seconds) == len(t.sizes) && len(t.sizes) > 0:
		t.run.SetLatencies(t.seconds)
	case len(t.sizes) == 0 || !p.staffed():
		t.run.SetLatencies(nil)
	default:
		p.send(t)
		return true
	}
	p.post = nil
	return false
}

// send sends the next message, if a helper is free.
func (p *pool) send(t *post) {
	for _, h := range p.helpers {
		if h.ready && len(h.has) == 0 && (t.helper == 0 || t.helper == h.id) {
			h.has, t.helper = append(h.has, echoed), h.id
			t.next(p.now())
			p.crew.give(h.id, make([]byte, t.sizes[len(t.seconds)]), true)
			return
		}
	}
}

// next notes when a batch begins.
func (t *post) next(now time.Duration) {
	if t.trips >= warmUp && (t.trips-warmUp)%batch == 0 {
		t.from = now
	}
	t.trips++
}

// back notes that a message has come back.
func (t *post) back(now time.Duration) {
	if made := t.trips - warmUp; made > 0 && made%batch == 0 {
		t.batches = append(t.batches, (now-t.from).Seconds()/batch)
	}
	if len(t.batches) == timed {
		slices.Sort(t.batches)
		t.seconds = append(t.seconds, math.Max(0, t.batches[timed/2]))
		t.batches, t.trips = t.batches[:0], 0
	}
}

// again begins a size anew with another helper, if it was this one that echoed.
func (t *post) again(id int) {
	if t.helper == id {
		t.helper, t.trips, t.batches = 0, 0, t.batches[:0]
	}
}
