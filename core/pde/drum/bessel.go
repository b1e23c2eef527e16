package drum

import "math"

// jay is Bessel's function J of the order ν ≥ 0 at x ≥ 0 and its derivative, by the
// series
//
//	J_ν(x) = Σⱼ (−1)ʲ/(j! Γ(ν + j + 1)) (x/2)^{2j + ν}
//
// which loses as many digits as eˣ has: three or so for what drums of moderate tone ask.
func jay(nu, x float64) (value, slope float64) {
	if x == 0 {
		if nu == 0 {
			return 1, 0
		}
		return 0, map[bool]float64{true: 0.5}[nu == 1]
	}
	lg, _ := math.Lgamma(nu + 1)
	term := math.Exp(nu*math.Log(x/2) - lg)
	q := x * x / 4
	for j := 0; j < 400; j++ {
		value += term
		slope += term * (2*float64(j) + nu) / x
		term *= -q / (float64(j+1) * (nu + float64(j+1)))
		if math.Abs(term) < 1e-18*math.Abs(value) && float64(j) > x {
			break
		}
	}
	return value, slope
}
