package reference

import (
	"math"

	"residual/core/law"
	"residual/core/pde/colehopf"
)

// burgers is a reference by the transform of Cole and Hopf where the law is c(u_t +
// a u u_x − ν u_xx) = 0 with numbers a, c and ν, on a ring or with both ends at 0; nil
// elsewhere.
func burgers(b *fieldProblem) Reference {
	if b.time < 0 || len(b.space) != 1 || len(b.Fields) != 1 || b.out.TimeOrders[0] != 1 || b.reverse {
		return nil
	}
	x := b.space[0]
	speed, viscosity, ok := b.recognise(x)
	if !ok || !b.endsAtZero(x) {
		return nil
	}
	c := b.Inputs[x]
	at := make([]float64, len(b.Inputs))
	start := func(place float64) float64 {
		at[x], at[b.time] = place, b.out.T0
		return b.out.Initial(0, 0, at)
	}
	if !b.periodic(x) && math.Abs(start(c.Lo))+math.Abs(start(c.Hi)) > 1e-12 {
		return nil // the start jumps at an end
	}
	s := colehopf.NewSolver(&colehopf.Problem{Viscosity: viscosity, Lo: c.Lo, Hi: c.Hi, T: b.out.T1 - b.out.T0, Ring: b.periodic(x),
		Initial: func(place float64) float64 { return speed * start(place) }})
	return &transformed{s, b, speed}
}

// recognise finds a and ν and holds the law against them where slots and inputs have
// values that mean nothing.
func (b *fieldProblem) recognise(x int) (speed, viscosity float64, ok bool) {
	e := b.out.Laws[0]
	place := map[law.Order]int{{}: -1, along(b.time, 1): -1, along(x, 1): -1, along(x, 2): -1}
	for i, s := range e.Slots {
		if _, known := place[law.Order(s.Order)]; !known {
			return 0, 0, false
		}
		place[law.Order(s.Order)] = i
	}
	u, rate, slope, bend := place[law.Order{}], place[along(b.time, 1)], place[along(x, 1)], place[along(x, 2)]
	if u < 0 || rate < 0 || slope < 0 || bend < 0 {
		return 0, 0, false
	}
	at, s := make([]float64, len(b.Inputs)), make([]float64, len(e.Slots))
	value := func() float64 { return e.Eval(at, s, nil) }
	s[rate] = 1
	c := value()
	s[rate], s[bend] = 0, 1
	viscosity = -value() / c
	s[bend], s[u], s[slope] = 0, 1, 1
	speed = value() / c
	for i := range 40 {
		for k := range s {
			s[k] = 3 * math.Sin(float64(7*i+5*k+1))
		}
		for k, q := range b.Inputs {
			at[k] = q.Lo + (q.Hi-q.Lo)*(1+math.Sin(float64(3*i+k)))/2
		}
		want := c * (s[rate] + speed*s[u]*s[slope] - viscosity*s[bend])
		if !(math.Abs(value()-want) <= 1e-12*math.Abs(c)*(1+math.Abs(speed)+viscosity)*10) {
			return 0, 0, false
		}
	}
	return speed, viscosity, viscosity > 0 && speed != 0
}

// endsAtZero tells whether the field is 0 at both ends, or they are one.
func (b *fieldProblem) endsAtZero(x int) bool {
	if b.periodic(x) {
		return true
	}
	sides := 0
	at := make([]float64, len(b.Inputs))
	for _, c := range b.out.Conditions {
		if len(c.Slots) != 1 || law.Order(c.Slots[0].Order) != (law.Order{}) {
			return false
		}
		for i := range 20 {
			at[b.time] = b.out.T0 + (b.out.T1-b.out.T0)*float64(i)/19
			if at[x] = b.Inputs[x].Lo; c.Side == 1 {
				at[x] = b.Inputs[x].Hi
			}
			if v := c.Eval(at, []float64{1}, nil); c.Eval(at, []float64{0}, nil) != 0 || v == 0 || v-v != 0 {
				return false
			}
		}
		sides |= 1 << c.Side
	}
	return sides == 3
}

// along is the order k by one input.
func along(input, k int) (o law.Order) {
	o[input] = uint8(k)
	return o
}

// A transformed is a reference by the transform of Cole and Hopf.
type transformed struct {
	*colehopf.Solver
	b     *fieldProblem
	speed float64
}

func (s *transformed) Method() string {
	return "transform of Cole and Hopf, by the trapezoidal rule"
}
func (s *transformed) Reason() string    { return "" }
func (s *transformed) Params() []float64 { return nil }

// Eval is that of a [Reference].
func (s *transformed) Eval(out, x []float64) {
	s.b.each(out, x, func(out, x []float64) {
		out[0] = s.Solver.Eval(x[s.b.space[0]], x[s.b.time]-s.b.out.T0) / s.speed
	})
}
