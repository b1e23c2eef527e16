package pde

import (
	"errors"
	"math"
	"strings"
	"testing"

	"residual/core/catalogue"
	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/core/law"
)

// two is a problem of two fields and a parameter, short to train.
const two = `u_t = k u_xx - v
v_t = v_xx
k = 0.5 in [0.1, 1]
x in [0, 1]; t in [0, 0.2]
u(x, 0) = sin(πx), v(x, 0) = 0
u = 0 on left, right; v = 0 on left, right
truth u = e^(-π² k t) sin(πx)
truth v = 0`

func TestContract(t *testing.T) {
	for _, method := range []string{"lm", "sketch", "adam"} {
		labtest.Variant(t, &Lab, "problem=bratu", "method="+method, "depth=1", "width=6", "points=20", "steps=8")
	}
	labtest.Variant(t, &Lab, "problem=burgers", "depth=1", "width=4", "points=40", "steps=8", "resample=2")
	labtest.Contract(t, &Lab, "problem="+two, "width=12", "points=40")
}

// start begins a run, or returns the error that blames a knob.
func start(t *testing.T, knobs ...string) (*lab.Run, *lab.KnobError) {
	t.Helper()
	text := map[string]string{}
	for _, k := range knobs {
		name, value, _ := strings.Cut(k, "=")
		text[name] = value
	}
	s, err := Lab.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Lab.Start(s, 1)
	var wrong *lab.KnobError
	if err != nil && !errors.As(err, &wrong) {
		t.Fatalf("no knob is blamed: %v", err)
	}
	return r, wrong
}

// finished takes a run to its end.
func finished(t *testing.T, r *lab.Run, wrong *lab.KnobError) *experiment {
	t.Helper()
	if wrong != nil {
		t.Fatal(wrong)
	}
	for range 100_000 {
		if r.Step().Final() {
			return r.Experiment().(*experiment)
		}
	}
	t.Fatal("the run does not end")
	return nil
}

// What is wrong is said of the knob to blame, with what would work, at its place in
// the text where it is the text's.
func TestRefusals(t *testing.T) {
	heat := catalogue.Find("heat").Text
	inverse := catalogue.Find("diffusivity").Text
	for _, c := range []struct{ knobs, knob, says string }{
		{"problem=", "problem", "at character 1, line 1: "},
		{"problem=x in [0, 1]\ny' = sin x/2", "problem", "at character 18, line 2: sin a/b can be read in two ways"},
		{"problem=x in [0, 1]; y' = z; y(0) = 0", "problem", "at character"},
		{"problem=u_t = u_xx; x in [0, 1]; t in [0, 1]; u(x, 0) = x; u = 0 on left", "problem", "u is of order 2 in x and needs 2 conditions in x; there is 1"},
		{"problem=u_t = -u_xx; x in [0, 1]; t in [0, 1]; u(x, 0) = sin(πx); u = 0 on left, right", "problem", "backward"},
		{"problem=" + strings.Replace(heat, "e^(-π²", "e^(-2π²", 1), "problem", "the truth does not satisfy"},
		{"problem=poisson|at=0.5", "at", "no parameter with a range"},
		{"problem=poisson|slider=k", "slider", "write one as"},
		{"problem=heat|slider=nu", "slider", `"nu" has no range; those with one are k`},
		{"problem=heat|data=1 2 3", "data", "asks for no data"},
		{"problem=diffusivity|data=1,2\n2,3\n", "data", "the problem wants the columns"},
		{"problem=diffusivity|data=0.1,0.1,1\n0.2,0.3,1\n0.4,7,1\n0.5,0.5,1\n", "data", "row 3: t = 7 lies outside of [0, 1]"},
		{"problem=diffusivity|data=0.1,0.1,1\n0.2,0.3,1\n", "data", "2 rows found; give at least 4"},
		{"problem=" + strings.Replace(inverse, "data x, t, u", "data x, u", 1), "problem", "a column for t is missing"},
		{"problem=heat|memory=1MB|points=5000", "memory", "the least that works"},
	} {
		_, wrong := start(t, strings.Split(c.knobs, "|")...)
		if wrong == nil || wrong.Knob != c.knob || !strings.Contains(wrong.Reason, c.says) {
			t.Errorf("%s: %v; want %s: %s", c.knobs, wrong, c.knob, c.says)
		}
	}
}

// With “Train all the same” what is ill-posed runs, says what is wrong with it, and
// never ends as done.
func TestAnyway(t *testing.T) {
	r, wrong := start(t, "anyway=on", "points=40", "width=6", "steps=5",
		"problem=u_t = -u_xx; x in [0, 1]; t in [0, 1]; u(x, 0) = sin(πx); u = 0 on left, right")
	e := finished(t, r, wrong)
	if s := r.Status(); s.State != lab.Stopped || !strings.Contains(e.summary(), "may be no solution") || !lab.AnyFails(r.Checks()) {
		t.Errorf("%v: %s", s, e.summary())
	}
}

// A name of the catalogue stands for its text.
func TestNames(t *testing.T) {
	a, _ := start(t, "problem=beam", "points=40")
	b, _ := start(t, "problem="+catalogue.Find("beam").Text, "points=40")
	if a.Digest() != b.Digest() {
		t.Error("a name and its text are two problems")
	}
}

// The heat of a rod is within the accuracy asked for of the closed form, evaluated
// here; after the slider was moved at the end the run goes on to that of the new k.
func TestHeat(t *testing.T) {
	r, wrong := start(t)
	e := finished(t, r, wrong)
	off := func(k float64) (most float64) {
		for i := range 40 {
			x, u := []float64{float64(i*7%40) / 39, float64(i) / 39}, [1]float64{}
			e.solver.Eval(u[:], x, 0, law.Order{})
			truth := math.Exp(-math.Pi*math.Pi*k*x[1])*math.Sin(math.Pi*x[0]) + math.Exp(-16*math.Pi*math.Pi*k*x[1])*math.Sin(4*math.Pi*x[0])/2
			most = math.Max(most, math.Abs(u[0]-truth))
		}
		return most
	}
	if d := off(0.05); d > 1e-3 || r.Status().State != lab.Converged {
		t.Errorf("off by %v: %v", d, r.Status())
	}
	s, err := Lab.Update(r.Settings(), map[string]string{"at": "0.2"})
	if err == nil {
		err = r.Change(s)
	}
	if err != nil || r.Status().Final() {
		t.Fatalf("%v, %v", err, r.Status())
	}
	before := off(0.08)
	finished(t, r, nil)
	if d := off(0.08); d > 1e-3 || before < 1e-2 {
		t.Errorf("after the slider off by %v, before by %v: %v", d, before, r.Status())
	}
}

// A network that obeys no law is not called done where no second method judges it.
func TestNotObeyed(t *testing.T) {
	r, wrong := start(t, "problem=lorenz", "points=20", "width=4", "steps=3")
	finished(t, r, wrong)
	if r.Status().State != lab.Stopped {
		t.Error(r.Status())
	}
}

// The picture varies over places first, then the time, and the slider moves the time
// where it can.
func TestStage(t *testing.T) {
	for name, want := range map[string][3]int{"pendulum": {0, -1, -1}, "heat": {0, 1, 1}, "poisson": {0, 1, 1}, "heat2": {0, 1, 2}, "poisson5": {0, 1, 2}} {
		p, err := law.Parse(catalogue.Find(name).Text)
		if err != nil {
			t.Fatal(err)
		}
		if s := newStage(p); [3]int{s.across, s.up, s.slid} != want {
			t.Errorf("%s: %d, %d, %d", name, s.across, s.up, s.slid)
		}
	}
}

// Samples lie where they were drawn, within the noise of the closed form.
func TestSamples(t *testing.T) {
	r, wrong := start(t, "problem=diffusivity", "points=40")
	if wrong != nil {
		t.Fatal(wrong)
	}
	m := r.Experiment().(*experiment).samples
	sum := 0.0
	for i, v := range m.values {
		x, at := m.x[2*i], m.x[2*i+1]
		d := v - math.Exp(-math.Pi*math.Pi*at/10)*math.Sin(math.Pi*x)
		sum += d * d
	}
	if sd := math.Sqrt(sum / 200); m.count() != 200 || sd < 0.008 || sd > 0.012 {
		t.Errorf("%d samples with noise %v", m.count(), sd)
	}
}

func TestEcho(t *testing.T) {
	e := echo("heat")
	if !strings.HasPrefix(e.MathML, "<math") || e.Wrong != "" || e.Remarks[0] != "linear, parabolic, 2 conditions" {
		t.Errorf("%+v", e)
	}
	if e := echo("u_t = -u_xx; x in [0, 1]; t in [0, 1]; u(x, 0) = x; u = 0 on left"); len(e.Remarks) < 2 || e.Wrong != "" {
		t.Errorf("%+v", e)
	}
	if e := echo("u_t ="); !strings.HasPrefix(e.Wrong, "at character") || e.MathML != "" {
		t.Errorf("%+v", e)
	}
}

// Every problem of the catalogue begins within the default budget, and can be seen.
func TestCatalogueBegins(t *testing.T) {
	for _, e := range catalogue.All {
		r, wrong := start(t, "problem="+e.Name)
		if wrong != nil {
			t.Errorf("%s: %v", e.Name, wrong)
			continue
		}
		var f lab.Frame
		if r.Frame(&f); f.Title != e.Title || f.Validate() != nil {
			t.Errorf("%s is shown as %q: %v", e.Name, f.Title, f.Validate())
		}
	}
}
