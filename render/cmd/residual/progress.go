package main

import (
	"fmt"
	"io"
	"math"
	"time"

	"residual/core/lab"
)

// progressInterval is the time between two updates.
const progressInterval = 100 * time.Millisecond

// A progress shows how far a run is on one line of a terminal, which it overwrites.
type progress struct {
	out   io.Writer
	shown bool // out is a terminal
	last  time.Time
}

func (p *progress) update(run *lab.Run) {
	if !p.shown || time.Since(p.last) < progressInterval {
		return
	}
	p.last = time.Now()
	done := ""
	if f := run.Progress(); !math.IsNaN(f) {
		done = fmt.Sprintf(", %.0f %%", 100*f)
	}
	fmt.Fprintf(p.out, "\r\x1b[Kstep %d%s", run.Steps(), done)
}

func (p *progress) clear() {
	if !p.last.IsZero() {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
