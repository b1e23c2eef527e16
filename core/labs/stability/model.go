package stability

import (
	"math"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/dyn"
	"residual/core/fit"
	"residual/core/rng"
	"residual/core/uq"
)

// A learner is a network that gives the chance of "stable" from an input. Its
// output z is the log-odds; it is trained on the Brier score, which is least
// squares,
//
//	Σ (logistic(z(x)) − y)² + ρ‖θ‖²
//
// and which the true chances minimise. In the end the log-odds are divided by a
// temperature, which calibrates them.
type learner struct {
	fit.Network
	*input
	temperature float64
	ece         float64 // expected calibration error on examples kept back; NaN before
}

const (
	rows       = 2048  // examples to train on
	judgements = 32    // of each example by the expert
	kept       = 16384 // single judgements kept back, half of them for calibration
	places     = 1024  // at which predictions are made at a time
	ridge      = 1e-2  // √ρ: keeps weights from growing where all judgements agree
	bins       = 10    // of chances, for the expected calibration error
)

// newLearners asks for one for each input.
func newLearners(room *fit.Room) []learner {
	all := make([]learner, len(inputs))
	for i := range all {
		l := &all[i]
		l.input, l.temperature, l.ece = &inputs[i], 1, math.NaN()
		l.Reserve(room, fit.Task{Sizes: l.layers, Rows: rows, Places: places, Ridge: ridge, Error: brier})
	}
	return all
}

// brier records the error whose square is the Brier score.
func brier(p *ad.Program, z, y ad.Value) ad.Value {
	chance := p.Scale(p.AddConst(p.Tanh(p.Scale(z, 0.5)), 1), 0.5)
	return p.Sub(chance, y)
}

// begin draws the examples and the weights.
func (l *learner) begin(seed uint64, tau float64) {
	e := &expert{l.blur * tau, judgements, rng.New(seed, l.stream)}
	x, y := e.examples(l.input, rows)
	l.Begin(e.random, x, y)
}

// chances sets p to the calibrated chances at rows of features.
func (l *learner) chances(p, x []float64) {
	l.Predict(p, x)
	for i, z := range p {
		p[i] = uq.Logistic(z / l.temperature)
	}
}

// chance is that of an equilibrium.
func (l *learner) chance(e *dyn.Equilibrium) float64 {
	var x [mostFeatures]float64
	var p [1]float64
	l.features(x[:], e)
	l.chances(p[:], x[:l.layers[0]])
	return p[0]
}

// calibrate sets the temperature by the first half of judgements that were kept
// back, and measures the expected calibration error on the second.
func (l *learner) calibrate(seed uint64, tau float64) {
	e := &expert{l.blur * tau, 1, rng.New(seed, l.stream+" held back")}
	x, y := e.examples(l.input, kept)
	stable := make([]bool, kept)
	for i, v := range y {
		stable[i] = v > 0.5
	}
	const half = kept / 2
	z := y
	l.Predict(z, x)
	l.temperature = uq.Temperature(z[:half], stable[:half])
	for i, v := range z {
		z[i] = uq.Logistic(v / l.temperature)
	}
	l.ece = uq.ExpectedCalibrationError(z[half:], stable[half:], bins)
}

// State describes the network and its calibration.
func (l *learner) State(c *codec.Coder) {
	l.Network.State(c)
	c.Float(&l.temperature, &l.ece)
}

// abstains tells whether a chance is too near ½ to answer at that confidence.
func abstains(p, confidence float64) bool { return math.Max(p, 1-p) < confidence }
