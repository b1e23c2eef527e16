package pde

import (
	"bytes"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/pinn"
)

// Tasks are the parts of half a step of the sketched method, each behind the place of
// the slider, which is live, and the drawing of the points. Other methods have none.
func (r *experiment) Tasks() [][]byte {
	if r.phase != training || r.solver.method != sketch {
		return nil
	}
	parts := r.solver.sketched.Tasks()
	r.tasks = append(r.tasks[:0], make([][]byte, len(parts))...)
	for i, part := range parts {
		c := codec.NewEncoder(make([]byte, 0, 16+8*len(r.solver.drawing.Theta)+len(part)))
		c.Float(&r.shift)
		r.solver.drawing.State(c)
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
// place and the points of the drawing that the last task named.
type worker struct {
	settings lab.Settings
	seed     uint64
	at       float64
	model    *pinn.Model
	drawing  pinn.Drawing
	head     []byte // of the last task: the place and the drawing; none since the problem was built
	sketch   fit.SketchWorker
}

// newWorker makes a worker, or one without a problem where no task will come.
func newWorker(s lab.Settings, seed uint64) (lab.TaskRunner, error) {
	w := &worker{settings: s, seed: seed}
	return w, w.build(shift.Of(s))
}

// build records the problem with the slider at a place, and draws the same points as
// the run in its beginning.
func (w *worker) build(at float64) (err error) {
	var room fit.Room
	p := work{seed: w.seed}
	if err := p.pose(w.settings, at); err != nil {
		return err
	}
	if w.at, w.head = at, nil; suits(method.Of(w.settings), p.q) != sketch {
		return nil
	}
	w.model, err = pinn.New(p.q.Problem, trained(options(p.q, p.samples, w.settings), p.q, sketch, depth.Of(w.settings)))
	if err != nil {
		return problemText.Wrong("%s", wrong(p.q.text, err))
	}
	w.model.Reserve(&room)
	w.drawing.Every = redrawn(p.q, w.settings)
	w.drawing.Reserve(&room, w.model)
	w.sketch = fit.SketchWorker{}
	w.sketch.Reserve(&room, w.model.Blocks(), sketchSize(w.model))
	if err := room.Open(lab.Budget.Of(w.settings)); err != nil {
		return err
	}
	return drawNetwork(w.model, w.seed)
}

// Do appends the result of a task to dst. It panics at what is no task.
func (w *worker) Do(dst, task []byte) []byte {
	var at float64
	c := codec.NewDecoder(task)
	if c.Float(&at); c.Err() == nil && at != w.at {
		w.mustBuild(at)
	}
	w.drawing.State(c)
	head := task[:len(task)-len(c.Bytes())]
	if c.Err() == nil && !bytes.Equal(head, w.head) {
		w.place(at)
		w.head = append(w.head[:0], head...)
	}
	return w.sketch.Do(dst, c.Bytes())
}

// place draws the points that the head of a task names.
func (w *worker) place(at float64) {
	if w.drawing.Step > 0 {
		w.drawing.Draw(w.model, w.seed)
	} else if len(w.head) > 0 { // other ones were drawn since
		w.mustBuild(at)
	}
}

// mustBuild builds what the run has built too.
func (w *worker) mustBuild(at float64) {
	if err := w.build(at); err != nil {
		panic(err)
	}
}
