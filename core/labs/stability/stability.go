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
	systemName = lab.ChoiceKnob[choice](lab.Knob{Name: "system", Label: "System", Choices: names(), Labels: titles(), Default: "duffing",
		Along: map[string]string{"typed": examples[0], "parameters": "", "sweep": "", "shift": "0"},
		Help:  "which system to look at, or your own equations"})
	typedText = lab.LineKnob(lab.Knob{Name: "typed", Label: "Your equations", Max: 400, Rows: 4, Default: examples[0],
		Choices: examples, Labels: []string{"saddle-node", "two species that compete", "pendulum", "two neurons"},
		When: map[string][]string{"system": {"typed"}}, Along: map[string]string{"system": "typed", "parameters": "", "sweep": "", "shift": "0"},
		Help: "equations x' = …, parameters a = 1 in [0, 2], windows x in [-3, 3], with commas between"})
	parameterValues = lab.LineKnob(lab.Knob{Name: "parameters", Label: "Parameters", Max: 200, Rows: 2, Default: "", Level: lab.More,
		Help: "other values than those given, such as delta = 0.5, mu = 2"})
	sweptName = lab.LineKnob(lab.Knob{Name: "sweep", Label: "Parameter to sweep", Max: 40, Default: "", Level: lab.More,
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
	Version: 3,
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
type experiment struct {
	lab.Base
	fit.Room
	live
	seed uint64
	tau  float64 // the expert's error

	system       system
	diagram      diagram
	trajectories trajectories
	learners     []learner // one for each input that the system has
	past         lab.History
	evaluation   []answers // of each learner; nil until the checks ask for it
}

// live is the values of the live knobs.
type live struct{ shift, confidence, reach float64 }

func readLive(s lab.Settings) live { return live{shift.Of(s), confidence.Of(s), reach.Of(s)} }

func newExperiment(s lab.Settings, seed uint64) (lab.Experiment, error) {
	t, err := newTarget(s)
	if err != nil {
		return nil, err
	}
	r := &experiment{live: readLive(s), seed: seed, tau: expertError.Of(s)}
	r.system, r.diagram = newSystem(t, &r.Room), newDiagram(t, &r.Room)
	r.trajectories.reserve(&r.Room, r.system.field.Window())
	r.learners = newLearners(&r.Room, t.planar())
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
func (r *experiment) Change(s lab.Settings) error {
	if err := r.diagram.movable(shift.Of(s)); err != nil {
		return err
	}
	before := r.shift
	if r.live = readLive(s); r.shift != before {
		r.look()
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

// State is where trajectories start, the networks and their past. The sweep
// follows from the count of steps. The equilibria, the bifurcations and the ends
// of the trajectories follow from the rest: they are here so that a digest
// vouches for them, and are not taken back.
func (r *experiment) State(c *codec.Coder) {
	c.Require(r.Steps() < r.length() || r.Steps() == r.length() && r.Status().Final(), "a run ends after the sweep and the training")
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
	r.diagram.sweepTo(r.Steps())
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
