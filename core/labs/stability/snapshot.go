package stability

import (
	"math"

	"residual/core/lab"
)

// version changes whenever the meaning of a snapshot does.
const version = 2

// Snapshot is the whole state. The equilibria and bifurcations follow from the
// rest; they are in it so that a digest vouches for them.
func (r *run) Snapshot() []byte {
	var w lab.Writer
	w.Int(version)
	w.Int(int(r.status.State))
	w.String(r.status.Reason)
	w.Int(r.steps)
	w.Int(r.swept)
	w.Int(r.learnt)
	w.Floats([]float64{r.shift, r.confidence, r.reach, r.sharp})
	w.Floats(r.paths.starts)
	r.past.Write(&w)
	for _, l := range r.learners() {
		w.Floats(l.theta)
		w.Floats([]float64{l.lm.Mu, l.lm.Nu, l.lm.Cost, l.heat})
	}
	w.Floats(r.results())
	return w.Bytes
}

// results are the equilibria and the bifurcations.
func (r *run) results() []float64 {
	var all []float64
	for _, e := range r.found.Proved {
		all = append(append(all, e.X...), float64(e.Kind))
	}
	if r.sweep != nil {
		for _, b := range r.sweep.Bifurcations {
			all = append(append(all, b.X...), b.P)
		}
	}
	for _, c := range r.paths.curves {
		all = append(all, float64(len(c.x)), c.x[len(c.x)-1], c.y[len(c.y)-1])
	}
	return all
}

func (r *run) learners() []*learner {
	if r.byJ == nil {
		return []*learner{r.byPair}
	}
	return []*learner{r.byPair, r.byJ}
}

// Restore takes a snapshot over; where it is none of this run's, nothing
// changes.
func (r *run) Restore(snapshot []byte) error {
	s := lab.Reader{Bytes: snapshot}
	if s.Int() != version {
		return lab.ErrSnapshot
	}
	fresh := *r
	fresh.status = lab.Status{State: lab.State(s.Int()), Reason: s.String()}
	fresh.steps, fresh.swept, fresh.learnt = s.Int(), s.Int(), s.Int()
	var numbers [4]float64
	s.FloatsInto(numbers[:])
	fresh.shift, fresh.confidence, fresh.reach, fresh.sharp = numbers[0], numbers[1], numbers[2], numbers[3]
	fresh.paths.starts = s.Floats()
	fresh.past = lab.NewHistory(remembered, 2)
	fresh.past.Read(&s)
	var minds []mind
	for _, l := range r.learners() {
		minds = append(minds, readMind(&s, len(l.theta)))
	}
	s.Floats()
	if s.Done() != nil || !fresh.sound() {
		return lab.ErrSnapshot
	}
	*r = fresh
	for i, l := range r.learners() {
		l.take(minds[i])
	}
	r.again()
	return nil
}

// sound tells whether what a snapshot holds can be the state of this run.
func (r *run) sound() bool {
	return r.status.State >= lab.Ready && r.status.State <= lab.Stopped && r.steps == r.swept+r.learnt &&
		r.swept >= 0 && r.learnt >= 0 && r.learnt <= updates && len(r.paths.starts) <= 2*mostStarts &&
		math.Abs(r.shift) <= 1 && r.reach > 0
}

// again computes what follows from the state.
func (r *run) again() {
	if steps := r.swept; r.sweep != nil {
		r.newSweep()
		for r.swept < steps && !r.sweep.Done() {
			r.sweep.Step()
			r.swept++
		}
	}
	r.exam = nil
	r.look()
}

// A mind is the state of a learner.
type mind struct {
	theta []float64
	rest  [4]float64
}

func readMind(s *lab.Reader, n int) mind {
	m := mind{theta: make([]float64, n)}
	s.FloatsInto(m.theta)
	s.FloatsInto(m.rest[:])
	return m
}

func (l *learner) take(m mind) {
	copy(l.theta, m.theta)
	l.lm.Begin(l.Rows())
	l.lm.Mu, l.lm.Nu, l.lm.Cost, l.heat = m.rest[0], m.rest[1], m.rest[2], m.rest[3]
}
