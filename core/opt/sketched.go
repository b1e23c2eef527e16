package opt

import (
	"math"

	"residual/core/kernel"
	"residual/core/linalg"
)

// SketchedGaussNewton takes Gauss–Newton steps on a Jacobian that is sketched from
// both sides and never stored, for problems of many more rows than parameters
// (DSGNAR, arXiv 2607.02194). In a step
//
//	z(λ) = argmin ‖SJΩz + Sr‖² + λ‖z‖²,   δ = Ωz
//
// is found for some radii ‖z‖ from a third to three times the last one, and the
// loss at each, over all rows. The radius taken is not the one of the least loss,
// but that at which
//
//	ρ = (L(θ) − L(θ + δ)) / (½‖Sr‖² − ½‖SJΩz + Sr‖²)
//
// falls to a target, between two probes if need be: a greedy choice descends
// faster at first and stalls earlier. The target is Target until λ has settled,
// and a half from then on.
//
// S hides a part of r that no step can lower, and shows some that is not there.
// Where that is most of it, no radius reaches the target. Then the next step has
// the slope ΩᵀJᵀr itself in place of (SJΩ)ᵀSr, which short steps always lower; it
// is slower far from a solution. They take turns whenever one misses the target.
//
// What λ a descent ends with tells more than its loss. It falls by many powers of
// ten in runs that fit the solution, and stays above about 1e-6, for rows that
// are divided by the root of their number, in those that fit the points alone.
//
// A step is
//
//	Linearise   the sketch, part by part, and the moves of all radii
//	Probe       the loss of each move, part by part
//	Move        the choice
//
// Parts need nothing of each other: whoever has the problem can compute them by
// Sketch.Part and Losses. They are added up in order, so that the bits do not
// depend on who did.
type SketchedGaussNewton struct {
	Target   float64 // of ρ in stage 1: 0 … 1
	Seed     uint64
	Earliest int // steps before stage 2, kept by Begin and no part of the state; 0: 40

	Loss    float64 // ½‖r‖² at the last θ
	Radius  float64 // of the last step; 0 means: not begun
	Lambda  float64 // of the last step
	Ratio   float64 // ρ of the last step
	Steps   int     // taken or refused
	Stage   int     // 1 or 2
	Exact   bool    // the next step has the slope itself
	Missed  bool    // the last step did not reach the target
	Probing bool    // the moves of the next step are there

	Sketch  Sketch
	parts   int
	sum     []float64 // the sketch, added up part by part
	part    []float64
	system  linalg.Bidiagonal
	z       []float64
	moves   []float64 // δ of each probe, a row each
	radii   []float64 // ‖z‖ of each, rising
	lambdas []float64 // of each
	falls   []float64 // what the sketched model promises of each
	losses  []float64 // L(θ + δ) of each
	history []float64 // ln λ of the last steps, the latest last
	next    []float64 // θ + δ
	r       []float64 // of a block
}

// Probes is how many radii are tried in a step, and reach how far beyond the last
// radius, times and divided by.
const (
	Probes = 12
	reach  = 3
)

// A SketchSize says for what problems a SketchedGaussNewton is made.
type SketchSize struct {
	Params int // the length of θ
	Block  int // rows of the longest block
	Parts  int // in which blocks are sketched, and losses added up; 0: 4
	Cols   int // of the sketch; 0: six tenths of Params
	Rows   int // of the sketch; 0: as many as Cols
}

// Complete is s with every choice made.
func (s SketchSize) Complete() SketchSize {
	if s.Parts == 0 {
		s.Parts = 4
	}
	if s.Cols == 0 {
		s.Cols = (6*s.Params + 9) / 10
	}
	s.Rows = max(s.Rows, s.Cols)
	return s
}

// Reserve asks m for the room of problems of that size.
func (g *SketchedGaussNewton) Reserve(m Memory, s SketchSize) {
	s = s.Complete()
	g.parts = s.Parts
	g.Sketch.Reserve(m, s)
	g.system.Reserve(m, s.Rows, s.Cols)
	m.Floats(&g.sum, g.Sketch.PartLen())
	m.Floats(&g.part, g.Sketch.PartLen())
	m.Floats(&g.z, s.Cols)
	m.Floats(&g.moves, Probes*s.Params)
	for _, v := range []*[]float64{&g.radii, &g.lambdas, &g.falls, &g.losses} {
		m.Floats(v, Probes)
	}
	m.Floats(&g.history, stretch)
	m.Floats(&g.next, s.Params)
	m.Floats(&g.r, s.Block)
}

// Begin forgets the descent so far. The target of ρ in stage 1 is UsualTarget where
// the caller knows nothing better.
func (g *SketchedGaussNewton) Begin(seed uint64, target float64) {
	g.Seed, g.Target = seed, target
	g.Loss, g.Radius, g.Lambda, g.Ratio, g.Steps, g.Stage = 0, 0, 0, 0, 0, 1
	g.Exact, g.Missed, g.Probing = false, false, false
}

// Step moves theta if that lowers the loss, and tells whether it has.
func (g *SketchedGaussNewton) Step(p Blocks, theta []float64) bool {
	g.Linearise(p, theta)
	g.Probe(p, theta)
	return g.Move(p, theta)
}

// Parts is in how many parts a step is computed.
func (g *SketchedGaussNewton) Parts() int { return g.parts }

// PartBlocks are the blocks of part i of parts, first … last−1.
func PartBlocks(p Blocks, i, parts int) (first, last int) {
	n := p.Blocks()
	return i * n / parts, (i + 1) * n / parts
}

// Linearise sketches the problem at theta and makes the moves.
func (g *SketchedGaussNewton) Linearise(p Blocks, theta []float64) {
	g.Sketch.Draw(g.Seed, g.Steps)
	for i := range g.parts {
		first, last := PartBlocks(p, i, g.parts)
		g.Sketch.Part(g.part, p, first, last, theta)
		g.Gather(i, g.part)
	}
	g.Solve(p, theta)
}

// Gather adds part i of the sketch to the ones before it.
func (g *SketchedGaussNewton) Gather(i int, part []float64) {
	if i == 0 {
		clear(g.sum)
	}
	kernel.Add(g.sum, g.sum, part)
}

// Solve makes the moves of all radii from the parts that were gathered. (At the
// first step it evaluates the loss too.)
func (g *SketchedGaussNewton) Solve(p Blocks, theta []float64) {
	least, most := g.Radius/reach, g.Radius*reach
	if g.Radius == 0 {
		g.Loss = g.loss(p, theta)
		size := math.Sqrt(kernel.Dot(theta, theta)) + 1
		least, most = 1e-3*size, 10*size
	}
	k := &g.Sketch
	g.Sketch.Draw(g.Seed, g.Steps)
	matrix, right, slope := k.split(g.sum)
	kernel.Scale(g.sum[len(matrix):], -1, g.sum[len(matrix):])
	if g.system.Factor(matrix, right); g.Exact {
		g.system.Along(slope)
	}
	lambda, ratio := math.Inf(1), kernel.Exp1(kernel.Log1(most/least)/(Probes-1))
	for i := range Probes {
		lambda, g.radii[i], g.falls[i] = g.system.Within(g.z, least, lambda)
		g.lambdas[i] = lambda
		g.system.Turn(g.z)
		k.Spread(g.move(i), g.z)
		least *= ratio
	}
	g.Probing = true
}

// move is δ of a probe.
func (g *SketchedGaussNewton) move(i int) []float64 {
	n := len(g.next)
	return g.moves[i*n:][:n]
}

// Moves is δ of every probe, a row each, for Losses.
func (g *SketchedGaussNewton) Moves() []float64 { return g.moves }

// loss is L(θ), part by part.
func (g *SketchedGaussNewton) loss(p Blocks, theta []float64) (sum float64) {
	for i := range g.parts {
		first, last := PartBlocks(p, i, g.parts)
		sum += Loss(p, first, last, theta, g.r)
	}
	return sum
}

// Measure evaluates the loss anew, where the rows have changed between two steps.
func (g *SketchedGaussNewton) Measure(p Blocks, theta []float64) { g.Loss = g.loss(p, theta) }

// Losses adds to losses those of moves at theta, over blocks first … last−1. Next
// and r are scratch, of the length of theta and of the longest block.
func Losses(losses []float64, p Blocks, first, last int, theta, moves, next, r []float64) {
	n := len(theta)
	for i := range losses {
		kernel.Add(next, theta, moves[i*n:][:n])
		losses[i] += Loss(p, first, last, next, r)
	}
}

// Probe finds the losses of all moves.
func (g *SketchedGaussNewton) Probe(p Blocks, theta []float64) {
	clear(g.losses)
	for i := range g.parts {
		first, last := PartBlocks(p, i, g.parts)
		Losses(g.losses, p, first, last, theta, g.moves, g.next, g.r)
	}
}

// GatherLosses adds part i of the losses to the ones before it.
func (g *SketchedGaussNewton) GatherLosses(i int, losses []float64) {
	if i == 0 {
		clear(g.losses)
	}
	kernel.Add(g.losses, g.losses, losses)
}

// Move chooses among the probes, moves theta if that lowers the loss, and tells
// whether it has.
func (g *SketchedGaussNewton) Move(p Blocks, theta []float64) bool {
	i, part, ok := g.choose()
	j := min(i+1, Probes-1)
	kernel.Scale(g.next, 1-part, g.move(i))
	kernel.Axpy(g.next, part, g.move(j))
	kernel.Add(g.next, theta, g.next)
	loss := g.loss(p, g.next)
	moved := loss < g.Loss
	if moved {
		copy(theta, g.next)
		g.Ratio = (g.Loss - loss) / between(g.falls[i], g.falls[j], part)
		g.Loss = loss
	}
	g.settle(between(g.radii[i], g.radii[j], part), between(g.lambdas[i], g.lambdas[j], part), ok)
	return moved
}

// between is x for part = 0 and y for part = 1, along a straight line.
func between(x, y, part float64) float64 { return x + float64(part*(y-x)) }
