package law

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

func read(t *testing.T, text string) *Problem {
	t.Helper()
	p, err := Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return p
}

// at is the value of a tree at x = 0.4, t = 0.7 where u = x³t².
func at(p *Problem, n *Node) float64 {
	e := p.evaluation()
	e.at = [MaxInputs]float64{0.4, 0.7}
	e.params = nil
	for _, q := range p.Params {
		e.params = append(e.params, q.Value)
	}
	return e.value(n)
}

// TestExpressions: what is written stands for the number that is computed beside it in
// Go.
func TestExpressions(t *testing.T) {
	x, s, a := 0.4, 0.7, 2.0
	u, ux, uxx, ut := x*x*x*s*s, 3*x*x*s*s, 6*x*s*s, 2*x*x*x*s
	for text, want := range map[string]float64{
		"2x": 2 * x, "2 sin πx": 2 * math.Sin(math.Pi*x), "sinπx": math.Sin(math.Pi * x), "sin^2 x + cos²(x)": 1,
		"1/2 x": x / 2, "x^2t": x * x * s, "2^3^2": 512, "-x^2": -x * x, "2x^-1": 2 / x, "e^-x": math.Exp(-x), "e^(2x) x": math.Exp(2*x) * x,
		"a x t": a * x * s, "a(x+1)": a * (x + 1), "x(1 − x)": x * (1 - x), "|x - 1|t": (1 - x) * s, "√2 x": math.Sqrt2 * x, "√(x+t)": math.Sqrt(x + s),
		"x**a": math.Pow(x, a), "x^0.3": math.Pow(x, 0.3), "ln(x)/log(t)": math.Log(x) / math.Log(s), "sin 2x (1 + t)": math.Sin(2*x) * (1 + s),
		"asin x + acos x + arctan(t)": math.Pi/2 + math.Atan(s), "erf(x)": math.Erf(x), "sinh(x) + cosh x": math.Exp(x), "tan x tanh t": math.Tan(x) * math.Tanh(s),
		"sign(x - 1) + step(t)": 0, "min(x, t) + 2max(x, t)": x + 2*s, "atan2(x, -t)": math.Atan2(x, -s), "if(x < t, 1, 2)": 1, "if(x < t and not t >= x, 1, 2)": 2,
		"u_x": ux, "u_xx": uxx, "u_{x x}": uxx, "u_{xx}": uxx, "e^{-x}": math.Exp(-x), "∂u/∂x": ux, "∂²u/∂x²": uxx, "d^2u/dx^2": uxx, "d2u/dx2": uxx, "du/dt": ut, "dt(u)": ut, "Dxx(u)": uxx,
		"diff(u, x, 2)": uxx, "diff(u, x, t)": 6 * x * x * s, "∂²u/∂x∂t": 6 * x * x * s, "u_xt": 6 * x * x * s, "u_xxtt": 12 * x,
		"d/dx(x u_x)": ux + x*uxx, "d/dx((1 + x²) u)": 2*x*u + (1+x*x)*ux, "Δu": uxx, "lap(u)": uxx, "∇²u": uxx, "laplace(u)": uxx, "div(x grad(u))": ux + x*uxx, "d^2/dx^2(u^2)": 2*ux*ux + 2*u*uxx,
		"int(u(1,t), q, 0, 1)": s * s, "int(u_x(1, t), q, 0, 1)": 3 * s * s, "int(u(q,0), q, 0, 1)": 0, "int(u(t,x) q, q, 0, 1)": s * s * s * x * x / 2, "int(u, x, 0, 1)": s * s / 4, "int(u, x)": s * s / 4, "int(y x, y, 0, t)": s * s / 2 * x, "int(u(y,t), y, 0, x)": x * x * x * x * s * s / 4,
		"int(q, q, 0, 1) + d/dx(v)": 0.5 + 2*x, "u u_x": u * ux, "-u(1-u)": -u * (1 - u), "w": 2 * a, "v": x * x, "f(t)": s + a, "f(2x) f(0)": (2*x + a) * a, "½ x": x / 2, "2(x)(t)": 2 * x * s, "nu": 0.01 / math.Pi, "1.5×10⁻²": 0.015,
	} {
		p := read(t, "x in [0,1]\nt in [0,1]\nu(x,t)\na = 2; w = 2a; v = x^2; f(z) = z + a; nu = 0.01/pi in [0.001, 0.1]\ntruth u = x^3 t^2\nu_t = "+text)
		if got := at(p, p.Laws[0].Right); !(math.Abs(got-want) <= 1e-13*(1+math.Abs(want))) {
			t.Errorf("%s is %v, want %v (%s)", text, got, want, p.Text(p.Laws[0].Right))
		}
	}
}

// TestErrors: each names line and column, and says what is wrong.
func TestErrors(t *testing.T) {
	const head = "x in [0,1]; t in [0,1]\n"
	for _, c := range []struct {
		text         string
		line, column int
		says         string
	}{
		{"", 1, 1, "no law"},
		{"u_t = u_xx", 1, 1, "x in [0, 1]"},
		{"x in [0,1]\nu_t = u_xx", 2, 1, "u has no input t"},
		{head + "u_t = u_xx + foo", 2, 14, "foo is not known"},
		{head + "u_t = nu u_xx\nmu = 1", 2, 7, "is mu meant"},
		{head + "u_t = sine(x)", 2, 7, "is sin meant"},
		{head + "u_t = u_y", 2, 7, "u has no input y"},
		{head + "u_t = ", 2, 7, "is missing"},
		{head + "u_t = (u", 2, 9, `")" is missing`},
		{head + "u_t = u_xx\nu = 0", 3, 1, "2 laws for 1 field"},
		{head + "u_t = 1/2x u", 2, 10, "two ways"},
		{head + "u_t = sin x t", 2, 13, "two ways"},
		{head + "u_t = sin a (x+1); a = 1", 2, 7, "two ways"},
		{head + "u_t = sin x/2", 2, 7, "two ways"},
		{head + "u_t = sin^-1(x)", 2, 7, "two ways"},
		{head + "u_t = e^2x", 2, 10, "two ways"},
		{head + "u_t = √2x", 2, 7, "two ways"},
		{head + "u_t = u'", 2, 7, "two ways"},
		{head + "u_t = u_xx\nu(0,0) = 1", 2, 1, "two ways"},
		{"y in [0,1]; xx in [0,1]; x in [0, 1]\nu_y = u_xx", 2, 7, "two ways"},
		{"r in [1,2]; t in [0,1]\nu_t = lap(u)", 2, 7, "two ways"},
		{"x in [0, 1]\nu' = u(1-x)", 2, 6, "two ways"},
		{head + "u_t = u_xxxxx", 2, 7, "up to order 4"},
		{head + "u_t = d/dx(d/dx(u_xxx))", 2, 7, "up to order 4"},
		{head + "k_t = 0\nunknown k(x)", 2, 1, "does not depend on t"},
		{"x in [1, 0]\ny' = y", 1, 7, "no length"},
		{"x in [0, inf]\ny' = y", 1, 10, "finite"},
		{"x in [0,1]; x in [0,1]\ny' = y", 1, 13, "given twice"},
		{"x in [0,1], y in [0,1], where x + y > 3\nlap(u) = 0", 1, 25, "no volume"},
		{head + "u_t = u_xx\na = 3 in [0, 1]", 3, 11, "within its range"},
		{head + "u_t = a u\na = b; b = a", 3, 1, "defined by itself"},
		{head + "u_t = a u\na = 1; a = 2", 3, 8, "given twice"},
		{head + "u_t = u_xx\nu = 1 on lefft", 3, 10, "no place"},
		{head + "u_t = u_xx\nu_n = 0", 3, 1, "of which"},
		{head + "i u_t = u_xx", 2, 1, "complex numbers"},
		{head + "u_t = u_xx\nu_x(0,t) = u_xx", 3, 1, "of which no place"},
		{head + "u_t = u_xx\ntruth v = 1", 3, 7, "v is no field"},
		{head + "u_t = u_xx\nu = truth at t = 0", 3, 5, "no truth is given"},
		{head + "u_t = u_xx u(1)\nu(x,t)", 2, 12, "stands with 1"},
		{head + "u_t = " + strings.Repeat("(", 300), 2, 68, "too deeply"},
		{head + "u_t = (u^2)_x", 2, 12, "d/dx"},
		{head + "u_t = u_xx; int u dx = 1", 2, 13, "in brackets"},
		{head + "u_t = u_xx; u(x, x t) = 1", 2, 13, "boundary that moves"},
		{head + "u_t = $", 2, 7, "no meaning"},
		{head + "∂²u/∂x = 0", 2, 1, "of order 2, below of order 1"},
		{"x in [0,1]\na'=b;b'=c;c'=d;d'=f;f'=a", 2, 21, "at most 4"},
	} {
		_, err := Parse(c.text)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q is read", c.text)
			continue
		}
		if e.Line != c.line || e.Column != c.column || !strings.Contains(e.Reason, c.says) {
			t.Errorf("%q: %v, want %q at line %d, column %d", c.text, e, c.says, c.line, c.column)
		}
	}
}

// TestRemarks: what is wrong is said before anything runs, and nothing where nothing
// is.
func TestRemarks(t *testing.T) {
	const heat = "u_t = u_xx; x in [0,1]; t in [0,1]\n"
	for _, c := range []struct{ text, says string }{
		{heat + "u(x,0) = sin πx; u = 0 on left, right", ""},
		{heat + "u(x,0) = sin πx; u(0,t) = 0", "u is of order 2 in x and needs 2 conditions in x; there is 1: u = 0 on x = 0"},
		{heat + "u = 0 on left, right", "u is of order 1 in t and needs 1 condition in t; there are 0"},
		{heat + "u(x,0) = 0; u(x,0) = 0; u = 0 on boundary", "said twice"},
		{heat + "u(x,0) = 1; u = 0 on boundary", "u is 1 at x = 0, t = 0"},
		{heat + "u(x,0) = 0; u = 0 on boundary; u_x(0,t) = 1", "there are 3"},
		{heat + "u(x,0) = 0; u(0,t) = 0; u_x(0,t) = 0", "stand at one end"},
		{"u_t = -u_xx; x in [0,1]; t in [0,1]\nu(x,0) = sin πx; u = 0 on boundary", "ill-posed"},
		{"u_t = -u_xx; x in [0,1]; t in [0,1]\nu(x,1) = sin πx; u = 0 on boundary", ""},
		{heat + "u(x,1) = sin πx; u = 0 on boundary", "ill-posed"},
		{"u_tt + u_xx = 0; x in [0,1]; t in [0,1]\nu(x,0) = sin πx; u_t(x,0) = 0; u = 0 on boundary", "ill-posed"},
		{"u_t + 2u_x = 0; x in [0,1]; t in [0,1]\nu(x,0) = 0; u = 0 on left", ""},
		{"u_t + 2u_x = 0; x in [0,1]; t in [0,1]\nu(x,0) = 0", "where it flows in"},
		{"(x, y) in [0,1]^2; where hole: (x - .5)² + (y - .5)² > .04\nlap(u) = 0; u = 0 on boundary; u = 1 on hole", "by “u = 0 on boundary” and 1 by “u = 1 on hole”"},
		{"(x, y) in [0,1]^2\nlap(u) = 0; u = 1 on top; u = 0 on boundary", "u is 1 at x = "},
		{"y'' + y = 0; x in [0, pi]\ny(0) = 0; y(pi) = 0", "leave a family"},
		{"y'' + y = 0; x in [0, pi]\ny(0) = 0; y(pi) = 1", "contradict"},
		{"y'' + y = 0; x in [0, pi]\ny(0) = 0; y'(pi) = 1", ""},
		{"y'' + y = 0; x in [0, 2pi]\nperiodic in x", "leave a family of solutions, with 2 of 2"},
		{"y'' = 25 y; x in [0, 1]\ny(0) = 0", "need 2 conditions in x; there is 1"},
		{"y'' = 1e6 y; x in [0, 1]\ny(0) = 0, y(1) = 1", ""}, // too steep to tell, so nothing is said
		{"y' = y; x in [0, 1]; y(0) = 1; truth y = e^(2x)", "the truth does not satisfy y_x = y"},
		{"y' = y; x in [0, 1]; y(0) = 2; truth y = e^x", "at x = 0 the sides differ by 1"},
		{"y' = y; x in [0, 1]; y(0) = 1000", "1e+03"},
	} {
		p := read(t, c.text)
		var all []string
		for _, r := range p.Remarks() {
			all = append(all, r.Text)
		}
		if got := strings.Join(all, "\n"); c.says == "" && got != "" || !strings.Contains(got, c.says) {
			t.Errorf("%s\nis remarked: %q, want %q", c.text, got, c.says)
		}
	}
}

// TestSpellings: the same problem, as different people type it.
func TestSpellings(t *testing.T) {
	want := read(t, "x in [0, 1]; t in [0, 2]; u_t = 3u_xx; u(x,0) = x; u(0,t) = 0; u(1,t) = 0").String()
	for _, text := range []string{
		"0 < x < 1, 2 > t >= 0, ∂u/∂t = 3 ∂²u/∂x², u(x, t = 0) = x, u(x=0, t) == 0, u(x=1, t) = 0 # bars",
		"(x, t) in [0, 1]*[0, 2]\ndu/dt = 3\n  * d^2u/dx^2\nu = x at t = 0\n\nu(0, t) = u(1, t) = 0",
		"u(x, t)\nx in (0, 1)\nt in [0, 2]\ndt(u)\n = 3 dxx(u); u=x for t=0;;u(0,t)=0\nu=0 on right",
		"u_t = 3*u_{xx} ,\nx in [0,1],\nt in [0,2],\nu(x, 0) = x,\nu = 0 on left,\nu = 0 on x = 1",
	} {
		if got := read(t, text).String(); got != want {
			t.Errorf("%s\nis read as\n%s\nwant\n%s", text, got, want)
		}
	}
	a, b := read(t, "u_t = u_xx, x in [0,1], t in [0,1], u = 0 on x = 0, x = 1"), read(t, "u_t = u_xx, x in [0,1], t in [0,1], u = 0 on left and right")
	if !same(a, b) {
		t.Errorf("%s\nand\n%s", a, b)
	}
}

// TestConditions: the usual names of conditions, by how they are written.
func TestConditions(t *testing.T) {
	for text, want := range map[string]ConditionKind{
		"u(0,t) = 1": Dirichlet, "u = 1 on left": Dirichlet, "u = 0 on boundary": Dirichlet, "u_x(1,t) = 0": Neumann, "u_n = 0 on top": Neumann, "∂u/∂n = 1 on boundary": Neumann,
		"u_x(1,t) + 2u = 0": Robin, "u_n + u = 1 on right": Robin, "u(x,0) = x": Initial, "u_t = 0 at t = 0": Initial, "u(0.5, 0.25) = 1": Pointwise,
		"periodic in x": Periodic, "u(0,t) = u(1,t)": Link, "int(u^2) = 1": Integrated, "int(u, x, 0, 1) = 0": Integrated, "jump(2u_x, x=.5) = 0": Interface,
	} {
		p := read(t, "u_tt = u_xx + u_yy\nx in [0,1]; y in [0,1]; t in [0,1]\n"+strings.NewReplacer("(0,t)", "(0,y,t)", "(1,t)", "(1,y,t)", "(x,0)", "(x,y,0)", "(0.5, 0.25)", "(0.5, 0.5, 0.25)").Replace(text)+"\nu(x,y,t)")
		if got := p.Conditions[0].Kind; got != want {
			t.Errorf("%s is %v, want %v", text, got, want)
		}
	}
}

// TestDegree: products of what is sought make a problem nonlinear, a norm does not.
func TestDegree(t *testing.T) {
	for text, want := range map[string]Degree{
		"u'' = x² u + sin x": Linear, "u'' = u²": Nonlinear, "u'' = sin u": Nonlinear, "u'' = a u; a = 2": Linear, "u'' = a u; unknown a in [0,1]": Nonlinear,
		"u'' = a; unknown a in [0,1]": Linear, "-u'' = E u; eigen E; int(u²) = 1": Linear, "u'' = q u; unknown q(x)": Nonlinear, "u'' = 1/u": Nonlinear,
		"u' + int(e^(x-s) u(s), s, 0, x) = 0": Linear, "u' = if(u < 1, 1, 2)": Nonlinear, "d/dx((1+x) u') = 0": Linear,
	} {
		if got := read(t, "x in [0,1]\n"+text).Degree(); got != want {
			t.Errorf("%s is %v, want %v", text, got, want)
		}
	}
}

// TestKind: the signs of the leading coefficients tell the kind.
func TestKind(t *testing.T) {
	for text, want := range map[string]string{
		"u_t = u_xx + u_yy": "parabolic", "u_t = -lap(u)": "parabolic", "u_tt = lap(u)": "hyperbolic", "u_tt + lap(u) = 0": "elliptic", "lap(u) = u + 0*u_t": "", "u_t = u_xx - u_yy": "",
		"u_t = div((1 + x²) grad(u))": "parabolic", "u_t + u_x + u_y = 0": "transport", "u_t = u_xx + u_xy + u_yy": "parabolic", "u_t = u_xx + 3u_xy + u_yy": "",
	} {
		if got := read(t, "(x, y) in [0,1]^2; t in [0,1]\n"+text).Kind(); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// TestSeries: the Taylor coefficients of functions have the slopes that central
// differences of one order less have.
func TestSeries(t *testing.T) {
	for f := Abs; f < Min; f++ {
		for _, v := range []float64{0.37, 0.81} {
			const h, n = 1e-5, 6
			z, up, down := taylor(f, v, n), taylor(f, v+h, n), taylor(f, v-h, n)
			for k := range n {
				if want := (up[k] - down[k]) / (2 * h) / float64(k+1); math.Abs(z[k+1]-want) > 1e-6*(1+math.Abs(want)) {
					t.Errorf("%v at %v: coefficient %d is %v, want %v", f, v, k+1, z[k+1], want)
				}
			}
		}
	}
	for _, v := range []float64{-0.05, 0.02, 0.4} {
		if got := taylor(Sinh, v, 0)[0]; math.Abs(got-math.Sinh(v)) > 1e-15 {
			t.Errorf("sinh %v = %v", v, got)
		}
	}
}

// TestQuadrature: Gauss and Legendre's rule of 12 nodes is exact up to degree 23.
func TestQuadrature(t *testing.T) {
	for k := range 24 {
		got := quadrature(0, 1, 1, func(v float64) float64 { return math.Pow(v, float64(k)) })
		if want := 1 / float64(k+1); math.Abs(got-want) > 1e-15 {
			t.Errorf("∫ x^%d is %v, want %v", k, got, want)
		}
	}
}

// TestHostile: short texts that stand for large trees, deep ones, and integrals within
// integrals are read or refused, and remarked upon, at once: without the bounds none of
// these would end.
func TestHostile(t *testing.T) {
	squares, twice := "", "f0(z) = z + z\n"
	for i := range 40 {
		squares += fmt.Sprintf("a%d = a%d*a%d\n", i+1, i, i)
		twice += fmt.Sprintf("f%d(z) = f%d(f%d(z))\n", i+1, i, i)
	}
	for text, says := range map[string]string{
		"x in [0,1]\nu' = a40\na0 = u + x\n" + squares:                   "too long",
		"x in [0,1]\nu' = f40(u)\n" + twice:                              "too long",
		"u = " + strings.Repeat("(", 19000):                              "too deeply",
		"u = " + strings.Repeat("2^", 9000) + "1":                        "too deeply",
		strings.Repeat("u_t = u_xx\n", 1800):                             "too long",
		strings.Repeat("u", 30000):                                       "at most",
		"x in [0,1]; xx in [0,1]; u_" + strings.Repeat("x", 39) + " = 1": "no field",
		"x in [0,1]; u' = " + strings.Repeat("sin(", 55) + "u" + strings.Repeat(")", 55) + "; u(0) = 0; truth u = 0":                 "",
		"(x, y, z) in [0,1]^3; lap(u) = int(u^2); u = 0 on boundary; truth u = int(int(sin(k x + m), k, 0, 1), m, 0, 1)":             "not told",
		"x in [0,1]; u' = int(int(int(int(u(s) q w v, s, 0, q), q, 0, w), w, 0, v), v, 0, x); u(0) = 0; truth u = int(x k, k, 0, 1)": "not told",
	} {
		p, err := Parse(text)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			for _, r := range p.Remarks() {
				got += r.Text
			}
		}
		if !strings.Contains(got, says) || says == "" && got != "" {
			t.Errorf("%.80s: %s, want %s", text, got, says)
		}
	}
}

// TestPlaces: r² has the slope −2r where a domain ends at a hole, 2r at a disc's edge;
// k u_x is continuous where k is not; a label is an input that is no place.
func TestPlaces(t *testing.T) {
	for _, text := range []string{
		"(x, y) in disc(0, 0, 2); where hole: x² + y² > 0.04\nlap(u) = 4; u_n = -0.4 on hole\ntruth u = x² + y²",
		"(x, y) in disc(1, 2, 2)\nlap(u) = 4; u_n = 4 on boundary\ntruth u = (x - 1)² + (y - 2)²",
		"x in [-1, 1]; y in [0, 1]\nlap(u) = 2; u_n = 2 on left, right; u_n = 0 on bottom and top; ∂u/∂n + u = 3 on x = 1\ntruth u = x²",
		"x in [0, 1]; k = if(x < .5, 1, 3)\nd/dx(k u_x) = 0; u(0) = 0; u(1) = 2; jump(u, x = .5) = 0; jump(k u_x, x = .5) = 0\ntruth u = if(x < 0.5, 3x, x + 1)",
		"t in [0, 1]; for every k in [1, 2]\nu_t = -k u; u(0, k) = 1\ntruth u = e^(-k t)",
		"x in [0, 1]\nu'' = 0; u = 1 on left; flux(3 grad(u)) = 6 on right\ntruth u = 1 + 2x",
		"x in [0, 2]\nu' = 1; u(0) = u(2) - 2; int(u) = 2\ntruth u = x",
		"x in [0, 1]\nu' = int(int(s x, s, 0, 1), x, 0, 1) + int(int(s r, s, 0, r), r, 0, 2); u(0) = 0\ntruth u = 9x/4",
		"z in [0, 1]; phi in [0, 2π]\nu_zz + u_{phi phi} = 0; periodic in phi; u = truth on z = 0 or z = 1\ntruth u = e^z cos(phi)",
	} {
		p := read(t, text)
		for _, v := range p.Verify() {
			if !v.Vanishes() && v.Largest > 1e-7 { // a jump is a difference of two points
				t.Errorf("%s\n%s = %s: %d points, %v at %v", text, p.Text(v.Equation.Left), p.Text(v.Equation.Right), v.Points, v.Largest, v.Where)
			}
		}
		if again := read(t, p.String()); !same(p, again) {
			t.Errorf("%s\nis read as\n%s", p, again)
		}
	}
}

// TestSetting: equations as they are set and as they are read aloud.
func TestSetting(t *testing.T) {
	for _, c := range []struct{ text, set, said string }{
		{"2π x²", "<mrow><mrow><mn>2</mn><mo>\u2062</mo><mi>π</mi></mrow><mo>\u2062</mo><msup><mi>x</mi><mn>2</mn></msup></mrow>", "2 times pi times x squared"},
		{"(x + 1)/2 nu", "<mrow><mfrac><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac><mo>\u2062</mo><mi>ν</mi></mrow>", "open bracket x plus 1 close bracket divided by 2 times nu"},
		{"u_xx", "<msub><mi>u</mi><mrow><mi>x</mi><mi>x</mi></mrow></msub>", "the derivative of u by x twice"},
		{"sin(x)^2", "<msup><mrow><mo>(</mo><mrow><mi>sin</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow><mo>)</mo></mrow><mn>2</mn></msup>", "open bracket sine of x close bracket squared"},
		{"1.2e-9", "<mrow><mn>1.2</mn><mo>×</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>9</mn></mrow></msup></mrow>", "1.2e-09"},
		{"if(x < 0, -x, x)", "<mrow><mo>{</mo><mtable><mtr><mtd><mrow><mo>−</mo><mi>x</mi></mrow></mtd><mtd><mrow><mtext>if\u00a0</mtext><mrow><mi>x</mi><mo>&lt;</mo><mn>0</mn></mrow></mrow></mtd></mtr><mtr><mtd><mi>x</mi></mtd><mtd><mtext>else</mtext></mtd></mtr></mtable></mrow>", "minus x if x less than 0, else x"},
	} {
		p := read(t, "x in [0, 1]; t in [0, 1]; nu = 1\nu_t = "+c.text)
		if got := p.Set(p.Laws[0].Right); got != c.set {
			t.Errorf("%s is set as\n%s, want\n%s", c.text, got, c.set)
		}
		if got := p.Say(p.Laws[0].Right); got != c.said {
			t.Errorf("%s is said as %q, want %q", c.text, got, c.said)
		}
	}
}
