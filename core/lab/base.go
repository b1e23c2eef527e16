package lab

import (
	"fmt"

	"residual/core/codec"
)

// A Base is how an experiment stands: how many steps were taken and whether it
// has ended. Every experiment embeds one; the run counts and the experiment ends.
type Base struct {
	status Status
	steps  int
}

// A based value embeds a Base, as nothing outside of this package can pretend to.
type based interface{ base() *Base }

var _ based = (*Base)(nil)

func (b *Base) base() *Base { return b }

// Status is how the run stands.
func (b *Base) Status() Status { return b.status }

// Steps is how many steps were taken, the present one included.
func (b *Base) Steps() int { return b.steps }

// Converge ends the run: it did what it was asked. The reason may be empty.
func (b *Base) Converge(format string, args ...any) {
	b.status = Status{Converged, fmt.Sprintf(format, args...)}
}

// Stop ends the run otherwise and says why: "diverged at step 412: …".
func (b *Base) Stop(format string, args ...any) {
	b.status = Status{Stopped, fmt.Sprintf(format, args...)}
}

// Reopen wakes a run that has ended, for there is something to do again.
func (b *Base) Reopen() {
	b.status = Status{State: Running}
	if b.steps == 0 {
		b.status.State = Ready
	}
}

// State describes the status and the count of steps.
func (b *Base) describe(c *codec.Coder) {
	codec.Enum(c, &b.status.State, int(Stopped)+1)
	c.Text(&b.status.Reason)
	c.Count(&b.steps)
}
