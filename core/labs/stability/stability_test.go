package stability

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"residual/core/dyn"
	"residual/core/lab"
	"residual/core/lab/labtest"
)

func begin(t *testing.T, knobs map[string]string) (*lab.Run, *experiment) {
	t.Helper()
	s, err := Lab.Parse(knobs)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Lab.Start(s, 1)
	if err != nil {
		t.Fatal(err)
	}
	return r, r.Experiment().(*experiment)
}

func finish(t *testing.T, r *lab.Run) {
	t.Helper()
	for range 200 {
		if r.Step().Final() {
			return
		}
	}
	t.Fatal("no end")
}

func TestContract(t *testing.T) {
	labtest.Contract(t, &Lab, "system=vanderpol")
}

// TestChecksPass: a planar system and one of three variables, to the end.
func TestChecksPass(t *testing.T) {
	for name, checks := range map[string]int{"brusselator": 10, "lorenz": 11} {
		r, _ := begin(t, map[string]string{"system": name})
		finish(t, r)
		got := r.Checks()
		if len(got) != checks {
			t.Errorf("%s: %d checks", name, len(got))
		}
		for _, c := range got {
			if !c.Pass {
				t.Errorf("%s: %s = %v, truth %v ± %v", name, c.Name, c.Measured, c.Truth, c.Tolerance)
			}
		}
	}
}

// TestStateFollowsChecks: an expert who hardly errs is more than the network of
// Jacobians can resolve. What is trained then does not hold, and the run says so.
func TestStateFollowsChecks(t *testing.T) {
	r, _ := begin(t, map[string]string{"error": "0.001"})
	finish(t, r)
	s, fail := r.Status(), lab.Failing(r.Checks())
	if fail == "" || s.State != lab.Stopped || !strings.Contains(s.Reason, fail) {
		t.Errorf("%v; failing: %q", s, fail)
	}
	saved := r.Snapshot()
	again, _ := begin(t, map[string]string{"error": "0.001"})
	if err := again.Restore(saved); err != nil || again.Status() != s || lab.Failing(again.Checks()) != fail {
		t.Errorf("restored: %v, %v, failing %q", err, again.Status(), lab.Failing(again.Checks()))
	}
}

// TestBeforeTraining: every system of the catalogue, and every example, stands
// its checks as soon as the sweep is done.
func TestBeforeTraining(t *testing.T) {
	settings := []map[string]string{}
	for _, e := range dyn.Catalogue {
		settings = append(settings, map[string]string{"system": e.Name})
	}
	for _, text := range examples {
		settings = append(settings, map[string]string{"system": "typed", "typed": text})
	}
	settings = append(settings,
		map[string]string{"system": "vanderpol", "parameters": "mu = 2"}, // a double eigenvalue
		map[string]string{"system": "brusselator", "parameters": "a = 1.2", "sweep": "a", "shift": "-0.3"})
	for _, s := range settings {
		r, e := begin(t, s)
		for !e.diagram.sweep.Done() {
			r.Step()
		}
		for _, c := range r.Checks() {
			if !c.Pass {
				t.Errorf("%v: %s = %v, truth %v ± %v", s, c.Name, c.Measured, c.Truth, c.Tolerance)
			}
		}
		if found := e.system.found; len(found.Proved) == 0 || len(found.Undecided) > 0 {
			t.Errorf("%v: %v", s, found)
		}
	}
}

// TestBadInput: wrong knobs are named, and the place of a mistake is pointed at.
func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		knobs      map[string]string
		knob, says string
	}{
		{map[string]string{"system": "typed", "typed": "x' = y +, y' = 1"}, "typed", "at character 9"},
		{map[string]string{"system": "typed", "typed": ""}, "typed", "no equation"},
		{map[string]string{"system": "typed", "typed": "x' = x"}, "typed", "y' = -y"},
		{map[string]string{"system": "typed", "typed": "a'=1,b'=1,c'=1,d'=1"}, "typed", "two or three"},
		{map[string]string{"parameters": "zeta = 1"}, "parameters", "has delta"},
		{map[string]string{"parameters": "delta = q"}, "parameters", "number"},
		{map[string]string{"sweep": "zeta"}, "sweep", "has delta"},
		{map[string]string{"system": "typed", "typed": "x' = y, y' = -x", "sweep": "k"}, "sweep", "has none"},
		{map[string]string{"typed": "x' = garbage("}, "typed", "choose typed"},
		{map[string]string{"system": "lorenz", "typed": "x' = y, y' = -x"}, "typed", "choose typed"},
		{map[string]string{"system": "typed", "typed": "x' = y, y' = -x", "shift": "0.5"}, "shift", "no parameter"},
		{map[string]string{"system": "typed", "typed": "x' = cos(t), y' = -x"}, "typed", "t' = 1"},
		{map[string]string{"system": "typed", "typed": "x'' = -x"}, "typed", "two equations"},
		{map[string]string{"parameters": "δ = q"}, "parameters", "number"},
		{map[string]string{"memory": "1MB"}, "memory", "too small"},
	} {
		s, err := Lab.Parse(c.knobs)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Lab.Start(s, 1)
		var bad *lab.KnobError
		if !errors.As(err, &bad) || bad.Knob != c.knob || !strings.Contains(bad.Reason, c.says) {
			t.Errorf("%v: %v, want %s: …%s…", c.knobs, err, c.knob, c.says)
		}
	}
}

// TestNothingIsLost: systems without equilibria, with a line of them and with a
// double one run, and the summary says what is the matter.
func TestNothingIsLost(t *testing.T) {
	for text, says := range map[string]string{
		"x' = x^2 + 1, y' = -y":                     "no equilibrium in this window, and that is proved",
		"x' = x*y, y' = -x*y":                       "line of equilibria",
		"x' = x^2, y' = -y":                         "singular",
		"x' = y, y' = -x":                           "1 centre",
		"x' = y, y' = -4*x":                         "1 centre",
		"x' = y, y' = -x, z' = z":                   "1 unstable",
		"x' = -x, y' = -1e10*(y-x)":                 "1 stable node",
		"x' = -3*x-y, y' = x-y":                     "1 stable degenerate node",
		"x' = 1/x - y, y' = x - y":                  "2 equilibria in this window, proved to be all",
		"x' = 1/x, y' = -y":                         "no equilibrium in this window, and that is proved",
		"x' = log(x), y' = -y":                      "1 equilibrium in this window, proved to be all",
		"x' = sqrt(x), y' = -y":                     "no bounded derivative",
		"x' = x/x - 1, y' = -y":                     "line of equilibria", // but at x = 0
		"x' = sin(500*x), y' = sin(500*y)":          "the most boxes that it looks at are used up",
		"x' = y, y' = -x + z^4, z' = -z + x^2":      "first Lyapunov coefficient is 0",
		"x' = y, y' = -x - y*abs(y)":                "1 inconclusive",
		"x' = 1-x^2-y^2, y' = 2*(1-x^2-y^2)":        "line of equilibria",
		"x' = sqrt(x - 9), y' = log(y - 9)":         "no equilibrium in this window, and that is proved",
		"x' = y, y' = -x, z' = 0*z":                 "line of equilibria",
		"x' = 0*x, y' = 0; a = 1":                   "line of equilibria",
		"x' = exp(x) - mu, y' = -y; mu = 2":         "1 equilibrium in this window, proved to be all",
		"x' = y, y' = x - x^3 - 0.3*y; x in [3, 4]": "no equilibrium",
	} {
		r, e := begin(t, map[string]string{"system": "typed", "typed": text})
		var f lab.Frame
		r.Frame(&f)
		if !strings.Contains(f.Summary, says) {
			t.Errorf("%s: %s", text, f.Summary)
		}
		for range dyn.SweepSteps + 3 {
			r.Step()
		}
		r.Frame(&f)
		if r.Status().State != lab.Running {
			t.Errorf("%s: %v", text, r.Status())
		}
		judged := map[bool]int{}
		for _, c := range r.Checks() {
			judged[strings.HasPrefix(c.Name, "eigenvalues")]++
			if !c.Pass {
				t.Errorf("%s: %s = %v", text, c.Name, c.Measured)
			}
		}
		if judged[true] > len(e.system.found.Proved) || judged[false] < 1 && !strings.Contains(text, "sqrt(x - 9)") {
			t.Errorf("%s: %v checks, of eigenvalues and others, for %d equilibria", text, judged, len(e.system.found.Proved))
		}
	}
	nowhere, _ := begin(t, map[string]string{"system": "typed", "typed": "x' = sqrt(x - 9), y' = log(y - 9)"})
	if c := nowhere.Checks(); len(c) != 0 {
		t.Errorf("of a system without a value anywhere there are checks %+v", c)
	}
}

// TestText: plurals, powers, letters and hints.
func TestText(t *testing.T) {
	r, _ := begin(t, nil)
	var f lab.Frame
	r.Frame(&f)
	if !strings.Contains(f.Summary, "2 stable foci, 1 saddle)") && !strings.Contains(f.Summary, "(1 saddle, 2 stable foci)") {
		t.Error(f.Summary)
	}
	names := map[string]string{}
	for _, read := range f.Readouts {
		if names[read.Name] != "" {
			t.Errorf("two numbers are called %q", read.Name)
		}
		names[read.Name] = read.Value
	}
	if names["x′ ="] != "y" || names["y′ ="] != "x − x³ − δ·y" || names["is C stable?"] == "" {
		t.Errorf("%v", names)
	}
	for system, want := range map[string]string{"duffing": Lab.Hint, "lorenz": ""} {
		if r, _ := begin(t, map[string]string{"system": system}); r.Hint() != want {
			t.Errorf("%s: hint %q", system, r.Hint())
		}
	}
}

// TestPress: a trajectory starts where the portrait is pressed, and the oldest
// makes room.
func TestPress(t *testing.T) {
	r, e := begin(t, nil)
	for i := range 30 {
		x := float64(i)/20 - 0.7
		if err := r.Act(lab.Action{Panel: portrait, Kind: lab.Press, X: x, Y: 0.5}); err != nil {
			t.Fatal(err)
		}
	}
	last := e.trajectories.curves[mostStarts-1]
	if last.x[0] != 29.0/20-0.7 || last.y[0] != 0.5 || e.trajectories.count != mostStarts {
		t.Errorf("starts %v", e.trajectories.starts)
	}
	n := len(last.x) - 1
	if d := math.Hypot(math.Abs(last.x[n])-1, last.y[n]); d > 0.2 {
		t.Errorf("it ends at (%v, %v), far from both foci", last.x[n], last.y[n])
	}
	if r.Act(lab.Action{Kind: lab.Press, Panel: "other"}) == nil {
		t.Error("a press beside the portrait passes")
	}
	if r, _ := begin(t, map[string]string{"system": "lorenz"}); r.Act(lab.Action{Panel: portrait}) == nil {
		t.Error("a press in a projection passes")
	}
}

// TestShift moves the parameter from end to end of its range.
func TestShift(t *testing.T) {
	r, e := begin(t, map[string]string{"system": "pendulum"})
	for shift, want := range map[string]int{"-1": 4, "0": 4, "1": 0} {
		s, _ := Lab.Parse(map[string]string{"system": "pendulum", "shift": shift})
		if err := r.Change(s); err != nil {
			t.Fatal(err)
		}
		if got := len(e.system.found.Proved); got != want {
			t.Errorf("shift %s: %d equilibria, want %d", shift, got, want)
		}
	}
}

// TestAnotherSystem: trained networks stay as they are when another system is looked
// at, which is swept, and what they say of it is what networks say that were trained
// with it. A run that is changed goes on as one that was restored.
func TestAnotherSystem(t *testing.T) {
	r, e := begin(t, map[string]string{"system": "lorenz"})
	finish(t, r)
	trained := append(slices.Clone(e.learners[0].Theta), e.learners[1].Theta...)
	change := func(knobs map[string]string) {
		t.Helper()
		s, err := Lab.Update(r.Settings(), knobs)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Change(s); err != nil {
			t.Fatal(err)
		}
	}
	change(map[string]string{"system": "pendulum"})
	if r.Status().Final() || e.diagram.steps != 0 {
		t.Fatalf("%v at step %d of the sweep", r.Status(), e.diagram.steps)
	}
	f, early := readouts(r)
	if !strings.Contains(f.Summary, "have seen no system, and stay") || early["is A stable?"] == "not trained yet" {
		t.Errorf("%q: %s", early["is A stable?"], f.Summary)
	}
	r.Step()
	other, _ := begin(t, map[string]string{})
	if err := other.Restore(r.Snapshot()); err != nil || other.Digest() != r.Digest() {
		t.Fatalf("digest %s of a restored run, not %s (%v)", other.Digest(), r.Digest(), err)
	}
	finish(t, r)
	finish(t, other)
	fresh, _ := begin(t, map[string]string{"system": "pendulum"})
	finish(t, fresh)
	_, got := readouts(r)
	if _, want := readouts(fresh); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(r.Checks(), fresh.Checks()) {
		t.Errorf("it says %v, a run of its own %v", got, want)
	}
	if now := append(slices.Clone(e.learners[0].Theta), e.learners[1].Theta...); !slices.Equal(now, trained) || other.Digest() != r.Digest() {
		t.Error("the networks have changed")
	}
	change(map[string]string{"system": "typed", "typed": "x' = y, y' = -x"}) // nothing to sweep
	if !r.Status().Final() {
		t.Errorf("%v, with nothing to do", r.Status())
	}
	before := r.Digest()
	if s, _ := Lab.Update(r.Settings(), map[string]string{"parameters": "q = 1"}); r.Change(s) == nil || r.Digest() != before {
		t.Error("a refused change alters the run")
	}
}

// TestPanels: everything is drawn, by kind, inside its axes.
func TestPanels(t *testing.T) {
	r, _ := begin(t, nil)
	finish(t, r)
	var f lab.Frame
	r.Frame(&f)
	if len(f.Panels) != 4 || f.Panels[0].Acts == "" {
		t.Fatalf("%d panels", len(f.Panels))
	}
	kinds := map[string]int{}
	for _, m := range f.Panels[0].Points {
		kinds[m.Name] = len(m.X)
	}
	if kinds["stable focus"] != 2 || kinds["saddle"] != 1 {
		t.Errorf("equilibria %v", kinds)
	}
}

// TestRestores: a system of three variables and one without a parameter, from
// every phase. The contract's test does the same, and more, for a planar one.
func TestRestores(t *testing.T) {
	for _, knobs := range []map[string]string{{"system": "lorenz"}, {"system": "typed", "typed": "x' = y, y' = -sin(x)"}} {
		r, _ := begin(t, knobs)
		other, _ := begin(t, knobs)
		for !r.Status().Final() {
			for range 22 {
				r.Step()
			}
			if err := other.Restore(r.Snapshot()); err != nil {
				t.Fatalf("%v at step %d: %v", knobs, r.Steps(), err)
			}
			if other.Digest() != r.Digest() || !reflect.DeepEqual(other.Checks(), r.Checks()) {
				t.Errorf("%v at step %d: a restored run differs", knobs, r.Steps())
			}
			other.Step()
		}
	}
}

// TestHostileBytes: a run that takes a spoilt snapshot goes on, and one that does
// not is as it was.
func TestHostileBytes(t *testing.T) {
	r, _ := begin(t, nil)
	for range dyn.SweepSteps + 2 {
		r.Step()
	}
	own := r.Snapshot()
	var f lab.Frame
	taken := 0
	for at := 0; at < len(own); at += 67 {
		for _, b := range []byte{0, 0x7f, 0xff} {
			spoilt := bytes.Clone(own)
			copy(spoilt[at:], bytes.Repeat([]byte{b}, 8))
			before := r.Digest()
			if err := r.Restore(spoilt); err == nil {
				taken++
				r.Frame(&f)
				r.Checks()
				r.Step()
			} else if r.Digest() != before || !errors.Is(err, lab.ErrSnapshot) {
				t.Errorf("bytes %#x at %d: %v, and the state changes", b, at, err)
			}
		}
	}
	if taken == 0 {
		t.Error("no snapshot was taken")
	}
}

// readouts are those of a frame, by names.
func readouts(r *lab.Run) (lab.Frame, map[string]string) {
	var f lab.Frame
	r.Frame(&f)
	all := map[string]string{}
	for _, read := range f.Readouts {
		all[read.Name] = read.Value
	}
	return f, all
}

// TestSmallWindow: numbers are small or not as the window has it.
func TestSmallWindow(t *testing.T) {
	r, e := begin(t, map[string]string{"system": "typed", "typed": "x' = 1e-10 - 0.1*x, y' = 0.1*x - 0.05*y; x in [0, 4e-9], y in [0, 4e-9]"})
	_, all := readouts(r)
	if at := all["A, stable node"]; at != "at (1.000\u00a0×\u00a010⁻⁹, 2.000\u00a0×\u00a010⁻⁹)" {
		t.Errorf("%v: %q", e.system.found, all)
	}
	for _, c := range r.Checks() {
		if !c.Pass {
			t.Errorf("%+v", c)
		}
	}
}

// TestSecondMethod: a system with no equilibrium, but nearly one, has none, and
// Newton's method, which does not converge, does not say otherwise.
func TestSecondMethod(t *testing.T) {
	r, _ := begin(t, map[string]string{"system": "saddlenode", "parameters": "mu = -1e-10"})
	f, _ := readouts(r)
	if !strings.Contains(f.Summary, "no equilibrium in this window, and that is proved") {
		t.Error(f.Summary)
	}
	for _, c := range r.Checks() {
		if !c.Pass {
			t.Errorf("%+v", c)
		}
	}
}

// TestAllListed: lists leave nothing out.
func TestAllListed(t *testing.T) {
	r, e := begin(t, map[string]string{"system": "typed", "typed": "x' = sin(50*x), y' = -y"})
	f, all := readouts(r)
	if n := len(e.system.found.Proved); n != 95 || len(e.system.found.Undecided) != 0 {
		t.Fatalf("%d equilibria", n)
	}
	named := 0
	for name := range all {
		if strings.HasPrefix(name, "λ at ") {
			named++
		}
	}
	if named != 95 || !strings.Contains(f.Summary, "95 equilibria in this window, proved to be all") {
		t.Errorf("%d are listed: %s", named, f.Summary)
	}
}

// TestUndefined: where f has no value is said, and nothing of the kind where it has.
func TestUndefined(t *testing.T) {
	for typed, says := range map[string]string{
		"x' = 1/x, y' = -y":                     "f may not be defined near x from −0.00586 to 0.00586",
		"x' = log(x), y' = -y":                  "f is not defined everywhere near x from −3.00 to 0.0",
		"x' = sqrt(x), y' = -y":                 "f is not defined everywhere near x from −3.00 to 0;",
		"x' = sqrt(x - 9), y' = log(y - 9)":     "f is not defined everywhere in this window",
		"x' = 1/(x^2 - 2*x + 1.5) - y, y' = -y": "",
		"x' = sqrt(1 + x^2) - 2, y' = -y":       "",
	} {
		r, _ := begin(t, map[string]string{"system": "typed", "typed": typed})
		if f, _ := readouts(r); says == "" && strings.Contains(f.Summary, "defined") || !strings.Contains(f.Summary, says) {
			t.Errorf("%s: %s", typed, f.Summary)
		}
	}
}

// TestTables: every equilibrium, bifurcation and limit cycle is in a table, whole.
func TestTables(t *testing.T) {
	for typed, want := range map[string][3]int{
		"x' = sin(50*x), y' = -y": {95, 0, 0},
		"x' = p*x - y - x*(x^2 + y^2), y' = x + p*y - y*(x^2 + y^2); p = 0.25 in [-1, 1]": {1, 1, 1},
		"x' = y, y' = p*x - x^3 - 0.1*y; p = 1 in [-1, 1.5]":                              {3, 1, 0},
	} {
		r, e := begin(t, map[string]string{"system": "typed", "typed": typed})
		for !e.diagram.sweep.Done() {
			r.Step()
		}
		for i, table := range r.Tables() {
			if err := table.Validate(); err != nil || table.Rows() != want[i] {
				t.Errorf("%s: %s has %d rows, want %d (%v)", typed, table.Name, table.Rows(), want[i], err)
			}
		}
		if want[2] > 0 { // l₁ = −2 for ‖q‖ = 1, of r′ = −r³; r = ½
			hopf, cycle := r.Tables()[1], r.Tables()[2]
			l1 := hopf.Columns[len(hopf.Columns)-2].Values.([]float64)[0]
			if period := cycle.Columns[1].Values.([]float64)[0]; math.Abs(l1+2) > 1e-12 || math.Abs(period-2*math.Pi) > 1e-8 {
				t.Errorf("l₁ = %v, period %v", l1, period)
			}
		}
	}
}

// TestReadoutsReadBack: equations as the readouts print them make the same system.
func TestReadoutsReadBack(t *testing.T) {
	all := []map[string]string{{"system": "typed", "typed": "x' = x^n - 2e-7*y^(-2), y' = exp(-x) + x^0.5 - y^(n/3); n = 3; x in [0.5, 2], y in [0.5, 2]"}}
	for _, text := range examples {
		all = append(all, map[string]string{"system": "typed", "typed": text})
	}
	for _, name := range names() {
		all = append(all, map[string]string{"system": name})
	}
	for _, knobs := range all {
		r, e := begin(t, knobs)
		_, all := readouts(r)
		var parts []string
		for _, v := range e.system.equations.Vars {
			parts = append(parts, v.Name+"′ = "+all[v.Name+"′ ="])
		}
		again := strings.Join(parts, "\n") + "\n" + strings.SplitN(e.system.equations.String(), "; ", len(parts)+1)[len(parts)]
		_, b := begin(t, map[string]string{"system": "typed", "typed": again})
		if got, want := b.system.equations.String(), e.system.equations.String(); got != want {
			t.Errorf("%s is read back as %s", want, got)
		}
	}
}

// TestSweepStyles: what is neither stable nor unstable is drawn as neither.
func TestSweepStyles(t *testing.T) {
	for system, want := range map[string]bool{"lotka": true, "henon": true, "vanderpol": false} {
		r, _ := begin(t, map[string]string{"system": system})
		for range dyn.SweepSteps {
			r.Step()
		}
		f, _ := readouts(r)
		has := false
		for _, p := range f.Panels {
			for _, c := range p.Curves {
				has = has || c.Name == "neither, to first order"
			}
		}
		if has != want {
			t.Errorf("%s: a third style %v, want %v", system, has, want)
		}
	}
}

// TestNullclinesAndPoles: of ẋ = 1/(x − 0.3) − y the nullcline has two branches,
// and nothing is drawn along the pole.
func TestNullclinesAndPoles(t *testing.T) {
	_, e := begin(t, map[string]string{"system": "typed", "typed": "x' = 1/(x-0.3)-y, y' = x+y*0.5-1"})
	s := &e.system
	left, right := 0, 0
	s.grid.Nullcline(s.field, 0, s.grid.Values(s.field.Params), func(x0, y0, x1, y1 float64) {
		for _, p := range [][2]float64{{x0, y0}, {x1, y1}} {
			if off := math.Abs(p[1] - 1/(p[0]-0.3)); off > 0.1 {
				t.Errorf("(%v, %v) is off by %v", p[0], p[1], off)
			}
			if p[0] < 0.3 {
				left++
			} else {
				right++
			}
		}
	})
	if left < 20 || right < 20 {
		t.Errorf("%d and %d places on the two branches", left, right)
	}
}

// TestNullclinesCross: of ẋ = x(3 − x − 2y), in factors or not, both branches are
// drawn up to where they cross, at (0, 1.5), and nothing beside them.
func TestNullclinesCross(t *testing.T) {
	for _, right := range []string{"x*(3 - x - 2*y)", "3*x - x^2 - 2*x*y"} {
		_, e := begin(t, map[string]string{"system": "typed", "typed": "x' = " + right + ", y' = y*(2 - x - y); x in [-0.5, 4], y in [-0.5, 3]"})
		s, nearest := &e.system, [2]float64{1, 1}
		s.grid.Nullcline(s.field, 0, s.grid.Values(s.field.Params), func(x0, y0, x1, y1 float64) {
			off := [2]float64{math.Abs(x0), math.Abs(3 - x0 - 2*y0)}
			if min(off[0], off[1]) > 0.02 {
				t.Errorf("%s: (%v, %v) is on neither branch", right, x0, y0)
			}
			d := math.Hypot(x0, y0-1.5)
			for i := range off {
				if off[i] < off[1-i] {
					nearest[i] = min(nearest[i], d)
				}
			}
		})
		if max(nearest[0], nearest[1]) > 0.02 {
			t.Errorf("%s: the branches end %v before they cross", right, nearest)
		}
	}
}

// TestRanges: a range that is given with a parameter is used.
func TestRanges(t *testing.T) {
	_, e := begin(t, map[string]string{"parameters": "delta = 0.5 in [0.2, 0.7]"})
	if p := e.system.parameter(); p.Value != 0.5 || p.Lo != 0.2 || p.Hi != 0.7 {
		t.Error(*p)
	}
}

// TestEnds: at the ends of the knobs of the surrogate its checks hold, or the
// setting is refused, or the summary warns from the beginning.
func TestEnds(t *testing.T) {
	if _, err := Lab.Parse(map[string]string{"confidence": "0.999"}); err == nil {
		t.Error("a confidence that the networks never reach is taken")
	}
	for _, knobs := range []map[string]string{{"confidence": "0.5"}, {"confidence": "0.99"}, {"error": "0.05"}} {
		r, _ := begin(t, knobs)
		finish(t, r)
		for _, c := range r.Checks() {
			if !c.Pass {
				t.Errorf("%v: %+v", knobs, c)
			}
		}
	}
	r, _ := begin(t, map[string]string{"error": "0.001"})
	if f, _ := readouts(r); !strings.Contains(f.Summary, "badly calibrated") {
		t.Error(f.Summary)
	}
}
