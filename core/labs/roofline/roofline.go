// Package roofline is the lab that measures the device it runs on, in three
// pictures:
//
//   - roofline: how fast the machine multiplies and adds, how fast it brings
//     numbers from each of its memories, and where between these two limits
//     every kernel of the engine and every step of the other labs lies;
//   - memory: what the gradient of a wide batch or of a deep network takes, with
//     everything kept or with some of it computed again;
//   - train: a network of the Poisson equation at 65 536 points, with exact second
//     derivatives, in a two-hundredth of the memory that they would take at once.
//
// Measured times are no part of a run's state: digests are the same everywhere.
package roofline

import (
	"residual/core/lab"
)

// Beside is the labs with this one after them, which has a place in its picture
// for the steps of each.
func Beside(others []lab.Lab) []lab.Lab {
	l := declared
	l.Legacy = func(s lab.Settings, seed uint64) (lab.LegacyRun, error) { return start(read(s, seed), others) }
	l.Worker = func(s lab.Settings, seed uint64) (lab.TaskRunner, error) { return newWorker(read(s, seed)) }
	return append(others[:len(others):len(others)], l)
}

var declared = lab.Lab{
	Name:  "roofline",
	Title: "What this device can do",
	Law:   "flop/s ≤ min(peak, flops/byte × bandwidth)",
	Knobs: []lab.Knob{
		{Name: "show", Label: "Show", Kind: lab.Choice, Choices: []string{"roofline", "memory", "train"}, Default: "roofline",
			Help: "the limits of this device, what a gradient costs in memory, or a large network trained in little"},
		{Name: "points", Label: "Collocation points", Kind: lab.Int, Min: 1024, Max: 1 << 20, Log: true, Default: "65536",
			Help: "where the Poisson equation is asked to hold (train)"},
		{Name: "depth", Label: "Depth", Unit: "layers", Kind: lab.Int, Min: 10, Max: mostLayers, Log: true, Default: "1000",
			Help: "of the residual network (memory)"},
		{Name: "states", Label: "States kept", Kind: lab.Int, Min: 1, Max: 200, Log: true, Default: "32",
			Help: "how many of the network's states Revolve may keep; the others are computed again (memory)"},
		lab.MemoryKnob(),
	},
}

// A spec holds the settings as plain values.
type spec struct {
	show                  string
	points, depth, states int
	memory                int64
	seed                  uint64
}

func read(s lab.Settings, seed uint64) spec {
	return spec{s.Choice("show"), s.Int("points"), s.Int("depth"), s.Int("states"), s.Bytes("memory"), seed}
}

func start(s spec, others []lab.Lab) (lab.LegacyRun, error) {
	switch s.show {
	case "memory":
		return newLadder(s)
	case "train":
		return newTraining(s)
	}
	return newSurvey(s, others)
}
