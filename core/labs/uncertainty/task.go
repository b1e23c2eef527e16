package uncertainty

import (
	"residual/core/lab"
	"residual/core/plan"
)

// A task is a fit and the rows it sees, its result the fit one slice later. A
// worker needs to know nothing else.
type worker struct {
	seed uint64
	post *posterior
}

func newWorkerOf(s lab.Settings, seed uint64) (lab.TaskRunner, error) {
	sp := read(s, seed)
	m := sp.newModel()
	return newWorker(sp, m, plan.New(&m.p, sp.capacity(), m.outputs()...)), nil
}

func newWorker(s spec, m *model, pl *plan.Plan) *worker {
	return &worker{seed: s.seed, post: &posterior{m: m, machine: plan.NewMachine[float64](pl)}}
}

// task writes what a worker needs to advance a fit, over the last task that was
// written there.
func (r *run) task(dst []byte, f *fit) []byte {
	w := lab.Writer{Bytes: append(dst[:0], r.present(f.fold)...)}
	f.write(&w)
	return w.Bytes
}

// present is the rows, as a task has them, that fits see who do not see a fold.
// They are written once for as long as the rows do not change.
func (r *run) present(fold int) []byte {
	for len(r.seen) <= r.folds {
		r.seen = append(r.seen, nil)
	}
	seen := &r.seen[fold+1]
	if len(*seen) > 0 {
		return *seen
	}
	r.x, r.y = r.x[:0], r.y[:0]
	for i, x := range r.rows.x {
		if r.rows.fold[i] != fold {
			r.x, r.y = append(r.x, r.scale.x(x)), append(r.y, r.scale.y(r.rows.y[i]))
		}
	}
	w := lab.Writer{Bytes: *seen}
	w.Float(r.noise)
	w.Floats(r.x)
	w.Floats(r.y)
	*seen = w.Bytes
	return w.Bytes
}

// Do advances the fit of a task by one slice.
func (k *worker) Do(dst, task []byte) []byte {
	r := lab.Reader{Bytes: task}
	k.post.noise = r.Float()
	x, y := r.Floats(), r.Floats()
	f := readFit(&r, k.post.m.size())
	if r.Done() != nil || len(x) != len(y) || len(x) == 0 {
		panic("uncertainty: no task")
	}
	k.post.show(x, y)
	f.advance(k.post, k.seed)
	w := lab.Writer{Bytes: dst}
	f.write(&w)
	w.Floats(f.fresh)
	return w.Bytes
}

// take ends a slice of fit i with a worker's result.
func (r *run) take(i int, result []byte) {
	in := lab.Reader{Bytes: result}
	r.fits[i] = readFit(&in, r.m.size())
	r.kept[i] = append(r.kept[i], in.Floats()...)
	if in.Done() != nil {
		panic("uncertainty: no result")
	}
}
