// Package labtest holds a small lab for testing what carries labs (the runner,
// the Worker, the page), and the contract that every lab is held to. The lab
// decays a number, xₙ₊₁ = rate·xₙ from x₀ = 1, and can be asked to go wrong in
// each of the ways a lab can.
package labtest

import (
	"errors"
	"fmt"
	"math"

	"residual/core/codec"
	"residual/core/lab"
)

// The ways to go wrong.
type fault int

const (
	none fault = iota
	atStart
	inCheck
	byStop
	byPanic
)

var (
	length = lab.IntKnob(lab.Knob{Name: "length", Label: "Length", Help: "steps until it ends", Min: 1, Max: 1e9, Default: "10"})
	rate   = lab.FloatKnob(lab.Knob{Name: "rate", Label: "Rate", Help: "factor of a step", Min: -2, Max: 2, Default: "0.5", Live: true})
	size   = lab.IntKnob(lab.Knob{Name: "size", Label: "Size", Unit: "B", Help: "bytes of the state", Min: 0, Max: 1e9, Default: "0"})
	shown  = lab.BoolKnob(lab.Knob{Name: "shown", Label: "Shown", Help: "whether the curve is drawn", Default: "on", Live: true})
	faulty = lab.ChoiceKnob[fault](lab.Knob{Name: "fault", Label: "Fault", Help: "what goes wrong at step 3",
		Choices: []string{"none", "start", "check", "stop", "panic"},
		Labels:  []string{"nothing", "the start", "a check", "a stop", "a panic"}, Default: "none"})
)

// Decay is the lab.
var Decay = lab.Lab{
	Name: "decay", Title: "Decay", Law: "xₙ₊₁ = r·xₙ", Hint: "press to set x",
	Knobs: lab.List(length, rate, size, shown, faulty),
	New:   newDecay,
}

type decay struct {
	lab.Base
	length, due int // the step at which it ends
	fault       fault
	rate        float64
	shown       bool
	x           float64
	x0          float64 // x is x0·rateⁿ, n steps after from
	from        int
	ballast     []float64
}

func newDecay(s lab.Settings, _ uint64) (lab.Experiment, error) {
	if faulty.Of(s) == atStart {
		return nil, faulty.Wrong("start is not possible")
	}
	d := &decay{length: length.Of(s), due: length.Of(s), fault: faulty.Of(s), x: 1, x0: 1, ballast: make([]float64, (size.Of(s)+7)/8)}
	return d, d.Change(s)
}

func (d *decay) Step() {
	d.x *= d.rate
	if d.Steps() == d.due {
		d.Converge("")
	}
	if d.Steps() == 3 {
		d.goWrong()
	}
}

func (d *decay) goWrong() {
	switch d.fault {
	case byStop:
		d.Stop("diverged at step 3")
	case byPanic:
		panic("labtest: asked to panic")
	}
}

func (d *decay) Progress() float64 { return 1 - float64(d.due-d.Steps())/float64(d.length) }

// stage is what the panel is called on which x is set.
const stage = "x"

func (d *decay) Frame(f *lab.Frame) {
	f.Begin("Decay", fmt.Sprintf("step %d", d.Steps()))
	f.Summary = fmt.Sprintf("x is %s.", lab.Number(d.x, 3))
	f.AddNumber("x", d.x, 3, "")
	p := f.AddPanel("x", lab.Axis{Label: "step"}, lab.Axis{Label: "x"})
	p.Acts = stage
	if d.shown {
		p.AddSegment("x", lab.Network, 0, math.NaN(), float64(d.Steps()), d.x)
	}
}

// Tables hold the powers of the rate.
func (d *decay) Tables() []lab.Table {
	t := lab.NewTable("powers")
	n, power, sign := make([]float64, 4), make([]float64, 4), make([]string, 4)
	for i := range n {
		n[i], power[i], sign[i] = float64(i), math.Pow(d.rate, float64(i)), "not negative"
		if power[i] < 0 {
			sign[i] = "negative"
		}
	}
	t.AddNumbers("n", "", n)
	t.AddNumbers("rⁿ", "m", power)
	t.AddWords("sign", sign)
	return []lab.Table{t}
}

// Checks hold x against the closed form rateⁿ.
func (d *decay) Checks() []lab.Check {
	truth := d.x0 * math.Pow(d.rate, float64(d.Steps()-d.from))
	if d.fault == inCheck {
		truth++
	}
	return []lab.Check{
		lab.Relative("x", d.x, truth, 1e-12, "closed form rⁿ"),
		lab.ByConstruction("x is real", 0, 0, "products of real numbers are real"),
	}
}

func (d *decay) Memory() lab.Memory {
	n := 8 * int64(len(d.ballast))
	return lab.Memory{Planned: n, Peak: n}
}

// Change begins the closed form anew where the rate changes.
func (d *decay) Change(s lab.Settings) error {
	d.rate, d.shown = rate.Of(s), shown.Of(s)
	d.x0, d.from = d.x, d.Steps()
	return nil
}

var errOutside = errors.New("x is set on its panel")

// Act sets x; a run that had converged decays it for as many steps again.
func (d *decay) Act(a lab.Action) error {
	if a.Panel != stage {
		return errOutside
	}
	d.x, d.x0, d.from = a.Y, a.Y, d.Steps()
	if d.Status().State == lab.Converged {
		d.due = d.Steps() + d.length
		d.Reopen()
	}
	return nil
}

func (d *decay) State(c *codec.Coder) {
	c.Float(&d.x)
	c.Float(&d.x0)
	c.Count(&d.from)
	c.Count(&d.due)
	c.Vector(d.ballast)
}
