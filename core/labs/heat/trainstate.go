package heat

import (
	"residual/core/lab"
	"residual/core/opt"
)

// Snapshot is the whole state of the training; the examples follow from r and
// the seed.
func (t *training) Snapshot() []byte {
	var w lab.Writer
	a := t.learner.adam
	w.Int(version)
	w.String("training")
	w.Float(t.r)
	w.Int(t.depth)
	w.Int(t.steps)
	w.Int(t.since)
	w.Int(int(t.status.State))
	w.String(t.status.Reason)
	w.Floats(t.learner.stencil())
	w.Floats(a.M)
	w.Floats(a.V)
	w.Floats([]float64{a.Power1, a.Power2, t.loss, t.slope, t.first})
	t.past.Write(&w)
	return w.Bytes
}

// Restore takes a snapshot over. On an error the training is as it was.
func (t *training) Restore(snapshot []byte) error {
	now := *t
	now.past = lab.NewHistory(kept, 2)
	taps := t.taps()
	weights, numbers := make([]float64, taps), make([]float64, 5)
	a := opt.NewAdam[float64](taps, rate)
	r := lab.Reader{Bytes: snapshot}
	known := r.Int() == version && r.String() == "training"
	now.r, now.depth, now.steps, now.since = r.Float(), r.Int(), r.Int(), r.Int()
	now.status = lab.Status{State: lab.State(r.Int()), Reason: r.String()}
	r.FloatsInto(weights)
	r.FloatsInto(a.M)
	r.FloatsInto(a.V)
	r.FloatsInto(numbers)
	a.Power1, a.Power2, now.loss, now.slope, now.first = numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]
	now.past.Read(&r)
	if err := r.Done(); err != nil || !known || !now.sound() {
		return lab.ErrSnapshot
	}
	*t = now
	t.wanted = t.lap()
	t.learner.show(t.spec)
	t.learner.adam = a
	copy(t.learner.stencil(), weights)
	return nil
}

// sound tells whether what a snapshot holds can be the state of this run.
func (t *training) sound() bool {
	return t.spec.allowed() && t.since >= 0 && t.since <= t.steps &&
		t.status.State >= lab.Ready && t.status.State <= lab.Stopped
}
