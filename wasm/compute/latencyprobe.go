package compute

import (
	"math"
	"slices"
	"time"

	"residual/core/lab"
)

// A latencyProbe times messages to a helper and back, for a run that wants to know
// what they cost. The clock of a browser has a resolution of a tenth of a
// millisecond, so several round trips are timed together.
type latencyProbe struct {
	run        lab.LatencyAware
	sizes      []int
	seconds    []float64 // per round trip, of the sizes that are finished
	helper     int       // that echoes; 0: none yet
	trips      int       // round trips begun with the present size
	batchStart time.Duration
	batches    []float64 // seconds per round trip
	reply      []byte    // the last message that came back
}

const (
	warmUpTrips  = 4 // round trips that are not timed
	batchTrips   = 8 // round trips that are timed together
	timedBatches = 5 // batches whose median counts
)

func newLatencyProbe(l lab.LatencyAware) *latencyProbe {
	return &latencyProbe{run: l, sizes: l.Messages()}
}

// poll goes on with the measurement and tells whether it is finished. It is called
// again after every event of a helper.
func (l *latencyProbe) poll(p *pool) (finished bool) {
	switch {
	case len(l.sizes) > 0 && len(l.seconds) == len(l.sizes):
		l.run.SetLatencies(l.seconds)
		return true
	case len(l.sizes) == 0 || !p.ensureHelpers():
		l.run.SetLatencies(nil)
		return true
	}
	l.send(p)
	return false
}

// send sends the next message, if a helper is free.
func (l *latencyProbe) send(p *pool) {
	for _, h := range p.helpers {
		if h.ready && len(h.queue) == 0 && (l.helper == 0 || l.helper == h.id) {
			h.add(probeMessage, p.now())
			l.helper = h.id
			l.beginTrip(p.now())
			p.factory.assign(h.id, make([]byte, l.sizes[len(l.seconds)]), true)
			return
		}
	}
}

// beginTrip counts a round trip, and notes the time if it begins a batch.
func (l *latencyProbe) beginTrip(now time.Duration) {
	if l.trips >= warmUpTrips && (l.trips-warmUpTrips)%batchTrips == 0 {
		l.batchStart = now
	}
	l.trips++
}

// onEcho is called when a message has come back.
func (l *latencyProbe) onEcho(now time.Duration) {
	if timed := l.trips - warmUpTrips; timed > 0 && timed%batchTrips == 0 {
		l.batches = append(l.batches, (now-l.batchStart).Seconds()/batchTrips)
	}
	if len(l.batches) == timedBatches {
		slices.Sort(l.batches)
		l.seconds = append(l.seconds, math.Max(0, l.batches[timedBatches/2]))
		l.batches, l.trips = l.batches[:0], 0
	}
}

// restart begins the present size again with another helper, if the one that is
// lost was echoing.
func (l *latencyProbe) restart(lost int) {
	if l.helper == lost {
		l.helper, l.trips, l.batches = 0, 0, l.batches[:0]
	}
}
