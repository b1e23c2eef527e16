package uncertainty

import (
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/rng"
	"residual/core/uq"
)

// A dataModel is what the rows of a preset are drawn from: x uniform on the part
// of [lo, hi] outside the gap, and
//
//	y = f(x) + σ(x)·e
//
// with e standard normal or, where the tails are heavy, Student's t with three
// degrees of freedom scaled to variance 1. It is the truth that the models are
// compared with.
type dataModel struct {
	x, y         string // what is measured
	unitX, unitY string
	window                  // of the picture; x lies in [lo, hi]
	gap          [2]float64 // no rows here
	heavy        bool
	mean, sd     func(x float64) float64
}

// dataModels are the presets: a gap, a hazard, heteroscedastic noise, heavy tails.
var dataModels = [...]dataModel{
	{x: "x", y: "y", window: window{-3, 3, -2.2, 2.6}, gap: [2]float64{-0.9, 1.1},
		mean: func(x float64) float64 { return kernel.Sin1(1.6*x) + 0.2*x },
		sd:   func(x float64) float64 { return 0.12 + 0.25*logistic(1.5*x) }},
	{x: "rain in a day", unitX: "mm", y: "river level", unitY: "m", window: window{0, 120, 0, 7},
		mean: func(x float64) float64 { return 1 + 3*logistic((x-65)/14) },
		sd:   func(x float64) float64 { return 0.15 + 0.45*logistic((x-60)/15) }},
	{x: "x", y: "y", window: window{-2, 2, -4, 4},
		mean: func(x float64) float64 { return kernel.Sin1(2 * x) },
		sd:   func(x float64) float64 { return 0.1 + 0.7*logistic(2.5*x) }},
	{x: "x", y: "y", window: window{-2, 2, -4, 4}, heavy: true,
		mean: func(x float64) float64 { return x - 0.3*x*x*x },
		sd:   func(float64) float64 { return 0.5 }},
}

func logistic(x float64) float64 { return 1 / (1 + kernel.Exp1(-x)) }

// draw sets x and y to rows.
func (m *dataModel) draw(x, y []float64, random *rand.Rand) {
	z := make([]float64, 4)
	for i := range x {
		x[i] = m.lo + float64((m.hi-m.lo-(m.gap[1]-m.gap[0]))*random.Float64())
		if m.gap != [2]float64{} && x[i] > m.gap[0] {
			x[i] += m.gap[1] - m.gap[0]
		}
		rng.Normals(z, random)
		e := z[0]
		if m.heavy { // t = z/√(χ²/3) has variance 3
			e /= math.Sqrt(float64(z[1]*z[1]) + float64(z[2]*z[2]) + float64(z[3]*z[3]))
		}
		y[i] = m.mean(x[i]) + float64(m.sd(x[i])*e)
	}
}

// tail is P(Y > y) at x. Of Student's t with three degrees of freedom
//
//	F(t) = ½ + (u/(1 + u²) + arctan u)/π,  u = t/√3
//
// and e = t/√3 = u.
func (m *dataModel) tail(y, x float64) float64 {
	e := (y - m.mean(x)) / m.sd(x)
	if m.heavy {
		return 0.5 - (e/(1+e*e)+math.Atan(e))/math.Pi
	}
	return uq.Tail(e)
}

// logDensity is ln p(y | x). The density of u is 2/(π(1 + u²)²).
func (m *dataModel) logDensity(y, x float64) float64 {
	if m.heavy {
		e := (y - m.mean(x)) / m.sd(x)
		return math.Log(2/math.Pi) - 2*math.Log1p(e*e) - math.Log(m.sd(x))
	}
	return uq.LogDensity(y, m.mean(x), m.sd(x))
}
