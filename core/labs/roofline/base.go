package roofline

import (
	"errors"

	"residual/core/lab"
)

// A base is what the three kinds of run have in common: steps, a status, a
// clock, and a state of no more than that.
type base struct {
	spec
	steps  int
	status lab.Status
	now    func() float64 // seconds; nil without a clock
}

func (b *base) Status() lab.Status              { return b.status }
func (b *base) Steps() int                      { return b.steps }
func (b *base) SetClock(seconds func() float64) { b.now = seconds }

// Change has nothing to do: no knob is live.
func (b *base) Change(lab.Settings) error { return nil }

// Act refuses: nothing on this stage is to be touched.
func (b *base) Act(lab.Action) error { return errors.New("nothing here answers the pointer") }

// Tasks has none: what is timed must not be done elsewhere.
func (b *base) Tasks() [][]byte { return nil }

// version changes whenever the meaning of a snapshot does.
const version = 1

// begin starts a snapshot.
func (b *base) begin() lab.Writer {
	var w lab.Writer
	w.Int(version)
	w.String(b.show)
	w.Int(b.steps)
	w.Int(int(b.status.State))
	w.String(b.status.Reason)
	return w
}

// resume reads what begin wrote and tells whether it can be this run's.
func (b *base) resume(r *lab.Reader) bool {
	known := r.Int() == version && r.String() == b.show
	b.steps = r.Int()
	b.status = lab.Status{State: lab.State(r.Int()), Reason: r.String()}
	return known && b.steps >= 0 && b.status.State >= lab.Ready && b.status.State <= lab.Stopped
}

func (b *base) Snapshot() []byte { return b.begin().Bytes }

// Restore takes the count of steps over. What was measured is not in a snapshot:
// it belongs to another device, or to another hour.
func (b *base) Restore(snapshot []byte) error {
	now, r := *b, lab.Reader{Bytes: snapshot}
	if known := now.resume(&r); r.Done() != nil || !known {
		return lab.ErrSnapshot
	}
	*b = now
	return nil
}
