package molecule

import (
	"fmt"
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/md"
	"residual/core/rng"
)

// A motion is dynamics on the reference, or on what the best member of the
// ensemble has learnt. Then the others watch: where their forces differ by more
// than is allowed, the atoms are where none of them has been, and the run stops.
type motion struct {
	system       md.System
	bath         md.Thermostat
	free         int // degrees of freedom at constant energy
	started      bool
	finished     bool
	start        float64    // total energy at the beginning, eV
	disagreement float64    // of the ensemble at the last look, eV/Å
	tenths       [2]float64 // sums of the energy over the first and last tenth of all steps
	counts       [2]int
	largest      float64 // |E(t) − E(0)| so far, eV
	past         lab.History
	noise        []float64 // room
}

// The columns of its history.
const (
	energyChanges = iota // of the total energy, meV an atom
	disagreements
	temperatures // of the motion, K
	motionColumns
)

const (
	friction = 0.01 // 1/fs
	leak     = 0.2  // eV: the most that the energy of an atom may change where it should not
)

func (m *motion) reserve(room *fit.Room, s *spec) {
	m.system.Reserve(room, s.atoms())
	m.system.Mass = s.mass
	m.bath = md.Thermostat{KT: s.kt(), Friction: friction, Seed: s.seed, Name: "molecule/bath", Internal: s.box == nil}
	m.past.Reserve(room, historyLength, motionColumns)
	room.Floats(&m.noise, s.coords())
}

// reset forgets the motion.
func (m *motion) reset() {
	*m = motion{system: m.system, bath: m.bath, past: lab.NewHistory(historyLength, motionColumns), noise: m.noise}
	m.system.Step, m.bath.Heat = 0, 0
}

// State describes a motion, if there is one.
func (m *motion) State(c *codec.Coder) {
	if c.Bool(&m.started); !m.started {
		if c.Decoding() {
			m.reset()
		}
		return
	}
	m.system.State(c)
	c.Int(&m.free, 0, len(m.system.Pos))
	c.Bool(&m.finished)
	c.Float(&m.start, &m.bath.Heat, &m.disagreement, &m.tenths[0], &m.tenths[1], &m.largest)
	c.Count(&m.counts[0], &m.counts[1])
	m.past.State(c)
}

// stride is how many steps of dynamics one step of the run takes, and how many
// pass from one look at the atoms to the next: few, where each is a calculation.
func (s *spec) stride() (steps, look int) {
	if s.plans.reference && !s.classical() {
		return 1, 1
	}
	return 50, 10
}

// startMotion goes on with the motion under way, or begins one.
func (r *experiment) startMotion() {
	r.phase, r.trainer = moving, nil
	m := &r.motion
	if m.started && !m.finished && m.system.Step > 0 {
		return
	}
	m.reset()
	m.started = true
	if err := m.system.Begin(r.potential(), r.mass, r.minimum.pos); err != nil {
		r.Stop("%v", err)
		return
	}
	m.system.ThermalVelocities(r.kt(), rng.New(r.seed, "molecule/velocities"))
	if m.free = m.system.Freedom(); r.box != nil {
		m.free = r.coords() - 3 // what repeats rotates in no direction
	}
	m.system.RescaleTo(2*r.kt(), m.free) // half of it goes into stretching bonds
	m.start = m.system.Energy()
}

// potential is what the atoms move on.
func (r *experiment) potential() md.Potential {
	if r.plans.reference {
		return r.evaluator.reference
	}
	return learnedPotential{r.ensembles[equivariant]}
}

// kelvin is the temperature of the motion, over as many degrees of freedom as the
// bath heats or, at constant energy, as there were at the start.
func (m *motion) kelvin(bath bool) float64 {
	free := m.free
	if bath {
		free = m.bath.Freedom(len(m.system.Mass))
	}
	return m.system.KT(free) / md.Boltzmann
}

// move takes some steps of dynamics.
func (r *experiment) move() {
	m, p := &r.motion, r.potential()
	guard := md.EnergyGuard{Start: m.start, Limit: leak * float64(r.atoms()), Unit: "eV"}
	steps, look := r.stride()
	for range steps {
		var err error
		if r.plans.bath {
			err = m.system.Langevin(p, r.plans.dt, &m.bath, m.noise)
		} else {
			err = m.system.Verlet(p, r.plans.dt)
		}
		if err == nil {
			err = guard.Check(&m.system, m.bath.Heat)
		}
		if err != nil {
			r.Stop("%v", err)
			return
		}
		m.follow(r.plans.steps)
		if m.system.Step%look == 0 && !r.lookAt(m, look) {
			return
		}
		if m.system.Step >= r.plans.steps {
			m.finished = true
			r.finish()
			return
		}
	}
}

// follow keeps the sums from which the drift is read.
func (m *motion) follow(all int) {
	e := m.system.Energy() - m.start
	m.largest = math.Max(m.largest, math.Abs(e))
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

// lookAt takes note of where the atoms are, and stops the run where they may not
// go on.
func (r *experiment) lookAt(m *motion, look int) bool {
	if !r.plans.reference {
		m.disagreement = r.ensembles[equivariant].disagreement(m.system.Pos)
	}
	m.past.Record(m.system.Step/look, 1e3*(m.system.Energy()-m.start)/float64(r.atoms()), m.disagreement, m.kelvin(r.plans.bath))
	if why := r.broken(m); why != "" {
		r.Stop("stopped at step %d: %s", m.system.Step, why)
	}
	return !r.Status().Final()
}

// broken says what is wrong with a motion, if anything is.
func (s *spec) broken(m *motion) string {
	if !(m.disagreement <= s.plans.maxDisagreement) {
		return "the forces of the ensemble differ by " + lab.Number(m.disagreement, 2) +
			" eV/Å, so the atoms are where the network was not trained"
	}
	for i := range s.atoms() {
		for j := range i {
			if d := md.Distance(m.system.Pos[3*i:], m.system.Pos[3*j:]); s.box == nil && !(d < s.net.Cutoff) {
				return fmt.Sprintf("atoms %d and %d are %s Å apart: the molecule has come to pieces", j+1, i+1, lab.Number(d, 3))
			}
		}
	}
	return ""
}

// show draws energy, and disagreement or temperature, over time.
func (m *motion) show(f *lab.Frame, s *spec) {
	title := "Dynamics, learnt"
	if s.plans.reference {
		title = "Dynamics, reference"
	}
	_, look := s.stride()
	time := lab.Axis{Label: "time", Unit: "ps"}
	draw := func(p *lab.Panel, name string, colour lab.Colour, column int) {
		c := p.AddHistory(name, colour, &m.past, column)
		for i := range c.X {
			c.X[i] = c.X[i] * float64(look) * s.plans.dt / 1e3
		}
	}
	draw(f.AddPanel(title, time, lab.Axis{Label: "energy − start", Unit: "meV/atom"}), "total energy", lab.Network, energyChanges)
	if s.plans.reference {
		p := f.AddPanel("Temperature", time, lab.Axis{Label: "of the motion", Unit: "K"})
		draw(p, "kinetic", lab.Network, temperatures)
		p.AddHLine("asked for", lab.Reference, s.temperature)
		return
	}
	p := f.AddPanel("Doubt of the ensemble", time, lab.Axis{Label: "spread of forces", Unit: "eV/Å", Log: true})
	draw(p, "spread", lab.Doubt, disagreements)
	p.AddHLine("stops here", lab.Reference, s.plans.maxDisagreement)
}
