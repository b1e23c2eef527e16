package molecule

import (
	"residual/core/lab"
	"residual/core/md"
	"residual/core/rng"
)

// A sample is the geometries computed so far. Positions are in Å with the
// molecule held as it was relaxed; energies in eV, forces in eV/Å.
type sample struct {
	x, f  []float64
	e     []float64
	count int
}

func newSample(s *spec) sample {
	n := s.total() * s.coords()
	return sample{x: make([]float64, n), f: make([]float64, n), e: make([]float64, s.total())}
}

func (d *sample) bytes() int64 { return 8 * int64(cap(d.x)+cap(d.f)+cap(d.e)) }

// at is geometry i and its forces.
func (d *sample) at(i, coords int) (x, f []float64) {
	return d.x[i*coords:][:coords], d.f[i*coords:][:coords]
}

// One step of sampling computes a few geometries, or takes each of a few
// Langevin trajectories a little further.
const (
	batch   = 8
	walkers = 4
	warm    = 10   // rounds of a trajectory before its first geometry
	strides = 10   // steps of a round
	stride  = 1.0  // fs
	drag    = 0.02 // 1/fs: friction
)

// A walker is a Langevin trajectory on the reference.
type walker struct {
	pos, vel []float64
	step     int
}

// tasks writes the parts of the next step of sampling.
func (r *run) sampleTasks() [][]byte {
	r.tasks = r.tasks[:0]
	if r.langevin {
		for i := range r.walkers {
			w := &r.walkers[i]
			var b lab.Writer
			b.Int(i + 1)
			b.Int(w.step)
			b.Floats(w.pos)
			b.Floats(w.vel)
			r.tasks = append(r.tasks, b.Bytes)
		}
		return r.tasks
	}
	for i := r.data.count; i < min(r.data.count+batch, r.total()); i++ {
		var b lab.Writer
		b.Int(0)
		x := make([]float64, r.coords())
		r.modes.Draw(x, r.kt(), rng.New(r.seed, "molecule/geometry", uint64(i)))
		b.Floats(x)
		r.tasks = append(r.tasks, b.Bytes)
	}
	return r.tasks
}

// A worker computes geometries of one system.
type worker struct {
	spec
	reference md.Potential
}

func newWorker(settings lab.Settings, seed uint64) (lab.TaskRunner, error) {
	s, err := read(settings, seed)
	if err != nil {
		return nil, err
	}
	return &worker{s, s.reference()}, nil
}

// Do computes one geometry, or takes a walker a round further. The result is
// positions, velocities of a walker, forces and the energy; or, after 1, what
// went wrong.
func (w *worker) Do(dst, task []byte) []byte {
	t := lab.Reader{Bytes: task}
	out := lab.Writer{Bytes: dst}
	which := t.Int()
	s := md.System{Mass: w.mass, Force: make([]float64, w.coords()), Vel: make([]float64, w.coords())}
	var err error
	if which > 0 {
		s.Step = t.Int()
		s.Pos = t.Floats()
		t.FloatsInto(s.Vel)
		err = w.round(&s, which)
	} else {
		s.Pos = t.Floats()
		s.Potential, err = w.reference.Energy(s.Force, s.Pos)
	}
	if t.Done() != nil {
		panic("molecule: not a task")
	}
	if err != nil {
		out.Int(1)
		out.String(err.Error())
		return out.Bytes
	}
	out.Int(0)
	out.Floats(s.Pos)
	out.Floats(s.Vel)
	out.Floats(s.Force)
	out.Float(s.Potential)
	return out.Bytes
}

// round takes a walker, numbered from 1, a few steps further.
func (w *worker) round(s *md.System, which int) error {
	e, err := w.reference.Energy(s.Force, s.Pos)
	if err != nil {
		return err
	}
	s.Potential = e
	bath := md.Bath{KT: w.kt(), Friction: drag, Seed: w.seed, Name: "molecule/walker", Number: uint64(which)}
	noise := make([]float64, w.coords())
	for range strides {
		if err := s.Langevin(w.reference, stride, &bath, noise); err != nil {
			return err
		}
	}
	return nil
}

// takeSamples ends a step of sampling with its results.
func (r *run) takeSamples(results [][]byte) {
	for i, result := range results {
		t := lab.Reader{Bytes: result}
		if t.Int() != 0 {
			r.stop("a geometry could not be computed: " + t.String())
			return
		}
		n := r.coords()
		pos, vel, force := make([]float64, n), make([]float64, n), make([]float64, n)
		t.FloatsInto(pos)
		t.FloatsInto(vel)
		t.FloatsInto(force)
		e := t.Float()
		if t.Done() != nil {
			panic("molecule: not a result")
		}
		if r.langevin {
			r.walkers[i] = walker{pos, vel, r.walkers[i].step + strides}
		}
		if !r.langevin || r.walkers[i].step > warm*strides {
			r.keep(pos, force, e)
		}
	}
}

// keep adds a geometry, while there is room.
func (r *run) keep(pos, force []float64, e float64) {
	d := &r.data
	if d.count == len(d.e) {
		return
	}
	x, f := d.at(d.count, r.coords())
	copy(x, pos)
	copy(f, force)
	d.e[d.count] = e
	d.count++
}
