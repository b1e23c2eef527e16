package hostile

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"residual/core/lab"
	"residual/core/rng"
	"residual/render/plot"
	"residual/render/poster"
)

// patience is when a round is taken to hang: a round is some steps and looks.
const patience = 2 * time.Minute

// A walk is one round: a run of settings drawn at random, and what is done to it.
type walk struct {
	lab    *lab.Lab
	random *rand.Rand
	knobs  map[string]string
	run    *lab.Run
	saved  []byte
	faults []string
}

// walks takes so many rounds of a lab and returns how many began a run.
func walks(t *testing.T, l *lab.Lab, rounds int) (begun int) {
	for i := range rounds {
		w := &walk{lab: l, random: rng.New(uint64(i), "hostile/walk")}
		done := make(chan struct{})
		go func() {
			defer close(done)
			defer func() {
				if p := recover(); p != nil {
					w.fault("panics with %q\n%s", fmt.Sprint(p), debug.Stack())
				}
			}()
			w.take()
		}()
		select {
		case <-done:
		case <-time.After(patience):
			t.Fatalf("%s, round %d: hangs with %q", l.Name, i, w.knobs)
		}
		if w.run != nil {
			begun++
		}
		for _, f := range w.faults {
			t.Errorf("%s, round %d, %q: %s", l.Name, i, w.knobs, f)
		}
	}
	return begun
}

func (w *walk) fault(format string, args ...any) {
	w.faults = append(w.faults, fmt.Sprintf(format, args...))
}

func (w *walk) take() {
	w.knobs = w.settings()
	settings, err := w.lab.Parse(w.knobs)
	if err != nil {
		w.sentence("Parse", err)
		return
	}
	if w.run, err = w.lab.Start(settings, w.random.Uint64N(lab.MaxSeed)); err != nil {
		w.sentence("Start", err)
		w.run = nil
		return
	}
	now := 0.0
	w.run.Attach(func() float64 { now += 0.01; return now }, true)
	w.saved = w.run.Snapshot()
	for range 6 {
		w.turn()
	}
}

// turn does one thing to the run.
func (w *walk) turn() {
	switch w.random.IntN(5) {
	case 0:
		w.look()
	case 1:
		w.point()
	case 2:
		w.change()
	case 3:
		w.restore()
	case 4:
		for range 1 + w.random.IntN(3) {
			w.run.Step()
		}
		if m := w.run.Memory(); m.Peak > m.Planned || m.Planned > lab.Budget.Of(w.run.Settings()) {
			w.fault("%+v of a budget of %d", m, lab.Budget.Of(w.run.Settings()))
		}
	}
}

// look draws the frame and reads all that the run says.
func (w *walk) look() *lab.Frame {
	f := new(lab.Frame)
	w.run.Frame(f)
	if err := f.Validate(); err != nil {
		w.fault("the frame cannot be drawn: %v", err)
		return f
	}
	if w.random.IntN(4) == 0 {
		poster.Draw(f, 400, plot.Light)
	}
	w.words("summary", f.Summary)
	w.words("moment", f.Moment)
	w.words("status", w.run.Status().Reason)
	for _, r := range f.Readouts {
		w.words("readout "+r.Name, r.Value+" "+r.Unit)
	}
	for _, c := range w.run.Checks() {
		if w.words("check", c.Name+": "+c.Source); c.Pass && c.Measured != c.Measured {
			w.fault("check %q passes with NaN", c.Name)
		}
	}
	return f
}

// point acts somewhere, with a panel that is there or not.
func (w *walk) point() {
	f := w.look()
	places := []float64{0, 0.5, 1, -1, 1e300, -1e300, 1e-320, math.NaN(), math.Inf(1), math.Inf(-1), w.random.NormFloat64()}
	panels := []string{"", "no panel"}
	for _, p := range f.Panels {
		panels = append(panels, p.Acts, p.Acts)
		places = append(places, p.X.Min, p.X.Max, p.Y.Min, p.Y.Max)
	}
	for range 1 + w.random.IntN(4) {
		a := lab.Action{Panel: pick(w.random, panels), Kind: lab.ActionKind(w.random.IntN(4)), X: pick(w.random, places), Y: pick(w.random, places)}
		if err := w.run.Act(a); err != nil {
			w.sentence(fmt.Sprintf("Act(%+v)", a), err)
		}
	}
}

// change turns a live knob to what may be nonsense.
func (w *walk) change() {
	k := pick(w.random, w.lab.Knobs)
	if !k.Live {
		return
	}
	w.knobs[k.Name] = w.value(&k)
	s, err := w.lab.Update(w.run.Settings(), map[string]string{k.Name: w.knobs[k.Name]})
	if err == nil {
		err = w.run.Change(s)
	}
	if err != nil {
		w.sentence("Change of "+k.Name, err)
	}
}

// restore goes back to what was saved, or saves.
func (w *walk) restore() {
	if w.random.IntN(2) == 0 {
		w.saved = w.run.Snapshot()
		return
	}
	if err := w.run.Restore(w.saved); err != nil {
		w.fault("a run does not take its own snapshot: %v", err)
	}
	spoilt := append([]byte(nil), w.saved...)
	spoilt[w.random.IntN(len(spoilt))] ^= 1 << w.random.IntN(8)
	if err := w.run.Restore(spoilt); err == nil {
		w.fault("a bit of a snapshot is another, and it is taken")
	} else {
		w.sentence("Restore", err)
	}
}

// raw is what no visitor should read: words of the engine and of its formats.
var raw = regexp.MustCompile(`runtime error|%!|\bNaN\b|[+-]Inf\b|goroutine|0xc0|<nil>|panic|strconv|invalid syntax|unexpected EOF`)

// sentence holds an error to being one: not empty, and nothing raw but what was
// typed.
func (w *walk) sentence(what string, err error) {
	if strings.TrimSpace(err.Error()) == "" {
		w.fault("%s: an empty error", what)
	}
	w.words(what, err.Error())
}

func (w *walk) words(what, text string) {
	found := raw.FindString(text)
	if found == "" {
		return
	}
	for _, v := range w.knobs {
		if strings.Contains(v, found) {
			return
		}
	}
	w.fault("%s says %q", what, text)
}

func pick[T any](random *rand.Rand, all []T) T { return all[random.IntN(len(all))] }
