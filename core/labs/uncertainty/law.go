package uncertainty

import (
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/rng"
	"residual/core/uq"
)

// A law is where the rows of a preset come from: x uniform on what of [lo, hi]
// is outside the gap, and
//
//	y = f(x) + σ(x)·e
//
// with e standard normal or, where the tails are heavy, Student's t with three
// degrees of freedom scaled to variance 1. It is the truth that the models are
// held against.
type law struct {
	x, y         string // what is measured
	unitX, unitY string
	lo, hi       float64
	gap          [2]float64 // no rows here
	bottom, top  float64    // of the picture
	heavy        bool
	mean, sd     func(x float64) float64
}

func laws(name string) *law {
	switch name {
	case "hazard":
		return &law{x: "rain in a day", unitX: "mm", y: "river level", unitY: "m", lo: 0, hi: 120, bottom: 0, top: 7,
			mean: func(x float64) float64 { return 1 + 3*logistic((x-65)/14) },
			sd:   func(x float64) float64 { return 0.15 + 0.45*logistic((x-60)/15) }}
	case "gap":
		return &law{x: "x", y: "y", lo: -3, hi: 3, gap: [2]float64{-0.9, 1.1}, bottom: -2.2, top: 2.6,
			mean: func(x float64) float64 { return kernel.Sin1(1.6*x) + 0.2*x },
			sd:   func(x float64) float64 { return 0.12 + 0.25*logistic(1.5*x) }}
	case "heteroscedastic":
		return &law{x: "x", y: "y", lo: -2, hi: 2, bottom: -4, top: 4,
			mean: func(x float64) float64 { return kernel.Sin1(2 * x) },
			sd:   func(x float64) float64 { return 0.1 + 0.7*logistic(2.5*x) }}
	}
	return &law{x: "x", y: "y", lo: -2, hi: 2, bottom: -4, top: 4, heavy: true,
		mean: func(x float64) float64 { return x - 0.3*x*x*x },
		sd:   func(float64) float64 { return 0.5 }}
}

func logistic(x float64) float64 { return 1 / (1 + kernel.Exp1(-x)) }

// draw sets x and y to rows of the law.
func (l *law) draw(x, y []float64, random *rand.Rand) {
	z := make([]float64, 4)
	for i := range x {
		x[i] = l.lo + float64((l.hi-l.lo-(l.gap[1]-l.gap[0]))*random.Float64())
		if l.gap != [2]float64{} && x[i] > l.gap[0] {
			x[i] += l.gap[1] - l.gap[0]
		}
		rng.Normals(z, random)
		e := z[0]
		if l.heavy { // t = z/√(χ²/3) has variance 3
			e /= math.Sqrt(float64(z[1]*z[1]) + float64(z[2]*z[2]) + float64(z[3]*z[3]))
		}
		y[i] = l.mean(x[i]) + float64(l.sd(x[i])*e)
	}
}

// tail is P(Y > y) at x. Of Student's t with three degrees of freedom
//
//	F(t) = ½ + (u/(1 + u²) + arctan u)/π,  u = t/√3
//
// and e = t/√3 = u.
func (l *law) tail(y, x float64) float64 {
	e := (y - l.mean(x)) / l.sd(x)
	if l.heavy {
		return 0.5 - (e/(1+e*e)+math.Atan(e))/math.Pi
	}
	return uq.Tail(e)
}

// logDensity is ln p(y | x). The density of u is 2/(π(1 + u²)²).
func (l *law) logDensity(y, x float64) float64 {
	if l.heavy {
		e := (y - l.mean(x)) / l.sd(x)
		return math.Log(2/math.Pi) - 2*math.Log1p(e*e) - math.Log(l.sd(x))
	}
	return uq.LogDensity(y, l.mean(x), l.sd(x))
}
