package cdf

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"gonum.org/v1/gonum/integrate/quad"

	"residual/core/fit"
	"residual/core/interval"
	"residual/core/lab"
	"residual/core/lab/labtest"
)

func begin(t *testing.T, knobs map[string]string, seed uint64) (*lab.Run, *comparison) {
	t.Helper()
	s, err := Lab.Parse(knobs)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Lab.Start(s, seed)
	if err != nil {
		t.Fatal(err)
	}
	return r, r.Experiment().(*comparison)
}

func finish(t *testing.T, r *lab.Run) {
	t.Helper()
	for range 5000 {
		if r.Step().Final() {
			return
		}
	}
	t.Fatal("it does not end")
}

func TestContract(t *testing.T) {
	labtest.Contract(t, &Lab, "law=skewed", "n=20", "width=2")
	for _, b := range labtest.Breaches(&Lab, "data=1\n1.1\n1.2\n1.3\n9\n9.1\n9.2\n9.3\n", "width=2") {
		t.Error(b)
	}
}

// A distribution's CDF is the integral of its density, and its draws follow it.
func TestDistributions(t *testing.T) {
	for _, l := range distributions {
		for _, x := range []float64{-2.3, -0.4, 0.1, 1, 2.9} {
			area := 0.0
			for i := range 40 {
				a := -3 + (x+3)*float64(i)/40
				area += quad.Fixed(l.Density, a, a+(x+3)/40, 20, quad.Legendre{}, 0)
			}
			if d := l.CDF(x) - l.CDF(-3) - area; math.Abs(d) > 1e-10 {
				t.Errorf("%s: F(%v) is off its integral by %v", l.name, x, d)
			}
		}
		s := &sample{known: l, x: make([]float64, 20000)}
		rng := rand.New(rand.NewPCG(5, 5))
		for i := range s.x {
			s.x[i] = l.Draw(rng)
		}
		if err := s.finish(); err != nil {
			t.Fatal(err)
		}
		if d := s.distance(); d > kolmogorov99/math.Sqrt(20000) {
			t.Errorf("%s: 20 000 draws are %v from the distribution", l.name, d)
		}
	}
}

func TestTransform(t *testing.T) {
	a := transform{m: 3, s: 0.7}
	for _, x := range []float64{-1e6, -2, 3, 3.0001, 50, 1e9} {
		if back := a.inverse(a.forward(x)); math.Abs(back-x) > 1e-12*math.Abs(x)+1e-12 {
			t.Errorf("%v came back as %v", x, back)
		}
		h := 1e-6 * math.Max(1, math.Abs(x))
		if d := (a.forward(x+h) - a.forward(x-h)) / (2 * h) / a.derivative(x); math.Abs(d-1) > 1e-5 {
			t.Errorf("dt/dx at %v is %v times what it should be", x, d)
		}
	}
}

// The enclosure holds the slopes of the network at points of the box, by the
// machine, however wide the box is.
func TestEnclosureHolds(t *testing.T) {
	_, r := begin(t, nil, 3)
	rng := rand.New(rand.NewPCG(1, 2))
	theta := r.networks[soft].theta
	for i := range theta {
		theta[i] = 2 * (2*rng.Float64() - 1)
	}
	e := newEnclosure(r.model.net.Sizes[1], theta)
	for range 40 {
		lo := 8*rng.Float64() - 4
		box := interval.Interval{Lo: lo, Hi: lo + math.Exp2(-12*rng.Float64())}
		copy(r.draw.Value(r.model.t), grid(box.Lo, box.Hi, drawn))
		bounds := e.slope(box)
		for _, d := range fit.Run(r.draw, theta).Value(r.model.d) {
			if d < bounds.Lo-1e-12 || d > bounds.Hi+1e-12 {
				t.Fatalf("slope %v is not in %v over %v", d, bounds, box)
			}
		}
	}
}

// A network that falls somewhere is not proved, and where it falls is named.
func TestProofFailsWhereItFalls(t *testing.T) {
	_, r := begin(t, nil, 1)
	theta := r.networks[soft].theta
	clear(theta)
	n := r.model.net.Sizes[1]
	theta[0], theta[2*n] = 1, 1 // one unit a layer
	theta[len(theta)-1-n] = -1  // falls everywhere
	p := interval.Proof{Least: 0x1p-15, Limit: 100000}
	prove := func() {
		for p.Begin(interval.Interval{Lo: -1, Hi: 1}); !p.Done(); {
			p.Next(newEnclosure(n, theta).slope)
		}
	}
	if prove(); p.Holds() || p.Fraction() != 0 || len(p.Failed) != 1 || p.Failed[0] != p.Whole {
		t.Errorf("a falling function: %+v", p.Failed)
	}
	theta[len(theta)-1-n] = 1
	if prove(); !p.Holds() || p.Fraction() != 1 {
		t.Errorf("a rising function is not proved: %+v", p.Failed)
	}
}

// The violation falls as λ grows, and without the penalty it is there.
func TestDefaultRun(t *testing.T) {
	run, r := begin(t, nil, 1)
	finish(t, run)
	if r.networks[unconstrained].negatives == 0 {
		t.Error("without the penalty no slope is negative")
	}
	if v := r.sweep.violations; !(v[0] > v[len(v)-1]) {
		t.Errorf("the violation does not fall with λ: %v", v)
	}
}

// A new λ has the penalised network fitted anew: what is found is what a run of its
// own finds, whatever values came before. The others stay.
func TestLambdaIsLive(t *testing.T) {
	at := func(lambda string) map[string]string {
		return map[string]string{"n": "50", "width": "4", "lambda": lambda}
	}
	run, r := begin(t, at("100"), 0)
	finish(t, run)
	before := r.networks[unconstrained].measurement
	for i, lambda := range []string{"0.0001", "1e6"} {
		s, _ := Lab.Parse(at(lambda))
		if err := run.Change(s); err != nil || run.Status().Final() {
			t.Fatal(err, run.Status())
		}
		finish(t, run)
		alone, a := begin(t, at(lambda), 0)
		finish(t, alone)
		if r.networks[soft].measurement != a.networks[soft].measurement || run.Status() != alone.Status() {
			t.Errorf("λ = %s after others: %+v, alone %+v", lambda, r.networks[soft].measurement, a.networks[soft].measurement)
		}
		if r.networks[unconstrained].measurement != before || (r.networks[soft].negatives > 0) != (i == 0) {
			t.Errorf("λ = %s: %d negative slopes, %+v", lambda, r.networks[soft].negatives, r.networks[unconstrained].measurement)
		}
		if held := run.Status().State == lab.Converged; held != lab.AllPass(run.Checks()) || held != (i == 1) {
			t.Errorf("λ = %s: %v, %+v", lambda, run.Status(), run.Checks())
		}
	}
}

// What is stretched runs from 0 to 1, whatever its weights stand for, and is as it was
// but for that; what hardly climbs is left alone.
func TestStretch(t *testing.T) {
	_, r := begin(t, nil, 1)
	lo, hi := r.sample.span()
	values := func(k int) (at [3]float64) {
		copy(r.draw.Value(r.model.t), []float64{lo, hi, 0.3})
		copy(at[:], fit.Run(r.draw, r.parameters(k)).Value(r.model.f))
		return at
	}
	for k := range networks {
		theta := r.networks[k].theta
		if k != hard { // of a network as it is drawn, the last layer climbs as it likes
			copy(theta, r.hard.at(r.networks[hard].theta))
		}
		before := values(k)
		r.stretch(k)
		after := values(k)
		want := [3]float64{0, 1, (before[2] - before[0]) / (before[1] - before[0])}
		for i := range want {
			if math.Abs(after[i]-want[i]) > 1e-14 {
				t.Errorf("network %d: %v became %v, want %v", k, before, after, want)
			}
		}
	}
	clear(r.networks[soft].theta)
	if r.stretch(soft); values(soft) != [3]float64{} {
		t.Errorf("a constant became %v", values(soft))
	}
}

// Five thousand numbers on stairs are held by steep flanks, in [0, 1].
func TestStairs(t *testing.T) {
	if testing.Short() {
		t.Skip("trains")
	}
	run, r := begin(t, map[string]string{"law": "steps", "n": "5000"}, 1)
	for r.phase != fitting(unconstrained) {
		run.Step()
	}
	m := r.networks[soft].measurement
	if m.distance > kolmogorov99/math.Sqrt(5000) || m.negatives > 0 || m.outside() > 1e-12 {
		t.Errorf("%+v", m)
	}
}

// Series of one panel that differ are named differently, and the names of numbers
// fit in a narrow picture.
func TestNames(t *testing.T) {
	run, r := begin(t, map[string]string{"n": "50", "width": "4"}, 2)
	finish(t, run)
	copy(r.networks[soft].theta, r.networks[unconstrained].theta) // which falls
	var f lab.Frame
	r.Frame(&f)
	seen := map[string]bool{}
	for _, b := range f.Panels[0].Bands {
		if seen[b.Name] {
			t.Errorf("two bands are called %q", b.Name)
		}
		seen[b.Name] = true
	}
	if len(seen) < 2 {
		t.Errorf("negative densities: %v", seen)
	}
	for _, read := range f.Readouts {
		if n := utf8.RuneCountInString(read.Name); n > 26 {
			t.Errorf("%q has %d characters", read.Name, n)
		}
	}
}

// The sample is held against a bound, which is named as one.
func TestDistanceIsABound(t *testing.T) {
	_, r := begin(t, nil, 1)
	n := float64(len(r.sample.x))
	for distance, pass := range map[float64]bool{0: true, 1.62: true, 1.63: false} {
		r.networks[soft].measurement = measurement{points: measured, distance: distance / math.Sqrt(n)}
		if c := r.Checks()[3]; c.Bound != "most" || c.Pass != pass {
			t.Errorf("%v/√n: %+v", distance, c)
		}
	}
}

func TestFiles(t *testing.T) {
	for text, want := range map[string]string{
		"1\n2\nx\n4\n5\n6":      "line 3",
		"1\n2\nNaN\n4\n5\n6":    "line 3",
		"3\n3\n3\n3\n3\n3\n3\n": "the same",
		"1\n2\n":                "too few",
		"name\n":                "no numbers",
		"1,5\n2\n":              "give at least 5",
		"1.5\n2\n1;2\n":         "line 3",
		"5":                     "give at least 5",
		"25,15\n24,90\n":        "for the one number 25.15 write 25.15",
		"1 0.5\n2 0.7\n3 0.9":   "column 1 only counts the rows: leave it out",
		"1,2,3,4,5,6":           "",
		"5,5;6;7;8;9":           "",
		"v\r1,5\r2,5\r3\r4\r5":  "",
		"1\n\n2\n3\n4\n5.5\n":   "",
	} {
		s, err := Lab.Parse(map[string]string{"data": text})
		if err != nil {
			t.Fatal(err)
		}
		_, err = Lab.Start(s, 1)
		knob, ok := err.(*lab.KnobError)
		if want == "" && err == nil {
			continue
		}
		if !ok || knob.Knob != "data" || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// How a file is understood is shown, and numbers in one line are numbers.
func TestFilesAreShown(t *testing.T) {
	for text, want := range map[string]string{
		"1,2,3,4,5,6": "one line of numbers, parted by a comma: 1, 2, 3, …",
		"v;w\nm/s;m\n25,15;1\n24,9;1\n2;1\n3;1\n4;1": "1 column (v), parted by a semicolon, with decimal commas: 25.15, 24.9, 2, …. Passed over: column 2 (not asked for).",
	} {
		_, r := begin(t, map[string]string{"data": text, "width": "2"}, 1)
		var f lab.Frame
		if r.Frame(&f); !strings.Contains(f.Summary, want) || r.sample.seen() < 5 {
			t.Errorf("%q: %s", text, f.Summary)
		}
	}
}

// Ten rows are enough, and a hundred thousand are read in pieces.
func TestShortAndLongFiles(t *testing.T) {
	short, _ := begin(t, map[string]string{"width": "3", "data": "4\n1\n2\n2.5\n8\n3\n3.5\n1.5\n9\n0\n"}, 1)
	finish(t, short)
	long := strings.Repeat("1\n2\n3\n4\n7\n", 20000)
	run, r := begin(t, map[string]string{"width": "2", "data": long}, 1)
	other, _ := begin(t, map[string]string{"width": "2", "data": long}, 1)
	for r.phase == reading {
		if err := other.Restore(run.Snapshot()); err != nil {
			t.Fatal("cannot resume while reading: ", err)
		}
		run.Step()
		if other.Step(); other.Digest() != run.Digest() {
			t.Fatalf("resumed with %d rows it goes another way", r.sample.seen())
		}
	}
	if r.sample.seen() != 100000 || len(r.sample.x) != mostRows {
		t.Errorf("%d rows seen, %d held", r.sample.seen(), len(r.sample.x))
	}
	bad, _ := begin(t, map[string]string{"width": "2", "data": long + long + "word\n"}, 1)
	finish(t, bad)
	if s := bad.Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, "line 200001") {
		t.Errorf("a fault at the end: %v", s)
	}
}
