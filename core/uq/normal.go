package uq

import (
	"math"

	"residual/core/kernel"
)

const (
	rootHalf   = 0.707106781186547524400844362104849039 // 1/√2
	rootTwoPi  = 2.50662827463100050241576528481104525  // √2π
	halfLog2Pi = 0.918938533204672741780329736405617640 // ½·ln 2π
	invRootPi  = 0.564189583547756286948079451560772586 // 1/√π
)

// Density is φ(x) = e^{−x²/2}/√2π.
func Density(x float64) float64 { return bell(math.Abs(x)*rootHalf) / rootTwoPi }

// CDF is Φ(x), the chance that a standard normal number is at most x.
func CDF(x float64) float64 { return Erfc(-x*rootHalf) / 2 }

// Tail is 1 − Φ(x), accurate however small it is.
func Tail(x float64) float64 { return Erfc(x*rootHalf) / 2 }

// LogDensity is the logarithm of the density of N(mu, sigma²) at y.
func LogDensity(y, mu, sigma float64) float64 {
	z := (y - mu) / sigma
	return -float64(z*z)/2 - kernel.Log1(sigma) - halfLog2Pi
}

// Quantile is Φ⁻¹(p): −Inf at 0, Inf at 1, NaN outside. A rational start
// (Abramowitz & Stegun 1964, formula 26.2.23, error below 4.5e-4) is improved
// twice by Halley's method, whose error is cubed each time.
func Quantile(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p > 0.5:
		return -Quantile(1 - p)
	}
	t := math.Sqrt(-2 * kernel.Log1(p))
	above := 2.515517 + float64(t*(0.802853+float64(t*0.010328)))
	below := 1 + float64(t*(1.432788+float64(t*(0.189269+float64(t*0.001308)))))
	x := above/below - t
	for range 2 {
		e := (CDF(x) - p) / Density(x)
		x -= e / (1 + float64(e*x)/2)
	}
	return x
}
