package eigen

import "residual/core/lab"

// version changes whenever the meaning of a snapshot does.
const version = 2

// Snapshot is the whole state: the modes found, the one under way and its
// optimiser. What can be computed from these is not in it.
func (r *run) Snapshot() []byte {
	var w lab.Writer
	w.Int(version)
	w.Int(r.modes)
	w.Int(int(r.status.State))
	w.String(r.status.Reason)
	w.Int(r.steps)
	w.Int(r.modeSteps)
	w.Int(r.calm)
	w.Float(r.prob.kappa)
	w.Floats(r.theta)
	w.Int(len(r.found))
	for _, m := range r.found {
		w.Floats(m.theta)
	}
	r.loss.Write(&w)
	if r.newton {
		w.Floats([]float64{r.lm.Mu, r.lm.Nu, r.lm.Cost})
		return w.Bytes
	}
	w.Floats(r.adam.M)
	w.Floats(r.adam.V)
	w.Floats([]float64{r.adam.Power1, r.adam.Power2})
	return w.Bytes
}

// Restore takes a snapshot over; where it is none of this run's, nothing
// changes.
func (r *run) Restore(snapshot []byte) error {
	s := lab.Reader{Bytes: snapshot}
	if s.Int() != version || s.Int() != r.modes {
		return lab.ErrSnapshot
	}
	fresh := *r
	fresh.status = lab.Status{State: lab.State(s.Int()), Reason: s.String()}
	fresh.steps, fresh.modeSteps, fresh.calm = s.Int(), s.Int(), s.Int()
	fresh.prob.kappa = s.Float()
	fresh.theta = make([]float64, len(r.theta))
	s.FloatsInto(fresh.theta)
	found := r.readFound(&s)
	fresh.loss = lab.NewHistory(historyLength, 1)
	fresh.loss.Read(&s)
	optimiser := fresh.readOptimiser(&s)
	if s.Done() != nil || fresh.status.State > lab.Stopped {
		return lab.ErrSnapshot
	}
	fresh.found, fresh.prob.found = nil, nil
	for _, theta := range found {
		fresh.keep(theta)
	}
	*r = fresh
	r.resume()
	optimiser(r)
	return nil
}

// resume makes ready what the state does not hold: the start's factors, and λ
// and the residual energy at theta.
func (r *run) resume() {
	if r.modeSteps < turns && !r.status.Final() {
		r.ritz.begin(append([]float64(nil), r.theta...), r.seed, r.prob.found)
	}
	r.measure()
}

func (r *run) readFound(s *lab.Reader) [][]float64 {
	n := s.Int()
	if n < 0 || n > r.modes {
		s.Err = lab.ErrSnapshot
		return nil
	}
	found := make([][]float64, n)
	for i := range found {
		found[i] = make([]float64, len(r.theta))
		s.FloatsInto(found[i])
	}
	return found
}

// readOptimiser reads the optimiser's state and returns what puts it in force.
func (r *run) readOptimiser(s *lab.Reader) func(*run) {
	if r.newton {
		var state [3]float64
		s.FloatsInto(state[:])
		return func(r *run) {
			r.lm.Begin(r.prob.Rows())
			r.lm.Mu, r.lm.Nu, r.lm.Cost = state[0], state[1], state[2]
		}
	}
	m, v, powers := make([]float64, len(r.theta)), make([]float64, len(r.theta)), make([]float64, 2)
	s.FloatsInto(m)
	s.FloatsInto(v)
	s.FloatsInto(powers)
	return func(r *run) {
		copy(r.adam.M, m)
		copy(r.adam.V, v)
		r.adam.Power1, r.adam.Power2 = powers[0], powers[1]
	}
}
