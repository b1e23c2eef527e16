// Package stability is the lab of a surrogate for an expert's judgement: is an
// equilibrium of ẋ = f(x) stable? Linearisation answers by the eigenvalues of
// the Jacobian, and where the largest real part is near 0 it does not answer at
// all.
//
// The equilibria of a system, from the catalogue or typed in, are found by
// interval arithmetic, so that none in the window is missed; Jacobians come from
// automatic differentiation. Two networks learn from an expert who reads
// eigenvalues off a plot and errs: one is shown the two largest real parts, the
// other the Jacobian itself. Both say how sure they are and abstain where that
// is not enough. They are evaluated on systems of kinds that they never saw.
package stability

import (
	"errors"

	"residual/core/codec"
	"residual/core/dyn"
	"residual/core/fit"
	"residual/core/lab"
)

var (
	systemName = lab.ChoiceKnob[choice](lab.Knob{Name: "system", Label: "System", Choices: names(), Labels: titles(), Default: "duffing", Live: true,
		Along: map[string]string{"typed": examples[0], "parameters": "", "sweep": "", "shift": "0"},
		Help:  "which system to look at, or your own equations; trained networks stay"})
	typedText = lab.LineKnob(lab.Knob{Name: "typed", Label: "Your equations", Max: 400, Rows: 4, Default: examples[0], Live: true,
		Choices: examples, Labels: []string{"saddle-node", "two species that compete", "pendulum", "two neurons"},
		When: map[string][]string{"system": {"typed"}}, Along: map[string]string{"system": "typed", "parameters": "", "sweep": "", "shift": "0"},
		Help: "equations x' = …, parameters a = 1 in [0, 2], windows x in [-3, 3], with commas between"})
	parameterValues = lab.LineKnob(lab.Knob{Name: "parameters", Label: "Parameters", Max: 200, Rows: 2, Default: "", Live: true, Level: lab.More,
		Help: "other values than those given, such as delta = 0.5, mu = 2"})
	sweptName = lab.LineKnob(lab.Knob{Name: "sweep", Label: "Parameter to sweep", Max: 40, Default: "", Live: true, Level: lab.More,
		Along: map[string]string{"shift": "0"},
		Help:  "the name of the parameter that is varied; nothing: the first"})
	shift = lab.FloatKnob(lab.Knob{Name: "shift", Label: "Shift of that parameter", Min: -1, Max: 1, Step: 0.01, Default: "0", Live: true,
		Help: "moves it from its value (0) to the lower (−1) or upper end (1) of its range"})
	expertError = lab.FloatKnob(lab.Knob{Name: "error", Label: "Expert's error τ", Min: 0, Max: 0.05, Step: 0.001, Default: "0.01", Level: lab.More,
		Help: "by how much the expert misreads the largest real part, as a standard deviation; above 0 and below 0.01 the network of Jacobians is too small to resolve it on every seed"})
	confidence = lab.FloatKnob(lab.Knob{Name: "confidence", Label: "Confidence to answer", Min: 0.5, Max: 0.99, Step: 0.001, Default: "0.95", Live: true,
		Help: "the chance from which on a network answers; below it abstains; near 0.5 it always answers"})
	reach = lab.FloatKnob(lab.Knob{Name: "reach", Label: "Reach of the picture", Min: 0.02, Max: 20, Log: true, Default: "1.25", Live: true, Level: lab.More,
		Help: "how far from 0 the picture of the classifier goes"})
)

var examples = []string{
	"x' = mu - x^2, y' = x - y; mu = 0.5 in [-1, 1]",
	"x' = x*(3 - x - 2*y), y' = y*(2 - x - y); x in [-0.5, 4], y in [-0.5, 3]",
	"x' = y, y' = -sin(x) - c*y; c = 0.2 in [-1, 1]; x in [-7, 7]",
	"x' = tanh(w*x - y), y' = tanh(x + w*y); w = 0.5 in [-1, 1]",
}

// Lab declares the lab.
var Lab = lab.Lab{
	Name:    "stability",
	Title:   "Stable or not, and how sure",
	Law:     "ẋ = f(x);  stable where every Re λ(∂f/∂x) < 0",
	Hint:    "press in the phase portrait to start a trajectory",
	Pace:    6,
	Version: 4,
	Knobs:   lab.List(systemName, typedText, parameterValues, sweptName, shift, expertError, confidence, reach, lab.Budget),
	Presets: []lab.Preset{
		{Name: "Nothing is at rest", About: "Below μ = 0 saddle and node are gone: that no equilibrium is left is proved.",
			Knobs: map[string]string{"system": "saddlenode", "shift": "-0.9"}},
		{Name: "A neuron that fires", About: "The only equilibrium is unstable, and a limit cycle runs around it.",
			Knobs: map[string]string{"system": "fitzhugh"}},
		{Name: "Chaos", About: "None of the three equilibria of Lorenz’s convection is stable.",
			Knobs: map[string]string{"system": "lorenz"}},
		{Name: "Two species compete", About: "Either species alone is stable, and both together are a saddle.",
			Knobs: map[string]string{"system": "typed", "typed": examples[1]}},
	},
	New: newExperiment,
}

// An experiment looks at a system, sweeps a parameter of it and trains networks.
// These learn from examples that no system has a part in: they stay when another is
// chosen.
type experiment struct {
	lab.Base
	fit.Room
	live
	*subject
	seed uint64
	tau  float64 // the expert's error

	learners   []learner
	updated    int // steps of training that were taken
	past       lab.History
	evaluation []answers // of each learner; nil until the checks ask for it
}

// live is the values of the live knobs.
type live struct {
	asked
	shift, confidence, reach float64
}

// asked is what is looked at, as the knobs say it.
type asked struct {
	system                    choice
	typed, parameters, varied string
}

func readLive(s lab.Settings) live {
	return live{asked{systemName.Of(s), typedText.Of(s), parameterValues.Of(s), sweptName.Of(s)},
		shift.Of(s), confidence.Of(s), reach.Of(s)}
}

// A subject is what is looked at.
type subject struct {
	system       system
	diagram      diagram
	trajectories trajectories
	bytes        int64 // of all of them
}

func newSubject(s lab.Settings) (*subject, error) {
	t, err := newTarget(s)
	if err != nil {
		return nil, err
	}
	var room fit.Room
	u := new(subject)
	u.system, u.diagram = newSystem(t, &room), newDiagram(t, &room)
	u.trajectories.reserve(&room, u.system.field.Window())
	u.bytes = room.Need()
	return u, room.Open(u.bytes)
}

func newExperiment(s lab.Settings, seed uint64) (lab.Experiment, error) {
	r := &experiment{live: readLive(s), seed: seed, tau: expertError.Of(s)}
	var err error
	if r.subject, err = newSubject(s); err != nil {
		return nil, err
	}
	r.Count(r.bytes)
	r.learners = newLearners(&r.Room)
	r.past.Reserve(&r.Room, historyLength, len(r.learners))
	if err := r.Open(lab.Budget.Of(s)); err != nil {
		return nil, err
	}
	for i := range r.learners {
		r.learners[i].begin(seed, r.tau)
	}
	r.look()
	return r, nil
}

// look finds the equilibria at the present parameters and draws trajectories.
func (r *experiment) look() {
	r.system.look(r.shift)
	r.trajectories.compute(&r.system)
}

// Change takes over the live knobs.
func (r *experiment) Change(s lab.Settings) error { return r.choose(s, readLive(s)) }

// choose takes another system, if one is asked for, which is swept, and looks again
// where something to look at has changed.
func (r *experiment) choose(s lab.Settings, next live) error {
	before := r.live
	if next.asked != before.asked {
		if err := r.replace(s); err != nil {
			return err
		}
	} else if err := r.diagram.movable(next.shift); err != nil {
		return err
	}
	if r.live = next; next.asked != before.asked || next.shift != before.shift {
		r.look()
	}
	return nil
}

// replace makes what the settings ask for the subject, in the place of the other.
func (r *experiment) replace(s lab.Settings) error {
	other, err := newSubject(s)
	if err != nil {
		return err
	}
	if err := r.Exchange(r.bytes, other.bytes, lab.Budget.Of(s)); err != nil {
		return err
	}
	r.subject = other
	if !r.diagram.done() && r.Status().Final() {
		r.Reopen()
	}
	return nil
}

// Hint: a projection of three variables to two answers no press.
func (r *experiment) Hint() string {
	if !r.system.planar() {
		return ""
	}
	return Lab.Hint
}

// Scales shows the shift as the parameter that it moves.
func (r *experiment) Scales() []lab.Scale { return r.system.Scales() }

// Act starts a trajectory where the portrait is pressed.
func (r *experiment) Act(a lab.Action) error {
	if a.Kind != lab.Press {
		return nil
	}
	if a.Panel != portrait || !r.system.planar() {
		return errors.New("trajectories start in the phase portrait of a planar system")
	}
	r.trajectories.press(a.X, a.Y)
	r.trajectories.compute(&r.system)
	return nil
}

// State is how far the sweep is, where trajectories start, the networks and their
// past. The equilibria, the bifurcations and the ends of the trajectories follow from
// these: they are here so that a digest vouches for them, and are not taken back.
func (r *experiment) State(c *codec.Coder) {
	c.Int(&r.diagram.steps, 0, r.diagram.length())
	c.Int(&r.updated, 0, updates)
	full := r.diagram.done() && r.updated == updates
	c.Require(r.Status().Final() || !full, "a run ends after the sweep and the training")
	c.Require(full || r.Status().State != lab.Converged, "a run that has converged has trained")
	r.trajectories.State(c)
	r.past.State(c)
	for i := range r.learners {
		r.learners[i].State(c)
	}
	results := r.results()
	c.Floats(&results)
}

func (r *experiment) results() (all []float64) {
	for _, e := range r.system.found.Proved {
		all = append(append(all, e.X...), float64(e.Kind))
	}
	for _, b := range r.diagram.sweep.Bifurcations {
		all = append(append(all, b.X...), b.P)
	}
	for _, c := range r.system.cycles {
		all = append(all, c.Period, c.LogMultiplier)
	}
	for _, c := range r.trajectories.curves {
		all = append(all, float64(len(c.x)), c.x[len(c.x)-1], c.y[len(c.y)-1])
	}
	return all
}

// Resume makes the sweep, the equilibria and the trajectories again.
func (r *experiment) Resume() {
	r.diagram.replay()
	r.evaluation = nil
	r.look()
}

// names lists the choices of systems: the catalogue's, then typed.
func names() []string {
	var all []string
	for _, e := range dyn.Catalogue {
		all = append(all, e.Name)
	}
	return append(all, "typed")
}

// titles are what people read in place of these names.
func titles() []string {
	var all []string
	for _, e := range dyn.Catalogue {
		all = append(all, e.Title)
	}
	return append(all, "your own equations")
}
