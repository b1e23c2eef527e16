package pinn

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/law"
)

// Options say how a problem is trained. Zeros are replaced by defaults.
type Options struct {
	Width, Depth int       // units of a hidden layer, hidden layers
	Points       int       // at which the laws are asked to hold
	Params       []float64 // values of the problem's parameters; nil: those of its text
	Weight       float64   // of a condition's mean square, beside 1 of a law's
	Features     bool      // one hidden layer that is drawn, and only the last is trained
	Slope        float64   // of features, in an input scaled to [−1, 1]
	States       int       // of an eigenproblem, from the lowest on
	Data         *Data     // what is known beside laws and conditions
}

func (o *Options) defaults() {
	for _, d := range []struct {
		v *int
		n int
	}{{&o.Width, 20}, {&o.Depth, 2}, {&o.Points, 400}, {&o.States, 4}} {
		if *d.v == 0 {
			*d.v = d.n
		}
	}
	for _, d := range []struct {
		v *float64
		n float64
	}{{&o.Weight, 100}, {&o.Slope, 2}} {
		if *d.v == 0 {
			*d.v = d.n
		}
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
	outputs   []*equation // of each field its network alone, at the points of the first law
	pin       *equation   // of an eigenfunction's size, nil: none
	exact     []int
	march     int // the input along which the solution goes on from its start, −1: none
	size      int
	fixed     []float64 // weights that are not trained
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
	m.march = m.marching()
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
		m.nets = append(m.nets, newNetwork(m.problem, f, a.periodic, m.options))
		for _, t := range a.met {
			count[t.condition]++
		}
	}
	for _, n := range m.nets {
		n.known = append(m.known(n.field), m.kinks(n.field)...)
	}
	for i, c := range m.problem.Conditions {
		n := 0
		for _, w := range m.places(&c) {
			if !m.empty(w) {
				n++
			}
		}
		if c.Kind == law.Periodic || n > 0 && count[i] == n {
			m.exact = append(m.exact, i)
		}
	}
}

// marching is the time, or the only input, where nothing is asked at its end: then the
// part of the solution up to a time depends on nothing later.
func (m *Model) marching() int {
	i := slices.IndexFunc(m.problem.Inputs, func(c law.Coordinate) bool { return c.Kind == law.Time })
	if i < 0 && len(m.problem.Inputs) == 1 {
		i = 0
	}
	for _, c := range m.problem.Conditions {
		for _, w := range m.places(&c) {
			k := slices.Index(w.inputs, i)
			if c.Kind == law.Periodic && c.Periodic == i || k >= 0 && w.values[k] != m.problem.Inputs[i].Lo || len(w.inputs) == 0 && len(m.problem.Inputs) == 1 {
				return -1
			}
		}
	}
	return i
}

// Front makes rows of the points before a part of the time alone, from 0 to 1. It tells
// whether there is such an input.
func (m *Model) Front(part float64) bool {
	if m.march < 0 {
		return false
	}
	c := m.problem.Inputs[m.march]
	for _, e := range m.equations {
		e.used = 0
		for e.used < len(e.points) && e.points[e.used][m.march] <= c.Lo+part*(c.Hi-c.Lo) {
			e.used++
		}
	}
	return true
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
		mlp, known, trained := n.declare(p)
		r.mlps, r.known, r.trained = append(r.mlps, mlp), append(r.known, known), append(r.trained, trained...)
	}
	for i, q := range m.problem.Params {
		r.scalars = append(r.scalars, ad.None)
		if q.Kind >= law.Sought {
			r.scalars[i] = p.Param(q.Name, 1, 1)
			r.trained = append(r.trained, r.scalars[i])
		}
	}
	m.size = p.ParamLen()
	for i, n := range m.nets {
		n.fix(p, r.mlps[i])
	}
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
	if err := m.addFluxes(); err != nil {
		return err
	}
	if err := m.addData(m.options.Data); err != nil {
		return err
	}
	if eigen(m.problem) >= 0 {
		if err := checkStates(m); err != nil {
			return err
		}
		if err := m.addPin(); err != nil {
			return err
		}
	}
	for f := range m.problem.Fields {
		e := &equation{law: 0, condition: -1, weight: 1, place: place{region: -1}, tree: leaf(law.Unknown, f)}
		if err := e.record(m); err != nil {
			return err
		}
		m.outputs = append(m.outputs, e)
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
	if e.sample != nil {
		return len(e.sample)
	}
	n, free := m.options.Points, len(m.problem.Inputs)-len(e.place.inputs)
	if e.law >= 0 {
		return n
	}
	if e.place.region >= 0 || e.across != nil {
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
	for _, e := range m.outputs {
		e.reserve(room, m.count(e))
	}
	for _, v := range m.values {
		if v != nil {
			v.reserve(room)
		}
	}
	room.Floats(&m.Theta, m.size)
	n := 0
	for _, net := range m.nets {
		n += net.fixed()
	}
	room.Floats(&m.fixed, n)
}

// fix hands what is not trained to the machines.
func (m *Model) fix() {
	for _, e := range slices.Concat(m.equations, m.outputs) {
		copy(e.value.Params()[m.size:], m.fixed)
		copy(e.slopes.Params()[m.size:], m.fixed)
	}
	for _, v := range m.values {
		if v != nil {
			copy(v.machine.Params()[m.size:], m.fixed)
		}
	}
}

// redraw draws features anew.
func (m *Model) redraw(how draw, rng *rand.Rand) {
	fixed := m.fixed
	for _, n := range m.nets {
		n.slope, n.other = how.slope, how.other
		n.drawFeatures(fixed, rng)
		fixed = fixed[n.fixed():]
	}
	clear(m.Theta)
	m.startParams()
	m.fix()
}

// startParams puts the starts of parameters where they are trained.
func (m *Model) startParams() {
	for k, i := range m.sought {
		m.Theta[len(m.Theta)-len(m.sought)+k] = m.params[i]
	}
}

// Begin draws weights and points. It says where a condition has no points.
func (m *Model) Begin(rng *rand.Rand) error {
	theta, fixed := m.Theta, m.fixed
	for _, n := range m.nets {
		n.draw(theta, fixed, rng)
		theta, fixed = theta[n.trained():], fixed[n.fixed():]
	}
	m.startParams()
	m.fix()
	found := map[int]bool{}
	for _, e := range m.equations {
		if e == m.pin {
			continue
		}
		points := m.draw(e, rng)
		e.show(points, m.march)
		found[m.at(e)] = found[m.at(e)] || len(points) > 0
	}
	for _, e := range m.outputs {
		e.show(m.equations[0].points, -1)
	}
	for _, e := range m.equations {
		if at := m.at(e); at >= 0 && !found[at] {
			return m.blame(m.at(e), errors.New("no point of the domain was found where this holds"))
		}
	}
	return nil
}

func (m *Model) at(e *equation) int {
	switch {
	case e.law >= 0:
		return m.problem.Laws[e.law].At
	case e.condition < 0:
		return -1 // data, or what fixes the size of a function
	}
	return m.problem.Conditions[e.condition].At
}

func (m *Model) draw(e *equation, rng *rand.Rand) []point {
	switch {
	case e.sample != nil:
		return e.sample
	case e.across != nil:
		return m.meeting(e.across, e.rows, m.domain.section(nil, nil, 4*e.rows+64, rng))
	}
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
		n += e.used
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
	c.Vector(m.fixed)
	m.fix()
	for _, e := range slices.Concat(m.equations, m.outputs) {
		e.state(c, len(m.problem.Inputs))
	}
}
