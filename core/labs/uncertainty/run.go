package uncertainty

import (
	"math"

	"residual/core/lab"
	"residual/core/plan"
	"residual/core/rng"
)

// A run goes through phases: it reads a file, fits, judges the fits on rows they
// have not seen, and rests. A click leads from anywhere back to fitting, a new α
// back to judging.
type phase int

const (
	loadingPhase phase = iota
	fitting
	judging
	resting
)

type run struct {
	spec
	truth  *law // nil for a file
	m      *model
	worker *worker
	look   *plan.Machine[float64] // evaluates members at places
	plans  int64                  // bytes planned

	phase     phase
	steps     int
	status    lab.Status
	load      *loading
	offered   int // rows of the file
	rows      rows
	cal, test [2][]float64 // x and y
	scale     scale
	window    window
	noise     float64 // ln σ of the cubic, standardised
	threshold float64 // y*
	held      bool    // the visitor holds the threshold
	fits      []*fit
	kept      [][]float64 // draws of each fit's chain, side by side
	judged    int         // places judged
	past      lab.History // of −ln p a row, the mean over the fits of all rows

	// What follows is no part of the state.
	live    forecast  // at the grid, while fitting
	verdict verdict   // of the fits, once they are done
	tasks   [][]byte  // room for those of a step
	seen    [][]byte  // the rows in them, by fold + 1; empty: not written yet
	x, y    []float64 // the same, as numbers
	mixed   *mixing   // of the chains
}

const kept = 512 // entries of the history

func start(settings lab.Settings, seed uint64) (lab.LegacyRun, error) {
	s := read(settings, seed)
	r := &run{spec: s, truth: s.law(), m: s.newModel(), past: lab.NewHistory(kept, 1)}
	if err := r.layOut(); err != nil {
		return nil, err
	}
	if s.file == "" {
		r.draw()
		return r, nil
	}
	l, more, err := s.load()
	if err != nil {
		return nil, err
	}
	r.load = l
	if more {
		return r, nil
	}
	if wrong := r.loaded(); wrong != "" {
		return nil, &lab.KnobError{Knob: "file", Reason: wrong}
	}
	return r, nil
}

// draw makes the rows of a preset.
func (r *run) draw() {
	l := r.truth
	make2 := func(n int, name string) (v [2][]float64) {
		v = [2][]float64{make([]float64, n), make([]float64, n)}
		l.draw(v[0], v[1], rng.New(r.seed, name))
		return v
	}
	fit := make2(r.n, "uncertainty/training")
	r.cal, r.test = make2(r.calibration, "uncertainty/calibration"), make2(mostTest, "uncertainty/test")
	r.window = window{l.lo, l.hi, l.bottom, l.top}
	r.begin(fit)
}

// loaded ends the reading of a file, or says why its rows are of no use.
func (r *run) loaded() (wrong string) {
	fit, cal, test, wrong := r.split(r.load)
	if wrong != "" {
		return wrong
	}
	r.offered = r.load.sample.Seen
	r.cal, r.test, r.load = cal, test, nil
	r.window = windowOf(fit[0], fit[1])
	r.begin(fit)
	return ""
}

// begin makes the fits of the rows.
func (r *run) begin(fit [2][]float64) {
	for i, x := range fit[0] {
		r.rows.add(x, fit[1][i], i%r.folds)
	}
	r.scale = newScale(fit[0], fit[1])
	r.threshold = r.scale.my + float64(r.level*r.scale.sy)
	r.remeasure()
	for i := range r.parallel() {
		r.fits = append(r.fits, newFit(r.spec, r.m, uint64(i), -1))
	}
	for k := range r.folds {
		r.fits = append(r.fits, newFit(r.spec, r.m, uint64(len(r.fits)), k))
	}
	r.kept = make([][]float64, len(r.fits))
	r.phase = fitting
}

// parallel is how many fits of all rows the model has.
func (s spec) parallel() int {
	switch s.model {
	case "ensemble":
		return s.members
	case "hmc":
		return chains
	}
	return 1
}

// remeasure finds the noise of the cubic anew, and has the rows written anew.
func (r *run) remeasure() {
	for k := range r.seen {
		r.seen[k] = r.seen[k][:0]
	}
	if r.m.net == nil {
		r.noise = r.leastSquaresNoise()
	}
}

// Step takes a step of the phase.
func (r *run) Step() lab.Status {
	if r.status.Final() {
		return r.status
	}
	switch r.phase {
	case loadingPhase:
		r.steps++
		r.read()
	case judging:
		r.steps++
		r.judge()
	case fitting:
		var results [][]byte
		for _, t := range r.Tasks() {
			results = append(results, r.worker.Do(nil, t))
		}
		return r.Finish(results)
	}
	return r.status
}

// read takes a bite of the file.
func (r *run) read() {
	r.status = lab.Status{State: lab.Running}
	more, err := r.load.sample.Take(r.load.reader, bite)
	wrong := ""
	switch {
	case err != nil:
		wrong = err.Error()
	case !more:
		wrong = r.loaded()
	}
	if wrong != "" {
		r.status = lab.Status{State: lab.Stopped, Reason: "the file is of no use: " + wrong}
	}
}

// Tasks are the fits that are not done, while the phase is fitting.
func (r *run) Tasks() [][]byte {
	if r.phase != fitting || r.status.Final() {
		return nil
	}
	n := 0
	for _, f := range r.fits {
		if f.finished() {
			continue
		}
		if n == len(r.tasks) {
			r.tasks = append(r.tasks, nil)
		}
		r.tasks[n] = r.task(r.tasks[n], f)
		n++
	}
	return r.tasks[:n]
}

// Finish ends a slice of every fit that is not done.
func (r *run) Finish(results [][]byte) lab.Status {
	r.steps++
	r.status = lab.Status{State: lab.Running}
	next := 0
	for i, f := range r.fits {
		if !f.finished() {
			r.take(i, results[next])
			next++
		}
	}
	r.past.Record(r.steps, r.misfit())
	if r.fitted() {
		r.conclude()
	}
	return r.status
}

// misfit is the mean of −ln p a row over the fits of all rows.
func (r *run) misfit() float64 {
	sum, n := 0.0, r.parallel()
	for _, f := range r.fits[:n] {
		sum += f.misfit / float64(n)
	}
	return sum
}

func (r *run) fitted() bool {
	for _, f := range r.fits {
		if !f.finished() {
			return false
		}
	}
	return true
}

// conclude goes on to judging, unless the fits are not to be shown.
func (r *run) conclude() {
	for _, f := range r.fits {
		if !finite(f.theta) {
			r.status = lab.Status{State: lab.Stopped, Reason: "diverged: the parameters of a fit are no numbers"}
			return
		}
	}
	if wrong := r.mix().wrong(); wrong != "" {
		r.status = lab.Status{State: lab.Stopped, Reason: wrong}
		return
	}
	r.phase, r.judged = judging, 0
}

func finite(v []float64) bool {
	for _, x := range v {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

func (r *run) Status() lab.Status { return r.status }
func (r *run) Steps() int         { return r.steps }

// Progress counts the reading, where it takes steps, as a tenth and the judging
// as another.
func (r *run) Progress() float64 {
	begun := 0.0
	if r.offered > 4*bite {
		begun = reading
	}
	switch r.phase {
	case loadingPhase:
		return reading * r.load.reader.Done()
	case fitting:
		sum := 0.0
		for _, f := range r.fits {
			sum += f.share() / float64(len(r.fits))
		}
		return begun + (0.9-begun)*sum
	case judging:
		return 0.9 + 0.1*float64(r.judged)/float64(r.places())
	}
	return 1
}

// reading is the part of a run that the reading of a long file counts as.
const reading = 0.1

// Change takes over the live knobs.
func (r *run) Change(s lab.Settings) error {
	now := read(s, r.seed)
	moved, renewed := now.level != r.level, now.alpha != r.alpha
	r.level, r.alpha, r.cost, r.recalibrate, r.show = now.level, now.alpha, now.cost, now.recalibrate, now.show
	if moved {
		r.threshold = r.scale.my + float64(r.level*r.scale.sy)
	}
	if renewed && r.phase >= judging {
		r.phase, r.judged = judging, 0
		r.status = lab.Status{State: lab.Running}
	}
	return nil
}
