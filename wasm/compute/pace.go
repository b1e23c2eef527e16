package compute

import "time"

// A pace holds a run to a number of steps per second. Step n after the mark is
// due n/limit seconds after it.
type pace struct {
	limit float64 // steps per second; 0: none
	from  time.Duration
	steps int
}

// A run that cannot keep the pace gives up what it owes beyond this, so that
// it does not rush once it can.
const patience = 250 * time.Millisecond

func (p *pace) mark(now time.Duration, steps int) { p.from, p.steps = now, steps }

// wait is how long the next step is not yet due.
func (p *pace) wait(now time.Duration, steps int) time.Duration {
	if p.limit <= 0 {
		return 0
	}
	due := p.from + time.Duration(float64(steps+1-p.steps)/p.limit*float64(time.Second))
	if now-due > patience {
		p.mark(now, steps)
		return 0
	}
	return max(0, due-now)
}
