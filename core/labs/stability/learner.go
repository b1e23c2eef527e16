package stability

import (
	"math"
	"math/rand/v2"

	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/nn"
	"residual/core/opt"
	"residual/core/plan"
	"residual/core/uq"
)

// A learner is a network that gives the chance of "stable". It is trained on
// the Brier score, which is least squares,
//
//	Σ (Logistic(z(x)) − y)² + ρ‖θ‖²
//
// by Levenberg and Marquardt's method, and the true chances score best.
type learner struct {
	net      *nn.MLP
	x, y     ad.Value // features and judgements
	logit    ad.Value
	residual ad.Value
	slopes   ad.Value // rows: of the residual by every weight
	program  ad.Program

	theta []float64
	value *plan.Machine[float64] // the residuals
	jac   *plan.Machine[float64]
	ask   *plan.Machine[float64] // the log-odds of other places
	lm    *opt.LevenbergMarquardt
	heat  float64 // the temperature that calibrates the log-odds
}

// ridge is √ρ: it keeps weights from growing where judgements are all alike.
const ridge = 1e-2

// newLearner records a network of features with one hidden layer or more.
func newLearner(sizes ...int) *learner {
	l := &learner{heat: 1}
	p := &l.program
	l.x, l.y = p.Rows("x", sizes[0]), p.Rows("y", 1)
	l.net = nn.NewMLP(p, sizes...)
	l.logit = l.net.Apply(p, l.x)
	chance := p.Scale(p.AddConst(p.Tanh(p.Scale(l.logit, 0.5)), 1), 0.5)
	l.residual = p.Sub(chance, l.y)
	l.slopes = p.Jacobian(l.residual, l.net.Params()...)
	l.theta = make([]float64, l.net.Size())
	return l
}

// needs are the computations that training on so many rows takes, and asking.
func (l *learner) needs(rows, asked int) []plan.Request {
	return []plan.Request{
		{Program: &l.program, Rows: rows, Outputs: []ad.Value{l.residual}},
		{Program: &l.program, Rows: rows, Outputs: []ad.Value{l.residual, l.slopes}},
		{Program: &l.program, Rows: asked, Outputs: []ad.Value{l.logit}},
	}
}

// optimiserBytes is what Levenberg and Marquardt's method holds beside.
func (l *learner) optimiserBytes(rows int) int64 {
	n := l.net.Size()
	return opt.LevenbergMarquardtBytes(rows+n, n) + 8*int64(n)
}

// build allocates by the plans of needs.
func (l *learner) build(rows int, plans []*plan.Plan) {
	n := l.net.Size()
	l.value, l.jac, l.ask = plan.NewMachine[float64](plans[0]), plan.NewMachine[float64](plans[1]), plan.NewMachine[float64](plans[2])
	l.lm = opt.NewLevenbergMarquardt(rows+n, n)
}

// begin draws the weights and takes the examples over.
func (l *learner) begin(rng *rand.Rand, x, y []float64) {
	nn.Glorot(l.net, l.theta, rng)
	for _, m := range []*plan.Machine[float64]{l.value, l.jac} {
		copy(m.Value(l.x), x)
		copy(m.Value(l.y), y)
	}
	l.lm.Begin(l.Rows())
}

func (l *learner) examples() int { return l.value.Plan.Rows }

// Rows, Residual and Jacobian make the learner least squares: a row for each
// example and one for each weight.
func (l *learner) Rows() int { return l.examples() + len(l.theta) }

func (l *learner) Residual(r, theta []float64) {
	copy(l.value.Params(), theta)
	l.value.Run()
	n := copy(r, l.value.Value(l.residual))
	kernel.Scale(r[n:], ridge, theta)
}

func (l *learner) Jacobian(r, jac, theta []float64) {
	copy(l.jac.Params(), theta)
	l.jac.Run()
	n := copy(r, l.jac.Value(l.residual))
	kernel.Scale(r[n:], ridge, theta)
	rest := jac[copy(jac, l.jac.Value(l.slopes)):]
	clear(rest)
	for i := range theta {
		rest[i*len(theta)+i] = ridge
	}
}

// step takes one step and returns the mean Brier score; moved is false where
// none lowers it.
func (l *learner) step() (score float64, moved bool) {
	moved = l.lm.Step(l, l.theta)
	return l.score(), moved
}

// score is the mean Brier score after the last step.
func (l *learner) score() float64 {
	weights := ridge * ridge * kernel.Dot(l.theta, l.theta)
	return (2*l.lm.Cost - weights) / float64(l.examples())
}

// logits sets z to the log-odds at rows of features, so many at a time as the
// plan has rows.
func (l *learner) logits(z, x []float64) {
	m, cols := l.ask, l.net.Sizes[0]
	copy(m.Params(), l.theta)
	for len(z) > 0 {
		n := min(len(z), m.Plan.Rows)
		copy(m.Value(l.x), x[:n*cols])
		m.RunRows(n)
		copy(z, m.Value(l.logit)[:n])
		z, x = z[n:], x[n*cols:]
	}
}

// chances is logits calibrated and made into chances.
func (l *learner) chances(p, x []float64) {
	l.logits(p, x)
	for i, z := range p {
		p[i] = uq.Logistic(z / l.heat)
	}
}

// cool finds the temperature on the first half of judgements that were kept
// back, and returns the expected calibration error on the second.
func (l *learner) cool(x []float64, y []bool) float64 {
	z, half := make([]float64, len(y)), len(y)/2
	l.logits(z, x)
	l.heat = uq.Temperature(z[:half], y[:half])
	for i, v := range z {
		z[i] = uq.Logistic(v / l.heat)
	}
	return uq.ExpectedCalibrationError(z[half:], y[half:], bins)
}

// bins is into how many parts chances are sorted to judge them.
const bins = 10

// bytes is what the learner really holds.
func (l *learner) bytes() int64 {
	return l.value.Bytes() + l.jac.Bytes() + l.ask.Bytes() + l.lm.Bytes() + 8*int64(cap(l.theta))
}

// stretch is asinh(v/s): as v near 0 in units of s, and like a logarithm far
// out, so that a network sees what is near the axis and what is far at once.
func stretch(v, s float64) float64 {
	a := math.Abs(v) / s
	return math.Copysign(kernel.Log1(a+math.Sqrt(float64(a*a)+1)), v)
}
