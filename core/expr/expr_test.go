package expr

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"residual/core/ad"
	"residual/core/interval"
	"residual/core/kernel"
	"residual/core/plan"
)

func parse(t *testing.T, text string) *System {
	t.Helper()
	s, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// value is the first right side at x = 2, y = 3, a = 5.
func value(t *testing.T, text string) float64 {
	t.Helper()
	s := parse(t, "x' = "+text+", y' = 0; a = 5")
	return Eval(s.Rights[0], Algebra[float64](Numbers{}), []float64{2, 3}, []float64{5})
}

func TestPrecedence(t *testing.T) {
	for text, want := range map[string]float64{
		"1 + 2*3":              7,
		"1 - 2 - 3":            -4,
		"12/2/3":               2,
		"-x^2":                 -4,
		"(-x)^2":               4,
		"2^3^2":                512,
		"2*x^-1":               1,
		"x*-y":                 -6,
		"a - -x":               7,
		"-x*y + a":             -1,
		"x^2 − y·x":            -2,
		"2e1 + .5":             20.5,
		"sqrt(x + 2)*y":        6,
		"exp(0) + tanh(0)":     1,
		"log(1) + cos(0)":      1,
		"sin(pi/2)":            1,
		"x^0 + a^1":            6,
		"2x + 3(y - 1)(x)":     16,
		"2 x^2 y":              24,
		"x^2y":                 12,
		"x² − y⋅x⁻¹":           2.5,
		"a^0.5*a^0.5 + 0x":     5.000000000000001,
		"(2x)^1.5":             8,
		"x**3":                 8,
		"ln(1) + abs(-a)":      5,
		"tan(0) + cosh(0)":     1,
		"1.5 × 10⁻²":           0.015,
		"x – y":                -1,
		"x\u00a0‑\u202fy":      -1,
		"√(x + 2)":             2,
		"√(y + 1)·√4":          4,
		"|x − y| + 2|−a|":      11,
		"|x|y":                 6,
		"|(|−x| − a)|":         3,
		"sin²(x) + cos^2(x)":   1,
		"+x":                   2,
		"1\u202f048\u202f576x": 2097152,
		"x(t)*y(t)":            6,
	} {
		if got := value(t, text); got != want {
			t.Errorf("%s = %v, want %v", text, got, want)
		}
	}
}

func TestParts(t *testing.T) {
	s := parse(t, "x' = y, y' = -x - delta*y; delta = 0.3 in [0, 2]; x in [-2, pi], mu = 4")
	if len(s.Vars) != 2 || s.Vars[0] != (Var{"x", -2, math.Pi}) || s.Vars[1] != (Var{"y", -3, 3}) {
		t.Error(s.Vars)
	}
	if len(s.Params) != 2 || s.Params[0] != (Param{"delta", 0.3, 0, 2}) || s.Params[1] != (Param{"mu", 4, 0, 8}) {
		t.Error(s.Params)
	}
}

// TestErrors: each names the place and says what is wrong.
func TestErrors(t *testing.T) {
	for _, c := range []struct {
		text string
		at   int
		says string
	}{
		{"", 0, "no equation"},
		{"x' = ", 5, "is missing"},
		{"x' = y x, y' = 1", 7, "an operator"},
		{"x' = 1/2x", 8, "two ways"},
		{"x' = cos(t)", 9, "t' = 1"},
		{"x'' = -x", 0, "second order"},
		{"d^2x/dt^2 = -x", 0, "second order"},
		{"ẍ = -x", 0, "x' = v, v' = …"},
		{"x' = z + 1", 5, "z is neither"},
		{"x' = (1 + x", 11, `")" is missing`},
		{"x' = x^65", 7, "up to 64"},
		{"x' = foo(x)", 5, "foo is no function"},
		{"x' = sin x", 5, "as in sin(x)"},
		{"x' = sin^-1(x)", 5, "two ways"},
		{"x' = sin⁻¹(x)", 5, "two ways"},
		{"x' = sin^2 x", 5, "two ways"},
		{"x' = √2x", 5, "two ways"},
		{"x' = √x²", 5, "two ways"},
		{"x' = ||x|| ", 6, "two ways"},
		{"x' = |x", 7, `"|" is missing`},
		{"x' = x(t); t = 1", 5, "no function"},
		{"x' = 1 $ 2", 7, "no meaning"},
		{"x' = 1 < 2", 7, "an operator"},
		{"x' = 1, x' = 2", 8, "twice"},
		{"x' = a; a = 1; a = 2", 15, "twice"},
		{"x' = a; a = 2*a", 14, "a is made of itself"},
		{"x' = a; a = b; b = c + 1; c = -a", 31, "made of itself"},
		{"x' = a; a = c", 12, "c is neither"},
		{"x' = 1; a = c", 12, "c is neither"},
		{"x' = a; a = b in [0, 1]; b = 1", 14, "its range follows"},
		{"x' = a; a = b; b = 1; a = 2", 22, "twice"},
		{"x' = a; a = b; b = 1; a = b", 22, "twice"},
		{"x' = 1; x = b; b = 1", 8, "variable already"},
		{"x' = x26" + chain(26), 10, "too long"},
		{"x' = a; a = 5 in [0, 1]", 14, "outside"},
		{"x' = 1; x in [2, 1]", 10, "less than"},
		{"x' = 1; y in [1, 2]", 8, "no equation"},
		{"x' = 1; x = 3", 0, "both"},
		{"sin' = 1", 0, "already"},
		{"x + 1", 2, "there should be"},
		{"x' = 1..2", 7, "an operator"},
		{"x' = .", 5, "no number"},
		{"x' = " + strings.Repeat("(", 300), 106, "too deeply"},
		{"= 3", 0, "the name"},
	} {
		_, err := Parse(c.text)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if e.At != c.at || !strings.Contains(e.Reason, c.says) {
			t.Errorf("%q: %q at %d, want %q at %d", c.text, e.Reason, e.At, c.says, c.at)
		}
		place, after, reason := fmt.Sprintf("at character %d, after “", c.at+1), strings.TrimSpace(string([]rune(c.text)[max(0, c.at-6):c.at]))+"”: ", e.Reason
		if c.at == 0 {
			place, after = "", ""
		}
		if said := e.Error(); !strings.HasPrefix(said, place) || !strings.HasSuffix(said, after+reason) || c.at == 0 && said != reason {
			t.Errorf("%q: %s", c.text, said)
		}
	}
}

// TestNeverPanics feeds the parser with bits of systems in random order.
func TestNeverPanics(t *testing.T) {
	bits := strings.Fields("x ' = y + - * / ^ ( ) [ ] , ; 1 0.5 1e9 e sin( a in pi −")
	r := rand.New(rand.NewPCG(2, 1))
	for range 20000 {
		text := ""
		for range r.IntN(14) {
			text += bits[r.IntN(len(bits))] + []string{"", " "}[r.IntN(2)]
		}
		if s, err := Parse(text); err == nil {
			parse(t, s.String())
		}
	}
}

// tree is a random tree over two variables and one parameter.
func tree(r *rand.Rand, depth int) *Node {
	if depth == 0 || r.IntN(6) == 0 {
		switch r.IntN(3) {
		case 0:
			return &Node{Op: Number, Value: math.Round(100*r.Float64()) / 16}
		case 1:
			return &Node{Op: Parameter}
		}
		return &Node{Op: Variable, Index: r.IntN(2)}
	}
	op := Add + Op(r.IntN(int(Log-Add)+1))
	n := &Node{Op: op, Args: []*Node{tree(r, depth-1)}}
	switch op {
	case Add, Sub, Mul, Div:
		n.Args = append(n.Args, tree(r, depth-1))
	case Power:
		n.Index = []int{-3, -2, -1, 1, 2, 3, 4}[r.IntN(7)]
	}
	return n
}

func system(n *Node) *System {
	return &System{Vars: []Var{{"x", -1, 1}, {"y", -1, 1}}, Params: []Param{{"a", 1, 0, 2}}, Rights: []*Node{n, {Op: Number}}}
}

func close(a, b float64) bool {
	return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-12*(math.Abs(a)+math.Abs(b))
}

// TestPrintedTreesReadBack: text is a second way through the tree, and Parse
// leads back.
func TestPrintedTreesReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 4000 {
		s := system(tree(r, 4))
		again := parse(t, s.String())
		x, p := []float64{2*r.Float64() - 1, r.Float64()}, []float64{r.Float64()}
		a := Eval(s.Rights[0], Algebra[float64](Numbers{}), x, p)
		b := Eval(again.Rights[0], Algebra[float64](Numbers{}), x, p)
		if math.Float64bits(a) != math.Float64bits(b) && !(math.IsNaN(a) && math.IsNaN(b)) {
			t.Fatalf("%s\nis %v, read back as %s it is %v", s, a, again, b)
		}
	}
}

// recorded is the value of a tree and its slopes by x and y, by a program with
// jets.
func recorded(n *Node, x, p []float64) (v, dx, dy float64) {
	var prog ad.Program
	in, par := prog.Rows("x", 2), prog.Param("a", 1, 1)
	jet := prog.Seed(in, 1, []float64{1, 0}, []float64{0, 1})
	shape := prog.Shape(prog.Columns(jet, 0, 1))
	a := prog.Embed(prog.Broadcast(par), 0, kernel.Jet{Dirs: 2, Order: 1})
	out := Eval(n, Algebra[ad.Value](Recorder{&prog, shape}),
		[]ad.Value{prog.Columns(jet, 0, 1), prog.Columns(jet, 1, 1)}, []ad.Value{a})
	want := []ad.Value{prog.Coefficient(out, 0, 0), prog.Coefficient(out, 0, 1), prog.Coefficient(out, 1, 1)}
	m := plan.NewMachine[float64](plan.New(&prog, 1, want...))
	copy(m.Value(in), x)
	copy(m.Value(par), p)
	m.Run()
	return m.Value(want[0])[0], m.Value(want[1])[0], m.Value(want[2])[0]
}

// TestAlgebrasAgree: a program gives the numbers' value, and intervals hold the
// value and the program's derivatives.
func TestAlgebrasAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	sound := 0
	for range 3000 {
		n := tree(r, 4)
		x, p := []float64{2*r.Float64() - 1, r.Float64()}, []float64{r.Float64()}
		want := Eval(n, Algebra[float64](Numbers{}), x, p)
		v, dx, dy := recorded(n, x, p)
		if math.IsNaN(want) || math.Abs(want) > 1e6 || math.Abs(dx)+math.Abs(dy) > 1e6 {
			continue
		}
		sound++
		if !close(v, want) && math.Abs(v-want) > 1e-9 {
			t.Fatalf("%s at %v %v: program %v, numbers %v", system(n), x, p, v, want)
		}
		alg := &Slopes{N: 2}
		box := func(v float64) interval.Interval { return interval.Interval{Lo: v - 1e-3, Hi: v + 1e-3} }
		one := interval.Point(1)
		got := Eval(n, Algebra[Slope](alg), []Slope{
			{V: box(x[0]), D: [MaxSlopes]interval.Interval{one}},
			{V: box(x[1]), D: [MaxSlopes]interval.Interval{{}, one}}}, []Slope{{V: interval.Point(p[0])}})
		if alg.Nowhere || !got.V.Contains(want) || !holds(got.D[0], dx) || !holds(got.D[1], dy) {
			t.Fatalf("%s at %v %v: %v, %v, %v not in %v", system(n), x, p, want, dx, dy, got)
		}
	}
	if sound < 1000 {
		t.Errorf("only %d trees had a value", sound)
	}
}

// holds allows for the rounding of a derivative that is not computed exactly.
func holds(a interval.Interval, v float64) bool {
	e := 1e-9 * (1 + math.Abs(v))
	return math.IsNaN(v) || a.Lo-e <= v && v <= a.Hi+e
}

// TestNowhere: an expression with no value at any point of a box says so.
func TestNowhere(t *testing.T) {
	for text, want := range map[string]bool{"sqrt(x - 4)": true, "log(x - 4)": true, "sqrt(x)": false, "log(x)": false} {
		s := parse(t, "x' = "+text)
		alg := &Slopes{N: 1}
		v := Slope{V: interval.Interval{Lo: -1, Hi: 2}}
		Eval(s.Rights[0], Algebra[Slope](alg), []Slope{v}, nil)
		if alg.Nowhere != want {
			t.Errorf("%s on [-1, 2]: nowhere = %v", text, alg.Nowhere)
		}
	}
}

func TestValues(t *testing.T) {
	got, err := Values(" a = 1, b = 2*pi in [0, 7];")
	if err != nil || len(got) != 2 || got[0].Value != 1 || got[1].Hi != 7 {
		t.Errorf("%v: %v", got, err)
	}
	if got, err := Values(""); err != nil || len(got) != 0 {
		t.Errorf("nothing: %v, %v", got, err)
	}
	for _, bad := range []string{"a", "a = ", "x' = 1", "x in [0, 1]", "a = b", "a = 1 2", "$"} {
		if _, err := Values(bad); err == nil {
			t.Errorf("%q passes", bad)
		}
	}
}

// TestSpellings: systems as they stand in books, files and this program's own
// readouts are read as the same one.
func TestSpellings(t *testing.T) {
	want := parse(t, "x' = y; y' = -x^2 - 0.5*y").String()
	for _, text := range []string{
		"ẋ = y, ẏ = −x² − 0.5·y", "x′ = y\ny′ = –x**2 ‑ 0.5y", "dx/dt = y\r\ndy/dt = -x^2 - 0.5*y\r\n",
		"dx/dt = y; dy/dt = -x^2 -\n 0.5*y", "x' = (y\n)\ny' = -x^2\n - 0.5*y\n\n", "x\u0307 = y, y\u0307 = -x^2 - 0.5 y", "x' = y\ry' = -x^2-.5y\u00a0", "# a spring\nx' = y # its speed\ny' = -x^2 - ½y #", "x′(t) = y(t); y′(t) = −x(t)² − 0.5·y(t)",
	} {
		if s, err := Parse(text); err != nil || s.String() != want {
			t.Errorf("%q: %v, %v, want %s", text, s, err, want)
		}
	}
	if s := parse(t, "x₁' = k*x₁\nk = 1e10 in [0, 2e10]\nx₁ in [-1,\n1]"); s.String() != "x1' = k*x1; k = 1e+10 in [0, 2e+10]; x1 in [-1, 1]" {
		t.Error(s)
	}
}

// TestRaise: xⁿ is exp(n·log x), a whole power where n stays whole, and e is
// Euler's number unless it has another meaning.
func TestRaise(t *testing.T) {
	s := parse(t, "x' = x^n + e^(2x); n = 3")
	if s.String() != "x' = x^n + exp(2*x); n = 3 in [0, 6]; x in [-3, 3]" {
		t.Error(s)
	}
	at := func(s *System, x float64) float64 {
		return Eval(s.Rights[0], Algebra[float64](Numbers{}), []float64{x}, []float64{3})
	}
	if got := at(s.Specialised(-1), -1); math.Abs(got-(math.Exp(-2)-1)) > 1e-15 {
		t.Error(got)
	}
	if a, b := at(s.Specialised(0), 1.5), at(s.Specialised(-1), 1.5); math.Abs(a-b) > 1e-13*b || !math.IsNaN(at(s.Specialised(0), -1)) {
		t.Errorf("%v, %v", a, b)
	}
	if s := parse(t, "x' = e*x; e = 2"); s.Rights[0].Args[0].Op != Parameter {
		t.Error(s)
	}
}
