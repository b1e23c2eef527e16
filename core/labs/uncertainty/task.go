package uncertainty

import (
	"slices"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
)

// A stepper has what a slice of a fit needs.
type stepper struct {
	posterior posterior
	rows      points // standardised, that the fit under way uses
}

func (k *stepper) reserve(room *fit.Room, s lab.Settings, m *model) {
	k.posterior.m = m
	k.posterior.shallow.units = m.shallowUnits()
	room.Floats(&k.posterior.shallow.room, k.posterior.shallow.roomOfBlock())
	room.Machine(&k.posterior.machine, &m.p, capacity(s), append(slices.Clone(m.grad), m.loss)...)
	k.rows.reserve(room, capacity(s))
}

// setRows takes the rows that a fit uses.
func (k *stepper) setRows(d *dataset, fold int) {
	k.rows.x, k.rows.y = k.rows.x[:0], k.rows.y[:0]
	for i, x := range d.fit.x {
		if d.fit.fold[i] != fold {
			k.rows.x, k.rows.y = append(k.rows.x, d.scale.x(x)), append(k.rows.y, d.scale.y(d.fit.y[i]))
		}
	}
}

// target is the density given the rows.
func (k *stepper) target(noise float64) *posterior {
	k.posterior.setRows(k.rows, noise)
	return &k.posterior
}

// A taskRunner advances the fits of tasks. A task is the number of a fit, the
// noise and the rows that it uses, and the fit; the result is the fit one slice
// later, and the draws of the slice.
type taskRunner struct {
	stepper
	fits fitSet        // without memory
	fit  fit.Posterior // with room for any of them
}

func newTaskRunner(s lab.Settings, seed uint64) (lab.TaskRunner, error) {
	var room fit.Room
	m := newModel(s)
	k := &taskRunner{fits: newFitSet(s, seed)}
	k.stepper.reserve(&room, s, m)
	k.fit.Schedule = k.fits.all[0].Schedule
	k.fit.Reserve(&room, m.size())
	return k, room.Open(lab.Budget.Of(s))
}

// taskBytes bounds what a task takes: rows, and a fit of at most nine vectors.
func taskBytes(s lab.Settings, m *model) int {
	return 8 * (2*capacity(s) + 9*m.size() + 64)
}

// describe describes all of a task but the fit.
func (k *stepper) describe(c *codec.Coder, number *int, noise *float64, fits int) {
	c.Int(number, 0, fits-1)
	c.Float(noise)
	k.rows.State(c)
}

// Do advances the fit of a task.
func (k *taskRunner) Do(dst, task []byte) []byte {
	var number int
	var noise float64
	c := codec.NewDecoder(task)
	k.describe(c, &number, &noise, len(k.fits.all))
	k.fit.Schedule = k.fits.all[number].Schedule
	return k.fit.Do(dst, c, k.target(noise), len(k.rows.x))
}
