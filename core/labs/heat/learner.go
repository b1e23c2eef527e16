package heat

import (
	"residual/core/ad"
	"residual/core/opt"
	"residual/core/plan"
	"residual/core/rng"
)

// A learner is one residual block whose stencil is unknown, as a program:
//
//	output = input + conv(input; w),   loss = ‖output − wanted‖² / rows
//
// A row is one grid point: its neighbourhood of 3 or 3 × 3 inputs, and the
// output wanted there. Nothing tells the block that its stencil is a Laplacian,
// symmetric or of zero sum.
type learner struct {
	near, wanted, weights ad.Value // rows × taps, rows × 1, taps × 1
	loss, slope           ad.Value // 1 × 1, taps × 1
	machine               *plan.Machine[float64]
	adam                  *opt.Adam[float64]
}

// The examples are fields of noise on small grids: a stencil is the same
// everywhere, so it is learnt on small grids and used on any.
const (
	exampleRows = 512
	rodPatch    = 64
	platePatch  = 16
	rate        = 0.03 // of Adam, for weights of the order of 1
)

// taps is the size of the stencil, 3 on a rod and 3 × 3 on a plate.
func (s spec) taps() int { return [...]int{3, 9}[s.dim-1] }

// recorded is the learner's program, not yet planned.
func recorded(taps int) (*ad.Program, learner) {
	p := new(ad.Program)
	var l learner
	l.near, l.wanted = p.Rows("neighbourhood", taps), p.Rows("wanted", 1)
	l.weights = p.Param("stencil", taps, 1)
	output := p.Add(p.Columns(l.near, taps/2, 1), p.MatMul(l.near, l.weights))
	off := p.Sub(output, l.wanted)
	l.loss = p.Scale(p.TMatMul(off, off), 1.0/exampleRows)
	l.slope = p.Gradient(l.loss, l.weights)[0]
	return p, l
}

func plannedLearner(taps int) (*plan.Plan, learner) {
	p, l := recorded(taps)
	return plan.New(p, exampleRows, l.loss, l.slope), l
}

func newLearner(s spec) *learner {
	pl, l := plannedLearner(s.taps())
	l.machine = plan.NewMachine[float64](pl)
	l.begin()
	source := rng.New(s.seed, "heat/weights")
	w := l.stencil()
	for i := range w {
		w[i] = 0.5*source.Float64() - 0.25
	}
	return &l
}

// begin forgets what the optimiser has gathered, for another problem.
func (l *learner) begin() { l.adam = opt.NewAdam[float64](len(l.stencil()), rate) }

// stencil is the weights, in the order of the neighbourhood.
func (l *learner) stencil() []float64 { return l.machine.Params() }

// step evaluates loss and slope, and moves the weights against the slope.
func (l *learner) step() (loss, slope float64) {
	l.machine.Run()
	g := l.machine.Value(l.slope)
	for _, v := range g {
		slope = max(slope, v, -v)
	}
	l.adam.Step(l.stencil(), g)
	return l.machine.Value(l.loss)[0], slope
}

// show gives the learner its examples: fields of noise, and what the Euler
// step makes of them.
func (l *learner) show(s spec) {
	side := min(s.n, [...]int{rodPatch, platePatch}[s.dim-1])
	patch := spec{dim: s.dim, n: side}
	field, after := make([]float64, patch.cells()), make([]float64, patch.cells())
	near, wanted := l.machine.Value(l.near), l.machine.Value(l.wanted)
	source := rng.New(s.seed, "heat/examples")
	for row := range exampleRows {
		cell := row % len(field)
		if cell == 0 {
			for i := range field {
				field[i] = 2*source.Float64() - 1
			}
			block(s.dim, side, s.r, after, field)
		}
		patch.neighbours(near[row*s.taps():][:s.taps()], field, cell)
		wanted[row] = after[cell]
	}
}

// neighbours sets near to the values about a cell, itself in the middle.
func (s spec) neighbours(near, field []float64, cell int) {
	n := s.n
	if s.dim == 1 {
		for d := range 3 {
			near[d] = field[(cell+d-1+n)%n]
		}
		return
	}
	i, j := cell%n, cell/n
	for t := range near {
		near[t] = field[(j+t/3-1+n)%n*n+(i+t%3-1+n)%n]
	}
}
