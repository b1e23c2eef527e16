package uncertainty

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"residual/core/lab"
	"residual/core/rng"
	"residual/core/uq"
)

func begin(t *testing.T, seed uint64, knobs map[string]string) *run {
	t.Helper()
	r, err := launch(seed, knobs)
	if err != nil {
		t.Fatal(err)
	}
	return r.(*run)
}

func launch(seed uint64, knobs map[string]string) (*lab.Run, error) {
	s, err := Lab.Parse(knobs)
	if err != nil {
		return nil, err
	}
	return Lab.Start(s, seed)
}

func finish(r *run) *run {
	for !r.Step().Final() {
	}
	return r
}

// judgeAll runs to the end and holds every check.
func judgeAll(t *testing.T, seed uint64, knobs map[string]string) *run {
	t.Helper()
	r := finish(begin(t, seed, knobs))
	if r.status.State != lab.Converged {
		t.Errorf("%v: %v", knobs, r.status)
		return r
	}
	for _, c := range r.Checks() {
		if !c.Pass {
			t.Errorf("%v: %s = %v, truth %v ± %v", knobs, c.Name, c.Measured, c.Truth, c.Tolerance)
		}
	}
	return r
}

func TestDefaults(t *testing.T) {
	r := judgeAll(t, 1, nil)
	if m := r.Memory(); m.Peak > m.Planned || m.Planned > 3*m.Peak {
		t.Errorf("%+v", m)
	}
}

func TestPresets(t *testing.T) {
	for _, data := range []string{"hazard", "heteroscedastic", "heavy"} {
		judgeAll(t, 2, map[string]string{"data": data, "n": "400", "members": "3", "folds": "2"})
	}
}

// Of a cubic with known noise three methods come to the posterior that is known
// in closed form.
func TestPosteriorsOfTheCubic(t *testing.T) {
	for _, model := range []string{"hmc", "laplace", "variational"} {
		judgeAll(t, 1, map[string]string{"basis": "cubic", "model": model, "n": "40", "folds": "2", "draws": "600"})
	}
}

// In a gap the members disagree, and nowhere else.
func TestDoubtIsInTheGap(t *testing.T) {
	r := finish(begin(t, 1, map[string]string{"data": "gap", "n": "300", "folds": "2"}))
	from, grid := r.span()
	inside, outside := 0.0, 0.0
	for i, x := range r.verdict.x[grid:] {
		if e := math.Sqrt(r.verdict.epistemic[grid+i]); x > -0.4 && x < 0.6 {
			inside = math.Max(inside, e)
		} else if x > -2.5 && x < -1.2 || x > 1.4 && x < 2.5 {
			outside = math.Max(outside, e)
		}
	}
	if from == 0 || inside < 3*outside {
		t.Errorf("doubt is %v in the gap and %v beside it", inside, outside)
	}
}

// Chains that do not mix are no posterior, and the run says so.
func TestChainsThatDoNotMix(t *testing.T) {
	r := finish(begin(t, 1, map[string]string{"model": "hmc", "n": "60", "draws": "50", "folds": "2"}))
	if r.status.State != lab.Stopped || !strings.Contains(r.status.Reason, "R̂") || !strings.Contains(r.status.Reason, "effective sample size") {
		t.Error(r.status)
	}
	var f lab.Frame
	r.Frame(&f)
	if len(f.Panels[0].Bands) > 0 || len(f.Panels) != 3 || len(f.Panels[1].Curves) != chains {
		t.Error("a posterior is shown, or the chains are not")
	}
	if len(r.Checks()) > 0 || f.Summary == "" || strings.Contains(f.Summary, "R̂") {
		t.Errorf("%d checks of nothing, and the reason again: %s", len(r.Checks()), f.Summary)
	}
}

// Before the first step nothing is done and nothing of the model is shown.
func TestNothingIsFittedAtFirst(t *testing.T) {
	for _, knobs := range []map[string]string{{"n": "50"}, {"file": csv(60)}} {
		r := begin(t, 1, knobs)
		var f lab.Frame
		r.Frame(&f)
		if r.Progress() != 0 || len(f.Panels[0].Bands) > 0 || len(f.Panels) != 4 {
			t.Errorf("progress %v, %d bands, %d panels", r.Progress(), len(f.Panels[0].Bands), len(f.Panels))
		}
		r.Step()
		if r.Frame(&f); !(r.Progress() > 0) || len(f.Panels[0].Bands) != 2 {
			t.Errorf("progress %v, %d bands", r.Progress(), len(f.Panels[0].Bands))
		}
	}
}

// CV+ promises a bound and is held to that alone; where it promises nothing, or
// nothing that the testing rows could miss, there is no check.
func TestCrossPromise(t *testing.T) {
	r := &run{spec: spec{alpha: 0.1}, rows: rows{x: make([]float64, 1000)}}
	r.cal[0], r.test = nil, [2][]float64{make([]float64, 1000), make([]float64, 1000)}
	everything, nothing := make([]float64, 1000), make([]float64, 1000)
	for i := range everything {
		everything[i], nothing[i] = 1, 2
	}
	wide := interval{low: make([]float64, 1000), high: everything}
	c := r.crossCheck(wide)[0]
	if !c.Pass || c.Bound != "least" || c.Measured != 1 || math.Abs(c.Truth-0.7553) > 1e-4 || !(c.Tolerance > 0.06 && c.Tolerance < 0.07) {
		t.Errorf("%+v", c)
	}
	if c := r.crossCheck(interval{low: nothing, high: nothing})[0]; c.Pass {
		t.Errorf("nothing is held, and it passes: %+v", c)
	}
	if r.alpha = 0.48; len(r.crossCheck(wide)) > 0 {
		t.Error("less than nothing is promised, and that is checked")
	}
}

// With too few calibration rows no score bounds the next: the interval is the
// whole line, it covers all, and the page says why.
func TestInfiniteIntervals(t *testing.T) {
	r := judgeAll(t, 1, map[string]string{"calibration": "8", "n": "100", "members": "2", "folds": "2"})
	if !math.IsInf(r.verdict.split, 1) || !strings.Contains(r.summary(), "infinite") || !strings.Contains(r.summary(), "at least 9 calibration rows") {
		t.Errorf("%v: %s", r.verdict.split, r.summary())
	}
	for _, c := range r.coverageChecks()[:2] {
		if c.Measured != 1 || c.Truth != 1 || !strings.Contains(c.Source, "infinite") {
			t.Errorf("%+v", c)
		}
	}
}

// The chance of an event is the average of the members' tails. Where they
// disagree it is not the tail of one normal law.
func TestChanceIsTheAverageOfTails(t *testing.T) {
	r := finish(begin(t, 1, map[string]string{"data": "gap", "n": "40", "folds": "2", "level": "0.6"}))
	_, grid := r.span()
	far := 0.0
	for i := range gridPlaces {
		m := r.verdict.forecast.at(grid + i)
		want := 0.0
		for j, mu := range m.Mu {
			want += math.Erfc((r.threshold-mu)/m.Sigma[j]/math.Sqrt2) / 2 / float64(len(m.Mu))
		}
		if got := r.chance(grid + i); math.Abs(got-want) > 1e-14 {
			t.Fatalf("%v, want %v", got, want)
		}
		far = math.Max(far, math.Abs(want-m.Matched(r.threshold)))
	}
	if far < 0.01 {
		t.Errorf("the members agree to %v everywhere: nothing was tested", far)
	}
}

// Recalibration brings the reliability diagram of a model that is too sure back
// to the diagonal. Here it is so for it has learnt from few rows.
func TestRecalibration(t *testing.T) {
	const seeds = 4
	before, after := 0.0, 0.0
	for seed := range uint64(seeds) {
		r := finish(begin(t, seed, map[string]string{"data": "hazard", "n": "40", "calibration": "1000", "members": "2", "folds": "2"}))
		m := r.measure()
		if m.recalibrated > 0.03 {
			t.Errorf("seed %d: calibration error %v, recalibrated %v", seed, m.calibration, m.recalibrated)
		}
		before, after = before+m.calibration/seeds, after+m.recalibrated/seeds
	}
	if after > 0.6*before {
		t.Errorf("mean calibration error %v, recalibrated %v", before, after)
	}
}

// A click adds a row or takes one away, the fits go on from where they are, and
// the picture answers.
func TestClicks(t *testing.T) {
	r := finish(begin(t, 1, map[string]string{"data": "hazard", "n": "40", "members": "2", "folds": "2"}))
	before := r.live.members
	x, y := 90.0, 6.5
	for range 6 {
		if err := r.Act(lab.Action{Panel: stage, X: x, Y: y}); err != nil {
			t.Fatal(err)
		}
		r.Act(lab.Action{Panel: stage, Kind: lab.Release})
		x += 4
	}
	if len(r.rows.x) != 46 || r.status.Final() {
		t.Fatalf("%d rows, %v", len(r.rows.x), r.status)
	}
	at := func() float64 {
		var f forecast
		r.fill(&f, r.members(), []float64{100})
		mean, _, _ := f.at(0).Moments()
		return mean
	}
	was := at()
	finish(r)
	if now := at(); now < was+0.3 || r.fits[0].done > descent+warmDescent {
		t.Errorf("the mean at 100 goes from %v to %v (%d members)", was, now, before)
	}
	r.Act(lab.Action{Panel: stage, X: 90, Y: 6.5})
	if len(r.rows.x) != 45 {
		t.Errorf("%d rows", len(r.rows.x))
	}
	for len(r.rows.x) > fewest/2 {
		r.rows.remove(0)
	}
	if err := r.press(r.rows.x[0], r.rows.y[0]); err != errFew {
		t.Error(err)
	}
}

// The threshold is dragged by its line, and no row is added by that.
func TestThresholdIsDragged(t *testing.T) {
	r := begin(t, 1, map[string]string{"data": "hazard", "n": "40"})
	r.Act(lab.Action{Panel: stage, X: 20, Y: r.threshold + 0.02})
	r.Act(lab.Action{Panel: stage, X: 30, Y: 5, Kind: lab.Drag})
	r.Act(lab.Action{Panel: stage, Kind: lab.Release})
	r.Act(lab.Action{Panel: stage, X: 30, Y: 2, Kind: lab.Drag})
	if r.threshold != 5 || len(r.rows.x) != 40 {
		t.Errorf("y* = %v, %d rows", r.threshold, len(r.rows.x))
	}
}

// Shared and alone, restored and straight: in every phase the bits are the same.
func TestSameBits(t *testing.T) {
	knobs := map[string]string{"n": "50", "calibration": "20", "folds": "2", "draws": "60", "members": "2", "width": "4", "memory": "3MB"}
	for _, model := range []string{"ensemble", "hmc", "laplace", "variational"} {
		knobs["model"] = model
		straight, shared := begin(t, 4, knobs), begin(t, 4, knobs)
		s, _ := Lab.Parse(knobs)
		a, _ := Lab.Worker(s, 4)
		for n := 0; !straight.Step().Final(); n++ {
			tasks := shared.Tasks()
			results := make([][]byte, len(tasks))
			for i := len(tasks) - 1; i >= 0; i-- {
				results[i] = a.Do(nil, tasks[i])
			}
			if len(tasks) < 1 {
				shared.Step()
			} else {
				shared.Finish(results)
			}
			if n%61 == 5 {
				kept := shared.Snapshot()
				shared = begin(t, 4, knobs)
				if err := shared.Restore(kept); err != nil {
					t.Fatalf("%s at %d: %v", model, shared.steps, err)
				}
			}
			if n%61 == 6 && lab.Digest(straight) != lab.Digest(shared) {
				t.Fatalf("%s: step %d differs", model, straight.steps)
			}
		}
		shared.Step()
		if lab.Digest(straight) != lab.Digest(shared) || straight.measureText() != shared.measureText() {
			t.Errorf("%s: %s and %s at the end", model, straight.measureText(), shared.measureText())
		}
	}
}

func (r *run) measureText() string {
	if !r.done() {
		return r.status.Reason
	}
	m := r.measure()
	return strconv.FormatFloat(m.log, 'g', -1, 64) + " " + strconv.FormatFloat(m.crps, 'g', -1, 64)
}

// csv writes rows of the hazard law as a file.
func csv(n int) string {
	x, y := make([]float64, n), make([]float64, n)
	laws("hazard").draw(x, y, rng.New(3, "test"))
	var b strings.Builder
	b.WriteString("rain;level\n")
	for i := range x {
		b.WriteString(strconv.FormatFloat(x[i], 'g', 6, 64) + ";" + strconv.FormatFloat(y[i], 'g', 6, 64) + "\n")
	}
	return b.String()
}

func TestYourData(t *testing.T) {
	r := judgeAll(t, 1, map[string]string{"file": csv(400), "members": "2", "folds": "2"})
	if !strings.Contains(r.summary(), "Of the file's 400 rows") || len(r.rows.x) != 200 || len(r.test[0]) != 100 {
		t.Errorf("%s", r.summary())
	}
	r = judgeAll(t, 1, map[string]string{"file": csv(10), "members": "2", "folds": "2"})
	if !strings.Contains(r.summary(), "few") || !strings.Contains(r.summary(), "infinite") {
		t.Errorf("ten rows: %s", r.summary())
	}
}

// A million rows are read in bites, with progress, into a sample.
func TestAMillionRows(t *testing.T) {
	text := strings.Repeat(csv(1000)[len("rain;level\n"):], 1000)
	r := begin(t, 1, map[string]string{"file": text, "n": "200", "calibration": "100", "members": "2", "folds": "2"})
	last := 0.0
	for r.phase == loadingPhase {
		if r.Step(); r.Progress() < last {
			t.Fatal("no progress")
		}
		last = r.Progress()
	}
	if r.offered != 1_000_000 || len(r.rows.x) != 200 || !strings.Contains(r.summary(), "1000000 rows") {
		t.Errorf("%d rows, %s", r.offered, r.summary())
	}
}

func TestWrongFiles(t *testing.T) {
	long := csv(50_000)
	for text, want := range map[string]string{
		"a,b\n1,2\n3,four\n":                `line 3, column 2: "four" is not a number`,
		"1,2\n3,\n":                         "line 2, column 2: is empty",
		"1,2\nNaN,3\n":                      "no finite number",
		"1;2\n3;4,5\n":                      "decimal comma",
		"1,2,3\n":                           "give 2 columns",
		"1,2\n3,4\n":                        "there are 2 rows; give at least 8",
		strings.Repeat("5,1\n5,2\n", 8):     "x, column 1, has the one value 5",
		strings.Repeat("1,7\n2,7\n", 8):     "y, column 2, has the one value 7",
		strings.Repeat("1,1e300\n2,0\n", 8): "too large",
		"\n\n":                              "nothing in it",
	} {
		_, err := launch(1, map[string]string{"file": text})
		if wrong, ok := err.(*lab.KnobError); !ok || wrong.Knob != "file" || !strings.Contains(wrong.Reason, want) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	r := finish(begin(t, 1, map[string]string{"file": long + "1;x\n"}))
	if r.status.State != lab.Stopped || !strings.Contains(r.status.Reason, "line 50002, column 2") {
		t.Error(r.status)
	}
}

// A new α is answered without fitting again.
func TestAlphaIsLive(t *testing.T) {
	r := finish(begin(t, 1, map[string]string{"n": "100", "members": "2", "folds": "2"}))
	s, _ := Lab.Parse(map[string]string{"n": "100", "members": "2", "folds": "2", "alpha": "0.3"})
	was, done := r.verdict.split, r.fits[0].done
	if err := r.Change(s); err != nil || r.status.Final() {
		t.Fatal(err, r.status)
	}
	finish(r)
	if r.verdict.split >= was || r.fits[0].done != done {
		t.Errorf("the bound goes from %v to %v", was, r.verdict.split)
	}
}

// Every view of the frame can be drawn.
func TestViews(t *testing.T) {
	r := finish(begin(t, 1, map[string]string{"n": "60", "members": "2", "folds": "2"}))
	var f lab.Frame
	for _, show := range []string{"bands", "calibration", "conformal", "decision"} {
		r.show = show
		if r.Frame(&f); len(f.Panels) < 3 || len(f.Panels) > 6 || len(f.Readouts) < 10 {
			t.Errorf("%s: %d panels, %d readouts", show, len(f.Panels), len(f.Readouts))
		}
		var names []string
		for _, p := range f.Panels {
			names = append(names, p.Title)
		}
		for _, read := range f.Readouts {
			names = append(names, read.Name)
		}
		for _, name := range names {
			if utf8.RuneCountInString(name) > 25 {
				t.Errorf("%s: %q is too long for a narrow picture", show, name)
			}
		}
	}
}

// The law draws what it says: moments, tails and densities agree.
func TestLaws(t *testing.T) {
	for _, name := range []string{"hazard", "gap", "heteroscedastic", "heavy"} {
		l := laws(name)
		const n = 20000
		x, y, u := make([]float64, n), make([]float64, n), make([]float64, n)
		l.draw(x, y, rng.New(5, "test"))
		for i := range x {
			if u[i] = 1 - l.tail(y[i], x[i]); x[i] > l.gap[0] && x[i] < l.gap[1] {
				t.Errorf("%s: a row at %v", name, x[i])
			}
		}
		if d, p := uq.KolmogorovSmirnov(u); p < 0.01 {
			t.Errorf("%s: PIT of the law itself is off by %v, p = %v", name, d, p)
		}
		at, h := 0.3*l.hi, 1e-5
		slope := (l.tail(l.mean(at)-h, at) - l.tail(l.mean(at)+h, at)) / (2 * h)
		if d := math.Exp(l.logDensity(l.mean(at), at)); math.Abs(slope/d-1) > 1e-6 {
			t.Errorf("%s: density %v, slope of the tail %v", name, d, slope)
		}
	}
}

// However few the rows and however large the networks, no more is held than was
// planned.
func TestNoMoreThanPlanned(t *testing.T) {
	for _, model := range []string{"ensemble", "hmc", "laplace", "variational"} {
		knobs := map[string]string{"model": model, "n": "20", "folds": "8", "draws": "50"}
		if model != "hmc" {
			knobs["width"] = "48"
		}
		s, err := Lab.Parse(knobs)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Lab.Start(s, 1)
		if err != nil {
			t.Fatal(err)
		}
		for range 12 {
			r.Step()
		}
		if m := r.Memory(); m.Peak > m.Planned {
			t.Errorf("%s: %d bytes held, %d planned", model, m.Peak, m.Planned)
		}
	}
}
