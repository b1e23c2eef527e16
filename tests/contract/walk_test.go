package contract

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"residual/core/lab"
)

// everything asks for every pair of choices, each to the end, which takes many minutes:
// go test -tags figures.
var everything = false

// few is how many steps a run takes that is not brief.
const few = 6

// brief is settings with which a run of each lab comes to its end within a second
// or so, in all the ways that the lab knows.
var brief = map[string][]string{
	"eigen": {"modes=2 width=8 points=16", "modes=1 width=8 points=24", "modes=1 width=8 points=24 optimiser=adam", "modes=2 norm=off",
		"modes=1 width=48 points=8"},
	"heat":      {"n=16 depth=12", "n=16 depth=12 r=0.6", "n=32 depth=1000 r=0.75", "dimension=2 n=8 depth=9", "n=9 depth=8 r=0.5", "n=16 depth=3 r=0"},
	"cdf":       {"n=20 width=2", "n=20 width=2 lambda=0.0001", "data=1", "data=word", "data=1;2;3;4;5;7;8;9;11 width=2"},
	"stability": {"", "error=0", "system=typed typed=x'=1,y'=1"},
	"molecule": {"system=argon atoms=3 geometries=8 rung=1 controls=off steps=100", "system=argon atoms=20 task=hop steps=100",
		"system=argon atoms=11 steps=100", "system=argon atoms=3 geometries=8 rung=1 controls=off steps=100 task=dynamics", "charge=-2"},
	"roofline":    {"depth=10 points=1024"},
	"pde":         {"problem=heat width=6 points=40 steps=10", "problem=pendulum width=6 points=40 steps=10", "problem=diffusivity width=6 points=40 steps=10", "problem=box width=6 points=40 steps=10"},
	"uncertainty": {"n=20 width=4 members=2 draws=50 calibration=8", "n=20 width=4 members=2 model=hmc draws=50", "file=1", "n=20 members=2 basis=cubic"},
}

// TestVerdicts walks through the choices of every lab, from before the first step
// to the end. Nothing that is shown on the way may be false: no verdict on what is
// not measured, no word of success over a check that fails, no count beyond its
// total, no end without a reason. And each check is short enough for a phone.
func TestVerdicts(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		t.Parallel()
		w := walker{t: t, lab: l, numbers: reader(), seen: map[string]bool{}}
		for _, knobs := range variants(l, nil) {
			w.walk(knobs, few)
		}
		for _, p := range l.Presets {
			w.walk(p.Knobs, few)
			if everything {
				w.walk(p.Knobs, 200_000)
			}
		}
		for _, text := range brief[l.Name] {
			base := parsed(text)
			w.walk(base, 20_000)
			if everything {
				for _, knobs := range variants(l, base) {
					w.walk(knobs, 200_000)
				}
			}
		}
	})
}

// variants is base with each value of each choice, and, where everything is asked for, with each two.
func variants(l *lab.Lab, base map[string]string) (all []map[string]string) {
	single := []map[string]string{}
	for _, k := range l.Knobs {
		for _, c := range choices(k) {
			single = append(single, map[string]string{k.Name: c})
		}
	}
	for i, a := range single {
		all = append(all, union(base, a))
		for _, b := range single[:i] {
			if everything {
				all = append(all, union(base, b, a))
			}
		}
	}
	return append(all, union(base))
}

func choices(k lab.Knob) []string {
	switch k.Kind {
	case lab.Bool:
		return []string{"on", "off"}
	case lab.Choice, lab.Line:
		return k.Choices
	}
	return nil
}

func union(parts ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, p := range parts {
		maps.Copy(all, p)
	}
	return all
}

// parsed reads "modes=2 width=8"; a ; in a value is a line's end.
func parsed(text string) map[string]string {
	knobs := map[string]string{}
	for _, part := range strings.Fields(text) {
		name, value, _ := strings.Cut(part, "=")
		knobs[name] = strings.ReplaceAll(value, ";", "\n")
	}
	return knobs
}

// A walker looks at runs of one lab.
type walker struct {
	t       *testing.T
	lab     *lab.Lab
	numbers *lab.Lab
	seen    map[string]bool
	frame   lab.Frame
	where   string
}

// walk looks at a run before its first step, at its steps 1, 2, 4, 8 …, at its
// last one, and after every live knob has been set to an end of its range.
func (w *walker) walk(knobs map[string]string, most int) {
	w.t.Helper()
	settings, err := w.lab.Parse(knobs)
	if err != nil {
		w.t.Fatal(err)
	}
	r, err := w.lab.Start(settings, 1)
	if err != nil {
		return // refused, with a sentence: TestEndsOfRanges
	}
	r.Attach(ticking(), true)
	w.look(knobs, r)
	for n := 1; r.Steps() < most && !r.Status().Final(); n *= 2 {
		for r.Steps() < min(n, most) && !r.Status().Final() {
			r.Step()
		}
		w.look(knobs, r)
	}
	for _, k := range w.lab.Knobs {
		if k.Live && (k.Kind == lab.Int || k.Kind == lab.Float) {
			for _, v := range []float64{k.Min, k.Max} {
				next, err := w.lab.Parse(union(knobs, map[string]string{k.Name: number(v)}))
				if err == nil && r.Change(next) == nil {
					w.look(union(knobs, map[string]string{k.Name + " then": number(v)}), r)
				}
			}
		}
	}
}

func (w *walker) fault(format string, args ...any) {
	w.t.Helper()
	text := fmt.Sprintf(format, args...)
	if !w.seen[text] {
		w.seen[text] = true
		w.t.Errorf("%s: %s", w.where, text)
	}
}

func (w *walker) look(knobs map[string]string, r *lab.Run) {
	w.t.Helper()
	w.where = fmt.Sprintf("%v, step %d, %v", knobs, r.Steps(), r.Status().State)
	r.Frame(&w.frame)
	checks := r.Checks()
	w.checks(checks)
	w.words(r.Status(), checks)
	for _, text := range []string{w.frame.Moment, w.frame.Summary, r.Status().Reason} {
		w.counts(text)
	}
	for _, read := range w.frame.Readouts {
		w.counts(read.Value)
		w.readsBack(read)
	}
	if p := r.Progress(); p < 0 || p > 1 {
		w.fault("progress is %v", p)
	}
}

// mostName is how many characters fit beside the verdict on a line of 360 pixels.
const mostName = 40

func (w *walker) checks(checks []lab.Check) {
	w.t.Helper()
	names := map[string]bool{}
	for _, c := range checks {
		if c.Known == math.IsNaN(c.Measured) || c.Pass && !c.Known {
			w.fault("%q, measured %v, is known: %v, and passes: %v", c.Name, c.Measured, c.Known, c.Pass)
		}
		if n := utf8.RuneCountInString(c.Name); n > mostName || n == 0 || names[c.Name] {
			w.fault("%q has %d characters, at most %d fit; or it is there twice", c.Name, n, mostName)
		}
		if c.Source == "" || math.IsNaN(c.Truth) || math.IsNaN(c.Tolerance) {
			w.fault("%q: truth %v ± %v, from %q", c.Name, c.Truth, c.Tolerance, c.Source)
		}
		names[c.Name] = true
	}
}

var success = regexp.MustCompile(`(?i)\b(done|found|learnt|converged|finished|complete|success\w*|all checks)\b`)

func (w *walker) words(s lab.Status, checks []lab.Check) {
	w.t.Helper()
	for _, text := range []string{w.frame.Moment, w.frame.Summary} {
		if word := success.FindString(text); word != "" && lab.AnyFails(checks) && !strings.Contains(text, "limit cycle") {
			w.fault("%q stands over failing checks (%s): %s", word, lab.Failing(checks), text)
		}
	}
	if s.State == lab.Stopped && s.Reason == "" {
		w.fault("it stopped for no reason")
	}
	if w.frame.Summary == "" {
		w.fault("no summary")
	}
}

var counted = regexp.MustCompile(`(\d[\d\x{a0}\x{202f} ]*) of (?:the )?(\d[\d\x{a0}\x{202f} ]*)`)

func (w *walker) counts(text string) {
	w.t.Helper()
	for _, m := range counted.FindAllStringSubmatch(text, -1) {
		if whole(m[1]) > whole(m[2]) {
			w.fault("a count goes beyond its total: %s", text)
		}
	}
}

func whole(text string) int {
	n, _ := strconv.Atoi(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text))
	return n
}

var numeric = regexp.MustCompile(`^[−\-]?\d[\d.]*(\x{a0}×\x{a0}10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)?$`)

// readsBack pastes a readout of one number into a knob of the same unit.
func (w *walker) readsBack(read lab.Readout) {
	w.t.Helper()
	if math.IsNaN(read.Number) && !numeric.MatchString(read.Value) || math.IsInf(read.Number, 0) {
		return
	}
	w.numbers.Knobs[0].Unit = read.Unit
	s, err := w.numbers.Parse(map[string]string{"v": read.Value + "\u202f" + read.Unit})
	if err != nil {
		w.fault("%s is not read back: %v", read.Name, err)
		return
	}
	if v := s.Values()["v"].(float64); math.Abs(v-read.Number) > 0.06*math.Abs(read.Number)+1e-9 {
		w.fault("%s, %v, is read back as %v from %q", read.Name, read.Number, v, read.Value)
	}
}

// reader is a lab with one knob that takes any number.
func reader() *lab.Lab {
	return &lab.Lab{Name: "reader", Knobs: lab.List(lab.FloatKnob(lab.Knob{Name: "v", Min: math.Inf(-1), Max: math.Inf(1), Default: "0"}))}
}
