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
	"errors"
	"fmt"

	"residual/core/ad"
	"residual/core/lab"
	"residual/core/opt"
	"residual/core/plan"
)

// Lab declares the lab.
var Lab = lab.Lab{
	Name:  "eigen",
	Title: "Eigenfunctions of the Laplacian",
	Law:   "u″ = λu, u(0) = u(1) = 0",
	Pace:  120,
	Knobs: []lab.Knob{
		{Name: "modes", Label: "Modes", Help: "how many eigenfunctions to find, from the lowest on",
			Kind: lab.Int, Min: 1, Max: 8, Default: "4"},
		{Name: "width", Label: "Width", Unit: "units", Help: "units in each of the network's two hidden layers",
			Kind: lab.Int, Min: 2, Max: 48, Default: "24"},
		{Name: "points", Label: "Collocation points", Help: "places in [0, 1] where the equation is asked to hold",
			Kind: lab.Int, Min: 8, Max: 256, Default: "64", Log: true},
		{Name: "norm", Label: "Norm constraint", Help: "asks for ∫u² = 1; without it the run falls to u ≡ 0",
			Kind: lab.Bool, Default: "on"},
		{Name: "optimiser", Label: "Optimiser", Help: "Levenberg–Marquardt uses curvature, Adam the gradient alone",
			Kind: lab.Choice, Choices: []string{"lm", "adam"}, Default: "lm"},
		lab.MemoryKnob(),
	},
	Legacy: start,
}

// A run is one search for the modes.
type run struct {
	modes  int
	seed   uint64
	newton bool // Levenberg–Marquardt rather than Adam

	t     *trial
	prob  problem
	lm    *opt.LevenbergMarquardt
	adam  *opt.Adam[float64]
	grad  *gradient
	ritz  *starter
	fine  *plan.Machine[float64] // judges what was found, at points not trained on
	draw  *plan.Machine[float64]
	ends  *plan.Machine[float64] // x = 0 and x = 1
	plans int64                  // planned bytes

	theta     []float64
	found     []mode
	steps     int
	modeSteps int
	calm      int         // steps without much change
	loss      lab.History // of the residual energy
	energy    float64     // ∫(u″ − λu)² now
	room      []float64   // for the residuals
	status    lab.Status
}

// A mode is one eigenfunction found.
type mode struct {
	theta []float64
	judgement
}

func start(s lab.Settings, seed uint64) (lab.LegacyRun, error) {
	modes, width, points := s.Int("modes"), s.Int("width"), s.Int("points")
	if width < 2*modes {
		return nil, &lab.KnobError{Knob: "width", Reason: fmt.Sprintf(
			"%d units are too few for %d modes; give at least %d, or fewer modes", width, modes, 2*modes)}
	}
	if points < 4*modes {
		return nil, &lab.KnobError{Knob: "points", Reason: fmt.Sprintf(
			"%d collocation points are too few for %d modes; give at least %d, or fewer modes", points, modes, 4*modes)}
	}
	r := &run{loss: lab.NewHistory(historyLength, 1), modes: modes, seed: seed, newton: s.Choice("optimiser") == "lm"}
	if err := r.build(width, points, s.Bool("norm"), s.Bytes("memory")); err != nil {
		return nil, err
	}
	r.beginMode()
	return r, nil
}

// build records the programs and lays out all memory within the budget.
func (r *run) build(width, points int, norm bool, budget int64) error {
	t, q := newTrial(width), newRule(points)
	r.t, r.prob = t, problem{t: t, norm: norm}
	n, rows := t.net.Size(), points+1+r.modes
	learn := []ad.Value{t.jv, t.j2}
	if r.newton {
		r.plans = opt.LevenbergMarquardtBytes(rows, n)
	} else {
		r.grad = newGradient(t, r.modes, norm)
		learn, r.plans = r.grad.grad, 2*8*int64(n)
	}
	m, err := r.layOut(budget, t,
		part{q, []ad.Value{t.v, t.v2}}, part{q, []ad.Value{t.fv, t.f1}}, part{q, learn},
		part{newRule(2*points + 1), []ad.Value{t.u, t.v, t.v2}},
		part{newGrid(drawn), []ad.Value{t.u}}, part{newGrid(2), []ad.Value{t.u}})
	if err != nil {
		return err
	}
	r.prob.value, r.ritz, r.fine, r.draw, r.ends = m[0], newStarter(t, q, r.modes, m[1]), m[3], m[4], m[5]
	if r.newton {
		r.prob.jac, r.lm = m[2], opt.NewLevenbergMarquardt(rows, n)
	} else {
		r.grad.m, r.adam = m[2], opt.NewAdam[float64](n, 0)
	}
	r.theta, r.room = make([]float64, n), make([]float64, rows)
	return nil
}

// A part is what is wanted of the trial at the nodes of a rule.
type part struct {
	q       *rule
	outputs []ad.Value
}

// layOut makes the machines of the parts, which share what the optimiser
// leaves of the budget.
func (r *run) layOut(budget int64, t *trial, parts ...part) ([]*plan.Machine[float64], error) {
	var needs []plan.Request
	for _, p := range parts {
		needs = append(needs, plan.Request{Program: &t.p, Rows: len(p.q.x), Outputs: p.outputs})
	}
	plans, err := plan.All(budget-r.plans, 8, needs...)
	var small *plan.BudgetError
	if errors.As(err, &small) {
		return nil, lab.MemoryError(r.plans + small.Least)
	}
	var machines []*plan.Machine[float64]
	for i, pl := range plans {
		machines = append(machines, t.machine(parts[i].q, pl))
		r.plans += pl.Bytes(8)
	}
	return machines, nil
}

func (r *run) machines() []*plan.Machine[float64] {
	all := []*plan.Machine[float64]{r.prob.value, r.ritz.m, r.fine, r.draw, r.ends}
	if r.newton {
		return append(all, r.prob.jac)
	}
	return append(all, r.grad.m)
}

func (r *run) Status() lab.Status { return r.status }
func (r *run) Steps() int         { return r.steps }

// Memory adds up the arenas and the optimiser's room.
func (r *run) Memory() lab.Memory {
	var held int64
	for _, m := range r.machines() {
		held += m.Bytes()
	}
	if r.newton {
		held += r.lm.Bytes()
	} else {
		held += 8 * int64(cap(r.adam.M)+cap(r.adam.V))
	}
	return lab.Memory{Planned: r.plans, Peak: held}
}

// Change has nothing to do: no knob is live.
func (r *run) Change(lab.Settings) error { return nil }

// Act refuses: nothing on this stage is to be touched.
func (r *run) Act(lab.Action) error { return fmt.Errorf("nothing here answers the pointer") }
