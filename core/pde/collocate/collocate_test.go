package collocate

import (
	"math"
	"testing"
)

// figures is set where tests may take longer.
var figures bool

// run refines a problem to the end and compares with a solution.
func run(t *testing.T, name string, p *Problem, truth func(f int, x []float64) float64, tol float64) *Solver {
	t.Helper()
	s, err := New(p)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for !s.Step() {
	}
	claimed, known := s.Error()
	out := make([]float64, len(s.sample)/MaxInputs*p.Fields)
	s.Eval(out, s.sample, MaxInputs)
	top, bottom := 0.0, 0.0
	for i := range len(s.sample) / MaxInputs {
		for f := range p.Fields {
			want := truth(f, s.sample[i*MaxInputs:][:MaxInputs])
			d := out[i*p.Fields+f] - want
			top, bottom = top+d*d, bottom+want*want
		}
	}
	got := math.Sqrt(top / bottom)
	t.Logf("%s: error %.2g, claimed %.2g %v, %s; %s; work %.2g, gaps %.2g", name, got, claimed, known, s.Method(), s.Reason(), s.work, s.gaps)
	if !known || !(got <= tol) || got > 10*claimed+1e-12 {
		t.Errorf("%s: error %v, claimed %v (%v), wanted %v", name, got, claimed, known, tol)
	}
	return s
}

func along(i, k int) (o Order) {
	o[i] = uint8(k)
	return o
}

// linear is Σ cᵢ sᵢ − f(x).
func linear(c []float64, f func(x []float64) float64, slots ...Slot) Equation {
	return Equation{slots, func(x, s, partials []float64) float64 {
		sum := 0.0
		if f != nil {
			sum = -f(x)
		}
		for i, v := range c {
			sum += v * s[i]
		}
		copy(partials, c)
		return sum
	}}
}

func value(side int, f func(x []float64) float64) Condition {
	return Condition{linear([]float64{1}, f, Slot{}), side}
}

func TestHeat(t *testing.T) {
	p := &Problem{
		Shape: &Box{[]int{0}, []float64{0}, []float64{1}, []bool{false}}, Fields: 1, Orders: [][]int{{2}},
		Laws:       []Equation{linear([]float64{1, -0.1}, nil, Slot{0, along(1, 1)}, Slot{0, along(0, 2)})},
		Conditions: []Condition{value(0, nil), value(1, nil)},
		Time:       1, T1: 2, TimeOrders: []int{1},
		Initial: func(f, k int, x []float64) float64 { return math.Sin(math.Pi * x[0]) },
	}
	run(t, "heat", p, func(f int, x []float64) float64 {
		return math.Exp(-0.1*math.Pi*math.Pi*x[1]) * math.Sin(math.Pi*x[0])
	}, 1e-11)
}

func TestWave(t *testing.T) {
	p := &Problem{
		Shape: &Box{[]int{0}, []float64{0}, []float64{1}, []bool{false}}, Fields: 1, Orders: [][]int{{2}},
		Laws:       []Equation{linear([]float64{1, -1}, nil, Slot{0, along(1, 2)}, Slot{0, along(0, 2)})},
		Conditions: []Condition{value(0, nil), value(1, nil)},
		Time:       1, T1: 1, TimeOrders: []int{2},
		Initial: func(f, k int, x []float64) float64 {
			if k == 0 {
				return math.Sin(math.Pi*x[0]) / 2
			}
			return math.Pi * math.Sin(3*math.Pi*x[0])
		},
	}
	run(t, "wave", p, func(f int, x []float64) float64 {
		return math.Sin(math.Pi*x[0])*math.Cos(math.Pi*x[1])/2 + math.Sin(3*math.Pi*x[0])*math.Sin(3*math.Pi*x[1])/3
	}, 1e-11)
}

func TestPoisson(t *testing.T) {
	square := &Box{[]int{0, 1}, []float64{0, 0}, []float64{1, 1}, []bool{false, false}}
	p := &Problem{
		Shape: square, Fields: 1, Orders: [][]int{{2, 2}}, Time: -1,
		Laws: []Equation{linear([]float64{-1, -1}, func(x []float64) float64 {
			return math.Sin(math.Pi*x[0]) * math.Sin(math.Pi*x[1])
		}, Slot{0, along(0, 2)}, Slot{0, along(1, 2)})},
		Conditions: []Condition{value(0, nil), value(1, nil), value(2, nil), value(3, nil)},
	}
	run(t, "Poisson", p, func(f int, x []float64) float64 {
		return math.Sin(math.Pi*x[0]) * math.Sin(math.Pi*x[1]) / (2 * math.Pi * math.Pi)
	}, 1e-11)
}

func slots(inputs ...Order) (all []Slot) {
	for _, o := range inputs {
		all = append(all, Slot{0, o})
	}
	return all
}

var unitSquare = &Box{[]int{0, 1}, []float64{0, 0}, []float64{1, 1}, []bool{false, false}}

func interval(lo, hi float64) *Box {
	return &Box{[]int{0}, []float64{lo}, []float64{hi}, []bool{false}}
}

// Fisher's front u_t = u_xx + u(1 − u) (Ablowitz and Zeppetella, 1979), with its value
// on one side and its slope on the other.
func TestFisher(t *testing.T) {
	front := func(x []float64) float64 {
		e := 1 + math.Exp((x[0]-5*x[1]/math.Sqrt(6))/math.Sqrt(6))
		return 1 / (e * e)
	}
	slope := func(x []float64) float64 {
		e := math.Exp((x[0] - 5*x[1]/math.Sqrt(6)) / math.Sqrt(6))
		return -2 * e / math.Sqrt(6) / ((1 + e) * (1 + e) * (1 + e))
	}
	p := &Problem{
		Shape: interval(-10, 20), Fields: 1, Orders: [][]int{{2}},
		Laws: []Equation{{slots(along(1, 1), along(0, 2), Order{}), func(x, s, partials []float64) float64 {
			copy(partials, []float64{1, -1, 2*s[2] - 1})
			return s[0] - s[1] - s[2]*(1-s[2])
		}}},
		Conditions: []Condition{value(0, front), {linear([]float64{1}, slope, Slot{0, along(0, 1)}), 1}},
		Time:       1, T1: 4, TimeOrders: []int{1},
		Initial: func(f, k int, x []float64) float64 { return front(x) },
	}
	run(t, "Fisher", p, func(f int, x []float64) float64 { return front(x) }, 1e-9)
}

// Liouville's equation Δu = eᵘ with ln(8/(1 − x² − y²)²) on a square: two sides have
// values, two slopes.
func TestLiouville(t *testing.T) {
	truth := func(x []float64) float64 {
		r := 1 - x[0]*x[0] - x[1]*x[1]
		return math.Log(8 / (r * r))
	}
	slope := func(i int) func(x []float64) float64 {
		return func(x []float64) float64 { return 4 * x[i] / (1 - x[0]*x[0] - x[1]*x[1]) }
	}
	p := &Problem{
		Shape:  &Box{[]int{0, 1}, []float64{-0.5, -0.4}, []float64{0.4, 0.5}, []bool{false, false}},
		Fields: 1, Orders: [][]int{{2, 2}}, Time: -1,
		Laws: []Equation{{slots(along(0, 2), along(1, 2), Order{}), func(x, s, partials []float64) float64 {
			copy(partials, []float64{1, 1, -math.Exp(s[2])})
			return s[0] + s[1] - math.Exp(s[2])
		}}},
		Conditions: []Condition{
			value(0, truth), {linear([]float64{1}, slope(0), Slot{0, along(0, 1)}), 1},
			value(2, truth), {linear([]float64{1}, slope(1), Slot{0, along(1, 1)}), 3}},
	}
	run(t, "Liouville", p, func(f int, x []float64) float64 { return truth(x) }, 1e-9)
}

// The clamped plate Δ²u = f with u = eˣ sin πy: two conditions on each side, of a law
// of order 4.
func TestPlate(t *testing.T) {
	truth := func(x []float64) float64 { return math.Exp(x[0]) * math.Sin(math.Pi*x[1]) }
	load := func(x []float64) float64 {
		return truth(x) * (1 - 2*math.Pi*math.Pi + math.Pow(math.Pi, 4))
	}
	across := func(x []float64) float64 { return math.Pi * math.Exp(x[0]) * math.Cos(math.Pi*x[1]) }
	mixed := along(0, 2)
	mixed[1] = 2
	p := &Problem{
		Shape: unitSquare, Fields: 1, Orders: [][]int{{4, 4}}, Time: -1,
		Laws: []Equation{linear([]float64{1, 2, 1}, load, slots(along(0, 4), mixed, along(1, 4))...)},
	}
	for side := range 4 {
		slope := truth
		if side >= 2 {
			slope = across
		}
		p.Conditions = append(p.Conditions, value(side, truth), Condition{linear([]float64{1}, slope, Slot{0, along(side/2, 1)}), side})
	}
	run(t, "plate", p, func(f int, x []float64) float64 { return truth(x) }, 1e-8)
}

// A membrane that is let go, in two dimensions and time.
func TestMembrane(t *testing.T) {
	p := &Problem{
		Shape: unitSquare, Fields: 1, Orders: [][]int{{2, 2}},
		Laws:       []Equation{linear([]float64{1, -1, -1}, nil, slots(along(2, 2), along(0, 2), along(1, 2))...)},
		Conditions: []Condition{value(0, nil), value(1, nil), value(2, nil), value(3, nil)},
		Time:       2, T1: 0.5, TimeOrders: []int{2},
		Initial: func(f, k int, x []float64) float64 {
			if k == 1 {
				return 0
			}
			return math.Sin(math.Pi*x[0]) * math.Sin(math.Pi*x[1])
		},
	}
	if !figures {
		t.Skip("seconds")
	}
	run(t, "membrane", p, func(f int, x []float64) float64 {
		return math.Sin(math.Pi*x[0]) * math.Sin(math.Pi*x[1]) * math.Cos(math.Sqrt2*math.Pi*x[2])
	}, 1e-7)
}

func TestPoissonInACube(t *testing.T) {
	sines := func(x []float64) float64 {
		return math.Sin(math.Pi*x[0]) * math.Sin(math.Pi*x[1]) * math.Sin(math.Pi*x[2])
	}
	p := &Problem{
		Shape:  &Box{[]int{0, 1, 2}, []float64{0, 0, 0}, []float64{1, 1, 1}, []bool{false, false, false}},
		Fields: 1, Orders: [][]int{{2, 2, 2}}, Time: -1,
		Laws: []Equation{linear([]float64{-1, -1, -1}, sines, slots(along(0, 2), along(1, 2), along(2, 2))...)},
	}
	for side := range 6 {
		p.Conditions = append(p.Conditions, value(side, nil))
	}
	if !figures {
		t.Skip("seconds")
	}
	run(t, "cube", p, func(f int, x []float64) float64 { return sines(x) / (3 * math.Pi * math.Pi) }, 1e-5)
}

// Two fields with a law of no order in time: ψ from u_t = ψ, ψ = u_xx, and waves that
// go round: u_t = −u_x on a ring.
func TestAlgebraicLawAndRing(t *testing.T) {
	p := &Problem{
		Shape: interval(0, 1), Fields: 2, Orders: [][]int{{2}, {0}},
		Laws: []Equation{
			linear([]float64{1, -1}, nil, Slot{0, along(1, 1)}, Slot{1, Order{}}),
			linear([]float64{1, -0.1}, nil, Slot{1, Order{}}, Slot{0, along(0, 2)}),
		},
		Conditions: []Condition{value(0, nil), value(1, nil)},
		Time:       1, T1: 1, TimeOrders: []int{1, 0},
		Initial: func(f, k int, x []float64) float64 { return math.Sin(math.Pi * x[0]) },
	}
	run(t, "two fields", p, func(f int, x []float64) float64 {
		u := math.Exp(-0.1*math.Pi*math.Pi*x[1]) * math.Sin(math.Pi*x[0])
		return []float64{u, -0.1 * math.Pi * math.Pi * u}[f]
	}, 1e-9)

	p = &Problem{
		Shape: &Box{[]int{0}, []float64{0}, []float64{1}, []bool{true}}, Fields: 1, Orders: [][]int{{0}},
		Laws: []Equation{linear([]float64{1, 1}, nil, Slot{0, along(1, 1)}, Slot{0, along(0, 1)})},
		Time: 1, T1: 1, TimeOrders: []int{1},
		Initial: func(f, k int, x []float64) float64 { return math.Exp(math.Sin(2 * math.Pi * x[0])) },
	}
	run(t, "ring", p, func(f int, x []float64) float64 { return math.Exp(math.Sin(2 * math.Pi * (x[0] - x[1]))) }, 1e-9)
}

// What has no solution, or not one, is said to: no error is claimed.
func TestRefusals(t *testing.T) {
	sine := func(f, k int, x []float64) float64 { return math.Sin(math.Pi*x[0]) + 0.1*math.Sin(math.Pi*3*x[0]*x[0]) }
	ends := []Condition{value(0, nil), value(1, nil)}
	slopes := func() (all []Condition) {
		for side := range 4 {
			all = append(all, Condition{linear([]float64{1}, nil, Slot{0, along(side/2, 1)}), side})
		}
		return all
	}
	cases := map[string]*Problem{
		"backward heat": {Shape: interval(0, 1), Fields: 1, Orders: [][]int{{2}}, Time: 1, T1: 1, TimeOrders: []int{1}, Initial: sine, Conditions: ends,
			Laws: []Equation{linear([]float64{1, 1}, nil, Slot{0, along(1, 1)}, Slot{0, along(0, 2)})}},
		"blow-up": {Shape: interval(0, 1), Fields: 1, Orders: [][]int{{2}}, Time: 1, T1: 1, TimeOrders: []int{1}, Initial: sine, Conditions: ends,
			Laws: []Equation{{slots(along(1, 1), along(0, 2), Order{}), func(x, s, partials []float64) float64 {
				copy(partials, []float64{1, -1, -200 * s[2]})
				return s[0] - s[1] - 100*s[2]*s[2]
			}}}},
		"slopes alone": {Shape: unitSquare, Fields: 1, Orders: [][]int{{2, 2}}, Time: -1, Conditions: slopes(),
			Laws: []Equation{linear([]float64{1, 1}, func(x []float64) float64 { return 1 }, slots(along(0, 2), along(1, 2))...)}},
	}
	for name, p := range cases {
		s, err := New(p)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; !s.Step(); i++ {
			if i > 20000 {
				t.Fatalf("%s does not end", name)
			}
		}
		estimate, known := s.Error()
		t.Logf("%s: %v %v %s work %.2g gaps %.2g", name, estimate, known, s.Reason(), s.work, s.gaps)
		if known || s.Reason() == "" {
			t.Errorf("%s: an error of %v is claimed, %q", name, estimate, s.Reason())
		}
	}
	if _, err := New(&Problem{Shape: interval(0, 1), Fields: 1, Orders: [][]int{{2}}, Time: -1, Laws: make([]Equation, 1), Conditions: ends[:1]}); err == nil {
		t.Error("a condition too few passes")
	}
}
