// Package eigen is the lab of the Laplacian's eigenfunctions: a network obeys
// u″ = λu on [0, 1] through its loss and u(0) = u(1) = 0 through its shape.
//
// The trial function is u = x(1−x)·NN(x), so the boundary values hold exactly.
// Modes are found one after the other. The network's last layer is linear, so
// its best start for the next mode is a small linear problem: the least energy
// ∫u′² orthogonal to the modes before (Ritz's principle, which picks the next
// mode and not any mode). From there all layers learn, and make the residual
// energy ∫(u″ − λu)² small, with λ the Rayleigh quotient. Since that is
// stationary at an eigenfunction, its error is of the order of the residual
// squared. Without the norm constraint nothing keeps u from 0, where the
// residual vanishes too: that control is a setting of the lab.
//
// Truth: λₖ = −(kπ)², uₖ = √2 sin kπx.
package eigen

import (
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/opt"
	"residual/core/plan"
)

// The optimisers of all layers.
type method int

const (
	levenberg method = iota
	adam
)

var (
	modes = lab.IntKnob(lab.Knob{Name: "modes", Label: "Modes", Help: "how many eigenfunctions to find, from the lowest on",
		Min: 1, Max: 8, Default: "4"})
	width = lab.IntKnob(lab.Knob{Name: "width", Label: "Width", Unit: "units", Help: "units in each of the network's two hidden layers",
		Min: 2, Max: 48, Default: "24", Level: lab.More})
	points = lab.IntKnob(lab.Knob{Name: "points", Label: "Collocation points", Help: "places in [0, 1] where the equation is asked to hold",
		Min: 8, Max: 256, Default: "64", Log: true, Level: lab.More})
	norm = lab.BoolKnob(lab.Knob{Name: "norm", Label: "Norm constraint", Help: "asks for ∫u² = 1; without it u shrinks, mostly to 0",
		Default: "on"})
	optimiser = lab.ChoiceKnob[method](lab.Knob{Name: "optimiser", Label: "Optimiser",
		Help: "Levenberg–Marquardt uses curvature, Adam the gradient alone", Default: "lm",
		Choices: []string{"lm", "adam"}, Labels: []string{"Levenberg–Marquardt", "Adam"}})
)

// Lab declares the lab.
var Lab = lab.Lab{
	Name:    "eigen",
	Title:   "Eigenfunctions of the Laplacian",
	Law:     "u″ = λu, u(0) = u(1) = 0",
	Pace:    90,
	Version: 2,
	Knobs:   lab.List(modes, width, points, norm, optimiser, lab.Budget),
	Presets: []lab.Preset{
		{Name: "Eight modes", About: "Eight eigenfunctions, one after the other: each is sought among what is orthogonal to those before.",
			Knobs: map[string]string{"modes": "8", "width": "32"}},
		{Name: "Without the norm", About: "Nothing keeps u from 0, where the law holds too, and the search ends there.",
			Knobs: map[string]string{"modes": "1", "norm": "off"}},
		{Name: "By the gradient alone", About: "Adam finds the first mode too, in many times as many steps as Levenberg–Marquardt.",
			Knobs: map[string]string{"modes": "1", "optimiser": "adam"}},
	},
	New: newSearch,
}

// A search is one run: the modes one after the other.
type search struct {
	lab.Base
	fit.Room
	seed   uint64
	method method

	t     *trial
	prob  problem
	lm    opt.LevenbergMarquardt
	adam  opt.Adam[float64]
	grad  *gradient
	start *starter
	fine  *plan.Machine[float64] // measures what was found, at points not trained on
	draw  *plan.Machine[float64]
	ends  *plan.Machine[float64] // x = 0 and x = 1

	theta      []float64
	modes      []mode // room for all that are asked for
	found      int    // how many there are
	iterations int    // of the start of this mode
	descent    fit.Progress
	loss       lab.History // of the residual energy
	energy     float64     // ∫(u″ − λu)² now
	residuals  []float64
}

// A mode is one eigenfunction found.
type mode struct {
	theta []float64
	v     []float64 // √w·u at the collocation points
	measurement
}

func newSearch(s lab.Settings, seed uint64) (lab.Experiment, error) {
	k, units, n := modes.Of(s), width.Of(s), points.Of(s)
	if units < 2*k {
		return nil, width.Wrong("%d units are too few for %s; give at least %d, or fewer modes", units, lab.Count(k, "mode"), 2*k)
	}
	if n < 4*k {
		return nil, points.Wrong("%d collocation points are too few for %s; give at least %d, or fewer modes", n, lab.Count(k, "mode"), 4*k)
	}
	r := &search{seed: seed, method: optimiser.Of(s), modes: make([]mode, k)}
	r.t = newTrial(units)
	r.prob = problem{t: r.t, norm: norm.Of(s)}
	if err := r.reserve(newRule(n), newRule(max(2*n+1, fewestFine)), lab.Budget.Of(s)); err != nil {
		return nil, err
	}
	r.beginMode()
	return r, nil
}

// reserve takes all memory within the budget, for the collocation points and
// those where what was found is measured.
func (r *search) reserve(collocation, fine *rule, budget int64) error {
	t, room := r.t, &r.Room
	size, rows, drawing, ends := t.net.Size(), len(collocation.x)+1+len(r.modes), newGrid(drawn), newGrid(2)
	t.reserve(room, &r.prob.value, collocation, t.v, t.v2)
	r.start = newStarter(room, t, collocation, len(r.modes))
	if r.method == levenberg {
		t.reserve(room, &r.prob.jac, collocation, t.jv, t.j2)
		r.lm.Reserve(room, rows, size)
	} else {
		r.grad = newGradient(t, len(r.modes), r.prob.norm)
		t.reserve(room, &r.grad.m, collocation, r.grad.grad...)
		r.adam = *opt.NewAdam[float64](0, 0)
		r.adam.Reserve(room, size)
	}
	t.reserve(room, &r.fine, fine, t.u, t.v, t.v2)
	t.reserve(room, &r.draw, drawing, t.u)
	t.reserve(room, &r.ends, ends, t.u)
	room.Floats(&r.theta, size)
	room.Floats(&r.residuals, rows)
	for k := range r.modes {
		room.Floats(&r.modes[k].theta, size)
		room.Floats(&r.modes[k].v, len(collocation.x))
		room.Floats(&r.modes[k].fine, len(fine.x))
		room.Floats(&r.modes[k].curve, drawn)
	}
	r.loss.Reserve(room, historyLength, 1)
	return room.Open(budget)
}

// State is the modes found, the one under way and its optimiser.
func (r *search) State(c *codec.Coder) {
	c.Int(&r.iterations, 0, startIterations)
	r.descent.State(c)
	c.Require(r.iterations == startIterations || r.descent.Steps == 0, "the start comes before the descent")
	c.Float(&r.prob.kappa)
	c.Vector(r.theta)
	c.Int(&r.found, 0, len(r.modes))
	for k := range r.found {
		c.Finite(r.modes[k].theta)
	}
	r.loss.State(c)
	if r.method == adam {
		r.adam.State(c)
		return
	}
	r.lm.State(c)
	c.Require(r.Status().Final() || r.lm.Rows() == r.prob.rows(r.found) || r.iterations < startIterations && r.descent.Steps == 0, "the optimiser is of this problem")
}

// Resume makes again the modes found, the start's factors, and λ and the residual
// energy at theta.
func (r *search) Resume() {
	r.prob.found = r.prob.found[:0]
	for k := range r.found {
		r.measureAs(&r.modes[k].measurement, r.modes[k].theta, k+1)
		r.keep(k)
	}
	if r.iterations < startIterations && !r.Status().Final() {
		theta := append([]float64(nil), r.theta...)
		r.start.begin(theta, r.seed, r.prob.found)
	}
	r.measure()
}
