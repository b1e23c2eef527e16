package work

import (
	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/nn"
	"residual/core/opt"
	"residual/core/plan"
	"residual/tests/bench/task"
)

// A term of a loss: its program, what goes in row by row, and what comes out.
type term struct {
	p     ad.Program
	net   *nn.MLP
	input map[ad.Value]string // the names of the arrays of task.Inputs
	loss  ad.Value
	grad  []ad.Value
}

// newTerm records a term: the sum over rows of what row makes of the network,
// times weight.
func newTerm(sizes []int, weight float64, row func(*term) ad.Value) *term {
	t := &term{input: map[ad.Value]string{}}
	t.net = nn.NewMLP(&t.p, sizes...)
	t.loss = t.p.Scale(t.p.SumRows(row(t)), weight)
	t.grad = t.p.Gradient(t.loss, t.net.Params()...)
	return t
}

func (t *term) rows(name string, cols int) ad.Value {
	v := t.p.Rows(name, cols)
	t.input[v] = name
	return v
}

func (t *term) square(x ad.Value) ad.Value { return t.p.Mul(x, x) }

// The terms of the laws, each for one row.
var terms = map[string]func(*term) ad.Value{
	"poisson": func(t *term) ad.Value { // (u_xx + u_yy − f)²
		u := t.net.Apply(&t.p, t.p.SeedSum(t.rows("x", 2), 2, []float64{1, 0}, []float64{0, 1}))
		return t.square(t.p.Sub(t.p.Laplacian(u), t.rows("f", 1)))
	},
	"heat": func(t *term) ad.Value { // (u_t − α·u_xx)²
		u := t.net.Apply(&t.p, t.p.SeedSum(t.rows("x", 2), 1, []float64{1, 0}, []float64{0, 1}))
		return t.square(t.p.Sub(t.p.Derivative(u, 1, 1), t.p.Scale(t.p.Laplacian(u), task.Diffusivity)))
	},
	"edge": func(t *term) ad.Value { // (u − value)²
		return t.square(t.p.Sub(t.net.Apply(&t.p, t.rows("edge", 2)), t.rows("value", 1)))
	},
	"ensemble": func(t *term) ad.Value { // ½(v + (y − m)²·e⁻ᵛ): a Gaussian of mean m and log-variance v
		out := t.net.Apply(&t.p, t.rows("x", 1))
		m, v := t.p.Columns(out, 0, 1), t.p.Columns(out, 1, 1)
		misfit := t.p.Mul(t.square(t.p.Sub(t.rows("y", 1), m)), t.p.Exp(t.p.Scale(v, -1)))
		return t.p.Scale(t.p.Add(v, misfit), 0.5)
	},
}

// A Loss is the value and the gradient of one term over some of its rows.
type Loss[T kernel.Float] struct {
	*term
	*plan.Machine[T]
}

// NewLoss plans term name of a network for rows of the batch.
func NewLoss[T kernel.Float](name string, sizes []int, weight float64, rows int) *Loss[T] {
	t := newTerm(sizes, weight, terms[name])
	return &Loss[T]{t, plan.NewMachine[T](plan.New(&t.p, rows, append(t.grad, t.loss)...))}
}

// Load copies rows lo, lo+1, … of the inputs to the machine.
func (l *Loss[T]) Load(in task.Inputs, lo int) {
	for v, name := range l.input {
		z := l.Value(v)
		cols := l.p.Shape(v).Cols
		copy(z, convert[T](in.Get(name)[lo*cols:][:len(z)]))
	}
}

// Add computes the term at theta, adds its gradient to grad and returns its
// value.
func (l *Loss[T]) Add(grad, theta []T) T {
	copy(l.Params(), theta)
	l.Run()
	kernel.Add(grad, grad, l.Flat(l.grad))
	return l.Value(l.loss)[0]
}

// A Term names a term of a task's loss and says how many rows it has.
type Term struct {
	Name string
	Rows int
}

// Terms lists the terms of a training task.
func Terms(t task.Task) []Term {
	if t.Law == "ensemble" {
		return []Term{{t.Law, t.Points}}
	}
	return []Term{{t.Law, t.Points}, {"edge", task.Boundary}}
}

// train is one step of Adam. Every term is a mean over its rows.
func train[T kernel.Float](t task.Task, in task.Inputs) *Job {
	start := convert[T](in.Get("theta"))
	theta, grad := append([]T(nil), start...), make([]T, len(start))
	adam := opt.NewAdam[T](len(theta), task.Rate)
	job := &Job{}
	var losses []*Loss[T]
	for _, term := range Terms(t) {
		l := NewLoss[T](term.Name, t.Sizes, 1/float64(term.Rows), term.Rows)
		l.Load(in, 0)
		losses = append(losses, l)
		job.Bytes += l.Bytes()
		job.Flops += l.Plan.Flops()
	}
	gradient := func() (loss T) {
		clear(grad)
		for _, l := range losses {
			loss += l.Add(grad, theta)
		}
		return loss
	}
	job.Run = func() {
		gradient()
		adam.Step(theta, grad)
	}
	job.Answer = func() []float64 {
		copy(theta, start)
		loss := gradient()
		return append([]float64{float64(loss)}, convert[float64](grad)...)
	}
	return job
}

// forward is the network alone, with jets along the first input.
func forward[T kernel.Float](t task.Task, in task.Inputs) *Job {
	var p ad.Program
	net := nn.NewMLP(&p, t.Sizes...)
	x := p.Rows("x", t.Sizes[0])
	jet := x
	if t.Order > 0 {
		along := make([]float64, t.Sizes[0])
		along[0] = 1
		jet = p.Seed(x, t.Order, along)
	}
	u := net.Apply(&p, jet)
	m := plan.NewMachine[T](plan.New(&p, t.Points, u))
	copy(m.Params(), convert[T](in.Get("theta")))
	copy(m.Value(x), convert[T](in.Get("x")))
	return &Job{Run: m.Run, Answer: answer(m.Run, m.Value(u)), Bytes: m.Bytes(), Flops: m.Plan.Flops()}
}
