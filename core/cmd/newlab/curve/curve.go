// Package curve is a lab to begin with: a network of one hidden layer learns
// f(x) = sin ωx on [−1, 1] from values at a grid of points, by Levenberg and
// Marquardt's method, and is measured halfway between them.
package curve

import (
	"fmt"
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/rng"
)

var (
	frequency = lab.FloatKnob(lab.Knob{Name: "frequency", Label: "Frequency", Help: "ω of the sine that is learnt",
		Min: 1, Max: 12, Step: 0.5, Default: "2"})
	width = lab.IntKnob(lab.Knob{Name: "width", Label: "Width", Unit: "units", Help: "units in the hidden layer",
		Min: 2, Max: 32, Default: "12"})
)

// Lab declares the lab.
var Lab = lab.Lab{
	Name: "curve", Title: "A network learns a curve", Law: "f(x) ≈ sin ωx", Pace: 20, Version: 1,
	Knobs: lab.List(frequency, width, lab.Budget),
	New:   newRun,
}

// The points: where values are given, and halfway between, where f is measured.
const (
	taught  = 64
	unseen  = taught - 1
	allowed = 1e-3 // of the error there
)

// A fit ends after 300 steps, or when 20 in a row lower the loss by little.
var rule = fit.Rule{Most: 300, Little: 0.01, Patience: 20}

type run struct {
	lab.Base
	fit.Room
	net         fit.Network
	descent     fit.Progress
	loss        lab.History
	x, f, truth []float64 // the unseen points, the network there, and sin ωx
}

func newRun(s lab.Settings, seed uint64) (lab.Experiment, error) {
	r := &run{}
	r.net.Reserve(&r.Room, fit.Task{Sizes: []int{1, width.Of(s), 1}, Rows: taught, Places: unseen, Ridge: 1e-6})
	r.loss.Reserve(&r.Room, 256, 1)
	r.Floats(&r.x, unseen)
	r.Floats(&r.f, unseen)
	r.Floats(&r.truth, unseen)
	if err := r.Open(lab.Budget.Of(s)); err != nil {
		return nil, err
	}
	omega := frequency.Of(s)
	x, y := make([]float64, taught), make([]float64, taught)
	for i := range x {
		x[i] = 2*float64(i)/(taught-1) - 1
		y[i] = kernel.Sin1(omega * x[i])
	}
	for i := range r.x {
		r.x[i] = (x[i] + x[i+1]) / 2
		r.truth[i] = math.Sin(omega * r.x[i]) // no part of the state: any sine will do
	}
	r.net.Begin(rng.New(seed, "curve/weights"), x, y)
	r.Resume()
	return r, nil
}

func (r *run) State(c *codec.Coder) {
	r.net.State(c)
	r.descent.State(c)
	r.loss.State(c)
}

// Resume evaluates the network, of which no more is state than its weights.
func (r *run) Resume() { r.net.Predict(r.f, r.x) }

func (r *run) Step() {
	before := r.net.Loss()
	moved := r.net.Step()
	r.loss.Record(r.Steps(), r.net.Loss())
	r.Resume()
	if done := r.descent.Done(rule, before, r.net.Loss()); done || !moved {
		r.Converge("no step lowers the loss much after %d", r.Steps())
	}
}

func (r *run) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, fmt.Sprintf("step %d", r.Steps()))
	f.Summary = fmt.Sprintf("After %d steps the network is off by %s at most.", r.Steps(), lab.Number(r.off(), 2))
	p := f.AddPanel("Curve", lab.Axis{Label: "x", Min: -1, Max: 1}, lab.Axis{Label: "f", Min: -1.5, Max: 1.5})
	p.AddXY("sin ωx", lab.Truth, r.x, r.truth).Dashed = true
	p.AddXY("network", lab.Network, r.x, r.f)
	f.AddPanel("Loss", lab.Axis{Label: "step"}, lab.Axis{Log: true}).AddHistory("", lab.Network, &r.loss, 0)
	f.AddNumber("largest error", r.off(), 3, "")
}

// off is the largest |f − sin ωx| at the unseen points.
func (r *run) off() (most float64) {
	for i, t := range r.truth {
		most = math.Max(most, math.Abs(r.f[i]-t))
	}
	return most
}

func (r *run) Checks() []lab.Check {
	return []lab.Check{lab.AtMost("largest |f − sin ωx| at unseen points", r.off(), allowed, 0, "the closed form")}
}

func (r *run) Cost() (c lab.Cost) {
	c.Step = "Levenberg–Marquardt step"
	r.net.Cost(&c)
	return c
}
