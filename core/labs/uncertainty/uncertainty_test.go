package uncertainty

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/core/rng"
	"residual/core/uq"
)

func begin(t *testing.T, seed uint64, knobs map[string]string) *lab.Run {
	t.Helper()
	r, err := launch(seed, knobs)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func launch(seed uint64, knobs map[string]string) (*lab.Run, error) {
	s, err := Lab.Parse(knobs)
	if err != nil {
		return nil, err
	}
	return Lab.Start(s, seed)
}

// of is the experiment of a run.
func of(r *lab.Run) *experiment { return r.Experiment().(*experiment) }

func finish(r *lab.Run) *lab.Run {
	for !r.Step().Final() {
	}
	return r
}

// finished is the experiment of a run that has ended.
func finished(t *testing.T, seed uint64, knobs map[string]string) *experiment {
	t.Helper()
	return of(finish(begin(t, seed, knobs)))
}

// A short run of each kind, all of them of a file, which is small: an ensemble,
// one network, and the posteriors.
func TestContract(t *testing.T) {
	short := []string{"folds=2", "width=4", "calibration=10"}
	labtest.Contract(t, &Lab, append(short, "file="+csv(120), "n=60", "members=2")...)
	labtest.Variant(t, &Lab, append(short, "file="+csv(120), "n=60", "model=network")...)
	short = append(short, "file="+csv(40), "n=20")
	labtest.Variant(t, &Lab, append(short, "model=variational")...)
	labtest.Variant(t, &Lab, append(short, "model=hmc", "basis=cubic", "draws=50")...)
}

// judgeAll runs to the end and holds every check.
func judgeAll(t *testing.T, seed uint64, knobs map[string]string) *experiment {
	t.Helper()
	e := finished(t, seed, knobs)
	if e.Status().State != lab.Converged {
		t.Errorf("%v: %v", knobs, e.Status())
		return e
	}
	for _, c := range e.Checks() {
		if !c.Pass {
			t.Errorf("%v: %s = %v, truth %v ± %v", knobs, c.Name, c.Measured, c.Truth, c.Tolerance)
		}
	}
	return e
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
	r := finished(t, 1, map[string]string{"data": "gap", "n": "300", "folds": "2"})
	from, grid := r.data.testing()
	inside, outside := 0.0, 0.0
	for i, x := range r.evaluation.x[grid:] {
		if e := math.Sqrt(r.evaluation.epistemic[grid+i]); x > -0.4 && x < 0.6 {
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
	r := finished(t, 3, map[string]string{"model": "hmc", "n": "400", "draws": "50", "folds": "2"})
	if r.Status().State != lab.Stopped || !strings.Contains(r.Status().Reason, "R̂") || !strings.Contains(r.Status().Reason, "effective sample size") {
		t.Error(r.Status())
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

// Chains that do mix are a posterior, and the frame counts their draws.
func TestChainsThatMix(t *testing.T) {
	run := begin(t, 1, map[string]string{"model": "hmc", "n": "60", "draws": "300", "folds": "2"})
	e := of(run)
	start := e.spread(e.fits.current())
	var f lab.Frame
	for k := 0; k < 450; k = e.fits.all[0].Chain.Drawn {
		if run.Frame(&f); k > 0 && !strings.HasPrefix(f.Moment, "draw "+strconv.Itoa(k)+" of 450, ") {
			t.Fatalf("draw %d: %q", k, f.Moment)
		}
		run.Step()
	}
	finish(run)
	if run.Status().State != lab.Converged || !(e.mixing.rhat < mostRHat && e.mixing.ess > leastESS) {
		t.Errorf("%v, %+v", run.Status(), e.mixing)
	}
	if end := e.spread(e.fits.members(&e.predict)); start < 2*end {
		t.Errorf("the chains start %v apart, and the posterior's draws are %v", start, end)
	}
}

// spread is the root mean square over the rows of the deviation of μ between members.
func (e *experiment) spread(members [][]float64) float64 {
	x := e.data.fit.x
	f := forecast{mu: make([]float64, len(x)*len(members)), sigma: make([]float64, len(x)*len(members))}
	e.predict.forecast(&f, members, x)
	sum := 0.0
	for i := range x {
		_, _, doubt := f.at(i).Moments()
		sum += doubt / float64(len(x))
	}
	return math.Sqrt(sum)
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
	zeros := points{make([]float64, 1000), make([]float64, 1000)}
	r := &report{live: live{alpha: 0.1}, dataset: &dataset{fit: rows{points: zeros}, test: zeros}}
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
	if !math.IsInf(r.evaluation.splitBound, 1) || !strings.Contains(summary(r), "infinite") || !strings.Contains(summary(r), "at least 9 calibration rows") {
		t.Errorf("%v: %s", r.evaluation.splitBound, summary(r))
	}
	rep := r.report()
	for _, c := range rep.coverageChecks()[:2] {
		if c.Measured != 1 || c.Truth != 1 || !strings.Contains(c.Source, "infinite") {
			t.Errorf("%+v", c)
		}
	}
}

// The chance of an event is the average of the members' tails. Where they
// disagree it is not the tail of one normal law.
func TestChanceIsTheAverageOfTails(t *testing.T) {
	r := finished(t, 1, map[string]string{"data": "gap", "n": "40", "folds": "2", "level": "0.6"})
	_, grid := r.data.testing()
	rep, far := r.report(), 0.0
	for i := range gridPlaces {
		m := r.evaluation.forecast.at(grid + i)
		want := 0.0
		for j, mu := range m.Mu {
			want += math.Erfc((r.threshold-mu)/m.Sigma[j]/math.Sqrt2) / 2 / float64(len(m.Mu))
		}
		if got := rep.chance(grid + i); math.Abs(got-want) > 1e-14 {
			t.Fatalf("%v, want %v", got, want)
		}
		far = math.Max(far, math.Abs(want-m.MomentMatchedTail(r.threshold)))
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
		r := finished(t, seed, map[string]string{"data": "hazard", "n": "40", "calibration": "1000", "members": "2", "folds": "2"})
		rep := r.report()
		m := rep.scores()
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
	e := of(r)
	x, y := 90.0, 6.5
	for range 6 {
		if err := r.Act(lab.Action{Panel: stage, X: x, Y: y}); err != nil {
			t.Fatal(err)
		}
		r.Act(lab.Action{Panel: stage, Kind: lab.Release})
		x += 4
	}
	if len(e.data.fit.x) != 46 || r.Status().Final() {
		t.Fatalf("%d rows, %v", len(e.data.fit.x), r.Status())
	}
	at100 := func() float64 {
		mean := make([]float64, 1)
		e.predict.mean(mean, e.fits.current(), []float64{100})
		return mean[0]
	}
	before := at100()
	finish(r)
	if now := at100(); now < before+0.3 || e.fits.all[0].Trained > e.fits.all[0].Steps+e.fits.all[0].Resteps {
		t.Errorf("the mean at 100 goes from %v to %v", before, now)
	}
	r.Act(lab.Action{Panel: stage, X: 90, Y: 6.5})
	if len(e.data.fit.x) != 45 {
		t.Errorf("%d rows", len(e.data.fit.x))
	}
	for len(e.data.fit.x) > fewest/2 {
		e.data.fit.remove(0)
	}
	if err := e.press(e.data.fit.x[0], e.data.fit.y[0]); err != errFew {
		t.Error(err)
	}
}

// Rows are not taken away where a fold would be all that is left.
func TestEveryFitHasRows(t *testing.T) {
	e := of(begin(t, 1, map[string]string{"n": "20", "folds": "2"}))
	for i := 1; i < len(e.data.fit.x)-1; i++ { // every second row; one of fold 1 stays
		e.data.fit.remove(i)
	}
	last := len(e.data.fit.x) - 1
	if err := e.press(e.data.fit.x[last], e.data.fit.y[last]); err != errFew || len(e.data.fit.x) != last+1 {
		t.Errorf("%v, %d rows in folds %v", err, len(e.data.fit.x), e.data.fit.fold)
	}
}

// The threshold is dragged by its line, and no row is added by that.
func TestThresholdIsDragged(t *testing.T) {
	r := of(begin(t, 1, map[string]string{"data": "hazard", "n": "40"}))
	r.Act(lab.Action{Panel: stage, X: 20, Y: r.threshold + 0.02})
	r.Act(lab.Action{Panel: stage, X: 30, Y: 5, Kind: lab.Drag})
	r.Act(lab.Action{Panel: stage, Kind: lab.Release})
	r.Act(lab.Action{Panel: stage, X: 30, Y: 2, Kind: lab.Drag})
	if r.threshold != 5 || len(r.data.fit.x) != 40 {
		t.Errorf("y* = %v, %d rows", r.threshold, len(r.data.fit.x))
	}
}

// summary is that of the frame.
func summary(e *experiment) string {
	var f lab.Frame
	e.Frame(&f)
	return f.Summary
}

// csv writes rows of the hazard law as a file.
func csv(n int) string {
	x, y := make([]float64, n), make([]float64, n)
	dataModels[1].draw(x, y, rng.New(3, "test"))
	var b strings.Builder
	b.WriteString("rain;level\n")
	for i := range x {
		b.WriteString(strconv.FormatFloat(x[i], 'g', 6, 64) + ";" + strconv.FormatFloat(y[i], 'g', 6, 64) + "\n")
	}
	return b.String()
}

func TestYourData(t *testing.T) {
	r := judgeAll(t, 1, map[string]string{"file": csv(400), "members": "2", "folds": "2"})
	if !strings.Contains(summary(r), "Of the file's 400 rows") || len(r.data.fit.x) != 200 || len(r.data.test.x) != 100 {
		t.Errorf("%s", summary(r))
	}
	r = judgeAll(t, 1, map[string]string{"file": csv(10), "members": "2", "folds": "2"})
	if !strings.Contains(summary(r), "few") || !strings.Contains(summary(r), "infinite") {
		t.Errorf("ten rows: %s", summary(r))
	}
}

// A million rows are read in portions, with progress, into a sample.
func TestAMillionRows(t *testing.T) {
	text := strings.Repeat(csv(1000)[len("rain;level\n"):], 1000)
	run, last := begin(t, 1, map[string]string{"file": text, "n": "200", "calibration": "100", "members": "2", "folds": "2"}), 0.0
	r := of(run)
	for r.phase == reading {
		if run.Step(); run.Progress() < last {
			t.Fatal("no progress")
		}
		last = run.Progress()
	}
	if r.data.offered != 1_000_000 || len(r.data.fit.x) != 200 || !strings.Contains(summary(r), "1000000 rows") {
		t.Errorf("%d rows, %s", r.data.offered, summary(r))
	}
}

// Where a file has too few rows for finite intervals, what is said to help does.
func TestTooFewCalibrationRows(t *testing.T) {
	knobs := func(rows, calibration string) map[string]string {
		n, _ := strconv.Atoi(rows)
		return map[string]string{"file": csv(n), "calibration": calibration, "n": "20", "model": "network", "folds": "2", "width": "4"}
	}
	for _, c := range []struct{ rows, calibration, want string }{
		{"20", "9", "Give at least 36 rows, of which a quarter calibrates, or a larger α."},
		{"20", "5", "Give at least 36 rows and take at least 9 calibration rows, or a larger α."},
		{"36", "5", "Take at least 9 calibration rows, or a larger α."},
		{"36", "9", ""},
	} {
		r := finished(t, 1, knobs(c.rows, c.calibration))
		if text := summary(r); c.want == "" && math.IsInf(r.evaluation.splitBound, 1) || !strings.Contains(text, c.want) {
			t.Errorf("%s rows, %s to calibrate: %s", c.rows, c.calibration, text)
		}
	}
}

// crossing is a file of which a third has little noise, and the rest little noise
// with a few rows far out: there a normal law is far too wide.
func crossing(n int) string {
	random := rng.New(5, "test")
	z := make([]float64, n)
	rng.Normals(z, random)
	var b strings.Builder
	for i := range z {
		x, y := 3*float64(i)/float64(n), 0.02*z[i]
		if x > 1 && random.IntN(10) == 0 {
			y *= 200
		}
		b.WriteString(strconv.FormatFloat(x, 'f', 6, 64) + ";" + strconv.FormatFloat(y, 'f', 6, 64) + "\n")
	}
	return b.String()
}

// Quantiles that hold more than half of the rows are made narrower, some to
// nothing. These are said to be empty, hold no row, and no width is below 0.
func TestEmptyIntervals(t *testing.T) {
	r := finished(t, 1, map[string]string{"file": crossing(2000), "model": "network", "n": "1000", "calibration": "500", "alpha": "0.5", "folds": "2"})
	rep := r.report()
	in, empty := rep.intervals()[2], 0
	for i, low := range in.low {
		if low > in.high[i] {
			t.Fatalf("[%v, %v]", low, in.high[i])
		} else if math.IsNaN(low) {
			empty++
		}
	}
	share, width := rep.coverage(in)
	if empty < len(in.low)/10 || !(width > 0) || math.Abs(share-0.5) > 0.1 {
		t.Errorf("%d of %d are empty, %v covered, width %v", empty, len(in.low), share, width)
	}
	var f lab.Frame
	r.Frame(&f)
	want := " of " + strconv.Itoa(len(rep.test.x)) + " empty"
	if !slices.ContainsFunc(f.Readouts, func(r lab.Readout) bool { return strings.HasSuffix(r.Value, want) }) {
		t.Errorf("%q is not said: %v", want, f.Readouts)
	}
}

// The two parts of the variance add up far from 0 too.
func TestVarianceOfFarData(t *testing.T) {
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(csv(100)), "\n")[1:] {
		x, y, _ := strings.Cut(line, ";")
		v, _ := strconv.ParseFloat(y, 64)
		b.WriteString(x + ";" + strconv.FormatFloat(1e8+v/1000, 'f', 9, 64) + "\n")
	}
	r := finished(t, 1, map[string]string{"file": b.String(), "members": "4", "n": "60", "folds": "2", "width": "4"})
	checks := r.Checks()
	if parts := checks[len(checks)-1]; !parts.Pass || parts.Measured > 1e-13 {
		t.Errorf("%+v", parts)
	}
}

func TestWrongFiles(t *testing.T) {
	long := csv(50_000)
	for text, want := range map[string]string{
		"a,b\n1,2\n3,four\n":      `line 3, column 2: "four" is not a number`,
		"1,2\n3,\n":               "line 2, column 2: is empty",
		"1,2\nNaN,3\n":            "no finite number",
		"1;2\n3;4,5\n":            "2 rows found; give at least 8",
		"1,5;2.5\n":               "write 1.5",
		"0,0123\n0,0456\n":        "for the one number 0.0123 write 0.0123",
		"1,1.5,2\n2,3,4\n3,5,6\n": "column 1 only counts the rows: leave it out",
		"1,2,3\n":                 "give 2 columns",
		"x,y\n1,2\n3,4\n":         "2 rows found; give at least 8",
		"x,y\n" + strings.Repeat("5,1\n5,2\n", 8):     "x, column 1, has the one value 5",
		"x,y\n" + strings.Repeat("1,7\n2,7\n", 8):     "y, column 2, has the one value 7",
		"x,y\n" + strings.Repeat("1,1e300\n2,0\n", 8): "too large",
		"\n\n": "nothing in it",
	} {
		_, err := launch(1, map[string]string{"file": text})
		if wrong, ok := err.(*lab.KnobError); !ok || wrong.Knob != "file" || !strings.Contains(wrong.Reason, want) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	r := finished(t, 1, map[string]string{"file": long + "1;x\n"})
	if r.Status().State != lab.Stopped || !strings.Contains(r.Status().Reason, "line 50002, column 2") {
		t.Error(r.Status())
	}
}

// A new α is answered without fitting again.
func TestAlphaIsLive(t *testing.T) {
	r := finish(begin(t, 1, map[string]string{"n": "100", "members": "2", "folds": "2"}))
	s, _ := Lab.Update(r.Settings(), map[string]string{"alpha": "0.3"})
	before, steps := of(r).evaluation.splitBound, of(r).fits.all[0].Trained
	if err := r.Change(s); err != nil || r.Status().Final() {
		t.Fatal(err, r.Status())
	}
	finish(r)
	if of(r).evaluation.splitBound >= before || of(r).fits.all[0].Trained != steps {
		t.Errorf("the bound goes from %v to %v", before, of(r).evaluation.splitBound)
	}
}

// Every view of the frame can be drawn.
func TestViews(t *testing.T) {
	r := finished(t, 1, map[string]string{"n": "60", "members": "2", "folds": "2"})
	var f lab.Frame
	for show := showBands; show <= showDecision; show++ {
		r.show = show
		if r.Frame(&f); len(f.Panels) < 3 || len(f.Panels) > 6 || len(f.Readouts) < 10 {
			t.Errorf("view %d: %d panels, %d readouts", show, len(f.Panels), len(f.Readouts))
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
				t.Errorf("view %d: %q is too long for a narrow picture", show, name)
			}
		}
	}
}

// The presets draw what they say: tails and densities agree.
func TestDataModels(t *testing.T) {
	for i, name := range data.Choices {
		l := &dataModels[i]
		const n = 20000
		x, y, u := make([]float64, n), make([]float64, n), make([]float64, n)
		l.draw(x, y, rng.New(5, "test"))
		for i := range x {
			if u[i] = 1 - l.tail(y[i], x[i]); x[i] > l.gap[0] && x[i] < l.gap[1] {
				t.Errorf("%s: a row at %v", name, x[i])
			}
		}
		if d, p := uq.KolmogorovSmirnov(u); p < 0.01 {
			t.Errorf("%s: PIT of the truth itself is off by %v, p = %v", name, d, p)
		}
		at, h := 0.3*l.hi, 1e-5
		slope := (l.tail(l.mean(at)-h, at) - l.tail(l.mean(at)+h, at)) / (2 * h)
		if d := math.Exp(l.logDensity(l.mean(at), at)); math.Abs(slope/d-1) > 1e-6 {
			t.Errorf("%s: density %v, slope of the tail %v", name, d, slope)
		}
	}
}
