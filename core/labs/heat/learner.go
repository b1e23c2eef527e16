package heat

import (
	"math"
	"slices"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/linalg"
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
	program                  ad.Program
	near, wanted             ad.Value // rows × taps, rows × 1
	lossValue, gradientValue ad.Value // 1 × 1, taps × 1
	machine                  *plan.Machine[float64]
	adam                     opt.Adam[float64]

	loss  float64 // before the last step
	slope float64 // its largest derivative
}

// The examples are fields of noise on small grids: a stencil is the same
// everywhere, so it is learnt on small grids and used on any.
const (
	exampleRows  = 512
	rodPatch     = 64
	platePatch   = 16
	learningRate = 0.03 // of Adam, for weights of the order of 1
)

// reserve records the program and asks for what it takes.
func (l *learner) reserve(room *fit.Room, taps int) {
	p := &l.program
	l.near, l.wanted = p.Rows("neighbourhood", taps), p.Rows("wanted", 1)
	weights := p.Param("stencil", taps, 1)
	output := p.Add(p.Columns(l.near, taps/2, 1), p.MatMul(l.near, weights))
	off := p.Sub(output, l.wanted)
	l.lossValue = p.Scale(p.TMatMul(off, off), 1.0/exampleRows)
	l.gradientValue = p.Gradient(l.lossValue, weights)[0]
	room.Machine(&l.machine, p, exampleRows, l.lossValue, l.gradientValue)
	l.adam.Reserve(room, taps)
}

// draw begins with a random stencil.
func (l *learner) draw(seed uint64) {
	source, w := rng.New(seed, "heat/weights"), l.stencil()
	for i := range w {
		w[i] = 0.5*source.Float64() - 0.25
	}
}

// stencil is the weights, in the order of the neighbourhood.
func (l *learner) stencil() []float64 { return l.machine.Params() }

// step evaluates loss and slope, and moves the weights against the gradient.
func (l *learner) step() {
	l.machine.Run()
	g := l.machine.Value(l.gradientValue)
	l.loss, l.slope = l.machine.Value(l.lossValue)[0], kernel.MaxAbs(g)
	l.adam.Step(l.stencil(), g)
}

// begin gives the learner the examples at r, fields of noise and what the Euler
// step makes of them, and forgets what the optimiser has gathered.
func (l *learner) begin(s spec) {
	patch := grid{s.dim, min(s.n, [...]int{rodPatch, platePatch}[s.dim-1])}
	field, after := make([]float64, patch.cells()), make([]float64, patch.cells())
	near, wanted := l.machine.Value(l.near), l.machine.Value(l.wanted)
	source, taps := rng.New(s.seed, "heat/examples"), s.taps()
	for row := range exampleRows {
		cell := row % len(field)
		if cell == 0 {
			for i := range field {
				field[i] = 2*source.Float64() - 1
			}
			patch.block(after, field, s.r)
		}
		patch.neighbours(near[row*taps:][:taps], field, cell)
		wanted[row] = after[cell]
	}
	l.adam.Begin(learningRate)
}

// leastSquares solves conv(input; w) = wanted − input for w, by orthogonal
// factorisation.
func (l *learner) leastSquares() []float64 {
	taps := len(l.stencil())
	near, added := slices.Clone(l.machine.Value(l.near)), slices.Clone(l.machine.Value(l.wanted))
	for i := range added {
		added[i] -= near[i*taps+taps/2]
	}
	if !linalg.LeastSquares(near, added, taps) {
		added[0] = math.NaN()
	}
	return slices.Clone(added[:taps])
}

// along is the stencil as waves along x see it: summed over y.
func (l *learner) along() (w [3]float64) {
	for i, v := range l.stencil() {
		w[i%3] += v
	}
	return w
}

// state describes the weights and the optimiser; the examples follow from r and
// the seed.
func (l *learner) state(c *codec.Coder) {
	c.Vector(l.stencil())
	l.adam.State(c)
	c.Float(&l.loss, &l.slope)
}
