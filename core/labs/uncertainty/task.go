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
	x, y []float64
}

func newWorkerOf(s lab.Settings, seed uint64) (lab.Worker, error) {
	sp := read(s, seed)
	m := sp.newModel()
	return newWorker(sp, m, plan.New(&m.p, sp.capacity(), m.outputs()...)), nil
}

func newWorker(s spec, m *model, pl *plan.Plan) *worker {
	return &worker{seed: s.seed, post: &posterior{m: m, machine: plan.NewMachine[float64](pl)}}
}

// task writes what a worker needs to advance a fit.
func (r *run) task(f *fit) []byte {
	var w lab.Writer
	w.Float(r.noise)
	r.x, r.y = r.x[:0], r.y[:0]
	for i, x := range r.rows.x {
		if r.rows.fold[i] != f.fold {
			r.x, r.y = append(r.x, r.scale.x(x)), append(r.y, r.scale.y(r.rows.y[i]))
		}
	}
	w.Floats(r.x)
	w.Floats(r.y)
	f.write(&w)
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
