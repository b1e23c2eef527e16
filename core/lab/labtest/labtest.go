// Package labtest holds a small lab for testing what carries labs: the runner,
// the Worker, the page. It decays a number, xₙ₊₁ = rate·xₙ from x₀ = 1, and can
// be asked to go wrong in each of the ways a lab can.
package labtest

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// Decay is the lab.
var Decay = lab.Lab{
	Name: "decay", Title: "Decay", Law: "xₙ₊₁ = r·xₙ", Hint: "press to set x",
	Knobs: []lab.Knob{
		{Name: "length", Label: "Length", Help: "steps until it ends", Kind: lab.Int, Min: 1, Max: 1e9, Default: "10"},
		{Name: "rate", Label: "Rate", Help: "factor of a step", Kind: lab.Float, Min: -2, Max: 2, Default: "0.5", Live: true},
		{Name: "size", Label: "Size", Unit: "B", Help: "bytes of the state", Kind: lab.Int, Min: 0, Max: 1e9, Default: "0"},
		{Name: "shown", Label: "Shown", Help: "whether the curve is drawn", Kind: lab.Bool, Default: "on", Live: true},
		{Name: "fault", Label: "Fault", Help: "what goes wrong at step 3", Kind: lab.Choice,
			Choices: []string{"none", "start", "check", "stop", "panic"}, Default: "none"},
	},
	Start: start,
}

type decay struct {
	settings lab.Settings
	seed     uint64
	status   lab.Status
	steps    int
	x        float64
	ballast  []byte
}

func start(s lab.Settings, seed uint64) (lab.Run, error) {
	if s.Choice("fault") == "start" {
		return nil, &lab.KnobError{Knob: "fault", Reason: "start is not possible"}
	}
	return &decay{settings: s, seed: seed, x: 1, ballast: make([]byte, s.Int("size"))}, nil
}

func (d *decay) Step() lab.Status {
	if d.status.Final() {
		return d.status
	}
	d.x *= d.settings.Float("rate")
	d.steps++
	d.status.State = lab.Running
	if d.steps == d.settings.Int("length") {
		d.status = lab.Status{State: lab.Converged}
	}
	if d.steps == 3 {
		d.fault()
	}
	return d.status
}

func (d *decay) fault() {
	switch d.settings.Choice("fault") {
	case "stop":
		d.status = lab.Status{State: lab.Stopped, Reason: "diverged at step 3"}
	case "panic":
		panic("labtest: asked to panic")
	}
}

func (d *decay) Status() lab.Status { return d.status }
func (d *decay) Steps() int         { return d.steps }

func (d *decay) Progress() float64 {
	return float64(d.steps) / float64(d.settings.Int("length"))
}

func (d *decay) Frame(f *lab.Frame) {
	f.Begin("Decay", fmt.Sprintf("step %d", d.steps))
	f.Summary = fmt.Sprintf("x is %s.", lab.Number(d.x, 3))
	f.AddReadout("x", lab.Number(d.x, 3), "")
	p := f.AddPanel("x", lab.Axis{Label: "step"}, lab.Axis{Label: "x"})
	p.Acts = "x"
	if d.settings.Bool("shown") {
		p.AddSegment("x", lab.Network, 0, math.NaN(), float64(d.steps), d.x)
	}
}

// Checks hold x against the closed form rateⁿ.
func (d *decay) Checks() []lab.Check {
	truth := math.Pow(d.settings.Float("rate"), float64(d.steps))
	if d.settings.Choice("fault") == "check" {
		truth++
	}
	return []lab.Check{
		lab.Relative("x", d.x, truth, 1e-12, "closed form rⁿ"),
		lab.Near("x is real", 0, 0, 0, "definition"),
	}
}

func (d *decay) Memory() lab.Memory {
	n := int64(len(d.ballast))
	return lab.Memory{Planned: n, Peak: n}
}

func (d *decay) Change(s lab.Settings) error {
	d.settings = s
	return nil
}

func (d *decay) Act(a lab.Action) error {
	if a.Panel != "x" {
		return fmt.Errorf("no panel %q", a.Panel)
	}
	d.x = a.Y
	if d.status.State == lab.Converged { // there is something to do again
		d.steps, d.status.State = 0, lab.Running
	}
	return nil
}

func (d *decay) Snapshot() []byte {
	var w lab.Writer
	w.Uint(d.seed)
	w.Int(d.steps)
	w.Float(d.x)
	w.Int(int(d.status.State))
	w.String(d.status.Reason)
	return w.Bytes
}

func (d *decay) Restore(snapshot []byte) error {
	r := lab.Reader{Bytes: snapshot}
	d.seed = r.Uint()
	d.steps = r.Int()
	d.x = r.Float()
	d.status.State = lab.State(r.Int())
	d.status.Reason = r.String()
	return r.Done()
}
