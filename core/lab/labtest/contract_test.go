package labtest

import (
	"math"
	"slices"
	"strings"
	"testing"

	"residual/core/codec"
	"residual/core/lab"
)

// The ways of breaking a lab that the contract is there to catch. Each is a
// decay with one thing done wrong.

// A mutant is a decay with methods of its own.
type mutant struct {
	*decay
	step   func(d *decay)
	state  func(d *decay, c *codec.Coder)
	change func(d *decay, s lab.Settings) error
	act    func(d *decay, a lab.Action) error
	memory func(d *decay) lab.Memory
	frame  func(f *lab.Frame)
}

func (m *mutant) Step() {
	m.decay.Step()
	if m.step != nil {
		m.step(m.decay)
	}
}

func (m *mutant) State(c *codec.Coder) {
	if m.state == nil {
		m.decay.State(c)
		return
	}
	m.state(m.decay, c)
}

func (m *mutant) Change(s lab.Settings) error {
	if m.change == nil {
		return m.decay.Change(s)
	}
	return m.change(m.decay, s)
}

func (m *mutant) Act(a lab.Action) error {
	if m.act == nil {
		return m.decay.Act(a)
	}
	return m.act(m.decay, a)
}

func (m *mutant) Frame(f *lab.Frame) {
	m.decay.Frame(f)
	if m.frame != nil {
		m.frame(f)
	}
}

func (m *mutant) Memory() lab.Memory {
	if m.memory == nil {
		return m.decay.Memory()
	}
	return m.memory(m.decay)
}

// broken is the lab of a mutant.
func broken(m mutant) *lab.Lab {
	l := Decay
	l.Knobs = append(slices.Clone(l.Knobs), *lab.Budget.Knob)
	l.New = func(s lab.Settings, seed uint64) (lab.Experiment, error) {
		e, err := newDecay(s, seed)
		if err != nil {
			return nil, err
		}
		own := m
		own.decay = e.(*decay)
		return &own, nil
	}
	return &l
}

func TestASoundLabKeepsTheContract(t *testing.T) {
	Contract(t, broken(mutant{}), "length=12", "size=4096")
}

// Each breakage is caught by a message that names what to do.
func TestTenBreakages(t *testing.T) {
	for name, c := range map[string]struct {
		m    mutant
		says string
	}{
		"a counter that Restore forgets": {mutant{state: func(d *decay, c *codec.Coder) {
			c.Float(&d.x)
			c.Float(&d.x0)
			c.Count(&d.due)
			c.Vector(d.ballast)
		}}, "describe in State"},
		"a number that Restore makes otherwise": {mutant{state: func(d *decay, c *codec.Coder) {
			d.State(c)
			if c.Decoding() {
				d.x0 *= 2
			}
		}}, "describe in State"},
		"a live knob that Change forgets once it has begun": {mutant{change: func(d *decay, s lab.Settings) error {
			d.shown = shown.Of(s)
			return nil
		}}, "live knob rate changes neither"},
		"a step that counts on by itself": {mutant{step: func(d *decay) {
			if d.Steps() == d.due {
				d.Reopen()
			}
		}}, "does not end"},
		"a series with fewer values than places": {mutant{frame: func(f *lab.Frame) {
			f.Panels[0].AddCurve("short", lab.Network, 3).Y = nil
		}}, `panel 0, "x": curve`},
		"Act that panics": {mutant{act: func(d *decay, a lab.Action) error {
			return map[string][]error{stage: {nil}}[a.Panel][0]
		}}, "panics"},
		"Act that refuses and acts": {mutant{act: func(d *decay, a lab.Action) error {
			d.x++
			return errOutside
		}}, "do one of the two"},
		"Change that ignores a live knob": {mutant{change: func(d *decay, s lab.Settings) error {
			d.rate = rate.Of(s)
			return nil
		}}, "live knob shown changes neither"},
		"Change that alters what is not live": {mutant{change: func(d *decay, s lab.Settings) error {
			d.due++
			return d.Change(s)
		}}, "nothing else"},
		"a default run with a failing check": {mutant{step: func(d *decay) {
			d.x *= 1 + 1e-9
		}}, "fails its check"},
		"a peak that is too small": {mutant{memory: func(d *decay) lab.Memory {
			m := d.Memory()
			return lab.Memory{Planned: m.Planned, Peak: m.Peak / 8}
		}}, "take them from the room"},
		"a plan that is too small": {mutant{memory: func(d *decay) lab.Memory {
			m := d.Memory()
			return lab.Memory{Planned: m.Planned - 1, Peak: m.Peak}
		}}, "take all memory from a fit.Room"},
		"a look that leaves its mark": {mutant{memory: func(d *decay) lab.Memory {
			d.x = math.Nextafter(d.x, 2)
			return d.Memory()
		}}, "they may only read it"},
	} {
		all := Breaches(broken(c.m), "length=12", "size=300000")
		if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, c.says) }) {
			t.Errorf("%s: nothing says %q, but\n\t%s", name, c.says, strings.Join(all, "\n\t"))
		}
	}
}

// A live knob need not be in the state, and no step is taken after the end: the
// run sees to both.
func TestWhatTheRunSeesTo(t *testing.T) {
	l := broken(mutant{})
	settings, _ := l.Parse(map[string]string{"length": "3", "rate": "0.5"})
	r, err := l.Start(settings, 1)
	if err != nil {
		t.Fatal(err)
	}
	advance(r, 9)
	if r.Steps() != 3 || r.Status().State != lab.Converged {
		t.Errorf("%d steps, %v", r.Steps(), r.Status())
	}
	turned, _ := l.Update(settings, map[string]string{"rate": "-1", "length": "7"})
	if err := r.Change(turned); err != nil {
		t.Fatal(err)
	}
	if rate.Of(r.Settings()) != -1 || length.Of(r.Settings()) != 3 {
		t.Errorf("settings %v", r.Settings().Values())
	}
	other, _ := l.Start(settings, 1)
	if err := other.Restore(r.Snapshot()); err != nil || rate.Of(other.Settings()) != -1 {
		t.Errorf("%v, settings %v", err, other.Settings().Values())
	}
}

// What hangs from a value is counted once, however it is reached.
func TestHeld(t *testing.T) {
	a := make([]float64, 100, 200)
	v := struct {
		whole, part []float64
		again       *[]float64
		words       []string
		narrow      [][]float32
		any         any
	}{a, a[10:20], &a, []string{"x"}, [][]float32{make([]float32, 10)}, map[string][]byte{"k": make([]byte, 7)}}
	if got := held(&v); got != 1600+40+7 {
		t.Errorf("%d bytes", got)
	}
}
