// Package heat is the laboratory in which a residual network is the heat
// equation. A residual block adds something to its input; where that something
// is r times the discrete Laplacian,
//
//	output = input + r·Lap(input),   r = α·dt/dx²
//
// one block is one forward Euler step of u_t = αΔu on a periodic grid, and a
// deep network is a long time. The same spectral radius that decides whether
// the scheme is stable decides whether the network explodes.
//
// The domain is the unit interval or the unit square and α = 1, so that
// dx = 1/n and dt = r/n².
//
// The lab has two kinds of experiment: a flow passes a profile through the
// blocks, a training lets a residual convolution learn the stencil from examples.
package heat

import "residual/core/lab"

var (
	dimension = lab.ChoiceKnob[int](lab.Knob{Name: "dimension", Label: "Dimension", Choices: []string{"1", "2"}, Labels: []string{"a rod", "a plate"}, Default: "1",
		Help: "a rod (1) or a plate to paint on (2), both without ends"})
	points = lab.IntKnob(lab.Knob{Name: "n", Label: "Points per side", Min: 8, Max: 4096, Log: true, Default: "128",
		Help: "how fine the grid is: dx = 1/n; a plate takes up to 512"})
	ratio = lab.FloatKnob(lab.Knob{Name: "r", Label: "r = α·dt/dx²", Min: 0, Max: 0.75, Step: 0.005, Default: "0.24", Live: true,
		Help: "the size of one block; past 1/2 (1/4 on a plate) the network explodes"})
	initial = lab.ChoiceKnob[profile](lab.Knob{Name: "profile", Label: "Initial heat", Default: "pulse",
		Choices: []string{"gaussian", "pulse", "wave", "noise", "spike", "blank"},
		Labels:  []string{"a smooth bump", "a pulse with sharp edges", "a wave", "noise", "a spike", "nothing, to paint on"},
		Help:    "what goes into the first block; noise comes from the seed"})
	mode = lab.IntKnob(lab.Knob{Name: "mode", Label: "Mode of the wave", Min: 1, Max: 2048, Log: true, Default: "3", When: map[string][]string{"profile": {"wave"}},
		Help: "how many periods the wave has along a side, at most n/2"})
	depth = lab.IntKnob(lab.Knob{Name: "depth", Label: "Blocks", Min: 1, Max: 100000, Log: true, Default: "1000", Live: true, Level: lab.More,
		Help: "how deep the network is: the number of blocks, or time steps"})
	train = lab.BoolKnob(lab.Knob{Name: "train", Label: "Learn the stencil", Default: "off", Level: lab.More,
		Help: "let a block with an unknown stencil learn it from examples of the heat equation"})
)

// Lab declares the laboratory.
var Lab = lab.Lab{
	Name:    "heat",
	Title:   "Heat through a residual network",
	Law:     "u ← u + r·Δu,  r = α·dt/dx²",
	Hint:    "drag to paint heat",
	Pace:    66,
	Version: 3,
	Knobs:   lab.List(dimension, points, ratio, initial, mode, depth, train, lab.Budget),
	Presets: []lab.Preset{
		{Name: "Just past the limit", About: "Past r = 1/2 the shortest wave grows in every block, until the network explodes.",
			Knobs: map[string]string{"r": "0.51"}},
		{Name: "Noise", About: "Short waves die first: what goes in as noise comes out smooth.",
			Knobs: map[string]string{"profile": "noise", "depth": "2000"}},
		{Name: "A plate to paint on", About: "Drag over the plate to paint heat, and watch the blocks spread it.",
			Knobs: map[string]string{"dimension": "2", "profile": "blank", "r": "0.2", "depth": "100000"}},
		{Name: "A block that learns", About: "A block that does not know its stencil finds the one of the heat equation from examples.",
			Knobs: map[string]string{"train": "on"}},
	},
	New: start,
}

// A spec is the settings as plain values.
type spec struct {
	grid
	r       float64
	profile profile
	mode    int
	depth   int
	seed    uint64
}

// largestPlate is the most points per side of a plate: a block over 512 × 512
// points still leaves most of a sixtieth of a second to everything else.
const largestPlate = 512

func start(s lab.Settings, seed uint64) (lab.Experiment, error) {
	g := grid{1 + dimension.Of(s), points.Of(s)}
	p := spec{g, ratio.Of(s), initial.Of(s), mode.Of(s), depth.Of(s), seed}
	if g.dim == 2 && g.n > largestPlate {
		return nil, points.Wrong("a plate of %d × %d points takes too long a block to be watched; with dimension 2 give a whole number from 8 to %d",
			g.n, g.n, largestPlate)
	}
	if p.profile == wave && p.mode > g.n/2 {
		return nil, mode.Wrong("%d points carry no wave of %d periods; give a whole number from 1 to %d", g.n, p.mode, g.n/2)
	}
	if train.Of(s) {
		return newTraining(p, lab.Budget.Of(s))
	}
	return newFlow(p, lab.Budget.Of(s))
}

// dt is the time that one block stands for.
func (s spec) dt() float64 { return s.r / float64(s.n*s.n) }

// unstable tells whether the spectral radius exceeds 1.
func (s spec) unstable() bool { return s.r > s.limit() }

// A memo remembers what was computed last, and for which key.
type memo[K comparable, V any] struct {
	known bool
	key   K
	value V
}

// of returns the value for a key, computed if it is not the one remembered.
func (m *memo[K, V]) of(key K, compute func() V) V {
	if !m.known || m.key != key {
		*m = memo[K, V]{true, key, compute()}
	}
	return m.value
}
