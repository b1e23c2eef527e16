package compute

import (
	"math"
	"time"
)

// A progressMeter measures the speed of a run and estimates how long it will still
// take. It is restarted when the run is told to play, and when its speed or a
// setting changes.
type progressMeter struct {
	start         time.Duration
	startProgress float64

	speed       float64 // steps per second in the last window
	windowStart time.Duration
	windowSteps int // at its start
}

// meterWindow is the shortest time from which anything is concluded.
const meterWindow = 500 * time.Millisecond

func (m *progressMeter) restart(now time.Duration, steps int, progress float64) {
	*m = progressMeter{start: now, startProgress: progress, windowStart: now, windowSteps: steps}
}

// observe takes note of how many steps the run has taken.
func (m *progressMeter) observe(now time.Duration, steps int) {
	if d := now - m.windowStart; d >= meterWindow {
		m.speed = float64(steps-m.windowSteps) / d.Seconds()
		m.windowStart, m.windowSteps = now, steps
	}
}

// secondsLeft extrapolates the progress since the start, or is NaN where that says
// nothing.
func (m *progressMeter) secondsLeft(now time.Duration, progress float64) float64 {
	elapsed, done := now-m.start, progress-m.startProgress
	if elapsed < meterWindow || !(done > 0) {
		return math.NaN()
	}
	return elapsed.Seconds() * (1 - progress) / done
}
