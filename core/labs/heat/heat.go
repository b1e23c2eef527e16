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
// The lab has two kinds of run: a flow passes a profile through the blocks, a
// training lets a residual convolution learn the stencil from examples.
package heat

import (
	"fmt"

	"residual/core/lab"
)

// Lab declares the laboratory.
var Lab = lab.Lab{
	Name:   "heat",
	Title:  "Heat through a residual network",
	Law:    "u ← u + r·Δu,  r = α·dt/dx²",
	Hint:   "drag to paint heat",
	Pace:   120,
	Knobs:  knobs,
	Legacy: start,
}

var knobs = []lab.Knob{
	{Name: "dimension", Label: "Dimension", Kind: lab.Choice, Choices: []string{"1", "2"}, Default: "1",
		Help: "a rod (1) or a plate to paint on (2), both without ends"},
	{Name: "n", Label: "Points per side", Kind: lab.Int, Min: 8, Max: 4096, Log: true, Default: "128",
		Help: "how fine the grid is: dx = 1/n; a plate takes up to 512"},
	{Name: "r", Label: "r = α·dt/dx²", Kind: lab.Float, Min: 0, Max: largestR, Step: 0.005, Default: "0.24", Live: true,
		Help: "the size of one block; past 1/2 (1/4 on a plate) the network explodes"},
	{Name: "profile", Label: "Initial heat", Kind: lab.Choice, Default: "pulse",
		Choices: []string{"gaussian", "pulse", "wave", "noise", "spike", "blank"},
		Help:    "what goes into the first block; noise comes from the seed, blank is for painting"},
	{Name: "mode", Label: "Mode of the wave", Kind: lab.Int, Min: 1, Max: 2048, Log: true, Default: "3",
		Help: "how many periods the wave has along a side, at most n/2"},
	{Name: "depth", Label: "Blocks", Kind: lab.Int, Min: 1, Max: deepest, Log: true, Default: "1000", Live: true,
		Help: "how deep the network is: the number of blocks, or time steps"},
	{Name: "train", Label: "Learn the stencil", Kind: lab.Bool, Default: "off",
		Help: "let a block with an unknown stencil learn it from examples of the heat equation"},
	lab.MemoryKnob(),
}

const (
	largestR = 0.75
	deepest  = 100000
)

// allowed tells whether the live knobs have values that they may take.
func (s spec) allowed() bool {
	return s.r >= 0 && s.r <= largestR && s.depth >= 1 && s.depth <= deepest
}

// A spec holds the settings as plain values.
type spec struct {
	dim, n      int
	r           float64
	profile     string
	mode, depth int
	train       bool
	seed        uint64
	memory      int64
}

func read(s lab.Settings, seed uint64) spec {
	dim := 1
	if s.Choice("dimension") == "2" {
		dim = 2
	}
	return spec{
		dim: dim, n: s.Int("n"), r: s.Float("r"),
		profile: s.Choice("profile"), mode: s.Int("mode"), depth: s.Int("depth"),
		train: s.Bool("train"), seed: seed, memory: s.Bytes("memory"),
	}
}

// largestPlate is the most points per side of a plate: a block over 512 × 512
// points still leaves most of a sixtieth of a second to everything else.
const largestPlate = 512

// check finds what one knob alone cannot show.
func (s spec) check() error {
	if s.dim == 2 && s.n > largestPlate {
		return &lab.KnobError{Knob: "n", Reason: fmt.Sprintf(
			"a stencil over %d × %d points would take %s of memory; with dimension 2 give a whole number from 8 to %d (%s)",
			s.n, s.n, lab.Bytes(s.planned()), largestPlate, lab.Bytes(spec{dim: 2, n: largestPlate}.planned()))}
	}
	if s.profile == "wave" && s.mode > s.n/2 {
		return &lab.KnobError{Knob: "mode", Reason: fmt.Sprintf(
			"%d points carry no wave of %d periods; give a whole number from 1 to %d", s.n, s.mode, s.n/2)}
	}
	return nil
}

func start(settings lab.Settings, seed uint64) (lab.LegacyRun, error) {
	s := read(settings, seed)
	if err := s.check(); err != nil {
		return nil, err
	}
	if need := s.needed(); need > s.memory {
		return nil, lab.MemoryError(need)
	}
	if s.train {
		return newTraining(s), nil
	}
	return newFlow(s), nil
}

// cells is the number of grid points.
func (s spec) cells() int {
	if s.dim == 2 {
		return s.n * s.n
	}
	return s.n
}

// dt is the time that one block stands for.
func (s spec) dt() float64 { return s.r / float64(s.n*s.n) }
