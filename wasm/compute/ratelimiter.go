package compute

import "time"

// A rateLimiter holds a run to a number of steps per second: step n after the last
// restart is due n/limit seconds after it.
type rateLimiter struct {
	limit      float64 // steps per second; 0: none
	start      time.Duration
	startSteps int
}

// maxLag is how far a run may fall behind and still catch up. Beyond it the
// missing steps are written off, so that the run does not rush once it can.
const maxLag = 250 * time.Millisecond

func (r *rateLimiter) restart(now time.Duration, steps int) { r.start, r.startSteps = now, steps }

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
