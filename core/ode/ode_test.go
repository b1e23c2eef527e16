package ode

import (
	"math"
	"strings"
	"testing"

	"residual/core/law"
)

// A solver is what is common to those here.
type solver interface {
	Step() bool
	Error() (float64, bool)
	Reason() string
	Eval(out, x []float64)
	Params() []float64
}

func read(t testing.TB, text string) *law.Problem {
	t.Helper()
	p, err := law.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return p
}

// begun is a problem with the solver for its kind.
func begun(p *law.Problem) (solver, error) {
	switch {
	case IsEigen(p):
		return NewEigen(p)
	case IsInitial(p):
		return NewInitial(p)
	}
	return NewBoundary(p)
}

// solved is a problem, solved.
func solved(t *testing.T, text string) solver {
	t.Helper()
	s, err := begun(read(t, text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	for steps := 0; !s.Step(); steps++ {
		if p := s.(interface{ Progress() float64 }).Progress(); p < 0 || p >= 1 || steps > 5000 {
			t.Fatalf("%s: after %d steps its progress is %v", text, steps, p)
		}
	}
	return s
}

// known fails where the error is not known or above a limit.
func known(t *testing.T, text string, s solver, limit float64) {
	t.Helper()
	if e, ok := s.Error(); !ok || e > limit {
		t.Errorf("%s: the error is %.2g, known: %v, %s; want %.2g", text, e, ok, s.Reason(), limit)
	}
}

func at(s solver, fields int, x float64) []float64 {
	z := make([]float64, fields)
	s.Eval(z, []float64{x})
	return z
}

// TestRules: Gauss's and Radau's rules integrate what they should, and repeated
// integrals of Legendre's polynomials are those by such a rule.
func TestRules(t *testing.T) {
	for _, s := range []int{1, 2, 5, 14, 24} {
		for _, radau := range []bool{false, true} {
			q, most := gauss(s, radau), 2*s-1
			if radau {
				most--
			}
			for power := 0; power <= most; power++ {
				sum := 0.0
				for i, x := range q.nodes {
					sum += q.weights[i] * math.Pow(x, float64(power))
				}
				if want := float64(1-power%2) * 2 / float64(power+1); math.Abs(sum-want) > 4e-15 {
					t.Errorf("%d points, Radau %v: ∫x^%d = %v, want %v", s, radau, power, sum, want)
				}
			}
		}
	}
	q := gauss(20, false)
	row, part := make([]float64, 8, 12), make([]float64, 8, 12)
	for order := 1; order <= 4; order++ {
		integrals(row, order, 0.3)
		for l := range row {
			sum := 0.0
			for i, x := range q.nodes {
				integrals(part, order-1, -1+0.65*(1+x))
				sum += 0.65 * q.weights[i] * part[l]
			}
			if math.Abs(sum-row[l]) > 1e-15 {
				t.Errorf("integral %d of P%d is %v, by quadrature %v", order, l, row[l], sum)
			}
		}
	}
}

// TestPublished: values at points, from closed forms, tables and papers.
func TestPublished(t *testing.T) {
	robertson := "A' = -0.04 A + 1e4 B C; B' = 0.04 A - 1e4 B C - 3e7 B²; C' = 3e7 B²; A(0)=1, B(0)=0, C(0)=0; t in [0, 1e11]"
	mathieu := "y'' + (a - 10 cos(2x)) y = 0; eigen a; x in [0, pi/2]; "
	for _, c := range []struct {
		source, text    string
		fields, of      int // so many, and which of them, −1: the first that is sought
		x               float64
		want, tolerance float64
	}{
		{"Howarth 1938; Boyd 1999", "f' = g; g' = h; 2h' = -f h; f(0) = 0; g(0) = 0; g(15) = 1; x in [0, 15]", 3, 2, 0, 0.332057336215196, 1e-13},
		{"closed form", "u'' + exp(u) = 0; u(0) = 0; u(1) = 0; x in [0, 1]", 1, 0, 0.5, bratu(1), 1e-14},
		{"Roberts & Shipman 1976, Troesch's problem", "u' = v; v' = 5 sinh(5u); u(0) = 0; u(1) = 1; x in [0, 1]", 2, 1, 0, 4.5750461e-2, 1e-9},
		{"closed form, Thiele", "u'' = 25u; u'(0) = 0; u(1) = 1; x in [0, 1]", 1, 0, 0, 1 / math.Cosh(5), 1e-15},
		{"Horedt 1986, Lane & Emden's first zero", "x y'' + 2y' + x y³ = 0; y(0) = 1; y'(0) = 0; x in [0, 6.89684862]", 1, 0, 6.89684862, 0, 1e-9},
		{"Mazzia & Magherini's test set", robertson, 3, 0, 1e11, 0.2083340149701255e-7, 1e-16},
		{"the same", robertson, 3, 1, 1e11, 0.8333360770334713e-13, 1e-22},
		{"the same", "x'' = 1000(1 - x²)x' - x; x(0) = 2; x'(0) = 0; t in [0, 2000]", 1, 0, 2000, 1.706167732170483, 1e-10},
		{"a quarter of the period by the mean of Gauss", "a'' = -sin(a); a(0) = 3; a'(0) = 0; t in [0, 20]", 1, 0, period(3) / 4, 0, 1e-12},
		{"Abramowitz & Stegun 20, a₀(5)", mathieu + "y'(0) = 0; y'(pi/2) = 0", 1, -1, 0, -5.80004602, 5e-9},
		{"the same, b₂(5)", mathieu + "y(0) = 0; y(pi/2) = 0", 1, -1, 0, 2.09946045, 5e-9},
		{"the same, a₂(5), within a range", "y'' + (a - 10 cos(2x)) y = 0; eigen a in [5, 12]; x in [0, pi/2]; y'(0) = 0; y'(pi/2) = 0", 1, -1, 0, 7.44910974, 5e-9},
		{"Banerjee 1978, quartic oscillator", "-u'' + x^4 u = E u; eigen E; x in [-6, 6]; u = 0 on boundary", 1, -1, 0, 1.060362090484183, 1e-13},
		{"closed form, hydrogen", "-½ u'' - u/r = E u; eigen E; r in [0, 60]; u(0) = 0; u(60) = 0", 1, -1, 0, -0.5, 1e-13},
		{"closed form, a clamped beam: cos β cosh β = 1", "u'''' = k u; eigen k; x in [0, 1]; u(0)=0; u'(0)=0; u(1)=0; u'(1)=0", 1, -1, 0, math.Pow(4.730040744862704, 4), 1e-10},
	} {
		s := solved(t, c.text)
		known(t, c.text, s, 1e-9)
		var got float64
		if c.of < 0 {
			got = s.Params()[0]
		} else {
			got = at(s, c.fields, c.x)[c.of]
		}
		if !(math.Abs(got-c.want) <= c.tolerance) {
			t.Errorf("%s\n%v, want %v (%s)", c.text, got, c.want, c.source)
		}
	}
}

// TestKinds: conditions and laws of every kind, held against the solution in the text:
// the error is small, and not above ten times what is claimed.
func TestKinds(t *testing.T) {
	for _, text := range []string{
		"u'' = -π² sin(πx); u(0) + 2u'(0) = 2π; u(1) - u'(1) = π; x in [0, 1]; truth u = sin(πx)",
		"u'' = -u; u_n = -1 on left; u(0.5) = sin(0.5); x in [0, 1]; truth u = sin x",
		"u'' = 6x; int(u) = 1/4; u'(0.3) = 0.27; x in [0, 1]; truth u = x³",
		"u'' = u - 2cos x; periodic in x; x in [0, 2π]; truth u = cos x",
		"u'' = 2; u(0) = u(1); u'(0) + int(u, x, 0, 1) = -7/6; x in [0, 1]; truth u = x² - x",
		"u'' = 0; u(0) = 0; u(1) = 5/2; jump(u, x = 0.5) = 1; jump(u_x, x = 0.5) = 1; x in [0, 1]; truth u = if(x < 0.5, x, 2x + ½)",
		"d/dx(if(x < 0.3, 1, 5) u_x) = 0; u(0) = 0; u(1) = 0.44; x in [0, 1]; truth u = if(x < 0.3, x, 0.3 + (x - 0.3)/5)",
		"d²/dx²(if(x < 0.5, 1, 2) u_xx) = 24; u(0) = 0; u'(0) = 0; u''(1) = 6; u'''(1) = 12; x in [0, 1]; truth u = if(x < 0.5, x^4, x^4/2 + x/4 - 3/32)",
		"u'' = |x - 1/3|; u(0) = 0; u'(0) = 0; x in [0, 1]; truth u = if(x < 1/3, x²/6 - x³/6, x³/6 - x²/6 + x/9 - 1/81)",
		"u'' = if(x > 0.4, 1, 0); u(1) = 0.18; u(0) = 0; x in [0, 1]; truth u = if(x > 0.4, ½(x - 0.4)², 0)",
		"u'' = -a u; unknown a in [8, 12]; u(0) = 0; u'(0) = π; u(1) = 0; x in [0, 1]; truth u = sin(πx); truth a = π²",
		"y'' = 2y³; y(0) = 1; y(1) = ½; x in [0, 1]; truth y = 1/(1 + x)",
		"y'' = -y'^2/y; y(0) = 1; y(1) = 2; x in [0, 1]; truth y = √(1 + 3x)",
		"y' = z; y + z = 2; z(t); y(0) = 1; t in [0, 3]; truth y = 2 - e^(-t); truth z = e^(-t)",
		"u'''' = 24; u(0) = 0; u'(0) = 0; u''(1) = 12; u'''(1) = 24; x in [0, 1]; truth u = x^4",
		"y' = -2000(y - cos t) - sin t; y(0) = 1; t in [0, 10]; truth y = cos t",
		"s = (sin(0.48x) + x) atan(x); (e^(-2.08x) + x) u + (1.2 + tanh(atan(cos(1.04 + x)))) u' + 2.28e^(-u²) = (e^(-2.08x) + x) s + (1.2 + tanh(atan(cos(1.04 + x)))) diff(s, x) + 2.28e^(-s²); u(0) = 0; x in [0, 2]; truth u = s",
		"y' = y; y(3) = e³; t in [0, 3]; truth y = e^t",
		"x² y'' + x y' - y = 0; y(.1) = 10.1; y(10) = 10.1; x in [0.1, 10]; truth y = x + 1/x",
		"y' + y = int(e^(t-x) y(t), t, 0, x); y(0) = 1; x in [0, 5]; truth y = e^(-x) cosh x",
		"u' = int(int(s x, s, 0, 1), x, 0, 1) + int(int(s r, s, 0, r), r, 0, 2); u(0) = 0; x in [0, 1]; truth u = 9x/4",
		"1e-4 u'' + u' = 0; u(0) = 0; u(1) = 1; x in [0, 1]; truth u = (1 - e^(-1e4 x))/(1 - e^(-1e4))",
		"u'' = 400 u; u(0) = 1; u(2) = 0; x in [0, 2]; truth u = sinh(20(2 - x))/sinh(40)",
		"y' = 3/2 y^(1/3); y(0) = 1; t in [0, 8]; truth y = (1 + t)^(3/2)",
		"y' = |y - 1| - 2; y(0) = 2; t in [0, 3]",
	} {
		p := read(t, text)
		s := solved(t, text)
		known(t, text, s, 1e-11)
		if p.Fields[0].Truth == nil {
			continue
		}
		claimed, _ := s.Error()
		if e := trueError(t, p, s); !(e <= 10*claimed) {
			t.Errorf("%s: the error is %.2g, claimed %.2g", text, e, claimed)
		}
	}
}

// trueError is the largest relative L² error of a field at points of the interval.
func trueError(t *testing.T, p *law.Problem, s solver) (most float64) {
	t.Helper()
	params := p.Values()
	for i, q := range p.Params {
		if !math.IsNaN(q.Truth) {
			params[i] = q.Truth
		}
	}
	const points = 500
	for f, field := range p.Fields {
		e, err := p.Compile(nil, field.Truth)
		if err != nil {
			t.Fatal(err)
		}
		difference, size := 0.0, 0.0
		for i := range points {
			x := p.Inputs[0].Lo + (p.Inputs[0].Hi-p.Inputs[0].Lo)*(float64(i)+0.5)/points
			var want [1]float64
			e.Eval(want[:], []float64{x}, params, nil)
			d := at(s, len(p.Fields), x)[f] - want[0]
			difference, size = difference+d*d, size+want[0]*want[0]
		}
		most = max(most, math.Sqrt(difference/size))
	}
	return most
}

// TestRefusals: what has no solution, or more than one, is said.
func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"y' = y²; y(0) = 1; t in [0, 2]":                                                     "near t = 1",
		"y' = -1/y; y(0) = 1; t in [0, 2]":                                                   "near t = 0.5",
		"y' = 2 sqrt(y); y(0) = 0; t in [0, 1]":                                              "not determined near t = 0",
		"x' = 10(y-x), y' = x(28-z)-y, z' = x y - 8/3 z; x(0)=1,y(0)=1,z(0)=1; t in [0, 60]": "two runs of different accuracy part near t = ",
		"u'' = x; u'(0) = 0; u'(1) = ½; x in [0, 1]":                                         "do not determine",
		"u'' = -π² u; u(0) = 0; u(1) = 0; x in [0, 1]":                                       "do not determine",
		"y1' = y2; y2' = -y1; y1(pi/2) = 1; y2(pi) = -1; x in [0, 2pi]":                      "do not determine",
		"u'' + 10 exp(u) = 0; u(0) = 0; u(1) = 0; x in [0, 1]":                               "Newton",
		"u'' = u; u(0) = u(1); x in [0, 1]":                                                  "not as many conditions",
		"u'' = E² u; eigen E; u(0) = 0; u(1) = 0; x in [0, 1]":                               "linear in the eigenvalue",
		"u'' + x² + E u = 0; eigen E; u(0) = 0; u(1) = 0; x in [0, 1]":                       "homogeneous",
		"u'' = E u³; eigen E; u(0) = 0; u(1) = 0; x in [0, 1]":                               "linear in the fields",
		"u'' = -x^-3 u; u(0) = 1; u'(0) = 0; x in [0, 1]":                                    "not determined near x = 0",
		"k u'' = 2; unknown k(x); u(0) = 0; u(1) = 1; data x, u; x in [0, 1]":                "found from data",
		"u' = a u; unknown a; u(0) = 1; data x, u; x in [0, 1]":                              "not as many conditions",
		"u'' = u; u(0) = 1; jump(u, x = 2) = 1; u(1) = 2; x in [0, 1]":                       "outside",
	} {
		reason := refusal(t, text)
		if reason == "" || !strings.Contains(reason, want) {
			t.Errorf("%s: it is said %q, want %q", text, reason, want)
		}
	}
}

// TestOthers: of problems with several solutions that is said.
func TestOthers(t *testing.T) {
	for text, want := range map[string]string{
		"u'' + exp(u) = 0; u(0) = 0; u(1) = 0; x in [0, 1]": "has other solutions",
		"u'' = -10sin(u); u(0) = 0; u(1) = 0; x in [0, 1]":  "has other solutions",
		"u'' + u² = 0; u(0) = 0; u(1) = 0; x in [0, 1]":     "has other solutions",
		"u'' = u³; u(0) = 0; u(1) = 1; x in [0, 1]":         "not met",
		"u'' = u; u(0) = 0; u(1) = 1; x in [0, 1]":          "",
		"y'^2 + y' = 2 + t; y(0) = 0; t in [0, 1]":          "other solutions",
		"y' = y²; y(0) = 0.1; t in [0, 1]":                  "",
	} {
		s := solved(t, text)
		if _, ok := s.Error(); !ok || !strings.Contains(s.Reason(), want) || want == "" && s.Reason() != "" {
			t.Errorf("%s: %v, %q, want %q", text, ok, s.Reason(), want)
		}
	}
}

// refusal is why a problem is not solved, "" where it is.
func refusal(t *testing.T, text string) string {
	t.Helper()
	s, err := begun(read(t, text))
	if err != nil {
		return err.Error()
	}
	for !s.Step() {
	}
	if _, ok := s.Error(); ok {
		return ""
	}
	return s.Reason()
}

// period is that of a pendulum from rest at an angle: 2π over the arithmetic-geometric
// mean of 1 and cos(angle/2) (Gauss).
func period(angle float64) float64 {
	a, b := 1.0, math.Cos(angle/2)
	for range 8 {
		a, b = (a+b)/2, math.Sqrt(a*b)
	}
	return 2 * math.Pi / a
}

// bratu is the lower solution of u″ + λeᵘ = 0 at ½: 2 ln cosh(θ/4), θ = √(2λ) cosh(θ/4).
func bratu(lambda float64) float64 {
	theta := 1.0
	for range 200 {
		theta = math.Sqrt(2*lambda) * math.Cosh(theta/4)
	}
	return 2 * math.Log(math.Cosh(theta/4))
}
