package pde

import (
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/pinn"
)

// Tasks are the parts of half a step of the sketched method, each behind the place of
// the slider, which is live. Other methods have none.
func (r *experiment) Tasks() [][]byte {
	if r.phase != training || r.solver.method != sketch {
		return nil
	}
	parts := r.solver.sketched.Tasks()
	r.tasks = append(r.tasks[:0], make([][]byte, len(parts))...)
	for i, part := range parts {
		c := codec.NewEncoder(make([]byte, 0, 8+len(part)))
		c.Float(&r.shift)
		r.tasks[i] = append(c.Bytes(), part...)
	}
	return r.tasks
}

// Finish ends the half with the results of its tasks.
func (r *experiment) Finish(results [][]byte) {
	r.second.step()
	r.solver.sketched.Finish(results)
	r.train(r.solver.judgeHalf())
}

// A worker does tasks of the sketched method, for the problem with the slider at the
// place that the last task named.
type worker struct {
	settings lab.Settings
	seed     uint64
	at       float64
	sketch   fit.SketchWorker
}

// newWorker makes a worker, or one without a problem where no task will come.
func newWorker(s lab.Settings, seed uint64) (lab.TaskRunner, error) {
	w := &worker{settings: s, seed: seed}
	return w, w.build(shift.Of(s))
}

// build records the problem with the slider at a place, and draws the same points as
// the run.
func (w *worker) build(at float64) error {
	var room fit.Room
	p := work{seed: w.seed}
	if err := p.pose(w.settings, at); err != nil {
		return err
	}
	if w.at = at; suits(method.Of(w.settings), p.q) != sketch {
		return nil
	}
	m, err := pinn.New(p.q.Problem, trained(options(p.q, p.samples, w.settings), p.q, sketch, depth.Of(w.settings)))
	if err != nil {
		return problemText.Wrong("%s", wrong(p.q.text, err))
	}
	m.Reserve(&room)
	w.sketch = fit.SketchWorker{}
	w.sketch.Reserve(&room, m.Blocks(), sketchSize(m))
	if err := room.Open(lab.Budget.Of(w.settings)); err != nil {
		return err
	}
	return drawNetwork(m, w.seed)
}

// Do appends the result of a task to dst. It panics at what is no task.
func (w *worker) Do(dst, task []byte) []byte {
	var at float64
	c := codec.NewDecoder(task[:8])
	if c.Float(&at); at != w.at {
		if err := w.build(at); err != nil {
			panic(err)
		}
	}
	return w.sketch.Do(dst, task[8:])
}
