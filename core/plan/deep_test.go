package plan

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"residual/core/ad"
	"residual/core/kernel"
)

// residual is a layer u + ½·tanh(u·W + b) of a width.
func residual(width int) Layer {
	return func(p *ad.Program, u ad.Value) ad.Value {
		w, b := p.Param("W", width, width), p.Param("b", 1, width)
		return p.Add(u, p.Scale(p.Tanh(p.AddBias(p.MatMul(u, w), b)), 0.5))
	}
}

// toHalf is the adjoint of ½Σ(u − ½)².
func toHalf[T kernel.Float](adjoint, state []T, _ int) {
	for i, u := range state {
		adjoint[i] = u - 0.5
	}
}

func deepMachine[T kernel.Float](d *Deep) *DeepMachine[T] {
	m := NewDeepMachine[T](d)
	rng := rand.New(rand.NewPCG(8, 1))
	for _, z := range [][]T{m.Params(), m.Input()} {
		for i := range z {
			z[i] = T(rng.Float64() - 0.5)
		}
	}
	return m
}

// The gradient has the same bits whichever states are kept and however the rows
// are divided, and its cost is what the plan says.
func TestDeepGradientsHaveTheSameBits(t *testing.T) {
	const depth, rows, width = 50, 300, 3
	layer := residual(width)
	whole := NewDeep(depth, rows, width, layer, rows, depth)
	reference := deepMachine[float32](whole)
	reference.Run(toHalf)
	for _, d := range []*Deep{whole, NewDeep(depth, rows, width, layer, 128, depth), NewDeep(depth, rows, width, layer, 256, 4),
		NewDeep(depth, rows, width, layer, 128, 1), NewRootDeep(depth, rows, width, layer, 128)} {
		m := deepMachine[float32](d)
		high := m.HighWater(func() { m.Run(toHalf) })
		if !slices.Equal(m.Gradient(), reference.Gradient()) {
			t.Errorf("chunks of %d rows, %d states: other bits", d.Chunk, d.Slots)
		}
		if m.Counts.Advances != d.Advances() || m.Counts.States != d.Slots {
			t.Errorf("chunks of %d rows: %+v, announced %d advances and %d states", d.Chunk, m.Counts, d.Advances(), d.Slots)
		}
		if planned := d.Bytes(4); m.Bytes() != planned || high > planned || float64(high) < 0.99*float64(planned) {
			t.Errorf("planned %d bytes, held %d, touched %d", planned, m.Bytes(), high)
		}
		if extra := d.RecomputedFlops(); (extra > 0) != (d.Advances() > depth-1) || extra >= d.Flops() {
			t.Errorf("%d operations of %d are extra", extra, d.Flops())
		}
	}
}

// Chains so short that the roots of their depths say little.
func TestShortDeepGradients(t *testing.T) {
	const rows, width = 300, 3
	for depth := 1; depth <= 6; depth++ {
		layer := residual(width)
		reference := deepMachine[float32](NewDeep(depth, rows, width, layer, rows, depth))
		reference.Run(toHalf)
		for _, d := range []*Deep{NewDeep(depth, rows, width, layer, 128, 1), NewRootDeep(depth, rows, width, layer, 128)} {
			m := deepMachine[float32](d)
			m.Run(toHalf)
			if !slices.Equal(m.Gradient(), reference.Gradient()) {
				t.Errorf("%d layers, %d states: other bits", depth, d.Slots)
			}
			if m.Counts.Advances != d.Advances() || m.Counts.States > d.Slots || m.Bytes() != d.Bytes(4) {
				t.Errorf("%d layers: %+v, announced %d advances and %d states", depth, m.Counts, d.Advances(), d.Slots)
			}
		}
	}
}

// Central differences along random directions agree.
func TestDeepGradient(t *testing.T) {
	const depth, rows, width, h = 20, 140, 2, 1e-5
	m := deepMachine[float64](NewDeep(depth, rows, width, residual(width), 128, 3))
	loss := func() float64 {
		sum := 0.0
		m.Run(func(adjoint, state []float64, lo int) {
			toHalf(adjoint, state, lo)
			sum += kernel.Dot(adjoint, adjoint) / 2
		})
		return sum
	}
	loss()
	g, at := slices.Clone(m.Gradient()), slices.Clone(m.Params())
	rng := rand.New(rand.NewPCG(8, 2))
	for range 3 {
		along, slope := make([]float64, len(at)), 0.0
		for i := range along {
			along[i] = rng.Float64() - 0.5
			slope += along[i] * g[i]
		}
		move := func(by float64) float64 {
			copy(m.Params(), at)
			kernel.Axpy(m.Params(), by, along)
			return loss()
		}
		if want := (move(h) - move(-h)) / (2 * h); math.Abs(slope-want) > 1e-7*math.Abs(want) {
			t.Errorf("slope %v, by differences %v", slope, want)
		}
	}
}

// A budget first takes rows, then states, and at last says what it lacks.
func TestDeepBudgets(t *testing.T) {
	const depth, rows, width = 100, 2000, 4
	layer := residual(width)
	least := NewDeep(depth, rows, width, layer, Block, 1).Bytes(4)
	before := math.MaxInt
	for budget := int64(1 << 24); budget >= least; budget = budget * 3 / 4 {
		d, err := DeepWithin(budget, 4, depth, rows, width, layer)
		if err != nil || d.Bytes(4) > budget {
			t.Fatalf("%d: %v, %d bytes", budget, err, d.Bytes(4))
		}
		if d.Slots < depth && d.Chunk > Block {
			t.Errorf("%d: %d states of %d rows", budget, d.Slots, d.Chunk)
		}
		if kept := d.Slots * d.Chunk; kept > before {
			t.Errorf("%d: more is kept than with more memory", budget)
		} else {
			before = kept
		}
	}
	var small *BudgetError
	if _, err := DeepWithin(least-1, 4, depth, rows, width, layer); !errors.As(err, &small) || small.Least != least {
		t.Errorf("%v, want a least of %d", err, least)
	}
	if d, err := DeepWithin(least, 4, depth, rows, width, layer); err != nil || d.Slots != 1 {
		t.Errorf("the least does not work: %v", err)
	}
}
