package compute

import (
	"math"
	"time"
)

// A meter measures how fast a run goes and guesses how long it will take, by
// what has happened since the mark: the moment it was last told to run, or its
// speed or a setting was changed.
type meter struct {
	from     time.Duration
	progress float64

	speed  float64 // steps per second, over the last window
	window time.Duration
	steps  int
}

// How long to look before saying anything.
const meterWindow = 500 * time.Millisecond

func (m *meter) mark(now time.Duration, steps int, progress float64) {
	*m = meter{from: now, progress: progress, window: now, steps: steps}
}

// tell takes note of the steps taken by now.
func (m *meter) tell(now time.Duration, steps int) {
	if d := now - m.window; d >= meterWindow {
		m.speed = float64(steps-m.steps) / d.Seconds()
		m.window, m.steps = now, steps
	}
}

// left is how many seconds are left if the run goes on as it did since the
// mark, or NaN where that cannot be known.
func (m *meter) left(now time.Duration, progress float64) float64 {
	gone, done := now-m.from, progress-m.progress
	if gone < meterWindow || !(done > 0) {
		return math.NaN()
	}
	return gone.Seconds() * (1 - progress) / done
}
