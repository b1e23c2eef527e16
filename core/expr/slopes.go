package expr

import "residual/core/interval"

// MaxSlopes is the largest number of variables of a Slope.
const MaxSlopes = 4

// A Slope is an interval that holds a value, and intervals that hold its
// derivatives: forward differentiation in interval arithmetic.
type Slope struct {
	V interval.Interval
	D [MaxSlopes]interval.Interval
}

// Slopes is the algebra of Slopes with N derivatives. Nowhere is set once a
// function was asked for where it is defined at no point of its argument, so
// that the whole expression has no value there.
type Slopes struct {
	N       int
	Nowhere bool
}

func (s *Slopes) Number(v float64) Slope { return Slope{V: interval.Point(v)} }

// chain is the derivatives da·a′ + db·b′.
func (s *Slopes) chain(v interval.Interval, da interval.Interval, a *Slope, db interval.Interval, b *Slope) Slope {
	z := Slope{V: v}
	for i := range s.N {
		z.D[i] = da.Mul(a.D[i]).Add(db.Mul(b.D[i]))
	}
	return z
}

func (s *Slopes) Binary(op Op, a, b Slope) Slope {
	switch op {
	case Add:
		z := Slope{V: a.V.Add(b.V)}
		for i := range s.N {
			z.D[i] = a.D[i].Add(b.D[i])
		}
		return z
	case Sub:
		z := Slope{V: a.V.Sub(b.V)}
		for i := range s.N {
			z.D[i] = a.D[i].Sub(b.D[i])
		}
		return z
	case Mul:
		return s.chain(a.V.Mul(b.V), b.V, &a, a.V, &b)
	}
	q := a.V.Div(b.V)
	return s.chain(q, interval.Point(1).Div(b.V), &a, q.Neg().Div(b.V), &b)
}

// of is f(a) with f′ = d at a.
func (s *Slopes) of(v, d interval.Interval, a *Slope) Slope {
	z := Slope{V: v}
	for i := range s.N {
		z.D[i] = d.Mul(a.D[i])
	}
	return z
}

func (s *Slopes) Unary(op Op, a Slope) Slope {
	switch op {
	case Neg:
		return s.of(a.V.Neg(), interval.Point(-1), &a)
	case Sin:
		return s.of(a.V.Sin(), a.V.Cos(), &a)
	case Cos:
		return s.of(a.V.Cos(), a.V.Sin().Neg(), &a)
	case Exp:
		e := a.V.Exp()
		return s.of(e, e, &a)
	case Tanh:
		return s.of(a.V.Tanh(), a.V.TanhDerivative(), &a)
	case Sqrt:
		s.Nowhere = s.Nowhere || a.V.Hi < 0
		r := a.V.Sqrt()
		return s.of(r, interval.Point(0.5).Div(r), &a)
	case Abs: // at 0 the slope is anything from −1 to 1
		d := interval.Interval{Lo: -1, Hi: 1}
		switch {
		case a.V.Lo > 0:
			d = interval.Point(1)
		case a.V.Hi < 0:
			d = interval.Point(-1)
		}
		return s.of(a.V.Abs(), d, &a)
	}
	s.Nowhere = s.Nowhere || a.V.Hi <= 0
	return s.of(a.V.Log(), interval.Point(1).Div(a.V), &a)
}

func (s *Slopes) Power(a Slope, n int) Slope {
	if n == 0 {
		return s.Number(1)
	}
	return s.of(a.V.Pow(n), a.V.Pow(n-1).Scale(float64(n)), &a)
}
