package compute

import "time"

// A rateLimiter holds a run to a number of steps per second: step n after the last
// restart is due n/limit seconds after it.
type rateLimiter struct {
	limit      float64 // steps per second; 0: none
	paced      bool    // a run begins at its lab's pace, which is the limit until it ends
	left       time.Duration
	seen       time.Duration // when the pace was last counted
	start      time.Duration
	startSteps int
}

// maxLag is how far a run may fall behind and still catch up. Beyond it the
// missing steps are written off, so that the run does not rush once it can.
const maxLag = 250 * time.Millisecond

// followTime is how long a run is held to its lab's pace, while it plays: long
// enough to see what it does. After that it goes as fast as it can.
const followTime = 15 * time.Second

func (r *rateLimiter) restart(now time.Duration, steps int) {
	r.start, r.startSteps, r.seen = now, steps, now
}

// begin gives a new run its pace, in steps per second, if it is to have one.
func (r *rateLimiter) begin(pace float64) {
	if !r.paced {
		return
	}
	if r.limit = pace; pace > 0 {
		r.left = followTime
	}
}

// set limits the steps per second; 0 sets no limit.
func (r *rateLimiter) set(perSecond float64) { r.limit, r.paced, r.left = perSecond, false, 0 }

// paceEnds counts the time for which a run plays at its pace, and ends that.
func (r *rateLimiter) paceEnds(now time.Duration) bool {
	if r.left <= 0 {
		return false
	}
	r.left, r.seen = r.left-(now-r.seen), now
	if r.left > 0 {
		return false
	}
	r.limit, r.left = 0, 0
	return true
}

// wait is how long it is until the next step is due.
func (r *rateLimiter) wait(now time.Duration, steps int) time.Duration {
	if r.limit <= 0 {
		return 0
	}
	due := r.start + time.Duration(float64(steps+1-r.startSteps)/r.limit*float64(time.Second))
	if now-due > maxLag {
		r.restart(now, steps)
		return 0
	}
	return max(0, due-now)
}
