// Package uncertainty is the lab of numbers that say how sure they are. A model
// is fitted to rows (x, y) and says at every x not one number but a law: a
// mixture of normal laws, one from each member of an ensemble or from each draw
// of a posterior. Its variance has two parts,
//
//	Var Y = E[σ²] + Var[μ]
//
// noise in the data, which no model can know away, and doubt of the model, which
// more data would end. Rows that the model was not fitted to then judge it:
// calibration, proper scores, conformal intervals and the cost of decisions.
//
// Five models share one shape (model.go) and one density of parameters given
// rows: a network at its mode, an ensemble of such, and three ways to the
// posterior, Hamiltonian Monte Carlo, Laplace's approximation of the last layer
// and mean-field variational inference. A cubic in place of the network has a
// posterior in closed form, against which the three are held.
//
// Rows of a preset come from a law that is known, so that every claim has a
// truth. All fits, those of the folds of CV+ among them, are independent tasks
// (lab.Parallel).
package uncertainty

import (
	"fmt"

	"residual/core/lab"
)

// Lab declares the lab.
var Lab = lab.Lab{
	Name:  "uncertainty",
	Title: "What the data cannot know, and what the model does not",
	Law:   "Var Y = E[σ²] + Var[μ]",
	Hint:  "press to add a data point or to take one away; drag the threshold y*",
	Knobs: []lab.Knob{
		{Name: "data", Label: "Data", Kind: lab.Choice, Choices: []string{"gap", "hazard", "heteroscedastic", "heavy"}, Default: "gap",
			Help: "a sine with a gap in the data, a river that may flood, noise that grows, noise with heavy tails"},
		{Name: "file", Label: "Your data", Kind: lab.File, Max: 64e6, Accept: ".csv,.tsv,.txt",
			Help: "two columns of numbers, x and y; takes the place of the preset"},
		{Name: "model", Label: "Model", Kind: lab.Choice, Choices: []string{"network", "ensemble", "hmc", "laplace", "variational"}, Default: "ensemble",
			Help: "one network, an ensemble of them, or draws from a posterior by three methods"},
		{Name: "show", Label: "Show", Kind: lab.Choice, Choices: []string{"bands", "calibration", "conformal", "decision"}, Default: "bands", Live: true,
			Help: "what stands beside the picture"},
		{Name: "n", Label: "Rows to fit", Kind: lab.Int, Min: 20, Max: mostRows, Log: true, Default: "1000",
			Help: "how many rows the model learns from; of a file at most so many"},
		{Name: "alpha", Label: "Miss rate α", Kind: lab.Float, Min: 0.01, Max: 0.5, Step: 0.01, Default: "0.1", Live: true,
			Help: "intervals are to hold the next y with a chance of 1 − α"},
		{Name: "recalibrate", Label: "Recalibrate", Kind: lab.Bool, Default: "off", Live: true,
			Help: "bend the predicted chances to what came true on the calibration rows"},
		{Name: "level", Label: "Threshold y*", Unit: "deviations", Kind: lab.Float, Min: -3, Max: 3, Step: 0.05, Default: "1.2", Live: true,
			Help: "the event is Y > y*; in standard deviations of y above its mean; drag the line to move it"},
		{Name: "cost", Label: "Act above", Kind: lab.Float, Min: 0.01, Max: 0.9, Step: 0.01, Default: "0.1", Live: true,
			Help: "the cost of acting as a share of the loss, and so the chance from which on acting pays"},
		{Name: "calibration", Label: "Calibration rows", Kind: lab.Int, Min: 4, Max: 2000, Log: true, Default: "200",
			Help: "rows kept from the model that conformal prediction and recalibration learn from"},
		{Name: "basis", Label: "Mean", Kind: lab.Choice, Choices: []string{"network", "cubic"}, Default: "network",
			Help: "what the mean is made of; the cubic has a posterior in closed form to compare with"},
		{Name: "width", Label: "Width", Unit: "units", Kind: lab.Int, Min: 4, Max: 48, Default: "16",
			Help: "units in each of two hidden layers; the sampler takes one layer of at most 6"},
		{Name: "members", Label: "Members", Kind: lab.Int, Min: 2, Max: 16, Default: "8",
			Help: "networks in the ensemble, each from a start of its own"},
		{Name: "draws", Label: "Draws per chain", Kind: lab.Int, Min: 50, Max: 4000, Log: true, Default: "1000",
			Help: "how long each of the sampler's four chains is, after a warm-up of half as many"},
		{Name: "folds", Label: "Folds of CV+", Kind: lab.Int, Min: 2, Max: 10, Default: "4",
			Help: "how often the model is fitted again without a part of its rows, for CV+"},
		lab.MemoryKnob(),
	},
	Legacy: start,
	Worker: newWorkerOf,
}

// mostRows bounds what a model is fitted to, clicks included.
const mostRows = 4096

// A spec holds the settings as plain values.
type spec struct {
	data, file                   string
	n, calibration               int
	model, basis                 string
	width, members, draws, folds int
	alpha                        float64
	recalibrate                  bool
	level, cost                  float64
	show                         string
	memory                       int64
	seed                         uint64
}

func read(s lab.Settings, seed uint64) spec {
	return spec{
		data: s.Choice("data"), file: s.File("file"), n: s.Int("n"), calibration: s.Int("calibration"),
		model: s.Choice("model"), basis: s.Choice("basis"), width: s.Int("width"), members: s.Int("members"),
		draws: s.Int("draws"), folds: s.Int("folds"), alpha: s.Float("alpha"), recalibrate: s.Bool("recalibrate"),
		level: s.Float("level"), cost: s.Float("cost"), show: s.Choice("show"), memory: s.Bytes("memory"), seed: seed,
	}
}

// newModel is the model of the settings.
func (s spec) newModel() *model {
	switch {
	case s.basis == "cubic":
		return newModel()
	case s.model == "hmc":
		return newModel(min(s.width, sampledWidth))
	}
	return newModel(s.width, s.width)
}

// sampledWidth is the most units that chains get about among in seconds.
const sampledWidth = 6

// law is that of the preset, nil for a file.
func (s spec) law() *law {
	if s.file != "" {
		return nil
	}
	return laws(s.data)
}

// capacity is how many rows a fit may come to see.
func (s spec) capacity() int { return min(s.n+roomForClicks, mostRows) }

const roomForClicks = 256

func (s spec) words() string {
	what := map[string]string{
		"network": "one network", "ensemble": fmt.Sprintf("an ensemble of %d networks", s.members),
		"hmc": "draws by Hamiltonian Monte Carlo", "laplace": "Laplace's approximation of the last layer",
		"variational": "mean-field variational inference",
	}[s.model]
	if s.basis == "cubic" {
		what += ", with a cubic for the mean"
	}
	return what
}
