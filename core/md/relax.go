package md

import (
	"errors"
	"math"

	"residual/core/codec"
	"residual/core/kernel"
	"residual/core/opt"
)

// A Relaxation takes atoms downhill to a minimum, one step at a time.
type Relaxation struct {
	minimiser opt.LBFGS
	begun     bool
}

const (
	relaxationPairs = 8
	relaxationMove  = 0.2 // the furthest that a coordinate moves in a step
)

// Reserve asks m for the room of n atoms.
func (r *Relaxation) Reserve(m opt.Memory, n int) {
	r.minimiser.MaxMove = relaxationMove
	r.minimiser.Reserve(m, 3*n, relaxationPairs)
}

// Step evaluates the start, or moves pos downhill, and tells whether no component
// of a force exceeds the tolerance any more. The error is that of the potential at
// the start, *Apart where the atoms fall into parts, or says that no place is lower;
// the next step begins anew.
func (r *Relaxation) Step(p Potential, pos []float64, tolerance float64) (done bool, err error) {
	f := func(grad, x []float64) float64 {
		e, wrong := p.Energy(grad, x)
		if wrong != nil {
			err = wrong
			kernel.Fill(grad, 0)
			return math.Inf(1)
		}
		kernel.Scale(grad, -1, grad)
		return e
	}
	whole := apart(pos) == nil
	if !r.begun {
		r.minimiser.Begin(f, pos)
	} else if r.minimiser.Step(f, pos) {
		err = nil
		if gap := apart(pos); whole && gap != nil {
			err = gap
		}
	} else {
		err = errors.New("no minimum was reached")
	}
	r.begun = err == nil
	return !(kernel.MaxAbs(r.minimiser.Grad) > tolerance), err
}

// Restart has the next step evaluate its pos, as the first one does.
func (r *Relaxation) Restart() { r.begun = false }

// State describes how far it has come, of as many atoms as there is room for.
func (r *Relaxation) State(c *codec.Coder) {
	if c.Bool(&r.begun); r.begun {
		r.minimiser.State(c)
	}
}

// Relax moves pos downhill to where no component of a force of p exceeds tolerance,
// in at most steps steps. The error is that of the potential, *Apart, or says that
// the steps were not enough. From a symmetric start it may end on a saddle: see
// Minimum.
func Relax(p Potential, pos []float64, tolerance float64, steps int) (energy float64, err error) {
	var r Relaxation
	r.Reserve(opt.Heap{}, len(pos)/3)
	for range steps + 1 {
		done, err := r.Step(p, pos, tolerance)
		if done || err != nil {
			return r.minimiser.Value, err
		}
	}
	return r.minimiser.Value, errors.New("no minimum was reached")
}
