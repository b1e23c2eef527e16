package labtest

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/rng"
)

// Contract holds a lab to what package lab asks of it, whatever the lab is
// about: every lab's own tests call it. The default run must end with all checks
// passing. The run with the knobs given ("modes=2"), a short one with all of the
// lab's phases, is looked at, saved, restored, tuned, pointed at and shared at
// its start, ¼, ½, ¾ and end. With go test -short no more is asked than that the
// short run can be looked at, saved and restored.
func Contract(t *testing.T, l *lab.Lab, short ...string) {
	t.Helper()
	if testing.Short() {
		brief(t, l, short)
		return
	}
	for _, breach := range Breaches(l, short...) {
		t.Error(breach)
	}
}

func brief(t *testing.T, l *lab.Lab, short []string) {
	t.Helper()
	x := newExaminer(l, short)
	x.examine(x.declarations, x.shortRun)
	for _, breach := range x.breaches {
		t.Error(breach)
	}
}

// Variant is Contract without the default run, for a further kind of run of a lab
// that is held to Contract already, in which not every live knob needs to matter.
func Variant(t *testing.T, l *lab.Lab, short ...string) {
	t.Helper()
	if testing.Short() {
		brief(t, l, short)
		return
	}
	x := newExaminer(l, short)
	x.variant = true
	x.examine(x.shortRun, x.thereAndBack, x.liveKnobs, x.walk)
	for _, breach := range x.breaches {
		t.Error(breach)
	}
}

// Breaches is where a lab does not keep to the contract, each with what to do
// about it.
func Breaches(l *lab.Lab, short ...string) []string {
	x := newExaminer(l, short)
	x.examine(x.declarations, x.defaultRun, x.shortRun, x.thereAndBack, x.liveKnobs, x.walk)
	return x.breaches
}

// An examiner collects breaches.
type examiner struct {
	lab      *lab.Lab
	knobs    map[string]string // of the short run
	length   int               // its steps
	saved    map[int][]byte    // snapshots of it, by steps
	breaches []string
	endless  bool // a run did not end
	variant  bool // of a lab whose live knobs have been found to matter
}

func newExaminer(l *lab.Lab, short []string) *examiner {
	x := &examiner{lab: l, knobs: map[string]string{}}
	for _, s := range short {
		name, value, _ := strings.Cut(s, "=")
		x.knobs[name] = value
	}
	return x
}

// examine stops at a run that does not end: there is no more to learn from it.
func (x *examiner) examine(parts ...func()) {
	for _, part := range parts {
		if x.guard("", part); x.endless {
			return
		}
	}
}

func (x *examiner) breach(format string, args ...any) {
	x.breaches = append(x.breaches, x.lab.Name+": "+fmt.Sprintf(format, args...))
}

// guard makes a panic a breach.
func (x *examiner) guard(where string, part func()) {
	defer func() {
		if p := recover(); p != nil {
			x.breach("%spanics with %q: return an error for what comes from outside, and Stop the run for the numerics", where, fmt.Sprint(p))
		}
	}()
	part()
}

// seed is that of the runs, but for the default one.
const seed = 5

func (x *examiner) start(knobs map[string]string, seed uint64) *lab.Run {
	settings, err := x.lab.Parse(knobs)
	if err != nil {
		panic(err)
	}
	r, err := x.lab.Start(settings, seed)
	if err != nil {
		panic(err)
	}
	now := 0.0
	r.Attach(func() float64 { now += 0.01; return now }, true)
	return r
}

// at is a short run that has taken so many steps.
func (x *examiner) at(steps int) *lab.Run {
	r := x.start(x.knobs, seed)
	advance(r, steps)
	return r
}

// again is at, from a snapshot.
func (x *examiner) again(steps int) *lab.Run {
	if x.saved == nil {
		x.saved = map[int][]byte{}
	}
	if x.saved[steps] == nil {
		x.saved[steps] = x.at(steps).Snapshot()
	}
	r := x.start(x.knobs, seed)
	if err := r.Restore(x.saved[steps]); err != nil {
		return x.at(steps)
	}
	return r
}

func advance(r *lab.Run, steps int) {
	for range steps {
		r.Step()
	}
}

// mostSteps is when a run is taken for one that does not end.
const mostSteps = 200_000

func (x *examiner) finish(r *lab.Run) {
	for n := 0; !r.Status().Final(); n++ {
		if n == mostSteps {
			x.endless = true
			x.breach("the run does not end within %d steps: end it by Converge or Stop", mostSteps)
			return
		}
		r.Step()
	}
}

// taken are names that attributes, links and flags have for other things.
var taken = []string{"seed", "lab", "workers", "theme", "embed", "autoload", "autorun", "offline"}

func (x *examiner) declarations() {
	l := x.lab
	if l.Name == "" || l.Title == "" || l.Law == "" {
		x.breach("declare Name, Title and Law")
	}
	var names []string
	for _, k := range l.Knobs {
		switch {
		case k.Name == "" || k.Label == "" || k.Help == "":
			x.breach("knob %q: declare Name, Label and Help", k.Name)
		case slices.Contains(taken, k.Name) || slices.Contains(names, k.Name):
			x.breach("knob %q: the name is taken", k.Name)
		case k.Log && !(k.Min > 0):
			x.breach("knob %q: a logarithmic range begins above 0, not at %v", k.Name, k.Min)
		}
		names = append(names, k.Name)
	}
	if !slices.Contains(names, lab.Budget.Name) {
		x.breach("list lab.Budget among the knobs, and open the room with it")
	}
	x.forPeople()
	x.presets()
}

// defaultRun is what a visitor meets first. What a Clocked experiment finds is
// not judged: its clock here does not tell the time.
func (x *examiner) defaultRun() {
	r := x.start(nil, lab.DefaultSeed)
	x.firstSight(r)
	x.finish(r)
	for _, c := range r.Checks() {
		if !c.Pass && !clocked(r) {
			x.breach("the default run fails its check %q: measured %v, truth %v, allowed %v: mend the method or the default, not the tolerance", c.Name, c.Measured, c.Truth, c.Tolerance)
		}
	}
}

func (x *examiner) firstSight(r *lab.Run) {
	var f lab.Frame
	r.Frame(&f)
	if r.Status().State != lab.Ready || r.Steps() != 0 {
		x.breach("a run begins as %v after %d steps: take the first one in Step", r.Status(), r.Steps())
	}
	if f.Title == "" || f.Summary == "" || len(f.Panels) == 0 {
		x.breach("a frame needs a title, a summary and a panel before the first step too")
	}
}

// shortRun goes to the end once, and looks at the phases of the way.
func (x *examiner) shortRun() {
	r := x.start(x.knobs, seed)
	x.finish(r)
	if x.length = r.Steps(); x.length < 4 {
		x.breach("the short run has %d steps: choose one with at least 4, so that there are phases to look at", x.length)
		return
	}
	x.atTheEnd(r)
	for _, quarter := range []int{0, 1, 2, 3, 4} {
		steps := quarter * x.length / 4
		x.guard(fmt.Sprintf("at step %d of %d it ", steps, x.length), func() { x.phase(steps) })
	}
}

func (x *examiner) atTheEnd(r *lab.Run) {
	before := look(r)
	if r.Step(); look(r) != before {
		x.breach("a step after the end changes the run: %s", difference(before, look(r)))
	}
	if p := r.Progress(); p != 1 {
		x.breach("progress is %v at the end", p)
	}
}

// phase looks at the short run after so many steps.
func (x *examiner) phase(steps int) {
	r := x.at(steps)
	x.looking(r)
	x.memory(r)
	x.restored(r, "Restore")
	x.foreign(r)
	x.pointer(steps)
	x.shared(steps)
}

// looking must change nothing.
func (x *examiner) looking(r *lab.Run) {
	before := r.Digest()
	first, second := look(r), look(r)
	r.Memory()
	r.Cost()
	if r.Digest() != before {
		x.breach("at step %d Frame, Checks, Memory, Progress or Cost changes the state: they may only read it", r.Steps())
	}
	if !clocked(r) && first != second {
		x.breach("at step %d two looks differ: %s: make what is shown a function of the state", r.Steps(), difference(first, second))
	}
	if p := r.Progress(); p < 0 || p > 1 {
		x.breach("progress is %v at step %d", p, r.Steps())
	}
}

// restored holds a run against one that goes on somewhere else and takes its
// snapshot over: now, some steps on, and at the end.
func (x *examiner) restored(r *lab.Run, how string) {
	other := x.again(x.length / 3)
	advance(other, 3)
	if err := other.Restore(r.Snapshot()); err != nil {
		x.breach("at step %d a run does not take its own snapshot: %v", r.Steps(), err)
		return
	}
	twin := x.start(x.knobs, seed)
	if err := twin.Restore(r.Snapshot()); err != nil || !x.alike(r, other, how) || !x.alike(r, twin, how) {
		return
	}
	at := r.Steps()
	for range min(8, (x.length+3)/4) {
		twin.Step()
		other.Step()
	}
	x.alike(twin, other, fmt.Sprintf("%s at step %d, some steps later,", how, at))
}

// alike tells whether two runs are in the same state and show the same.
func (x *examiner) alike(want, got *lab.Run, how string) bool {
	switch {
	case want.Digest() != got.Digest():
		x.breach("after %s at step %d the state differs: describe in State what it depends on, or make it again in Resume", how, want.Steps())
	case clocked(want):
		return true
	case look(want) != look(got):
		x.breach("after %s at step %d what is shown differs: %s: describe in State what it depends on, or make it again in Resume",
			how, want.Steps(), difference(look(want), look(got)))
	default:
		return true
	}
	return false
}

// foreign snapshots are refused and change nothing.
func (x *examiner) foreign(r *lab.Run) {
	before, own := look(r), r.Snapshot()
	stranger := x.start(x.knobs, seed+1)
	body := slices.Clip(own[:len(own)-8]) // without its seal
	for what, b := range map[string][]byte{"no bytes": nil, "a text": []byte("hello"), "a cut snapshot": own[:len(own)-1],
		"a cut one that is sealed": lab.Seal(slices.Clip(body[:len(body)-1])), "a snapshot and a byte": append(slices.Clone(own), 0),
		"one with a byte more that is sealed": lab.Seal(append(body, 0)), "one of another seed": stranger.Snapshot()} {
		if r.Restore(b) == nil {
			x.breach("%s passes for a snapshot", what)
		}
	}
	if !clocked(r) && look(r) != before {
		x.breach("a snapshot that is refused at step %d leaves its mark: %s: make again in Resume whatever follows from the state", r.Steps(), difference(before, look(r)))
	}
}

// pointer acts everywhere: on, beside and far from each panel.
func (x *examiner) pointer(steps int) {
	r := x.again(steps)
	var f lab.Frame
	r.Frame(&f)
	if err := f.Validate(); err != nil {
		x.breach("the frame at step %d cannot be drawn: %v", steps, err)
	}
	x.tables(r, &f)
	for _, a := range places(&f) {
		where := fmt.Sprintf("Act(%+v) at step %d ", a, steps)
		x.guard(where, func() {
			before := r.Digest()
			if err := r.Act(a); err != nil && r.Digest() != before {
				x.breach("%sreturns the error %q and changes the state: do one of the two", where, err)
			}
		})
	}
	x.restored(r, "the pointer and Restore")
}

// tables are lists in full, by which nothing else is called.
func (x *examiner) tables(r *lab.Run, f *lab.Frame) {
	var names []string
	for _, p := range f.Panels {
		names = append(names, p.Title)
	}
	for _, t := range r.Tables() {
		if err := t.Validate(); err != nil {
			x.breach("at step %d: %v", r.Steps(), err)
		}
		if t.Name == "" || slices.Contains(names, t.Name) {
			x.breach("at step %d: a table has no name, or one that is taken: %q", r.Steps(), t.Name)
		}
		names = append(names, t.Name)
	}
}

// shared steps are the steps, in whatever order the tasks are done.
func (x *examiner) shared(steps int) {
	alone := x.at(steps)
	if _, parallel := alone.Experiment().(lab.Parallel); parallel && x.lab.Worker == nil {
		x.breach("a lab with Parallel experiments declares Worker")
	}
	if !alone.Parallel() {
		return
	}
	together := x.at(steps)
	var runners [2]lab.TaskRunner
	for i := range runners {
		var err error
		if runners[i], err = x.lab.Worker(alone.Settings(), seed); err != nil {
			x.breach("no TaskRunner can be made: %v", err)
			return
		}
	}
	for range 3 {
		alone.Step()
		shareStep(together, runners[:])
		if alone.Digest() != together.Digest() {
			x.breach("step %d differs when its tasks are shared: all that a task needs must be in it", alone.Steps())
			return
		}
	}
}

// shareStep has the tasks done from the last to the first, by runners in turn,
// and the first one twice.
func shareStep(r *lab.Run, runners []lab.TaskRunner) {
	tasks := r.Tasks()
	if len(tasks) < 2 {
		r.Step()
		return
	}
	results := make([][]byte, len(tasks))
	for i := len(tasks) - 1; i >= 0; i-- {
		results[i] = runners[i%len(runners)].Do(nil, tasks[i])
	}
	results[0] = runners[len(runners)-1].Do(nil, tasks[0])
	r.Finish(results)
}

// thereAndBack turns every live knob to its ends and back before the first step:
// the run must then go the way of one that was left alone.
func (x *examiner) thereAndBack() {
	for _, k := range x.lab.Knobs {
		if !k.Live {
			continue
		}
		r := x.start(x.knobs, seed)
		before := r.Settings()
		for _, text := range ends(k) {
			x.change(r, k.Name, text)
		}
		if err := r.Change(before); err != nil {
			x.breach("knob %s does not go back to where it was: %v", k.Name, err)
			continue
		}
		advance(r, x.length)
		if alone := x.at(x.length); r.Digest() != alone.Digest() || !clocked(r) && look(r) != look(alone) {
			x.breach("Change of %s there and back before the first step changes the run: %s: Change may alter what live knobs say and nothing else",
				k.Name, difference(look(alone), look(r)))
		}
	}
}

// change turns a knob, if the experiment lets it, and tells whether it did.
func (x *examiner) change(r *lab.Run, name, text string) bool {
	s, err := x.lab.Update(r.Settings(), map[string]string{name: text})
	if err != nil {
		return false
	}
	before := r.Digest()
	if err = r.Change(s); err != nil && r.Digest() != before {
		x.breach("Change of %s to %s returns the error %q and changes the state: do one of the two", name, text, err)
	}
	return err == nil
}

// liveKnobs turns every live knob at every phase, of a choice to three of its values:
// it must matter, where there are two values that are taken, and what it says must be
// restored.
func (x *examiner) liveKnobs() {
	for _, k := range x.lab.Knobs {
		if !k.Live {
			continue
		}
		matters, quarters := false, []int{0, 1, 2, 3, 4}
		if x.variant {
			quarters = []int{0, 2, 4}
		}
		for _, quarter := range quarters {
			var seen []string
			for _, text := range three(ends(k)) {
				r := x.again(quarter * x.length / 4)
				if !x.change(r, k.Name, text) {
					continue
				}
				x.restored(r, "Change of "+k.Name+" and Restore")
				advance(r, 3)
				seen = append(seen, r.Digest()+look(r))
			}
			matters = matters || len(seen) < 2 || slices.ContainsFunc(seen, func(s string) bool { return s != seen[0] })
		}
		if !matters && !x.variant {
			x.breach("live knob %s changes neither the state nor what is shown, at any time: let Change take it over", k.Name)
		}
	}
}

// walk does everything in a random order, and holds the run against its restored
// twin on the way.
func (x *examiner) walk() {
	random := rng.New(seed, "labtest/walk")
	r := x.start(x.knobs, seed)
	var f lab.Frame
	for range 40 {
		switch random.IntN(4) {
		case 0:
			if k := x.lab.Knobs[random.IntN(len(x.lab.Knobs))]; k.Live {
				e := ends(k)
				x.change(r, k.Name, e[random.IntN(len(e))])
			}
		case 1:
			r.Frame(&f)
			all := places(&f)
			_ = r.Act(all[random.IntN(len(all))])
		case 2:
			advance(r, random.IntN(1+x.length/8))
		case 3:
			x.restored(r, "a walk and Restore")
		}
	}
}

// ends are texts of the ends of a knob's range, or all its choices.
func ends(k lab.Knob) []string {
	switch k.Kind {
	case lab.Bool:
		return []string{"on", "off"}
	case lab.Choice:
		return k.Choices
	case lab.Line, lab.File:
		return append(slices.Clone(k.Choices), "")
	}
	middle := (k.Min + k.Max) / 2
	if k.Log {
		middle = math.Sqrt(k.Min * k.Max)
	}
	if k.Kind == lab.Int {
		middle = math.Round(middle)
	}
	return []string{number(k.Min), number(k.Max), number(middle)}
}

// three are the first, the middle and the last, or all where they are fewer.
func three(all []string) []string {
	if n := len(all); n > 3 {
		return []string{all[0], all[n/2], all[n-1]}
	}
	return all
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// look is all that a run shows, as text.
func look(r *lab.Run) string {
	var f lab.Frame
	r.Frame(&f)
	return strings.Join([]string{string(lab.JSON(f)), string(lab.JSON(r.Tables())), string(lab.JSON(r.Checks())), r.Status().String(), number(r.Progress()),
		r.Hint(), strconv.Itoa(r.Steps())}, "\n")
}

// clocked tells whether what a run shows is measured anew each time.
func clocked(r *lab.Run) bool {
	_, ok := r.Experiment().(lab.Clocked)
	return ok
}

// difference is where two texts part.
func difference(want, got string) string {
	at := 0
	for at < min(len(want), len(got)) && want[at] == got[at] {
		at++
	}
	return fmt.Sprintf("%q became %q", around(want, at), around(got, at))
}

func around(s string, at int) string { return s[max(0, min(at, len(s))-40):min(len(s), at+40)] }
