package main

import (
	"fmt"
	"io"
	"math"
	"time"

	"residual/core/lab"
)

// Progress is told ten times a second.
const between = 100 * time.Millisecond

// A progress overwrites one line of a terminal.
type progress struct {
	out   io.Writer
	shown bool
	last  time.Time
}

func (p *progress) tell(run *lab.Run) {
	if !p.shown || time.Since(p.last) < between {
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
