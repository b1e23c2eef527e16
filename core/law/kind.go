package law

import (
	"fmt"
	"math"
)

// A symbol is the derivatives of a law by the derivatives of its field, at points.
type symbol struct {
	p     *Problem
	law   Equation
	field int
}

// coefficient is ∂F/∂u_α of the law F = left − right, at a point near which the field
// has some Taylor coefficients; F is linear in u_α or nearly so over the step.
func (s *symbol) coefficient(at [MaxInputs]float64, base float64, o Order) float64 {
	const step = 1e-4
	value := func(h float64) float64 {
		e := s.p.evaluation()
		e.at = at
		e.field = func(e *evaluation, f int, b box) jet {
			z := e.calculus(b).constant(base)
			if i, ok := e.calculus(b).at[o]; ok && f == s.field {
				v := h
				for _, k := range o {
					v /= factorial(int(k))
				}
				z[i] += v
			}
			return z
		}
		return e.value(s.law.Left) - e.value(s.law.Right)
	}
	return (value(step) - value(-step)) / (2 * step)
}

func factorial(n int) float64 {
	v := 1.0
	for k := 2; k <= n; k++ {
		v *= float64(k)
	}
	return v
}

// sign is that of a coefficient at all points and for several values of the field, 0
// where it has none.
func (s *symbol) sign(f func(at [MaxInputs]float64, base float64) float64) float64 {
	all := 0.0
	for i, at := range s.p.points(6) {
		for j, base := range []float64{0.3, 1.1} {
			v := f(at, base)
			one := 1.0
			if v < 0 {
				one = -1
			}
			if math.IsNaN(v) || math.Abs(v) < 1e-9 || (i+j > 0 && one != all) {
				return 0
			}
			all = one
		}
	}
	return all
}

// definite is the sign of the matrix of second derivatives in space, 0 where it is
// not definite.
func (s *symbol) definite() float64 {
	space := s.p.space()
	sign := s.sign(func(at [MaxInputs]float64, base float64) float64 { return s.coefficient(at, base, along(space[0], 2)) })
	minors := s.sign(func(at [MaxInputs]float64, base float64) float64 {
		a := make([][]float64, len(space))
		for i := range space {
			for j := range space {
				v := s.coefficient(at, base, along(space[i], 1).plus(along(space[j], 1)))
				if i != j {
					v /= 2
				}
				a[i] = append(a[i], sign*v)
			}
		}
		return positive(a)
	})
	if minors <= 0 {
		return 0
	}
	return sign
}

// positive is the least pivot of a symmetric matrix: above 0 where it is positive
// definite.
func positive(a [][]float64) float64 {
	least := math.Inf(1)
	for k := range a {
		if least = min(least, a[k][k]); least <= 0 {
			return least
		}
		for i := k + 1; i < len(a); i++ {
			for j := k + 1; j < len(a); j++ {
				a[i][j] -= a[i][k] * a[k][j] / a[k][k]
			}
		}
	}
	return least
}

// single is the symbol of a problem with one law for one field.
func (p *Problem) single() *symbol {
	if len(p.Laws) != 1 || len(p.Fields) != 1 || p.inverse() || p.eigenproblem() || p.tooLong(&p.Laws[0]) {
		return nil
	}
	return &symbol{p, p.Laws[0], 0}
}

// orderOf is the highest order in time and the highest in space.
func (p *Problem) orderOf(field int) (time, space int) {
	if i := p.time(); i >= 0 {
		time = p.Order(field, i)
	}
	for _, i := range p.space() {
		space = max(space, p.Order(field, i))
	}
	return time, space
}

// Kind names the problem as far as that can be told.
func (p *Problem) Kind() string {
	kind, _ := p.kindOf()
	return kind
}

// kindOf is the kind, and what is wrong with the ends of the time at which conditions
// stand.
func (p *Problem) kindOf() (kind, wrong string) {
	time, space := p.orderOf(0)
	if len(p.Inputs) == 1 {
		return "ordinary differential equations", ""
	}
	s := p.single()
	if s == nil {
		return "", ""
	}
	switch {
	case time == 0 && space == 2:
		if s.definite() != 0 {
			return "elliptic", ""
		}
	case time == 1 && space == 1:
		return "transport", ""
	case time == 1 && space == 2:
		return s.diffusion()
	case time == 1 && space == 3:
		return "dispersive", ""
	case time == 2 && space == 2:
		return s.waves()
	}
	return "", ""
}

// diffusion tells u_t = a u_xx with a > 0, which can be solved forwards alone, from
// a < 0.
func (s *symbol) diffusion() (kind, wrong string) {
	t := s.p.time()
	rate := s.sign(func(at [MaxInputs]float64, base float64) float64 { return s.coefficient(at, base, along(t, 1)) })
	forwards := -s.definite() * rate
	if forwards == 0 {
		return "", ""
	}
	start, end := s.p.timesGiven()
	switch {
	case forwards > 0 && end && !start:
		wrong = "a heat equation runs forwards in time: from its end it is ill-posed, for small changes grow without bound"
	case forwards < 0 && start && !end:
		wrong = "this is a heat equation backwards in time (the sign of the second derivative): from the start it is ill-posed, for small changes grow without bound"
	}
	return "parabolic", wrong
}

func (s *symbol) waves() (kind, wrong string) {
	t := s.p.time()
	rate := s.sign(func(at [MaxInputs]float64, base float64) float64 { return s.coefficient(at, base, along(t, 2)) })
	switch v := -s.definite() * rate; {
	case v > 0:
		return "hyperbolic", ""
	case v < 0:
		if start, end := s.p.timesGiven(); start != end {
			wrong = "this is Laplace's equation in space and time: with conditions at one end of the time it is ill-posed, for small changes grow without bound"
		}
		return "elliptic", wrong
	}
	return "", ""
}

// timesGiven tells at which ends of the time conditions stand.
func (p *Problem) timesGiven() (start, end bool) {
	t := p.time()
	for _, c := range p.Conditions {
		for _, w := range c.Places {
			for _, f := range w.Fixed {
				if f.Input == t && len(w.Fixed) == 1 {
					v := p.constant(f.Value)
					start, end = start || v == p.Inputs[t].Lo, end || v == p.Inputs[t].Hi
				}
			}
		}
	}
	return start, end
}

// Waves that cross the domain more often than this, or oscillations of more periods,
// should be solved in windows.
const mostCrossings, mostPeriods = 5, 20

// kindRemarks says what is ill-posed, and what is too long.
func (p *Problem) kindRemarks() (all []Remark) {
	kind, wrong := p.kindOf()
	if wrong != "" {
		all = append(all, remark(p.Laws[0].At, true, "%s", wrong)...)
	}
	s := p.single()
	switch {
	case s == nil || p.Degree() != Linear:
	case kind == "hyperbolic":
		for _, i := range p.space() {
			t := p.time()
			at := p.points(1)[0]
			speed := math.Sqrt(-s.coefficient(at, 1, along(i, 2)) / s.coefficient(at, 1, along(t, 2)))
			if n := speed * length(p.Inputs[t]) / length(p.Inputs[i]); n > mostCrossings {
				return append(all, remark(p.Laws[0].At, false, "waves cross the interval of %s %.0f times: one network for so long a time will hardly converge; solve in windows of time", p.Inputs[i].Name, n)...)
			}
		}
	case len(p.Inputs) == 1 && p.Order(0, 0) == 2:
		if n := s.periods(); n > mostPeriods {
			all = append(all, remark(p.Laws[0].At, false, "%s", fmt.Sprintf("the solution has about %.0f periods: split the interval of %s", n, p.Inputs[0].Name))...)
		}
	}
	return all
}

func length(c Coordinate) float64 { return c.Hi - c.Lo }

// periods is ∫ √(c₀/c₂) dx/2π of c₂ y″ + … + c₀ y.
func (s *symbol) periods() float64 {
	sum, points := 0.0, s.p.points(32)
	for _, at := range points {
		if q := s.coefficient(at, 1, along(0, 0)) / s.coefficient(at, 1, along(0, 2)); q > 0 {
			sum += math.Sqrt(q)
		}
	}
	return sum / float64(len(points)) * length(s.p.Inputs[0]) / (2 * math.Pi)
}
