package opt

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"slices"
	"testing"

	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/rng"
)

// A cubic problem has rows qᵢ + qᵢ³/10 with q = Aθ − b, in blocks of at most 64:
// the least loss is 0, where Aθ = b.
type cubic struct {
	a, b  []float64
	rows  int
	curve float64
}

// newCubic draws A, rows × n, with columns that fall in size by a factor spread
// from the first to the last, and θ.
func newCubic(rows, n int, spread, curve float64) (p cubic, theta []float64) {
	p = cubic{make([]float64, rows*n), make([]float64, rows), rows, curve}
	theta = make([]float64, n)
	r := rng.New(7, "opt/cubic")
	rng.Normals(p.a, r)
	rng.Normals(theta, r)
	for i := range p.a {
		p.a[i] *= kernel.Exp1(-kernel.Log1(spread)*float64(i%n)/float64(n-1)) / math.Sqrt(float64(rows))
	}
	linalg.MulVec(p.b, 1, p.a, theta, 0)
	return p, theta
}

func (p cubic) Blocks() int    { return (p.rows + 63) / 64 }
func (p cubic) Rows(i int) int { return min(64, p.rows-64*i) }

func (p cubic) Residual(i int, r, theta []float64) {
	copy(r, p.b[64*i:][:len(r)])
	linalg.MulVec(r, 1, p.a[64*i*len(theta):], theta, -1)
	for j, q := range r {
		r[j] += p.curve * q * q * q
	}
}

func (p cubic) Jacobian(i int, r, jac, theta []float64) {
	linear := p
	linear.curve = 0
	linear.Residual(i, r, theta)
	for j, q := range r {
		n := len(theta)
		kernel.Scale(jac[j*n:][:n], 1+3*p.curve*q*q, p.a[(64*i+j)*n:][:n])
		r[j] += p.curve * q * q * q
	}
}

// TestSketchIsLinear: of a linear problem, Sr changes by SJΩz where θ changes by
// Ωz, whatever S and Ω are.
func TestSketchIsLinear(t *testing.T) {
	p, _ := newCubic(500, 37, 10, 0)
	var k Sketch
	k.Reserve(Heap{}, SketchSize{Params: 37, Block: 64, Cols: 20, Rows: 31}.Complete())
	k.Draw(1, 5)
	theta, z := make([]float64, 37), make([]float64, 20)
	rng.Normals(theta, rng.New(1, "opt/theta"))
	rng.Normals(z, rng.New(2, "opt/z"))
	before, after := make([]float64, k.PartLen()), make([]float64, k.PartLen())
	k.Part(before, p, 0, p.Blocks(), theta)
	delta := make([]float64, 37)
	k.Spread(delta, z)
	kernel.Add(theta, theta, delta)
	k.Part(after, p, 0, p.Blocks(), theta)
	want := slices.Clone(before[31*20:][:31])
	linalg.MulVec(want, 1, before[:31*20], z, 1)
	for i, v := range after[31*20:][:31] {
		if math.Abs(v-want[i]) > 1e-13 {
			t.Fatalf("row %d of Sr: %v, want %v", i, v, want[i])
		}
	}
}

// TestSketchKeepsLengths: ‖Sr‖² and ‖Ωz‖² are ‖r‖² and ‖z‖² in the mean over many
// draws, whose spread is √(2/rows) and less.
func TestSketchKeepsLengths(t *testing.T) {
	p, theta := newCubic(500, 37, 10, 0)
	kernel.Scale(theta, 2, theta)
	var k Sketch
	k.Reserve(Heap{}, SketchSize{Params: 37, Block: 64, Cols: 20, Rows: 31}.Complete())
	part, r, z, delta := make([]float64, k.PartLen()), make([]float64, 64), make([]float64, 20), make([]float64, 37)
	rng.Normals(z, rng.New(2, "opt/z"))
	rows, cols := 0.0, 0.0
	const draws = 400
	for step := range draws {
		k.Draw(1, step)
		k.Part(part, p, 0, p.Blocks(), theta)
		k.Spread(delta, z)
		rows += kernel.Dot(part[31*20:][:31], part[31*20:][:31]) / draws
		cols += kernel.Dot(delta, delta) / draws
	}
	rows /= 2 * Loss(p, 0, p.Blocks(), theta, r)
	cols /= kernel.Dot(z, z)
	if math.Abs(rows-1) > 0.05 || math.Abs(cols-1) > 0.05 {
		t.Errorf("‖Sr‖²/‖r‖² = %.3f, ‖Ωz‖²/‖z‖² = %.3f in the mean", rows, cols)
	}
}

func newSketched(n, cols int) *SketchedGaussNewton {
	g := new(SketchedGaussNewton)
	g.Reserve(Heap{}, SketchSize{Params: n, Block: 64, Parts: 3, Rows: n, Cols: cols})
	g.Begin(3, 0.2)
	return g
}

// TestSketchedGaussNewton finds the parameters that the rows were made of, and no
// step raises the loss. With all columns it does so however ill the scales are.
func TestSketchedGaussNewton(t *testing.T) {
	for spread, cols := range map[float64]int{1: 0, 1e4: 30} {
		p, want := newCubic(2000, 30, spread, 0.1)
		g, theta := newSketched(30, cols), make([]float64, 30)
		before := math.Inf(1)
		for range 150 {
			g.Step(p, theta)
			if g.Loss > before {
				t.Fatalf("spread %g: the loss rises from %g to %g", spread, before, g.Loss)
			}
			before = g.Loss
		}
		for i := range theta {
			if math.Abs(theta[i]-want[i]) > 1e-7 {
				t.Fatalf("spread %g: loss %g, λ %g, parameter %d is %v, want %v", spread, g.Loss, g.Lambda, i, theta[i], want[i])
			}
		}
	}
}

// goldenSketched is the hash of θ below: the same in every build, on every machine.
const goldenSketched uint64 = 0xe3d3ba47e9934439

func TestSketchedBits(t *testing.T) {
	p, _ := newCubic(700, 45, 2, 0.125)
	g, theta := newSketched(45, 0), make([]float64, 45)
	for range 20 {
		g.Step(p, theta)
	}
	h := fnv.New64a()
	binary.Write(h, binary.LittleEndian, theta)
	if h.Sum64() != goldenSketched {
		t.Errorf("θ hashes to %#x, golden %#x", h.Sum64(), goldenSketched)
	}
}

// TestPartsElsewhere: parts computed by others, in any order, give the same bits,
// and so does a state written and read in the middle of a step.
func TestPartsElsewhere(t *testing.T) {
	p, _ := newCubic(1000, 30, 100, 0.1)
	g, theta := newSketched(30, 0), make([]float64, 30)
	h, other := newSketched(30, 0), make([]float64, 30)
	var worker Sketch
	worker.Reserve(Heap{}, SketchSize{Params: 30, Block: 64, Rows: 30}.Complete())
	next, r := make([]float64, 30), make([]float64, 64)
	for range 12 {
		g.Step(p, theta)
		parts, losses := make([][]float64, h.Parts()), make([][]float64, h.Parts())
		for i := len(parts) - 1; i >= 0; i-- {
			parts[i] = make([]float64, worker.PartLen())
			first, last := PartBlocks(p, i, len(parts))
			worker.Draw(h.Seed, h.Steps)
			worker.Part(parts[i], p, first, last, other)
		}
		for i, part := range parts {
			h.Gather(i, part)
		}
		h.Solve(p, other)
		again := newSketched(30, 0)
		decode(t, encode(h), again)
		for i := len(parts) - 1; i >= 0; i-- {
			losses[i] = make([]float64, Probes)
			first, last := PartBlocks(p, i, len(parts))
			Losses(losses[i], p, first, last, other, again.Moves(), next, r)
		}
		for i, part := range losses {
			again.GatherLosses(i, part)
		}
		again.Move(p, other)
		if h = again; !slices.Equal(theta, other) || g.Loss != h.Loss {
			t.Fatalf("step %d: %v, elsewhere %v", g.Steps, g.Loss, h.Loss)
		}
	}
}

// TestTargetIsMet: of probes whose ratios fall the choice is where the line between
// two of them meets the target; noise below it does not matter, and what is no
// number is not chosen.
func TestTargetIsMet(t *testing.T) {
	for _, c := range []struct {
		ratios []float64
		i      int
		part   float64
		ok     bool
	}{
		{[]float64{.9, .8, .7, .6, .5, .4, .3, .1, 0, -1, -2, -3}, 6, 0.5, true},
		{[]float64{.9, .1, .7, .6, .5, .4, .2, .1, 0, -1, -2, -3}, 6, 0, true},
		{[]float64{.9, .1, .7, .6, .5, .4, .3, math.NaN(), 0, -1, -2, -3}, 6, 0, true},
		{[]float64{.9, .8, .7, .6, .5, .4, .3, .3, .3, .3, .3, .3}, 11, 0, true},
		{[]float64{.1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1}, 0, 0, false},
	} {
		g := newSketched(2, 0)
		g.Loss = 10
		for i, ratio := range c.ratios {
			g.falls[i], g.losses[i] = 2, 10-2*ratio
		}
		if i, part, ok := g.choose(); i != c.i || math.Abs(part-c.part) > 1e-12 || ok != c.ok {
			t.Errorf("%v: %d and %v, want %d and %v", c.ratios, i, part, c.i, c.part)
		}
	}
}

func TestSlope(t *testing.T) {
	if s := slope([]float64{5, 3, 1, -1}); s != -2 {
		t.Errorf("slope %v, want −2", s)
	}
}

// A loss that is no number ends no step in a loop, and moves nothing.
func TestSketchedOfNoNumbers(t *testing.T) {
	p, _ := newCubic(200, 10, 1, 0.1)
	p.b[3] = math.NaN()
	g, theta := newSketched(10, 0), make([]float64, 10)
	if g.Step(p, theta) || theta[0] != 0 {
		t.Errorf("moves to %v", theta)
	}
}

// The smallest problems, fewer blocks than parts, a start at the solution and a
// problem that no parameter changes: nothing rises, and nothing is but a number.
func TestSketchedAtTheEdges(t *testing.T) {
	for _, n := range []int{2, 3} {
		p, want := newCubic(20, n, 2, 0.1)
		g, theta := newSketched(n, 0), make([]float64, n)
		for range 60 {
			g.Step(p, theta)
		}
		for i, v := range theta {
			if math.Abs(v-want[i]) > 1e-6 {
				t.Errorf("%d parameters: %v, want %v", n, theta, want)
				break
			}
		}
		kernel.Scale(p.b, 0, p.b)
		kernel.Scale(theta, 0, theta)
		if g = newSketched(n, 0); g.Step(p, theta) || g.Loss != 0 {
			t.Errorf("moves from a solution to %v", theta)
		}
		kernel.Fill(p.b, 1)
		kernel.Scale(p.a, 0, p.a)
		if g = newSketched(n, 0); g.Step(p, theta) || !g.Done() || theta[0] != 0 {
			t.Errorf("goes on, to %v, where nothing changes the loss", theta)
		}
	}
}

// TestSketchedMemory: what is asked for is what is held, counted by hand.
func TestSketchedMemory(t *testing.T) {
	const n, cols, rows, block = 40, 24, 26, 7
	size := SketchSize{Params: n, Block: block, Rows: rows}
	asks := Size(func(m Memory) { new(SketchedGaussNewton).Reserve(m, size) })
	sketch := 2*n + cols + block + block*n + rows*n + 64
	system := 6*cols + 64*(rows+cols+1) + 2*rows
	want := int64(8 * (sketch + system + 2*(rows*cols+rows+cols) + cols + Probes*n + 4*Probes + stretch + n + block))
	if asks != want {
		t.Errorf("asks for %d bytes, want %d", asks, want)
	}
}
