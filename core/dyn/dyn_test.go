package dyn

import (
	"fmt"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"residual/core/expr"
	"residual/core/interval"
)

func field(t *testing.T, text, swept string) *Field {
	t.Helper()
	s, err := expr.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return NewField(s, s.Param(swept))
}

func entry(t *testing.T, name string) (Entry, *Field) {
	t.Helper()
	for _, e := range Catalogue {
		if e.Name == name {
			return e, field(t, e.Text, e.Sweep)
		}
	}
	t.Fatal(name)
	return Entry{}, nil
}

// draw is a random point of the window, after random parameters of their ranges
// are set.
func draw(f *Field, r *rand.Rand) []float64 {
	for i, p := range f.sys.Params {
		f.Params[i] = p.Lo + r.Float64()*(p.Hi-p.Lo)
	}
	var x []float64
	for _, w := range f.Window() {
		x = append(x, w.Lo+r.Float64()*(w.Hi-w.Lo))
	}
	return x
}

// jacobianError is the largest difference between the jets of the recorded
// program and the closed form, relative to the Jacobian's size.
func jacobianError(t *testing.T, e Entry, points int) float64 {
	r := rand.New(rand.NewPCG(4, 1))
	f := field(t, e.Text, e.Sweep)
	worst := 0.0
	for range points {
		x := draw(f, r)
		got, want := make([]float64, f.N*f.N), make([]float64, f.N*f.N)
		f.Jacobian(got, x)
		e.Jacobian(want, x, f.Params)
		for i := range got {
			worst = math.Max(worst, math.Abs(got[i]-want[i])/math.Max(1, Norm(want)))
		}
	}
	return worst
}

func TestJacobians(t *testing.T) {
	for _, e := range Catalogue {
		if worst := jacobianError(t, e, 300); !(worst < 1e-13) {
			t.Errorf("%s: Jacobian off by %v", e.Name, worst)
		}
	}
}

// TestEigenvalues holds gonum against closed forms at the equilibria.
func TestEigenvalues(t *testing.T) {
	check := func(e Equilibrium, want ...complex128) {
		t.Helper()
		for _, w := range want {
			best := math.Inf(1)
			for _, v := range e.Values {
				best = math.Min(best, cmplx.Abs(v-w))
			}
			if !(best < 1e-12) {
				t.Errorf("at %v: %v has no %v", e.X, e.Values, w)
			}
		}
	}
	_, f := entry(t, "duffing")
	for _, delta := range []float64{0.3, 1, 2, 3.5} {
		f.Params[0] = delta
		found := f.Equilibria()
		if len(found.Proved) != 3 || len(found.Undecided) != 0 {
			t.Fatalf("Duffing, δ = %v: %v", delta, found)
		}
		root := cmplx.Sqrt(complex(delta*delta-8, 0))
		for i, e := range found.Proved {
			if math.Abs(e.X[0]-float64(i-1)) > 1e-14 || math.Abs(e.X[1]) > 1e-14 {
				t.Errorf("Duffing: equilibrium at %v", e.X)
			}
			if i == 1 {
				s := math.Sqrt(delta*delta + 4)
				check(e, complex((-delta+s)/2, 0), complex((-delta-s)/2, 0))
				continue
			}
			check(e, (complex(-delta, 0)+root)/2, (complex(-delta, 0)-root)/2)
		}
		if found.Proved[1].Kind != Saddle || !found.Proved[0].Kind.Stable() {
			t.Errorf("Duffing, δ = %v: %v, %v", delta, found.Proved[0].Kind, found.Proved[1].Kind)
		}
	}
	_, f = entry(t, "vanderpol")
	for _, mu := range []float64{-0.5, 0.3, 1, 3} {
		f.Params[0] = mu
		found := f.Equilibria()
		root := cmplx.Sqrt(complex(mu*mu-4, 0))
		check(found.Proved[0], (complex(mu, 0)+root)/2, (complex(mu, 0)-root)/2)
	}
	_, f = entry(t, "lotka")
	for _, alpha := range []float64{0.5, 1, 1.7} {
		f.Params[0], f.Params[2] = alpha, 0.8
		found := f.Equilibria()
		if len(found.Proved) != 2 {
			t.Fatalf("Lotka–Volterra: %v", found)
		}
		e := found.Proved[1]
		check(e, complex(0, math.Sqrt(alpha*0.8)), complex(0, -math.Sqrt(alpha*0.8)))
		if e.Kind != Centre || found.Proved[0].Kind != Saddle {
			t.Errorf("Lotka–Volterra: %v and %v", found.Proved[0].Kind, e.Kind)
		}
	}
}

// TestPlanar: the closed form for 2 × 2 matrices and gonum agree.
func TestPlanar(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	for range 2000 {
		a := []float64{r.Float64() - 0.5, r.Float64() - 0.5, r.Float64() - 0.5, r.Float64() - 0.5}
		got, want := Eigenvalues(2, a), Planar(a)
		if d := got[1] - got[0]; cmplx.Abs(d) < 1e-3 {
			continue // a double eigenvalue is ill conditioned
		}
		for i := range got {
			if math.Abs(real(got[i])-real(want[i])) > 1e-12 || math.Abs(math.Abs(imag(got[i]))-math.Abs(imag(want[i]))) > 1e-12 {
				t.Fatalf("%v: %v, closed form %v", a, got, want)
			}
		}
	}
}

// TestKinds: each kind is proved.
func TestKinds(t *testing.T) {
	for text, want := range map[string]Kind{
		"x' = -x, y' = -2*y":            StableNode,
		"x' = -x + 3*y, y' = -3*x - y":  StableFocus,
		"x' = x, y' = 2*y":              UnstableNode,
		"x' = x + 3*y, y' = -3*x + y":   UnstableFocus,
		"x' = x, y' = -2*y":             Saddle,
		"x' = -x, y' = y - z, z' = y+z": Saddle,
		// A positive real part decides, whatever stands on the axis.
		"x' = y, y' = -x, z' = z":                          Unstable,
		"x' = y, y' = -x, z' = -z":                         Centre,
		"x' = y, y' = -x + x^3, z' = -z; x in [-0.5, 0.5]": Centre,
		// In three variables the centre manifold decides: l₁ of ẋ = y + xz, ẏ = −x,
		// ż = −z + cx² has the sign of c.
		"x' = y + x*z, y' = -x, z' = -z - x^2":                   StableWeakFocus,
		"x' = y + x*z, y' = -x, z' = -z + x^2":                   UnstableWeakFocus,
		"x' = y - x^3, y' = -x, z' = -z":                         StableWeakFocus,
		"x' = y, y' = -x - x^2*y + z^2, z' = -z":                 StableWeakFocus,
		"x' = y, y' = -x + z^4, z' = -z + x^2; x in [-0.5, 0.5]": Inconclusive,
		// What a kink leaves open.
		"x' = y, y' = -x - y*abs(y)":  Inconclusive,
		"x' = -2*x + abs(x), y' = -y": Inconclusive,
		// Real eigenvalues are seen where both numbers have errors.
		"x' = 1/3 + x - x^3, y' = -y; x in [1, 2]": StableNode,
		"x' = 1e8*(y - x), y' = x - y - 1e-8*y":    StableNode,
		// However unlike the entries are.
		"x' = -x, y' = -1e10*(y-x)":               StableNode,
		"x' = -1e-10*x, y' = -1e10*y":             StableNode,
		"x' = 1e-12*x, y' = -1e10*y":              Saddle,
		"x' = -x, y' = -1e10*(y-x), z' = -1e-9*z": StableNode,
		"x' = 1e10*y, y' = -1e-10*x":              Centre,
		// An affine system is decided by its matrix, a conservative or reversible one by that.
		"x' = y, y' = -x":                                                        Centre,
		"x' = y, y' = -4*x":                                                      Centre,
		"x' = 0.1*x + y - 0.3, y' = -x - 0.1*y":                                  Centre,
		"x' = y, y' = -sin(x); x in [-1, 1]":                                     Centre,
		"x' = y, y' = -x + y^2*x; x in [-0.5, 0.5], y in [-0.5, 0.5]":            Centre,
		"x' = y, y' = 2*x - x^3; x in [1, 2]":                                    Centre,
		"x' = x*(0.3 - 0.7*y), y' = y*(x/3 - 0.1); x in [0.1, 1], y in [0.1, 1]": Centre,
		// What is left is decided by the terms of third order.
		"x' = y - x^3, y' = -x":                 StableWeakFocus,
		"x' = y + x^3, y' = -x":                 UnstableWeakFocus,
		"x' = y, y' = -x - x^2*y; x in [-1, 1]": StableWeakFocus,
		// Node, focus and degenerate node.
		"x' = -3*x - y, y' = x - y":               StableDegenerate,
		"x' = -0.3*x - 0.1*y, y' = 0.1*x - 0.1*y": StableDegenerate,
		"x' = 0.3*x + 0.1*y, y' = -0.1*x + 0.1*y": UnstableDegenerate,
		"x' = -x, y' = -y":                        StableStar,
		"x' = y, y' = -x - 2*y":                   StableDegenerate,
		"x' = y, y' = -x - 1.9999999999*y":        StableFocus,
		"x' = y, y' = -x - 2.0000000001*y":        StableNode,
		"x' = -3*x - y, y' = x - y, z' = -z":      StableDegenerate,
		"x' = -x + y, y' = -x - y, z' = -z":       StableFocus,
	} {
		f := field(t, text, "")
		if found := f.Equilibria(); len(found.Proved) != 1 || found.Proved[0].Kind != want {
			t.Errorf("%s: %v, want %v", text, found.Proved, want)
		}
	}
}

// TestSmallEigenvalues: one far smaller than the other has its digits from the
// determinant, and numbers whose squares have no room do not spoil either.
func TestSmallEigenvalues(t *testing.T) {
	for text, want := range map[string][2]float64{
		"x' = 1e8*(y - x), y' = x - y - 1e-8*y": {-100000001, -1.0 / 100000001},
		"x' = 1e200*x, y' = -y":                 {-1, 1e200},
		"x' = 1e15*(y - x), y' = -1e-9*y":       {-1e15, -1e-9},
	} {
		e := field(t, text, "").Equilibria().Proved[0]
		for i, v := range e.Values {
			if math.Abs(real(v)/want[i]-1) > 1e-9 {
				t.Errorf("%s: %v, want %v", text, e.Values, want)
			}
		}
	}
}

// TestReasons: why nothing could be decided is told as it is.
func TestReasons(t *testing.T) {
	for text, want := range map[string]Reason{
		"x' = y*(1-x^2-y^2), y' = -x*(1-x^2-y^2)":                      Line,
		"x' = x*(1-x-y), y' = y*(1-x-y); x in [-0.5,2], y in [-0.5,2]": Line,
		"x' = 1-x^2-y^2, y' = 2*(1-x^2-y^2)":                           Line,
		"x' = -x*y, y' = x*y - 0.1*y; x in [0,1], y in [0,1]":          Line,
		"x' = sin(500*x), y' = sin(500*y)":                             OutOfBudget,
		"x' = abs(x), y' = -y":                                         Kinked,
		"x' = sqrt(x), y' = -y":                                        NotSmooth,
		"x' = sin(x)/x - 1, y' = -y":                                   Undefined,
		"x' = x^3, y' = -y":                                            Singular,
	} {
		found := field(t, text, "").Equilibria()
		if len(found.Reasons) == 0 || found.Reasons[0] != want {
			t.Errorf("%s: %v, want %v", text, found.Reasons, want)
		}
	}
}

// TestDegenerateNodes: x² − x − e = y' − … has a double eigenvalue at e = 1/64, and
// both numbers agree to the last place.
func TestDegenerateNodes(t *testing.T) {
	f := field(t, "x' = y, y' = x^2 - y - e; e = 0.015625", "")
	found := f.Equilibria().Proved
	if len(found) != 2 || found[0].Kind != StableDegenerate || found[1].Kind != Saddle {
		t.Fatal(found)
	}
	if v := found[0].Values; v[0] != -0.5 || v[1] != -0.5 {
		t.Error(v)
	}
}

// swept runs through the whole range of an entry's parameter.
func swept(t *testing.T, e Entry) []Bifurcation {
	f := field(t, e.Text, e.Sweep)
	p := f.sys.Params[f.Swept]
	s := f.NewSweep(p.Lo, p.Hi)
	for !s.Done() {
		s.Step()
	}
	return s.Bifurcations
}

// missing is how far the nearest of its kind is from a known bifurcation.
func missing(k Known, all []Bifurcation) float64 {
	best := math.Inf(1)
	for _, b := range all {
		if b.Kind == k.Kind {
			best = math.Min(best, math.Abs(b.P-k.P))
		}
	}
	return best
}

// TestBifurcations: all that are known of the catalogue are found, to 1e-8, and
// no others.
func TestBifurcations(t *testing.T) {
	for _, e := range Catalogue {
		all := swept(t, e)
		for _, k := range e.Known {
			if off := missing(k, all); !(off < 1e-8) {
				t.Errorf("%s: %v at %v off by %v", e.Name, k.Kind, k.P, off)
			}
		}
		for _, b := range all {
			known := false
			for _, k := range e.Known {
				known = known || math.Abs(k.P-b.P) < 1e-8
			}
			if !known {
				t.Errorf("%s: unknown %v at %v, %v", e.Name, b.Kind, b.P, b.X)
			}
		}
	}
}

// TestHopfRate: Lorenz's pair crosses at ω = √(2σ(σ+1)β/(σ−β−1)).
func TestHopfRate(t *testing.T) {
	_, f := entry(t, "lorenz")
	s := f.NewSweep(20, 30)
	for !s.Done() {
		s.Step()
	}
	const sigma, beta = 10.0, 8.0 / 3
	want, hit := math.Sqrt(2*sigma*(sigma+1)*beta/(sigma-beta-1)), 0
	for _, b := range s.Bifurcations {
		if b.Kind == Hopf && math.Abs(b.Rate-want) < 1e-8 {
			hit++
		}
	}
	if hit != 2 {
		t.Errorf("%v: want two with rate %v", s.Bifurcations, want)
	}
}

// TestUndecided: lines of equilibria and degenerate ones are told apart.
func TestUndecided(t *testing.T) {
	f := field(t, "x' = x*y, y' = -y*x", "")
	found := f.Equilibria()
	if len(found.Undecided) == 0 || !f.Continuum(found.Undecided[0]) {
		t.Errorf("axes of equilibria: %v", found)
	}
	f = field(t, "x' = x^2, y' = -y", "")
	found = f.Equilibria()
	if len(found.Undecided) != 1 || len(found.Proved) != 0 || f.Continuum(found.Undecided[0]) {
		t.Errorf("a double zero: %v", found)
	}
	f = field(t, "x' = x^2 + 1, y' = -y", "")
	if found = f.Equilibria(); len(found.Undecided)+len(found.Proved) != 0 {
		t.Errorf("nothing: %v", found)
	}
	f = field(t, "x' = sqrt(x) - 1, y' = -y + log(x)", "")
	if found = f.Equilibria(); len(found.Proved) != 1 || math.Abs(found.Proved[0].X[0]-1) > 1e-14 {
		t.Errorf("roots and logarithms: %v", found)
	}
}

// TestTrajectories: a swing keeps its energy, a circle closes after 2π, and the
// way back leads to the start.
func TestTrajectories(t *testing.T) {
	f := field(t, "x' = y, y' = -x", "")
	s := f.NewStepper([]float64{1, 0}, 0.1, 1e-10)
	for s.T < 2*math.Pi {
		if !s.Step(2*math.Pi - s.T) {
			t.Fatal("stuck")
		}
	}
	if math.Hypot(s.X[0]-1, s.X[1]) > 1e-8 {
		t.Errorf("after a turn: %v", s.X)
	}
	_, f = entry(t, "lorenz")
	s = f.NewStepper([]float64{1, 2, 3}, 0.01, 1e-12)
	for s.T < 1 {
		s.Step(1 - s.T)
	}
	b := f.NewStepper(s.X, -0.01, 1e-12)
	for b.T > -1 {
		b.Step(1 + b.T)
	}
	if d := math.Abs(b.X[0]-1) + math.Abs(b.X[1]-2) + math.Abs(b.X[2]-3); d > 1e-5 {
		t.Errorf("there and back: %v", b.X)
	}
	f = field(t, "x' = x^2", "")
	s = f.NewStepper([]float64{1}, 0.1, 1e-8)
	for range 100000 {
		if !s.Step(1) || s.T > 1.001 {
			break
		}
	}
	if math.Abs(s.T-1) > 1e-6 {
		t.Errorf("x' = x² from 1 ends at %v", s.T)
	}
}

// TestOrder: halving the step of one Dormand–Prince step divides its error by
// 2⁶.
func TestOrder(t *testing.T) {
	f := field(t, "x' = y, y' = -x", "")
	e := func(h float64) float64 {
		s := f.NewStepper([]float64{1, 0}, h, 1)
		s.Step(h)
		return math.Hypot(s.X[0]-math.Cos(h), s.X[1]+math.Sin(h))
	}
	if order := math.Log2(e(0.2) / e(0.1)); math.Abs(order-6) > 0.3 {
		t.Errorf("order %v", order)
	}
}

// TestContour: the level of x² + y² is a circle, of xy a cross, and every piece
// is where it should be.
func TestContour(t *testing.T) {
	const n = 81
	at := func(i int) float64 { return 4*float64(i)/(n-1) - 2 }
	place := func(v float64) float64 { return 4*v/(n-1) - 2 }
	length, far := 0.0, 0.0
	Contour(n, n, 1, func(i, j int) float64 { return at(i)*at(i) + at(j)*at(j) }, func(x0, y0, x1, y1 float64) {
		length += math.Hypot(place(x1)-place(x0), place(y1)-place(y0))
		far = math.Max(far, math.Abs(math.Hypot(place(x0), place(y0))-1))
	})
	if math.Abs(length-2*math.Pi) > 1e-2 || far > 1e-2 {
		t.Errorf("a circle of length %v, off by %v", length, far)
	}
	pieces := 0
	Contour(2, 2, 0, func(i, j int) float64 { return []float64{1, -1, -1, 1}[2*j+i] }, func(_, _, _, _ float64) { pieces++ })
	if pieces != 2 {
		t.Errorf("a saddle has %d pieces", pieces)
	}
}

// TestGrid: the grid's program and the numbers agree.
func TestGrid(t *testing.T) {
	e, f := entry(t, "pendulum")
	s, _ := expr.Parse(e.Text)
	g := NewGrid(s, f.Swept, 9, 7)
	v := g.Values(f.Params)
	want := make([]float64, 2)
	for j := range 7 {
		for i := range 9 {
			x, y := g.At(float64(i), float64(j))
			f.Value(want, []float64{x, y})
			got := v[2*(9*j+i):]
			if math.Abs(got[0]-want[0])+math.Abs(got[1]-want[1]) > 1e-13 {
				t.Fatalf("(%v, %v): %v, want %v", x, y, got[:2], want)
			}
		}
	}
}

// TestEnclosures: what a field encloses holds its values and slopes.
func TestEnclosures(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 3))
	for _, e := range Catalogue {
		f := field(t, e.Text, e.Sweep)
		for range 50 {
			x := draw(f, r)
			box := make([]interval.Interval, f.N)
			for i, v := range x {
				box[i] = interval.Interval{Lo: v - 0.1*r.Float64(), Hi: v + 0.1*r.Float64()}
			}
			value, slope := make([]interval.Interval, f.N), make([]interval.Interval, f.N*f.N)
			v, j := make([]float64, f.N), make([]float64, f.N*f.N)
			f.Enclose(value, slope, box)
			f.Value(v, x)
			f.Jacobian(j, x)
			if !all(value, v) || !all(slope, j) {
				t.Fatalf("%s at %v: %v %v not in %v %v", e.Name, x, v, j, value, slope)
			}
		}
	}
}

func all(a []interval.Interval, v []float64) bool {
	for i := range v {
		if e := 1e-12 * (1 + math.Abs(v[i])); a[i].Lo-e > v[i] || a[i].Hi+e < v[i] {
			return false
		}
	}
	return true
}

func TestNames(t *testing.T) {
	for _, e := range Catalogue {
		s, err := expr.Parse(e.Text)
		if err != nil || s.Param(e.Sweep) < 0 || strings.TrimSpace(e.Title) == "" {
			t.Errorf("%s: %v", e.Name, err)
		}
		if again, err := expr.Parse(s.String()); err != nil || fmt.Sprint(again) != fmt.Sprint(s) {
			t.Errorf("%s is written as %s: %v", e.Name, s, err)
		}
	}
}

// TestNewton: on the line y = 0 of Duffing's oscillator, Newton's method for
// x − x³ ends at one of the three equilibria, and what it ends at is covered by
// what was proved.
func TestNewton(t *testing.T) {
	_, f := entry(t, "duffing")
	found, slack := f.Equilibria(), []float64{1e-6, 1e-6}
	for start, want := range map[float64]float64{1.7: 1, 0.1: 0, -0.9: -1} {
		x := []float64{start, 0.3}
		if !f.Newton(x) || math.Abs(x[0]-want) > 1e-12 || math.Abs(x[1]) > 1e-12 {
			t.Errorf("from %v Newton's method ends at %v, want %v", start, x, want)
		}
		if !found.Covers(x, slack) || found.Covers([]float64{x[0] + 1e-5, x[1]}, slack) {
			t.Errorf("(%v, %v) and what is beside it are covered wrongly", x[0], x[1])
		}
	}
	if nowhere := field(t, "x' = x^2 + 1, y' = -y", ""); nowhere.Newton([]float64{0.3, 0.3}) {
		t.Error("an equilibrium is found where there is none")
	}
	line := field(t, "x' = y, y' = -y", "").Equilibria()
	if !line.Covers([]float64{0.5, 0}, slack) || line.Covers([]float64{0.5, 0.5}, slack) {
		t.Error("undecided boxes cover the line of equilibria and nothing else")
	}
}

// TestCharacteristic: det(λ − A) of a triangular matrix is Π (λ − aᵢᵢ), and
// permuting rows and columns alike changes nothing.
func TestCharacteristic(t *testing.T) {
	for _, a := range [][]float64{{2, 5, -1, 0, -3, 4, 0, 0, 0.5}, {0.5, 0, 0, -1, 2, 5, 4, 0, -3}} {
		for _, v := range []complex128{0, 2, complex(1, -2), complex(-3, 0.25)} {
			want := (v - 2) * (v + 3) * (v - 0.5)
			if got := Characteristic(a, v); cmplx.Abs(got-want) > 1e-13 {
				t.Errorf("det(%v − %v) = %v, want %v", v, a, got, want)
			}
		}
	}
}

// TestUndefined: poles of tan at ±π/2 are two pieces, a root of what is negative one
// that is certain, and forty poles are told as one.
func TestUndefined(t *testing.T) {
	for text, want := range map[string]struct {
		ends    []float64 // of x
		certain bool
	}{
		"x' = tan(x), y' = -y":              {[]float64{-math.Pi / 2, math.Pi / 2}, false},
		"x' = sqrt(x^2 - 1), y' = -y":       {[]float64{0}, true},
		"x' = tan(20*x), y' = -y":           {[]float64{0}, false},
		"x' = x^2, y' = -y":                 {nil, false},
		"x' = 1/(x - 2), y' = 1/(x + 1)":    {[]float64{-1, 2}, false},
		"x' = 1/(x^2 + y^2 - 1), y' = -y^2": {[]float64{0}, false},
	} {
		pieces, certain := field(t, text, "").Undefined()
		var got []float64
		for _, p := range pieces {
			got = append(got, p[0].Mid())
		}
		slices.Sort(got)
		near := func(a, b float64) bool { return math.Abs(a-b) < 0.02 }
		if certain != want.certain || !slices.EqualFunc(got, want.ends, near) {
			t.Errorf("%s: %v, certain %v; want %v", text, pieces, certain, want)
		}
	}
}
