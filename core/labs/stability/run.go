package stability

import (
	"errors"
	"fmt"
	"math"

	"residual/core/dyn"
	"residual/core/lab"
	"residual/core/plan"
	"residual/core/rng"
)

// A run looks at one system and trains two networks.
type run struct {
	subject
	seed   uint64
	tau    float64
	plans  int64      // planned bytes
	field  *dyn.Field // at the parameters looked at
	grid   *dyn.Grid  // planar systems only
	sweep  *dyn.Sweep // nil without a parameter
	byPair *learner
	byJ    *learner // planar systems only
	paths  paths

	live
	found  dyn.Finding
	swept  int // steps of the sweep so far
	steps  int
	learnt int
	past   lab.History
	sharp  float64 // expected calibration error on examples kept back; NaN before
	status lab.Status
	exam   *results // no part of the state
}

// live is what may change while the run goes on.
type live struct{ shift, confidence, reach float64 }

func readLive(s lab.Settings) live {
	return live{s.Float("shift"), s.Float("confidence"), s.Float("reach")}
}

// How the networks are trained.
const (
	rows        = 2048  // examples
	judgements  = 32    // of each example by the expert
	kept        = 16384 // single judgements kept back, half of them for calibration
	asked       = 1024  // places that are asked about at a time
	updates     = 80    // steps of Levenberg and Marquardt's method
	pairWidth   = 16
	matrixWidth = 6
	remembered  = 128
)

// The grid of the phase portrait.
const gridX, gridY = 65, 65

func start(s lab.Settings, seed uint64) (lab.LegacyRun, error) {
	c, err := choose(s)
	if err != nil {
		var bad *lab.KnobError
		errors.As(err, &bad)
		return nil, bad
	}
	r := &run{subject: *c, seed: seed, tau: s.Float("error"), live: readLive(s),
		past: lab.NewHistory(remembered, 2), sharp: math.NaN()}
	if err := r.build(s.Bytes("memory")); err != nil {
		return nil, err
	}
	r.look()
	return r, nil
}

// build allocates everything within the budget.
func (r *run) build(budget int64) error {
	r.field, r.plans = dyn.NewField(r.sys, r.subject.swept), 0
	r.byPair = newLearner(pairFeatures, pairWidth, 1)
	learners := []*learner{r.byPair}
	if r.planar() {
		r.grid = dyn.NewGrid(r.sys, gridX, gridY)
		r.byJ = newLearner(matrixFeatures, matrixWidth, matrixWidth, 1)
		learners = append(learners, r.byJ)
		r.plans += r.grid.Bytes()
	}
	if r.subject.swept >= 0 {
		r.newSweep()
		r.plans += r.field.Bytes()
	}
	r.paths = newPaths(r.field.Window())
	r.plans += r.field.Bytes() + r.past.Bytes() + r.paths.bytes()
	var needs []plan.Request
	for _, l := range learners {
		needs = append(needs, l.needs(rows, asked)...)
		r.plans += l.optimiserBytes(rows)
	}
	plans, err := plan.All(budget-r.plans, 8, needs...)
	var small *plan.BudgetError
	if errors.As(err, &small) {
		return lab.MemoryError(r.plans + small.Least)
	}
	for i, l := range learners {
		l.build(rows, plans[3*i:3*i+3])
	}
	for _, p := range plans {
		r.plans += p.Bytes(8)
	}
	r.teach()
	return nil
}

// newSweep begins the sweep anew, in a field of its own.
func (r *run) newSweep() {
	p := r.sys.Params[r.subject.swept]
	r.sweep = dyn.NewField(r.sys, r.subject.swept).NewSweep(p.Lo, p.Hi)
	r.swept = 0
}

func (r *run) planar() bool { return len(r.sys.Vars) == 2 }

func (r *run) expert(name string, tau float64, times int) *expert {
	return &expert{tau, times, rng.New(r.seed, name)}
}

// teach gives the networks their examples.
func (r *run) teach() {
	e := r.expert("stability/pairs", r.tau, judgements)
	x, y := pairs(rows, e)
	r.byPair.begin(e.random, x, y)
	if r.byJ != nil {
		e = r.expert("stability/matrices", r.tau/2, judgements)
		x, y = matrices(rows, e)
		r.byJ.begin(e.random, x, y)
	}
}

// look finds the equilibria at the present parameters, and draws trajectories.
func (r *run) look() {
	if r.subject.swept >= 0 {
		r.field.Params[r.subject.swept] = r.shifted(r.shift)
	}
	r.found = r.field.Equilibria()
	r.paths.draw(r.field, r.found.Proved)
}

// Step is a step of the sweep, or one of the training.
func (r *run) Step() lab.Status {
	if r.status.Final() {
		return r.status
	}
	r.status.State = lab.Running
	r.steps++
	if r.sweep != nil && !r.sweep.Done() {
		r.sweep.Step()
		r.swept++
		return r.status
	}
	r.learn()
	return r.status
}

// learn takes a step with each network; the last one calibrates them.
func (r *run) learn() {
	r.learnt++
	a, _ := r.byPair.step()
	b := math.NaN()
	if r.byJ != nil {
		b, _ = r.byJ.step()
	}
	r.past.Record(r.learnt, a, b)
	switch {
	case math.IsNaN(a):
		r.status = lab.Status{State: lab.Stopped, Reason: fmt.Sprintf("the Brier score is no number at step %d", r.steps)}
	case r.learnt >= updates:
		r.calibrate()
		r.status = lab.Status{State: lab.Converged, Reason: fmt.Sprintf("trained in %d steps and calibrated", updates)}
	}
}

func (r *run) trained() bool { return r.status.State == lab.Converged }

// calibrate sets the temperatures on one half of what was kept back and measures
// the calibration on the other.
func (r *run) calibrate() {
	x, y := pairs(kept, r.expert("stability/pairs held back", r.tau, 1))
	r.sharp = r.byPair.cool(x, happened(y))
	if r.byJ != nil {
		x, y = matrices(kept, r.expert("stability/matrices held back", r.tau/2, 1))
		r.sharp = math.Max(r.sharp, r.byJ.cool(x, happened(y)))
	}
}

func (r *run) Status() lab.Status { return r.status }
func (r *run) Steps() int         { return r.steps }

// Progress counts steps of the sweep and of the training.
func (r *run) Progress() float64 {
	if r.status.Final() {
		return 1
	}
	all := updates
	if r.sweep != nil {
		all += dyn.SweepSteps
	}
	return float64(r.steps) / float64(all)
}

// Change takes over the live knobs.
func (r *run) Change(s lab.Settings) error {
	before := r.shift
	r.live = readLive(s)
	if r.shift != before {
		r.look()
	}
	return nil
}

// Hint: a projection of three variables to two answers no press.
func (r *run) Hint() string {
	if !r.planar() {
		return ""
	}
	return Lab.Hint
}

// Act starts a trajectory where the portrait is pressed.
func (r *run) Act(a lab.Action) error {
	if a.Kind != lab.Press {
		return nil
	}
	if a.Panel != portrait || !r.planar() {
		return errors.New("trajectories start in the phase portrait of a planar system")
	}
	if math.IsNaN(a.X+a.Y) || math.IsInf(a.X+a.Y, 0) {
		return errors.New("a trajectory starts at a point")
	}
	r.paths.press(a.X, a.Y)
	r.paths.draw(r.field, r.found.Proved)
	return nil
}

// Memory adds up the arenas, the optimisers' room and the trajectories'.
func (r *run) Memory() lab.Memory {
	held := r.field.Bytes() + r.past.Bytes() + r.paths.bytes() + r.byPair.bytes()
	if r.sweep != nil {
		held += r.field.Bytes()
	}
	if r.grid != nil {
		held += r.grid.Bytes() + r.byJ.bytes()
	}
	return lab.Memory{Planned: r.plans, Peak: held}
}
