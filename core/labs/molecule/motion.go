package molecule

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/md"
	"residual/core/rng"
)

// A motion is dynamics on the reference, or on what the first member of the
// ensemble has learnt. Then the others watch: where their forces differ by more
// than is allowed, the atoms are where none of them has been, and the run stops.
type motion struct {
	system   md.System
	start    float64    // total energy at the beginning, eV
	doubt    float64    // the largest spread at the last look, eV/Å
	tenths   [2]float64 // sums of the energy over the first and last tenth of all steps
	counts   [2]int
	reached  float64 // the largest |E(t) − E(0)|, eV
	past     lab.History
	finished bool
}

// The columns of its history.
const (
	drifts = iota // of the total energy, meV an atom
	doubts
	heats // kinetic temperature, K
)

const friction = 0.01 // 1/fs

// moves is how many steps of dynamics one step of the run takes, and look how
// many pass from one look at them to the next: few, where each is a calculation.
func (r *run) moves() (moves, look int) {
	if r.plans.reference && !r.classical() {
		return 1, 1
	}
	return 50, 10
}

func (r *run) startMotion() {
	r.phase = moving
	r.fit, r.fitKind = nil, -1
	if r.motion.system.Step > 0 && !r.motion.finished {
		return
	}
	s, err := md.NewSystem(r.potential(), r.mass, r.modes.Pos)
	if err != nil {
		r.stop(err.Error())
		return
	}
	s.Warm(r.kt(), rng.New(r.seed, "molecule/velocities"))
	s.Heat(2*r.kt(), r.free()) // half of it goes into stretching bonds
	r.motion = motion{system: *s, start: s.Energy(), past: lab.NewHistory(kept, 3)}
	r.count()
}

// potential is what the atoms move on.
func (r *run) potential() md.Potential {
	if r.plans.reference {
		return r.helper.reference
	}
	n := r.networks[equivariant]
	return learnt{n, &n.members[0]}
}

// move takes some steps of dynamics.
func (r *run) move() {
	m := &r.motion
	s, p := &m.system, r.potential()
	bath := md.Bath{KT: r.kt(), Friction: friction, Seed: r.seed, Name: "molecule/bath"}
	noise := make([]float64, r.coords())
	moves, look := r.moves()
	for range moves {
		var err error
		if r.plans.bath {
			err = s.Langevin(p, r.plans.dt, &bath, noise)
		} else {
			err = s.Verlet(p, r.plans.dt)
		}
		if err != nil {
			r.stop(err.Error())
			return
		}
		m.follow(r.plans.steps)
		if s.Step%look == 0 && !r.trusted() {
			return
		}
		if s.Step >= r.plans.steps {
			m.finished = true
			r.finish()
			return
		}
	}
}

// follow keeps the sums from which the drift is read.
func (m *motion) follow(all int) {
	e := m.system.Energy() - m.start
	m.reached = math.Max(m.reached, math.Abs(e))
	for i, in := range []bool{m.system.Step*10 <= all, m.system.Step*10 > 9*all} {
		if in {
			m.tenths[i] += e
			m.counts[i]++
		}
	}
}

// drift is by how much the mean energy of the last tenth exceeds that of the
// first, eV.
func (m *motion) drift() float64 {
	if m.counts[1] == 0 {
		return math.NaN()
	}
	return m.tenths[1]/float64(m.counts[1]) - m.tenths[0]/float64(m.counts[0])
}

// trusted takes note of where the atoms are, which the ensemble looks at, and says
// whether they may go on.
func (r *run) trusted() bool {
	m := &r.motion
	s := &m.system
	if !r.plans.reference {
		m.doubt = r.spread(r.networks[equivariant], s.Pos)
	}
	_, look := r.moves()
	t := s.KT(r.free()) / md.Boltzmann
	m.past.Record(s.Step/look, 1e3*(s.Energy()-m.start)/float64(r.atoms()), m.doubt, t)
	why := r.broken()
	if why != "" {
		r.stop(fmt.Sprintf("stopped at step %d: %s", s.Step, why))
	}
	return why == ""
}

// broken says what is wrong with a trajectory, if anything is.
func (r *run) broken() string {
	m := &r.motion
	gained := (m.system.Energy() - m.start) / float64(r.atoms())
	switch {
	case !(m.doubt <= r.plans.doubt):
		return "the forces of the ensemble differ by " + lab.Number(m.doubt, 2) +
			" eV/Å, so the atoms are where the network was not trained"
	case !r.plans.bath && !(math.Abs(gained) <= leak):
		return "the energy has changed by " + lab.Number(gained, 2) + " eV an atom, so the time step is too long"
	}
	if r.box != nil {
		return ""
	}
	for i := range r.atoms() {
		for j := range i {
			if d := length(difference(m.system.Pos, i, j)); !(d < r.net.Cutoff) {
				return fmt.Sprintf("atoms %d and %d are %s Å apart: the molecule has come to pieces", j+1, i+1, lab.Number(d, 3))
			}
		}
	}
	return ""
}

// leak is the most that the energy of an atom may change where it should not, eV.
const leak = 0.2

// spread is the largest distance of a force of a member from their mean.
func (r *run) spread(n *network, pos []float64) float64 {
	size := len(pos)
	forces := make([]float64, 0, size*len(n.members))
	mean := make([]float64, size)
	for i := range n.members {
		_, f := n.ask(&n.members[i], pos, 1)
		forces = append(forces, f...)
		for c, v := range f {
			mean[c] += v / float64(len(n.members))
		}
	}
	far := 0.0
	for i := 0; i < len(forces); i += 3 {
		far = math.Max(far, length(difference2(forces[i:], mean[i%size:])))
	}
	if math.IsNaN(forces[0]) {
		return math.Inf(1)
	}
	return far
}

func difference2(a, b []float64) [3]float64 {
	return [3]float64{a[0] - b[0], a[1] - b[1], a[2] - b[2]}
}
