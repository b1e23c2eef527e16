package interval

// A Jet is a quantity over an interval of one variable: bounds of its value, its
// first and its second derivative.
type Jet struct{ Value, Slope, Curvature Interval }

// Variable is the variable itself, over t.
func Variable(t Interval) Jet { return Jet{t, Point(1), Point(0)} }

// Constant is a number that does not change with the variable.
func Constant(v float64) Jet { return Jet{Point(v), Point(0), Point(0)} }

// AddScaled is x + w·h.
func (x Jet) AddScaled(w float64, h Jet) Jet {
	return Jet{x.Value.Add(h.Value.Scale(w)), x.Slope.Add(h.Slope.Scale(w)), x.Curvature.Add(h.Curvature.Scale(w))}
}

// Tanh encloses y = tanh x by s = 1 − y²:
//
//	y′ = s·x′   y″ = s·x″ − 2·y·s·x′²
func (x Jet) Tanh() Jet {
	y, s := x.Value.Tanh(), x.Value.TanhDerivative()
	return Jet{y, s.Mul(x.Slope), s.Mul(x.Curvature).Sub(y.Mul(s).Mul(x.Slope.Sqr()).Scale(2))}
}
