package pinn

import (
	"math"
	"math/rand/v2"
	"slices"

	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/law"
	"residual/core/opt"
	"residual/core/rng"
)

// A Solver finds the last layer of features by Gauss and Newton's method with an
// orthogonal factorisation. What is linear takes one step; what is not follows the
// time, where there is one, so that each part starts from the one before.
//
// How steep features must be depends on the solution. A few slopes are tried with few
// features, and that with the least residual at points that were not trained at is
// taken for all of them.
type Solver struct {
	Model *Model // of all features

	problem *law.Problem
	seed    uint64
	linear  bool
	scout   *Model // of few features
	gn, few opt.GaussNewton
	trial   int // of the draws; len(draws): all features
	worse   int // slopes in a row that were
	best    draw
	score   float64 // of the best
	front   int
	slow    int // steps of little progress in a row
	steps   int // at this front
	done    bool
	check   check
	states  []State // of an eigenproblem
	polish  int     // the state under way

	zero         float64   // what a network of zeros scores
	small, large []float64 // the best networks at the points of the scout and of all features
}

// converged is the part of what zeros score below which something has been found: the
// next features start from it.
const converged = 0.02

// nothing is a loss at which a descent is done.
const nothing = 1e-28

// rounding is a score that is as good as 0.
const rounding = 1e-12

// A draw says how features are drawn: their slope, and whether evenly in the box or in
// the other way. Of one input that is two thirds of them near the ends, at all scales; of
// several it is as steep by a unit of each input as of the others, so that they are
// steeper along longer sides.
type draw struct {
	slope float64
	other bool
}

// Draws are tried in this order, the other ones where the even ones leave something to
// wish.
var draws = [...]draw{{0.5, false}, {1, false}, {2, false}, {4, false}, {8, false}, {16, false}, {32, false},
	{0.5, true}, {1, true}, {2, true}, {4, true}, {8, true}, {16, true}, {32, true}}

// even is how many draws are so.
const even = 7

// good is the part of what zeros score at which other draws are not tried.
const good = 1e-9

// Fronts are the parts of the time to which a solution that is not linear is found one
// after the other.
var fronts = [...]float64{1. / 16, 1. / 8, 1. / 4, 1. / 2, 3. / 4, 1}

// Steps of a front that is not the last, and of the last, at most; and how many of
// little progress end it.
const (
	mostOnTheWay = 12
	mostAtEnd    = 40
	patience     = 4
)

// NewSolver prepares a problem; zeros of the options are replaced by what suits it.
func NewSolver(p *law.Problem, o Options) (*Solver, error) {
	s := &Solver{problem: p, linear: p.Degree() <= law.Linear}
	o.Features, o.Depth = true, 1
	fields, inputs := len(p.Fields), len(p.Inputs)
	if o.Width == 0 {
		if o.Width = max(200, 1000/fields); inputs == 1 {
			o.Width = 200
		}
	}
	if o.Points == 0 {
		o.Points = 2 * o.Width
	}
	var err error
	if s.Model, err = New(p, o); err != nil {
		return nil, err
	}
	if inputs > 1 {
		o.Width, o.Points = o.Width/3, o.Points/3
	}
	s.scout, err = New(p, o)
	return s, err
}

// Reserve asks a room for all memory.
func (s *Solver) Reserve(room *fit.Room) {
	s.Model.Reserve(room)
	s.gn.Reserve(room, max(s.Model.MaxRows(), s.Model.copied()), s.Model.Size())
	s.scout.Reserve(room)
	s.few.Reserve(room, max(s.scout.MaxRows(), s.scout.copied()), s.scout.Size())
	if eigen(s.problem) >= 0 {
		rows, n := int64(s.Model.MaxRows()), int64(s.Model.Size())
		room.Count(8 * (3*rows*n + n*n)) // of states
	}
	room.Floats(&s.small, s.scout.copied())
	room.Floats(&s.large, s.Model.copied())
	s.reserveCheck(room)
}

// Begin draws points and features. It says where a condition has no points.
func (s *Solver) Begin(seed uint64) error {
	s.seed, s.score, s.trial, s.check.under = seed, math.Inf(1), 0, false
	if err := s.Model.Begin(s.rng("points")); err != nil {
		return err
	}
	if err := s.scout.Begin(s.rng("scout")); err != nil {
		return err
	}
	s.zero = s.scout.Unseen(s.rng("unseen"))
	s.begin()
	return nil
}

func (s *Solver) rng(name string) *rand.Rand { return rng.New(s.seed, "pinn/"+name) }

// now is the model under way, and what trains it.
func (s *Solver) now() (*Model, *opt.GaussNewton) {
	if s.trial < len(draws) {
		return s.scout, &s.few
	}
	return s.Model, &s.gn
}

// begin begins a trial.
func (s *Solver) begin() {
	m, g := s.now()
	how, damping := s.best, 1e-3
	if s.trial < len(draws) {
		how = draws[s.trial]
	} else if n := len(s.problem.Inputs); n > 1 { // features lie closer
		how.slope *= root(float64(s.Model.options.Width)/float64(s.scout.options.Width), n)
	}
	if s.linear {
		damping = 1e-14
	}
	stream := "features"
	if s.check.under {
		stream = "check"
	}
	m.redraw(how, s.rng(stream))
	if eigen(s.problem) >= 0 {
		return
	}
	s.front = len(fronts) - 1
	m.Front(1)
	switch {
	case s.linear:
	case s.check.under || s.score < converged*s.zero || s.score < rounding:
		target := s.large
		if m == s.scout {
			target = s.small
		}
		g.Begin(copying{m, target}.Rows(), 1e-12)
		g.Step(copying{m, target}, m.Theta)
		damping = 1e-6
	case m.march >= 0:
		s.front = 0
		m.Front(fronts[0])
	}
	g.Begin(m.Rows(), damping)
	s.steps, s.slow = 0, 0
}

func root(v float64, n int) float64 { return kernel.Exp1(kernel.Log1(v) / float64(n)) }

// Step takes one step. It does nothing when all is done.
func (s *Solver) Step() {
	if s.done {
		return
	}
	if eigen(s.problem) >= 0 {
		s.eigenStep()
		return
	}
	m, g := s.now()
	before := g.Cost
	moved := g.Step(m, m.Theta)
	if s.slow++; s.steps == 0 || g.Cost < 0.9*before {
		s.slow = 0
	}
	most := mostAtEnd
	if s.front < len(fronts)-1 {
		most = mostOnTheWay
	}
	if s.linear {
		most = 1
	}
	if s.steps++; !moved || s.slow >= patience || s.steps >= most || g.Cost < nothing {
		s.next(m, g)
	}
}

// next goes on to the next front, the next slope, or all features, or ends.
func (s *Solver) next(m *Model, g *opt.GaussNewton) {
	if s.front++; s.front < len(fronts) {
		m.Front(fronts[s.front])
		g.Begin(m.Rows(), 1e-3)
		s.steps, s.slow = 0, 0
		return
	}
	if s.check.under {
		s.endCheck()
		return
	}
	if s.trial == len(draws) {
		if s.done = s.Model.inverse(); !s.done {
			s.beginCheck()
		}
		return
	}
	if score := m.Unseen(s.rng("unseen")); score < s.score {
		s.best, s.score = draws[s.trial], score
		s.scout.networks(s.small, s.scout)
		s.scout.networks(s.large, s.Model)
		s.worse = 0
	} else {
		s.worse++
	}
	s.advance(s.worse >= 2 && s.score < converged*s.zero || s.score < rounding)
}

// advance goes on to the next draw that is worth it, or to all features.
func (s *Solver) advance(enough bool) {
	s.trial++
	if enough && s.trial < even {
		s.trial, s.worse = even, 0
	} else if enough {
		s.trial = len(draws)
	}
	if s.trial >= even && (!s.lopsided() || s.score < good*s.zero || s.score < rounding) {
		s.trial = len(draws)
	}
	s.begin()
}

// lopsided tells whether there is another way of drawing features: the box has one input,
// or sides that differ in length.
func (s *Solver) lopsided() bool {
	if len(s.problem.Inputs) == 1 {
		return true
	}
	for _, n := range s.Model.nets {
		for _, v := range n.proportions() {
			if v < 0.5 {
				return true
			}
		}
	}
	return false
}

// eigenStep finds the states with one slope, or makes one of those that were found
// with all features more exact.
func (s *Solver) eigenStep() {
	m, g := s.now()
	q := s.problem.Params[eigen(s.problem)]
	sigma := 0.0
	if !math.IsInf(q.Lo, 0) {
		sigma = q.Lo
	}
	if len(s.states) == 0 || m == s.scout {
		states, ok := m.statesNear(sigma, m.options.States)
		if m == s.Model {
			s.states, s.polish = states, 0
			s.done = !ok
			return
		}
		score := 0.0
		for _, z := range states {
			m.take(z, s.rng("unseen"))
			score = math.Max(score, m.Unseen(s.rng("unseen")))
		}
		s.judge(score, len(states) == m.options.States)
		return
	}
	m.take(s.states[s.polish], s.rng("unseen"))
	g.Begin(m.Rows(), 1e-12)
	for range polishSteps {
		if !g.Step(m, m.Theta) {
			break
		}
	}
	s.states[s.polish] = State{m.Theta[m.size-1], slices.Clone(m.Theta)}
	if s.polish++; s.polish == len(s.states) {
		s.Show(0)
		s.done = true
	}
}

// polishSteps is how many steps of Gauss and Newton's method a state takes at most.
const polishSteps = 4

// judge takes what the slope of a trial scored, and goes on to the next.
func (s *Solver) judge(score float64, ok bool) {
	if ok && score < s.score {
		s.best, s.score, s.worse = draws[s.trial], score, 0
	} else {
		s.worse++
	}
	s.advance(s.worse >= 2 && !math.IsInf(s.score, 1))
}

// States is those of an eigenproblem, from the lowest on.
func (s *Solver) States() []State { return s.states }

// Show makes a state what the model evaluates.
func (s *Solver) Show(i int) { copy(s.Model.Theta, s.states[i].Theta) }

// Done tells whether there is no more to do.
func (s *Solver) Done() bool { return s.done }

// Slope is the slope of the features.
func (s *Solver) Slope() float64 { return s.best.slope }

// Loss is ½ Σ r² of the model under way.
func (s *Solver) Loss() float64 {
	_, g := s.now()
	return g.Cost
}

// unseen is at how many points a model is judged.
const unseen = 200

// Unseen is the root of the mean square of the laws' residuals at other points of the
// domain and of the weighted rows of conditions.
func (m *Model) Unseen(rng *rand.Rand) float64 {
	x := m.Points(unseen, rng)
	out := make([]float64, len(x)/len(m.problem.Inputs))
	sum := 0.0
	for i := range m.problem.Laws {
		m.ResidualAt(out, x, i)
		sum += kernel.Dot(out, out) / float64(len(out))
	}
	var r [chunk]float64
	for _, e := range m.equations {
		for k := range e.chunks() {
			if e.law < 0 {
				n := e.residuals(k, r[:], m.Theta)
				sum += kernel.Dot(r[:n], r[:n])
			}
		}
	}
	if v := math.Sqrt(sum); !math.IsNaN(v) {
		return v
	}
	return math.Inf(1)
}
