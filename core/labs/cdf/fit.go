package cdf

import (
	"residual/core/opt"
	"residual/core/plan"
	"residual/core/rng"
)

// A fit is one network: its weights and what it was found to be.
type fit struct {
	theta []float64
	judgement
}

// A fitter is Levenberg and Marquardt's method on the fit under way, and the
// rule that ends it: enough steps, no progress to speak of or, where that is
// asked for, a fit as near as the noise allows.
type fitter struct {
	*opt.LevenbergMarquardt
	steps, calm int
	noise       bool       // ends where the noise begins
	damping     [3]float64 // μ, ν and the loss, from a snapshot
}

const (
	mostSteps = 150
	little    = 1e-4 // a relative decrease of the loss that counts as none
	calmSteps = 20   // so many of these in a row end a fit
)

func (f *fitter) begin(rows int) {
	f.steps, f.calm = 0, 0
	f.Begin(rows)
}

// step moves theta and tells whether the fit has ended.
func (f *fitter) step(p *problem, theta []float64) (done bool) {
	before := f.Cost
	moved := f.Step(p, theta)
	f.steps++
	f.calm++
	if f.steps == 1 || before-f.Cost > little*before {
		f.calm = 0
	}
	return !moved || f.calm >= calmSteps || f.steps >= mostSteps || f.noise && p.near(theta)
}

// begin draws the weights, once the sample is whole: the same for the network
// with the penalty and the one without.
func (r *run) begin() {
	r.settle()
	knots := make([]float64, targets)
	for i := range knots {
		knots[i] = r.sample.bent(r.sample.x[i*len(r.sample.x)/targets])
	}
	n := r.n.net.Size()
	for k := range r.fits {
		r.fits[k] = fit{theta: make([]float64, n)}
		r.n.begin(r.fits[k].theta, knots, k == hard, rng.New(r.seed, "cdf/network"))
	}
	r.sweep = sweep{theta: make([]float64, n)}
	r.enter(fitSoft)
}

// settle places the points that are fitted and watched.
func (r *run) settle() {
	lo, hi := r.sample.span()
	for _, m := range []*plan.Machine[float64]{r.at.data, r.at.dataJ, r.at.grid, r.at.gridJ} {
		copy(m.Value(r.n.t), grid(lo, hi, m.Plan.Rows))
	}
	n := r.n.net.Size()
	r.prob = problem{n: r.n, data: r.at.data, dataJ: r.at.dataJ, grid: r.at.grid, gridJ: r.at.gridJ,
		target: make([]float64, targets), w: make([]float64, n)}
	for i, t := range r.at.data.Value(r.n.t) {
		f := r.sample.empirical(r.sample.unbent(t))
		r.prob.target[i] = f
		r.prob.noise += float64(f*(1-f)) / float64(len(r.sample.x))
	}
	r.lm.LevenbergMarquardt = opt.NewLevenbergMarquardt(targets+watched, n)
}
