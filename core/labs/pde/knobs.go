package pde

import (
	"residual/core/catalogue"
	"residual/core/lab"
)

// choice is a method of descent.
type choice int

const (
	suitable choice = iota
	features
	sketch
	levenberg
	lbfgs
	adam
)

var (
	problemText = lab.LineKnob(lab.Knob{Name: "problem", Label: "Problem", Max: 4000, Rows: 7, Default: catalogue.Find("heat").Text,
		Choices: texts(), Labels: titles(), Echo: echo,
		Along: map[string]string{"at": "0", "slider": "", "data": ""},
		Help:  "a law, where it holds, and its conditions, one a line; or the name of one of the catalogue"})
	shift = lab.FloatKnob(lab.Knob{Name: "at", Label: "Parameter", Min: -1, Max: 1, Step: 0.01, Default: "0", Live: true,
		Help: "moves the first parameter with a range from its value in the text (0) to the lower (−1) or upper end (1)"})
	moment = lab.FloatKnob(lab.Knob{Name: "moment", Label: "Moment", Min: 0, Max: 1, Step: 0.01, Default: "0.5", Live: true,
		Help: "the moment, or the place, at which the solution is cut, from the beginning (0) to the end (1)"})
	fieldShown = lab.IntKnob(lab.Knob{Name: "field", Label: "Field", Min: 1, Max: 4, Default: "1", Live: true, Level: lab.More,
		Help: "which field is pictured where there are several, in the order in which they come in the text"})
	file = lab.FileKnob(lab.Knob{Name: "data", Label: "Your data", Max: 4e6, Accept: ".csv,.tsv,.txt", Level: lab.More,
		Help: "measured values for a problem that says data x, t, u: a column for each of these names, in this order"})
	method = lab.ChoiceKnob[choice](lab.Knob{Name: "method", Label: "Method", Default: "auto", Level: lab.More,
		Choices: []string{"auto", "features", "sketch", "lm", "lbfgs", "adam"},
		Labels:  []string{"what suits the problem", "features, solved for", "Gauss–Newton, sketched", "Levenberg–Marquardt", "L-BFGS", "Adam"},
		Hints: []string{"features where the problem is linear or has one variable, and else a sketched method",
			"one hidden layer that is drawn, and a last one that is solved for: most digits where the solution is smooth",
			"all layers, by a random sketch of the slopes of many residuals: for solutions with thin layers",
			"all layers, by the slopes of all residuals: for small networks", "all layers; remembers some gradients", "all layers; the gradient alone: for a comparison"},
		Help: "how the numbers of the network are found"})
	width = lab.IntKnob(lab.Knob{Name: "width", Label: "Width", Unit: "units", Min: 0, Max: 1500, Default: "0", Level: lab.More,
		Help: "units of a hidden layer, 0: what suits the problem; thin layers and many waves need more"})
	depth = lab.IntKnob(lab.Knob{Name: "depth", Label: "Hidden layers", Min: 0, Max: 6, Default: "0", Level: lab.More,
		When: map[string][]string{"method": {"auto", "sketch", "lm", "lbfgs", "adam"}},
		Help: "0: what suits the method; one suffices for functions of one variable; more help where the solution turns at different places at different times"})
	points = lab.IntKnob(lab.Knob{Name: "points", Label: "Points", Min: 0, Max: 20000, Step: 50, Default: "0", Level: lab.More,
		Help: "at which each law is asked to hold, 0: what suits the problem; a few for every number of the network"})
	resample = lab.IntKnob(lab.Knob{Name: "resample", Label: "New points every", Unit: "steps", Min: 0, Max: 1000, Default: "0", Level: lab.More,
		When: map[string][]string{"method": {"auto", "sketch"}},
		Help: "so many steps of the sketched method the laws are asked to hold at new points, denser where more is left over, until the damping has settled: for thin layers; 0: what suits the problem, for most not at all"})
	asked = lab.FloatKnob(lab.Knob{Name: "accuracy", Label: "Accuracy asked for", Min: 1e-12, Max: 0.1, Log: true, Default: "0.0001", Level: lab.More,
		Help: "the relative error, in the mean square, that the run is held to"})
	movedName = lab.LineKnob(lab.Knob{Name: "slider", Label: "Parameter to move", Max: 40, Default: "", Level: lab.More,
		Along: map[string]string{"at": "0"},
		Help:  "the name of the parameter that the slider moves; nothing: the first with a range"})
	anyway = lab.BoolKnob(lab.Knob{Name: "anyway", Label: "Train all the same", Default: "off", Level: lab.More,
		Help: "trains although something grave was remarked: a condition that is missing, a problem that is ill-posed"})
	sampleCount = lab.IntKnob(lab.Knob{Name: "samples", Label: "Samples", Min: fewestSamples, Max: mostSamples, Log: true, Default: "200", Level: lab.More,
		Help: "how many measurements are made up from a known solution where there is no file"})
	sampleNoise = lab.FloatKnob(lab.Knob{Name: "noise", Label: "Noise", Min: 0, Max: 0.5, Step: 0.001, Default: "0.01", Level: lab.More,
		Help: "the standard deviation of their noise, as a part of the largest value"})
	weight = lab.FloatKnob(lab.Knob{Name: "weight", Label: "Weight of conditions", Min: 0.01, Max: 1e6, Log: true, Default: "100", Level: lab.Advanced,
		Help: "of the mean square of a condition that does not hold by construction, beside 1 of a law’s"})
	steps = lab.IntKnob(lab.Knob{Name: "steps", Label: "Most steps", Min: 0, Max: 20000, Step: 10, Default: "0", Level: lab.Advanced,
		Help: "after which the training of all layers ends even if the loss still falls; 0: 150 of the sketched method, 400 of the others"})
)

func texts() (all []string) {
	for _, e := range catalogue.All {
		all = append(all, e.Text)
	}
	return all
}

func titles() (all []string) {
	for _, e := range catalogue.All {
		all = append(all, e.Title)
	}
	return all
}
