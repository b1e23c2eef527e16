package molecule

import (
	"residual/core/lab"
	"residual/core/md"
)

// version changes whenever the meaning of a snapshot does.
const version = 4

// Snapshot is the whole state: what may change, the geometries, the members and
// the dynamics. What follows from these is not in it.
func (r *run) Snapshot() []byte {
	var w lab.Writer
	w.Int(version)
	w.String(r.name)
	w.Int(r.plans.rung)
	w.Bool(r.plans.controls)
	w.String(r.plans.task)
	w.Bool(r.plans.reference)
	w.Float(r.plans.dt)
	w.Int(r.plans.steps)
	w.Bool(r.plans.bath)
	w.Float(r.plans.doubt)
	w.Int(r.phase)
	w.Int(r.steps)
	w.Int(int(r.status.State))
	w.String(r.status.Reason)
	w.Floats(r.held[:])
	w.Floats(r.press[:])
	r.writeData(&w)
	w.Int(r.job)
	for k, n := range r.networks {
		r.past[k].Write(&w)
		if n == nil {
			continue
		}
		w.Int(len(n.members))
		for i := range n.members {
			n.members[i].write(&w)
		}
	}
	r.curve.write(&w)
	r.pupil.write(&w)
	r.motion.write(&w)
	r.search.write(&w)
	return w.Bytes
}

func (r *run) writeData(w *lab.Writer) {
	w.Floats(r.modes.Pos)
	w.Floats(r.modes.Omega)
	w.Floats(r.modes.Vector)
	w.Int(len(r.walkers))
	for _, k := range r.walkers {
		w.Floats(k.pos)
		w.Floats(k.vel)
		w.Int(k.step)
	}
	n := r.data.count
	w.Int(n)
	w.Floats(r.data.x[:n*r.coords()])
	w.Floats(r.data.f[:n*r.coords()])
	w.Floats(r.data.e[:n])
}

func (m *member) write(w *lab.Writer) {
	w.Floats(m.theta)
	w.Floats([]float64{m.mean, m.scale, m.mu, m.nu, m.cost})
	w.Int(m.steps)
	w.Bool(m.done)
}

func (m *member) read(r *lab.Reader) {
	var numbers [5]float64
	m.theta = r.Floats()
	r.FloatsInto(numbers[:])
	m.mean, m.scale, m.mu, m.nu, m.cost = numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]
	m.steps, m.done = r.Int(), r.Bool()
}

func (c *curve) write(w *lab.Writer) {
	w.Int(c.next)
	for k := range c.off {
		w.Floats(c.off[k])
	}
	w.Floats(c.still)
}

func (c *curve) read(r *lab.Reader) {
	c.next = r.Int()
	for k := range c.off {
		r.FloatsInto(c.off[k])
	}
	r.FloatsInto(c.still)
}

func (m *motion) write(w *lab.Writer) {
	for _, v := range [][]float64{m.system.Pos, m.system.Vel, m.system.Force} {
		w.Floats(v)
	}
	w.Float(m.system.Potential)
	w.Int(m.system.Step)
	w.Floats([]float64{m.start, m.doubt, m.tenths[0], m.tenths[1], m.reached})
	w.Int(m.counts[0])
	w.Int(m.counts[1])
	w.Bool(m.finished)
	m.past.Write(w)
}

func (m *motion) read(r *lab.Reader, mass []float64) {
	var numbers [5]float64
	m.system = md.System{Mass: mass, Pos: r.Floats(), Vel: r.Floats(), Force: r.Floats(), Potential: r.Float(), Step: r.Int()}
	r.FloatsInto(numbers[:])
	m.start, m.doubt, m.tenths, m.reached = numbers[0], numbers[1], [2]float64{numbers[2], numbers[3]}, numbers[4]
	m.counts = [2]int{r.Int(), r.Int()}
	m.finished = r.Bool()
	m.past = lab.NewHistory(kept, 3)
	m.past.Read(r)
}

// Restore takes a snapshot over. On an error the run is as it was.
func (r *run) Restore(snapshot []byte) error {
	s := lab.Reader{Bytes: snapshot}
	known := s.Int() == version && s.String() == r.name
	fresh := newRun(r.spec)
	if !known || !fresh.readPlans(&s) {
		return lab.ErrSnapshot
	}
	fresh.forget()
	fresh.phase, fresh.steps = s.Int(), s.Int()
	fresh.status = lab.Status{State: lab.State(s.Int()), Reason: s.String()}
	s.FloatsInto(fresh.held[:])
	s.FloatsInto(fresh.press[:])
	fresh.readData(&s)
	fresh.job = s.Int()
	fresh.readNetworks(&s)
	fresh.curve.read(&s)
	fresh.pupil.read(&s)
	fresh.motion.read(&s, r.mass)
	fresh.search.read(&s, r.seed)
	if s.Done() != nil || !fresh.sound() {
		return lab.ErrSnapshot
	}
	fresh.reopen()
	*r = *fresh
	return nil
}

func (r *run) readPlans(s *lab.Reader) bool {
	p := &r.plans
	p.rung, p.controls, p.task, p.reference, p.dt = s.Int(), s.Bool(), s.String(), s.Bool(), s.Float()
	p.steps, p.bath, p.doubt = s.Int(), s.Bool(), s.Float()
	return s.Err == nil && p.rung >= 1 && p.rung <= 4 && r.possible(p) && r.planned() <= r.memory
}

func (r *run) readData(s *lab.Reader) {
	r.modes = &md.Modes{Pos: s.Floats(), Omega: s.Floats(), Vector: s.Floats()}
	n := s.Int()
	if n != 0 && n != walkers {
		s.Err = lab.ErrSnapshot
		return
	}
	for range n {
		r.walkers = append(r.walkers, walker{s.Floats(), s.Floats(), s.Int()})
	}
	if n = s.Int(); n < 0 || n > r.total() {
		s.Err = lab.ErrSnapshot
		return
	}
	r.data.count = n
	s.FloatsInto(r.data.x[:n*r.coords()])
	s.FloatsInto(r.data.f[:n*r.coords()])
	s.FloatsInto(r.data.e[:n])
}

func (r *run) readNetworks(s *lab.Reader) {
	for k, n := range r.networks {
		r.past[k].Read(s)
		if n == nil {
			continue
		}
		count := s.Int()
		if count < 0 || count > kinds[k].members {
			s.Err = lab.ErrSnapshot
			return
		}
		for range count {
			var m member
			m.read(s)
			if len(m.theta) != n.size() {
				s.Err = lab.ErrSnapshot
			}
			n.members = append(n.members, m)
		}
	}
}

// sound tells whether what was read can be the state of this run.
func (r *run) sound() bool {
	n, m := r.coords(), &r.motion.system
	whole := r.phase >= relaxing && r.phase <= finished && r.status.State >= lab.Ready && r.status.State <= lab.Stopped &&
		r.job >= 0 && r.job <= len(r.jobs()) && r.curve.next >= 0 && r.curve.next <= len(r.curve.sizes)*kindCount
	for _, v := range [][]float64{r.modes.Pos, m.Pos, m.Vel, m.Force} {
		whole = whole && (len(v) == n || len(v) == 0)
	}
	for _, w := range r.walkers {
		whole = whole && len(w.pos) == n && len(w.vel) == n
	}
	whole = whole && len(r.modes.Pos) == n && len(r.modes.Vector) == n*len(r.modes.Omega)
	if r.phase >= training && r.plans.learns() {
		whole = whole && r.data.count == r.total()
	}
	if r.phase > training && r.plans.learns() {
		whole = whole && r.networks[equivariant].ready()
	}
	if h := r.search.hopping; h != nil {
		whole = whole && len(h.Pos) == n && len(h.Best) == n
	}
	return whole && (r.phase != moving || len(m.Pos) == n) && (r.phase != hopping || r.search.hopping != nil)
}

// reopen makes ready what the state does not hold: the unseen geometries turned,
// and the lesson under way.
func (r *run) reopen() {
	if r.total() > 0 && r.data.count == r.total() {
		r.turnUnseen()
	}
	switch {
	case r.phase == training && r.job < len(r.jobs()):
		j := r.jobs()[r.job]
		r.useFit(j.kind)
		if n := r.networks[j.kind]; len(n.members) > j.number {
			r.teach(&n.members[j.number], j.kind, r.geometries)
		}
	case r.phase == judging && len(r.pupil.theta) > 0:
		k, i := r.curve.next/len(r.curve.sizes), r.curve.next%len(r.curve.sizes)
		r.useFit(k)
		r.teach(&r.pupil, k, r.curve.sizes[i])
	}
	r.count()
}
