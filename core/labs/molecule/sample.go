package molecule

import (
	"math/rand/v2"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/md"
	"residual/core/opt"
	"residual/core/rng"
	"residual/core/so3"
)

// A sample is the geometries computed so far. Positions are in Å with the
// molecule held as it was relaxed; energies in eV, forces in eV/Å.
type sample struct {
	x, f, e      []float64
	count        int
	coords       int
	trajectories []point // by Langevin, if geometries come from these

	testX, testF []float64 // the first geometries, which training does not see, rotated at random
	next         point     // room for a task or a result
	tasks        [][]byte
}

// One step of sampling computes a few geometries, or takes each of a few
// Langevin trajectories a little further.
const (
	batch          = 8
	trajectories   = 4
	burnInRounds   = 10   // of a trajectory before its first geometry
	roundSteps     = 10   // of a trajectory
	sampleDt       = 1.0  // fs
	sampleFriction = 0.02 // 1/fs
)

// A point is a geometry with its energy and forces, and a stage of a trajectory
// if it has a number.
type point struct {
	trajectory int // from 1; 0: none
	md.System
	fault string // what went wrong
}

// State describes a point: as a task before it is computed, then as its result.
func (p *point) State(c *codec.Coder) {
	c.Count(&p.trajectory)
	p.System.State(c)
	c.Text(&p.fault)
}

func (p *point) reserve(room opt.Memory, s *spec) {
	p.System.Reserve(room, s.atoms())
	p.Mass = s.mass
}

func (d *sample) reserve(room *fit.Room, s *spec) {
	total, test := s.total(), min(unseen, s.total())
	d.coords = s.coords()
	room.Vectors(total*d.coords, &d.x, &d.f)
	room.Floats(&d.e, total)
	room.Vectors(test*d.coords, &d.testX, &d.testF)
	d.next.reserve(room, s)
	if s.sampling == langevin && !s.beyond() {
		d.trajectories = make([]point, trajectories)
	}
	for i := range d.trajectories {
		d.trajectories[i].reserve(room, s)
	}
}

// State describes the geometries and the trajectories.
func (d *sample) State(c *codec.Coder) {
	for i := range d.trajectories {
		d.trajectories[i].State(c)
	}
	c.Int(&d.count, 0, len(d.e))
	c.Vector(d.x[:d.count*d.coords], d.f[:d.count*d.coords], d.e[:d.count])
}

func (d *sample) full() bool { return d.count == len(d.e) }

// at is geometry i and its forces.
func (d *sample) at(i int) (x, f []float64) {
	return d.x[i*d.coords:][:d.coords], d.f[i*d.coords:][:d.coords]
}

// add adds a geometry, while there is room.
func (d *sample) add(p *point) {
	if d.full() {
		return
	}
	d.count++
	x, f := d.at(d.count - 1)
	copy(x, p.Pos)
	copy(f, p.Force)
	d.e[d.count-1] = p.Potential
}

// rotateUnseen rotates each geometry that is kept for judging, if all are there.
func (d *sample) rotateUnseen(seed uint64) {
	if clear(d.testX); d.count == 0 || !d.full() {
		clear(d.testF)
		return
	}
	random := rng.New(seed, "molecule/rotation of unseen")
	for i := range unseen {
		q := randomRotation(random)
		x, f := d.at(i)
		q.Apply(d.testX[i*d.coords:], x)
		q.Apply(d.testF[i*d.coords:], f)
	}
}

// randomRotation draws a rotation, all of which are equally likely.
func randomRotation(random *rand.Rand) (q so3.Rotation) {
	rng.Normals(q[:], random)
	return q
}

// startTrajectories gives every trajectory its velocities, at the minimum.
func (r *experiment) startTrajectories() {
	for i := range r.sample.trajectories {
		p := &r.sample.trajectories[i]
		copy(p.Pos, r.minimum.pos)
		p.trajectory, p.Step = i+1, 0
		p.ThermalVelocities(r.kt(), rng.New(r.seed, "molecule/walker/velocities", uint64(i)))
	}
}

// Tasks are the geometries, or rounds of trajectories, of the next step, while
// there are any to compute.
func (r *experiment) Tasks() [][]byte {
	d := &r.sample
	d.tasks = d.tasks[:0]
	if r.phase != sampling {
		return nil
	}
	for i := range d.trajectories {
		d.addTask(&d.trajectories[i])
	}
	if len(d.trajectories) > 0 {
		return d.tasks
	}
	p := &d.next
	p.trajectory, p.Step, p.Potential, p.fault = 0, 0, 0, ""
	clear(p.Vel)
	clear(p.Force)
	for i := d.count; i < min(d.count+batch, len(d.e)); i++ {
		r.minimum.modes.Draw(p.Pos, r.kt(), rng.New(r.seed, "molecule/geometry", uint64(i)))
		d.addTask(p)
	}
	return d.tasks
}

func (d *sample) addTask(p *point) {
	c := codec.NewEncoder(nil)
	p.State(c)
	d.tasks = append(d.tasks, c.Bytes())
}

// sampleAlone does all tasks of a step here.
func (r *experiment) sampleAlone() {
	tasks := r.Tasks()
	results := make([][]byte, len(tasks))
	for i, t := range tasks {
		results[i] = r.evaluator.Do(nil, t)
	}
	r.Finish(results)
}

// Finish ends a step of sampling with its results.
func (r *experiment) Finish(results [][]byte) {
	d := &r.sample
	for i, b := range results {
		p := &d.next
		if len(d.trajectories) > 0 {
			p = &d.trajectories[i]
		}
		c := codec.NewDecoder(b)
		if p.State(c); c.Done() != nil {
			panic("molecule: not a result")
		}
		if p.fault != "" {
			r.Stop("a geometry could not be computed: %s", p.fault)
			return
		}
		if p.trajectory == 0 || p.Step > burnInRounds*roundSteps {
			d.add(p)
		}
	}
	if d.full() {
		d.rotateUnseen(r.seed)
		r.onward()
	}
}

// An evaluator computes geometries of one system.
type evaluator struct {
	spec
	reference md.Potential
	point     point
	noise     []float64
}

func newWorker(settings lab.Settings, seed uint64) (lab.TaskRunner, error) {
	s, err := read(settings, seed)
	if err != nil {
		return nil, err
	}
	return s.newEvaluator(), nil
}

func (s *spec) newEvaluator() *evaluator {
	w := &evaluator{spec: *s, reference: s.newReference(), noise: make([]float64, s.coords())}
	w.point.reserve(opt.Heap{}, s)
	return w
}

// Do computes one geometry, or takes a trajectory a round further.
func (w *evaluator) Do(dst, task []byte) []byte {
	p, c := &w.point, codec.NewDecoder(task)
	if p.State(c); c.Done() != nil {
		panic("molecule: not a task")
	}
	p.fault = ""
	if err := w.evaluate(p); err != nil {
		p.fault = err.Error()
	}
	out := codec.NewEncoder(dst)
	p.State(out)
	return out.Bytes()
}

func (w *evaluator) evaluate(p *point) (err error) {
	if p.Potential, err = w.reference.Energy(p.Force, p.Pos); err != nil || p.trajectory == 0 {
		return err
	}
	bath := md.Thermostat{KT: w.kt(), Friction: sampleFriction, Seed: w.seed, Name: "molecule/walker", Number: uint64(p.trajectory)}
	for range roundSteps {
		if err := p.Langevin(w.reference, sampleDt, &bath, w.noise); err != nil {
			return err
		}
	}
	return nil
}
