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
	changed       time.Duration // when progress was last seen to move
	progress      float64       // to what

	speed       float64 // steps per second in the last window
	windowStart time.Duration
	windowSteps int // at its start
}

// meterWindow is the shortest time from which anything is concluded.
const meterWindow = 500 * time.Millisecond

func (m *progressMeter) restart(now time.Duration, steps int, progress float64) {
	*m = progressMeter{start: now, startProgress: progress, changed: now, progress: progress, windowStart: now, windowSteps: steps}
}

// observe takes note of how many steps the run has taken.
func (m *progressMeter) observe(now time.Duration, steps int) {
	if d := now - m.windowStart; d >= meterWindow {
		m.speed = float64(steps-m.windowSteps) / d.Seconds()
		m.windowStart, m.windowSteps = now, steps
	}
}

// secondsLeft extrapolates from when the progress last moved, for some runs know it
// by large pieces only, and counts down until it moves again. It is NaN where that
// says nothing: at the beginning, and when the time foretold is over.
func (m *progressMeter) secondsLeft(now time.Duration, progress float64) float64 {
	switch {
	case math.IsNaN(m.startProgress):
		m.start, m.startProgress, m.progress = now, progress, progress
	case progress != m.progress:
		m.changed, m.progress = now, progress
	}
	elapsed, done := m.changed-m.start, m.progress-m.startProgress
	if elapsed < meterWindow || !(done > 0) {
		return math.NaN()
	}
	left := elapsed.Seconds()*(1-progress)/done - (now - m.changed).Seconds()
	if left < 0 {
		return math.NaN()
	}
	return left
}
