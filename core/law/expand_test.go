package law

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// wavy is some smooth fields: their jets, by the arithmetic of jets.
func wavy(e *evaluation, f int, b box) jet {
	c := e.calculus(b)
	phase := c.constant(0.3 + float64(f))
	for k, i := range e.p.Fields[f].Inputs {
		phase = c.add(phase, c.mul(c.constant(0.7+0.2*float64(k)), c.variable(i, e.at[i])), 1)
	}
	return c.add(c.constant(1.5), c.apply(Sin, phase), 1)
}

// fill gives slots their values at the point of an evaluation.
func fill(e *evaluation, slots []Slot) (all []float64) {
	for _, s := range slots {
		all = append(all, e.value(s.Tree()))
	}
	return all
}

// sided is every equation of a problem with a site for each, and the normal there.
type sided struct {
	equation Equation
	at       site
	normal   []*Node
}

func everything(t *testing.T, p *Problem) (all []sided) {
	t.Helper()
	for _, q := range p.Laws {
		for _, s := range p.interior()[:5] {
			all = append(all, sided{q, s, nil})
		}
	}
	for i := range p.Conditions {
		c := &p.Conditions[i]
		for _, q := range p.Instances(c) {
			for _, s := range p.sites(c) {
				normal := make([]*Node, len(p.Inputs))
				for i := range normal {
					normal[i] = signed(s.normal[i])
				}
				all = append(all, sided{q, s, normal})
			}
		}
	}
	return all
}

// TestExpand: of every law and condition of the corpus, expanded and compiled, the
// value from the values of its slots is that of Taylor arithmetic of the whole, and its
// partial derivatives are quotients of differences.
func TestExpand(t *testing.T) {
	names, texts := corpus(t)
	random := rand.New(rand.NewPCG(1, 2))
	compared := 0
	for i, text := range texts {
		p := read(t, text[strings.Index(text, "\n"):])
		for _, q := range everything(t, p) {
			e := p.evaluation()
			e.field = wavy
			e.at, e.normal = q.at.at, q.at.normal
			compared += expandsTo(t, names[i], e, q, random)
		}
	}
	if compared < 1000 {
		t.Errorf("only %d values were compared", compared)
	}
}

func expandsTo(t *testing.T, name string, e *evaluation, q sided, random *rand.Rand) int {
	t.Helper()
	p := e.p
	want := e.value(q.equation.Left) - e.value(q.equation.Right)
	n, err := p.Residual(q.equation, q.normal)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if n.any(func(n *Node) bool {
		return n.Op == Laplacian || n.Op == Normal || n.Op == Derivative && n.Args[0].Op != Unknown
	}) {
		t.Errorf("%s: %s is not expanded", name, p.Text(n))
	}
	slots := Slots(n)
	values, x := fill(e, slots), e.at[:len(p.Inputs)]
	params := slices.Clone(e.params)
	at := func(n *Node) float64 {
		w, err := p.Compile(slots, n)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var z [1]float64
		w.Eval(z[:], x, params, values)
		return z[0]
	}
	got := at(n)
	scale := 1 + e.size(q.equation.Left) + e.size(q.equation.Right)
	if !(math.Abs(got-want) <= 1e-11*scale) && !(math.IsNaN(want) && math.IsNaN(got)) {
		t.Errorf("%s: %s = %v, by Taylor arithmetic %v", name, p.Text(n), got, want)
	}
	if len(slots) == 0 || math.IsNaN(want) {
		return 1
	}
	k := random.IntN(len(slots))
	partial, err := p.Partial(n, slots[k].Tree())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	slope := at(partial)
	v, h := values[k], 1e-5*(1+math.Abs(values[k]))
	values[k] = v + h
	up := at(n)
	values[k] = v - h
	down := at(n)
	if d := (up - down) / (2 * h); !(math.Abs(d-slope) <= 1e-5*scale) {
		t.Errorf("%s: the derivative of %s by %s is %v, by differences %v", name, p.Text(n), p.Text(slots[k].Tree()), slope, d)
	}
	return 2
}

// TestExpandTruths: the known solutions of the corpus, differentiated up to four times.
func TestExpandTruths(t *testing.T) {
	names, texts := corpus(t)
	for i, text := range texts {
		p := read(t, text[strings.Index(text, "\n"):])
		for _, f := range p.Fields {
			if f.Truth == nil {
				continue
			}
			for order := 1; order <= 4; order++ {
				by := f.Inputs[order%len(f.Inputs)]
				n := differentiated(f.Truth, along(by, order))
				z, err := p.Expand(n, nil)
				if err != nil {
					if i != 26 || order < 4 { // a sixth derivative of a logarithm
						t.Errorf("%s: %v", names[i], err)
					}
					continue
				}
				w, err := p.Compile(nil, z)
				if err != nil {
					t.Fatal(err)
				}
				for _, at := range p.points(4) {
					e := p.evaluation()
					e.at = at
					var got [1]float64
					w.Eval(got[:], at[:len(p.Inputs)], e.params, nil)
					c := e.calculus(along(by, order))
					size := 0.0
					for _, v := range e.eval(f.Truth, c.box) {
						size = max(size, 24*math.Abs(v))
					}
					if want := e.value(n); !(math.Abs(got[0]-want) <= 1e-9*(1+size)) {
						t.Errorf("%s: %s^(%d) by %s at %v is %v, by Taylor arithmetic %v", names[i], f.Name, order, p.Inputs[by].Name, at, got[0], want)
					}
				}
			}
		}
	}
}

// TestExpandRules: one rule at a time, against the arithmetic of jets.
func TestExpandRules(t *testing.T) {
	for _, f := range []string{"abs(u - x)", "sqrt(u)", "exp(u)", "log(u)", "sin(u x)", "cos u", "tan(u/3)", "sinh(u)", "cosh(u)", "tanh(u)", "asin(u/4)", "acos(u/4)", "atan(u)", "erf(u)",
		"sign(u - 1)*u", "step(u - 1)*x", "min(u, 2 x u)", "max(u, 2 x u)", "atan2(u, x)", "atan2(u, x - 5)", "u^x", "x^u", "u^2.5", "u^-2", "u^0", "a^u", "if(x < 0.5, u^2, x u)", "1/(1 + u²)", "x/u", "-(u - x)", "u - (-x u)"} {
		p := read(t, "x in [0.1, 1]; t in [0, 1]; a = 1.7 in [1, 2]\nu_t = d²/dx²("+f+") + d/dx(x u ("+f+"))")
		for _, s := range p.interior()[:6] {
			e := p.evaluation()
			e.field, e.at = wavy, s.at
			expandsTo(t, f, e, sided{equation: p.Laws[0], at: s}, rand.New(rand.NewPCG(3, 4)))
		}
	}
}

// TestExpandPlain: what is left is as short as one would write it.
func TestExpandPlain(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"u_t = d/dx((1 + x²) u_x)", "u_t - (2*x*u_x + (1 + x^2)*u_xx)"},
		{"u_t = d/dx(nu u_x)", "u_t - nu*u_xx"},
		{"u_t = d/dx(u²/2)", "u_t - 2*u*u_x/2"},
		{"u_t = d/dx(if(x < 0, 1, 2)*u_x)", "u_t - if(x < 0, 1, 2)*u_xx"},
		{"u_t = Δ(u)", "u_t - u_xx"},
		{"u_t = d/dx(3 t + exp(2t))", "u_t"},
	} {
		p := read(t, "x in [-1, 1]; t in [0, 1]; nu = 0.1 in [0, 1]\n"+c.text)
		n, err := p.Residual(p.Laws[0], nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Text(n); got != c.want {
			t.Errorf("%s is expanded to %s, want %s", c.text, got, c.want)
		}
	}
}

// TestOutward: normals of edges are unit vectors out of the region.
func TestOutward(t *testing.T) {
	for text, want := range map[string][2]float64{
		"x² + y² < 4":             {0.6, 0.8},
		"not x² + y² > 4":         {0.6, 0.8},
		"x² + y² > 4":             {-0.6, -0.8},
		"x² + y² < 4 and x > -50": {0.6, 0.8},
	} {
		p := read(t, "x in [-4, 4]; y in [-4, 4]; where "+text+"\nΔu = 0; u_n = 1 on boundary")
		normal, err := p.Outward(0)
		if err != nil {
			t.Fatal(err)
		}
		w, err := p.Compile(nil, normal...)
		if err != nil {
			t.Fatal(err)
		}
		var got [2]float64
		w.Eval(got[:], []float64{1.2, 1.6}, p.evaluation().params, nil)
		if math.Abs(got[0]-want[0])+math.Abs(got[1]-want[1]) > 1e-14 {
			t.Errorf("%s has the normal %v, want %v", text, got, want)
		}
	}
}

// TestAffine: coefficients and right side of linear laws give the residual back, and
// what is not linear is refused.
func TestAffine(t *testing.T) {
	p := read(t, "x in [0, 1]; t in [0, 1]; nu = 0.3\nu_t = d/dx((nu + x²) u_x) - if(x < 0.5, u, 2u) + sin(x t)")
	n, err := p.Residual(p.Laws[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	slots := Slots(n)
	trees, rest, ok := p.Affine(n, slots)
	if !ok || len(slots) != 4 {
		t.Fatalf("%d slots, linear: %v", len(slots), ok)
	}
	w, err := p.Compile(slots, append(trees, rest, n)...)
	if err != nil {
		t.Fatal(err)
	}
	x, v, got := []float64{0.2, 0.7, 0.9, 0.1}, []float64{1, 2, 3, 4, -2, 5, 1, 1}, make([]float64, 12)
	w.Eval(got, x, p.evaluation().params, v)
	for r := range 2 {
		z := got[r*6 : r*6+6]
		sum := z[4]
		for k := range 4 {
			sum += z[k] * v[r*4+k]
		}
		if math.Abs(sum-z[5]) > 1e-14 {
			t.Errorf("Σ c·s + rest is %v, the residual %v", sum, z[5])
		}
	}
	q := read(t, "x in [0, 1]; t in [0, 1]\nu_t = u u_x")
	n, _ = q.Residual(q.Laws[0], nil)
	if _, _, ok := q.Affine(n, Slots(n)); ok {
		t.Error("u u_x is called linear")
	}
}

// TestExpandRefusals: what cannot be expanded or compiled is said, and texts that would
// grow without bound end.
func TestExpandRefusals(t *testing.T) {
	deep := strings.Repeat("(x + u)^(", 12) + "u" + strings.Repeat(")", 12)
	for text, want := range map[string]string{
		"u_t = d/dx(int(u, x, 0, x))":             "derivative of an integral",
		"u_t = d/dx(u_xxxx)":                      "order",
		"u_t = d⁴/dx⁴(" + deep + ")":              "too long",
		"u_t = d⁴/dx⁴(d⁴/dt⁴(sin(u)*exp(u x t)))": "too long",
	} {
		p, err := Parse("x in [0, 1]; t in [0, 1]\n" + text)
		if err == nil {
			_, err = p.Residual(p.Laws[0], nil)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	p := read(t, "x in [0, 1]; t in [0, 1]\nu_t = u_xx; u_n = 0 on boundary")
	if _, err := p.Residual(p.Conditions[0].Equation, nil); err == nil {
		t.Error("a normal is missed by nobody")
	}
	if _, err := p.Compile(nil, p.Laws[0].Left); err == nil {
		t.Error("a slot is missed by nobody")
	}
	if _, err := p.Compile(nil, p.Conditions[0].Left); err == nil {
		t.Error("a tree is compiled that is not expanded")
	}
}

// TestDerive: what is made of a slider follows it.
func TestDerive(t *testing.T) {
	p := read(t, "x in [0, 1]; t in [0, 1]; a = 2 in [1, 5]; b = a²; c = b - a\nu_t = c u_xx + b u")
	v := p.Values()
	for i, q := range p.Params {
		if q.Name == "a" {
			v[i] = 3
		}
	}
	p.Derive(v)
	for i, q := range p.Params {
		if want := map[string]float64{"a": 3, "b": 9, "c": 6}[q.Name]; v[i] != want {
			t.Errorf("%s = %v, want %v", q.Name, v[i], want)
		}
	}
}
