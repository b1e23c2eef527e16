// Package pinn turns a problem of package law into rows of a least-squares problem for
// networks: the residuals of its laws at points of the domain, and of those conditions
// that do not hold by construction.
package pinn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/law"
	"residual/core/nn"
)

// Options say how a problem is trained. Zeros are replaced by defaults.
type Options struct {
	Width, Depth int       // units of a hidden layer, hidden layers
	Points       int       // at which the laws are asked to hold
	Params       []float64 // values of the problem's parameters; nil: those of its text
	Weight       float64   // of a condition's mean square, beside 1 of a law's
}

func (o *Options) defaults() {
	for _, d := range []struct {
		v *int
		n int
	}{{&o.Width, 20}, {&o.Depth, 2}, {&o.Points, 400}} {
		if *d.v == 0 {
			*d.v = d.n
		}
	}
	if o.Weight == 0 {
		o.Weight = 100
	}
}

// A Model is a problem and its networks. It is an opt.LeastSquares.
type Model struct {
	Theta []float64 // what is trained: weights, then parameters

	problem   *law.Problem
	options   Options
	params    []float64 // of the problem
	domain    *domain
	nets      []*network
	ansatzes  []*ansatz
	sought    []int // the parameters that are trained
	equations []*equation
	exact     []int
	size      int
	values    [law.MaxFields]*evaluator
}

// New prepares a problem, or says at its place why it cannot.
func New(p *law.Problem, o Options) (*Model, error) {
	o.defaults()
	m := &Model{problem: p, options: o}
	m.setParams(o.Params)
	var err error
	if m.domain, err = newDomain(p, m.params); err != nil {
		return nil, m.blame(0, err)
	}
	m.construct()
	if err := m.record(); err != nil {
		return nil, err
	}
	return m, nil
}

// blame puts an error at a place of the text.
func (m *Model) blame(at int, err error) error {
	return &law.Error{At: at, Reason: err.Error()}
}

// setParams sets the parameters: those that are made of others follow these.
func (m *Model) setParams(values []float64) {
	if m.params = slices.Clone(values); values == nil {
		m.params = m.problem.Values()
	}
	for i, q := range m.problem.Params {
		if math.IsNaN(m.params[i]) {
			m.params[i] = 1
		}
		if q.Kind >= law.Sought {
			m.sought = append(m.sought, i)
		}
	}
	m.problem.Derive(m.params)
}

// value is that of a tree without inputs.
func (m *Model) value(n *law.Node) (float64, error) {
	w, err := m.problem.Compile(nil, n)
	if err != nil {
		return 0, err
	}
	var out [1]float64
	w.Eval(out[:], make([]float64, len(m.problem.Inputs)), m.params, nil)
	return out[0], nil
}

// construct chooses which conditions hold by construction, and makes the networks.
func (m *Model) construct() {
	traces := m.traces()
	count := make([]int, len(m.problem.Conditions))
	for f := range m.problem.Fields {
		a := m.ansatz(f, traces)
		m.ansatzes = append(m.ansatzes, a)
		m.nets = append(m.nets, newNetwork(m.problem, f, a.periodic))
		for _, t := range a.met {
			count[t.condition]++
		}
	}
	for i, c := range m.problem.Conditions {
		if n := len(m.places(&c)); c.Kind == law.Periodic || count[i] == n {
			m.exact = append(m.exact, i)
		}
	}
}

// Exact is the indices of the conditions that hold by construction; the others are
// rows with a weight.
func (m *Model) Exact() []int { return m.exact }

// holds tells whether a place of a condition is met by construction.
func (m *Model) holds(condition, place int) bool {
	return slices.ContainsFunc(m.ansatzes, func(a *ansatz) bool { return slices.Contains(a.met, met{condition, place}) })
}

// recorder declares what is trained on a program, and then what is not.
func (m *Model) recorder(p *ad.Program) *recorder {
	r := &recorder{m: m, p: p, nets: m.nets}
	for _, n := range m.nets {
		sizes := []int{n.width()}
		for range m.options.Depth {
			sizes = append(sizes, m.options.Width)
		}
		mlp := nn.NewMLP(p, append(sizes, 1)...)
		r.mlps = append(r.mlps, mlp)
		r.trained = append(r.trained, mlp.Params()...)
	}
	for i, q := range m.problem.Params {
		r.scalars = append(r.scalars, ad.None)
		if q.Kind >= law.Sought {
			r.scalars[i] = p.Param(q.Name, 1, 1)
			r.trained = append(r.trained, r.scalars[i])
		}
	}
	m.size = p.ParamLen()
	return r
}

// record records the laws and conditions.
func (m *Model) record() error {
	for i, q := range m.problem.Laws {
		if err := m.add(&equation{law: i, condition: -1, weight: 1, place: place{region: -1}}, q); err != nil {
			return err
		}
	}
	for i, c := range m.problem.Conditions {
		if slices.Contains(m.exact, i) {
			continue
		}
		for k, w := range m.places(&c) {
			if !m.holds(i, k) {
				if err := m.add(&equation{law: -1, condition: i, weight: m.options.Weight, place: w}, c.Equation); err != nil {
					return err
				}
			}
		}
	}
	for f := range m.problem.Fields {
		v, err := m.newEvaluator(f, law.Order{})
		if err != nil {
			return m.blame(0, err)
		}
		m.values[f] = v
	}
	return nil
}

func (m *Model) add(e *equation, q law.Equation) (err error) {
	if e.tree, err = m.of(difference(q.Left, q.Right), e.place.normal); err == nil {
		err = e.record(m)
	}
	if err != nil {
		return m.blame(q.At, err)
	}
	m.equations = append(m.equations, e)
	return nil
}

// count is at how many points an equation is asked to hold: on a side fewer than
// inside.
func (m *Model) count(e *equation) int {
	n, free := m.options.Points, len(m.problem.Inputs)-len(e.place.inputs)
	if e.law >= 0 {
		return n
	}
	if e.place.region >= 0 {
		free--
	}
	if free <= 0 || len(m.problem.Inputs) == 1 {
		return 1
	}
	each := 1.0
	for each*2 <= float64(n) && power2(each, len(m.problem.Inputs)) < float64(n) {
		each++
	}
	return int(min(float64(n), 2*power2(each, free)))
}

func power2(v float64, n int) float64 {
	z := 1.0
	for range n {
		z *= v
	}
	return z
}

// Reserve asks a room for all memory.
func (m *Model) Reserve(room *fit.Room) {
	for _, e := range m.equations {
		e.reserve(room, m.count(e))
	}
	for _, v := range m.values {
		if v != nil {
			v.reserve(room)
		}
	}
	room.Floats(&m.Theta, m.size)
}

// Begin draws weights and points. It says where a condition has no points.
func (m *Model) Begin(rng *rand.Rand) error {
	theta := m.Theta
	for _, n := range m.nets {
		sizes := []int{n.width()}
		for range m.options.Depth {
			sizes = append(sizes, m.options.Width)
		}
		mlp := &nn.MLP{Sizes: append(sizes, 1)}
		nn.Glorot(mlp, theta, rng)
		theta = theta[mlp.Size():]
	}
	for k, i := range m.sought {
		theta[k] = m.params[i]
	}
	for _, e := range m.equations {
		points := m.draw(e, rng)
		if len(points) == 0 {
			return m.blame(m.at(e), fmt.Errorf("no point of the domain was found where this holds"))
		}
		e.show(points)
	}
	return nil
}

func (m *Model) at(e *equation) int {
	if e.law >= 0 {
		return m.problem.Laws[e.law].At
	}
	return m.problem.Conditions[e.condition].At
}

func (m *Model) draw(e *equation, rng *rand.Rand) []point {
	if e.law >= 0 {
		return m.domain.interior(e.rows, rng)
	}
	return e.place.points(m.domain, e.rows, rng)
}

// Size is how many numbers are trained.
func (m *Model) Size() int { return m.size }

// Rows is the number of residuals.
func (m *Model) Rows() (n int) {
	for _, e := range m.equations {
		n += len(e.points)
	}
	return n
}

// MaxRows is how many there are room for.
func (m *Model) MaxRows() (n int) {
	for _, e := range m.equations {
		n += m.count(e)
	}
	return n
}

// Residual sets r to all weighted residuals at theta.
func (m *Model) Residual(r, theta []float64) {
	for _, e := range m.equations {
		for k := range e.chunks() {
			r = r[e.residuals(k, r, theta):]
		}
	}
}

// Jacobian sets r likewise, and jac, Rows × len(theta), to the derivatives.
func (m *Model) Jacobian(r, jac, theta []float64) {
	for _, e := range m.equations {
		for k := range e.chunks() {
			n := e.jacobian(k, r, jac, theta)
			r, jac = r[n:], jac[n*len(theta):]
		}
	}
}

// Loss is ½ Σ r².
func (m *Model) Loss(theta []float64) (sum float64) {
	var r [chunk]float64
	for _, e := range m.equations {
		for k := range e.chunks() {
			n := e.residuals(k, r[:], theta)
			sum += kernel.Dot(r[:n], r[:n]) / 2
		}
	}
	return sum
}

// Params is the problem's parameters as they are now, those that are trained included.
func (m *Model) Params() []float64 {
	z := slices.Clone(m.params)
	for k, i := range m.sought {
		z[i] = m.Theta[len(m.Theta)-len(m.sought)+k]
	}
	return z
}

// State describes all that the next step depends on.
func (m *Model) State(c *codec.Coder) {
	c.Vector(m.Theta)
	for _, e := range m.equations {
		e.state(c, len(m.problem.Inputs))
	}
}
