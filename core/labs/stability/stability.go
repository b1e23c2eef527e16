// Package stability is the lab of a surrogate for an expert's judgement: is a
// point of rest of ẋ = f(x) stable? Linearisation answers by the eigenvalues of
// the Jacobian, and where the largest real part is near 0 it does not answer at
// all.
//
// The equilibria of a system, from the catalogue or typed in, are found by
// interval arithmetic, so that none in the window is missed; Jacobians come from
// automatic differentiation. Two networks learn from an expert who reads
// eigenvalues from a plot and errs: one is shown the two largest real parts, the
// other the Jacobian itself. Both say how sure they are and abstain where that
// is not enough. They are examined on systems of kinds that they never saw.
package stability

import (
	"errors"
	"fmt"
	"math"

	"residual/core/dyn"
	"residual/core/expr"
	"residual/core/lab"
)

// Lab declares the lab.
var Lab = lab.Lab{
	Name:  "stability",
	Title: "Stable or not, and how sure",
	Law:   "ẋ = f(x);  stable where every Re λ(∂f/∂x) < 0",
	Hint:  "press in the phase portrait to start a trajectory",
	Pace:  30,
	Knobs: []lab.Knob{
		{Name: "system", Label: "System", Kind: lab.Choice, Choices: names(), Default: "duffing",
			Help: "which system to look at; typed is the one written below"},
		{Name: "typed", Label: "Typed system", Kind: lab.Line, Max: 400, Choices: examples,
			Default: examples[0], Help: "equations x' = …, parameters a = 1 in [0, 2], windows x in [-3, 3], with commas between"},
		{Name: "parameters", Label: "Parameters", Kind: lab.Line, Max: 200, Default: "",
			Help: "other values than those given, such as delta = 0.5, mu = 2"},
		{Name: "sweep", Label: "Parameter to sweep", Kind: lab.Line, Max: 40, Default: "",
			Help: "the name of the parameter that is varied; nothing: the first"},
		{Name: "shift", Label: "Shift of that parameter", Kind: lab.Float, Min: -1, Max: 1, Step: 0.01, Default: "0", Live: true,
			Help: "moves it from its value (0) to the lower (−1) or upper end (1) of its range"},
		{Name: "error", Label: "Expert's error τ", Kind: lab.Float, Min: 0, Max: 0.05, Step: 0.001, Default: "0.01",
			Help: "by how much the expert misreads the largest real part, as a standard deviation"},
		{Name: "confidence", Label: "Confidence to answer", Kind: lab.Float, Min: 0.5, Max: 0.999, Step: 0.001, Default: "0.95", Live: true,
			Help: "the chance from which on a network answers; below it abstains"},
		{Name: "reach", Label: "Reach of the picture", Kind: lab.Float, Min: 0.02, Max: 20, Log: true, Default: "1.25", Live: true,
			Help: "how far from 0 the picture of the classifier goes"},
		lab.MemoryKnob(),
	},
	Legacy: start,
}

const typed = "typed"

var examples = []string{
	"x' = mu - x^2, y' = x - y; mu = 0.5 in [-1, 1]",
	"x' = x*(3 - x - 2*y), y' = y*(2 - x - y); x in [-0.5, 4], y in [-0.5, 3]",
	"x' = y, y' = -sin(x) - c*y; c = 0.2 in [-1, 1]; x in [-7, 7]",
	"x' = tanh(w*x - y), y' = tanh(x + w*y); w = 0.5 in [-1, 1]",
}

func names() []string {
	var all []string
	for _, e := range dyn.Catalogue {
		all = append(all, e.Name)
	}
	return append(all, typed)
}

// A subject is the system that a run looks at.
type subject struct {
	entry *dyn.Entry // nil where it was typed
	sys   *expr.System
	swept int
}

// title names the subject.
func (s *subject) title() string {
	if s.entry == nil {
		return "The typed system"
	}
	return s.entry.Title
}

// asGiven tells whether all parameters but the swept one are the catalogue's, so
// that what it knows of bifurcations holds.
func (s *subject) asGiven() bool {
	if s.entry == nil || s.swept < 0 || s.sys.Params[s.swept].Name != s.entry.Sweep {
		return false
	}
	own, _ := expr.Parse(s.entry.Text)
	for i, p := range own.Params {
		if i != s.swept && p.Value != s.sys.Params[i].Value {
			return false
		}
	}
	return true
}

// choose reads what system is asked for.
func choose(s lab.Settings) (*subject, error) {
	c := &subject{}
	text, name := s.Line(typed), "typed"
	for i := range dyn.Catalogue {
		if e := &dyn.Catalogue[i]; e.Name == s.Choice("system") {
			c.entry, text = e, e.Text
		}
	}
	sys, err := expr.Parse(text)
	if err != nil {
		return nil, &lab.KnobError{Knob: name, Reason: err.Error()}
	}
	if n := len(sys.Vars); n < 2 || n > dyn.Most {
		return nil, &lab.KnobError{Knob: name, Reason: fmt.Sprintf("%d equations; give two or three", n)}
	}
	if n := len(sys.Params); n > mostParams {
		return nil, &lab.KnobError{Knob: name, Reason: fmt.Sprintf("%d parameters are too many; give at most %d", n, mostParams)}
	}
	c.sys = sys
	return c, errors.Join(c.set(s.Line("parameters")), c.vary(s.Line("sweep")))
}

const mostParams = 8

// set takes over other values of parameters; a range grows where it must.
func (c *subject) set(text string) error {
	values, err := expr.Values(text)
	if err != nil {
		return &lab.KnobError{Knob: "parameters", Reason: err.Error()}
	}
	for _, v := range values {
		i := c.sys.Param(v.Name)
		if i < 0 {
			return &lab.KnobError{Knob: "parameters", Reason: c.unknown(v.Name)}
		}
		p := &c.sys.Params[i]
		p.Value, p.Lo, p.Hi = v.Value, math.Min(p.Lo, v.Value), math.Max(p.Hi, v.Value)
	}
	return nil
}

// vary chooses the swept parameter.
func (c *subject) vary(name string) error {
	c.swept = c.sys.Param(name)
	if name == "" {
		c.swept = min(0, len(c.sys.Params)-1)
		if c.entry != nil {
			c.swept = c.sys.Param(c.entry.Sweep)
		}
	} else if c.swept < 0 {
		return &lab.KnobError{Knob: "sweep", Reason: c.unknown(name)}
	}
	return nil
}

func (c *subject) unknown(name string) string {
	if len(c.sys.Params) == 0 {
		return fmt.Sprintf("there is no parameter %q; this system has none", name)
	}
	text := fmt.Sprintf("there is no parameter %q; this system has", name)
	for i, p := range c.sys.Params {
		if i > 0 {
			text += ","
		}
		text += " " + p.Name
	}
	return text
}

// shifted is the swept parameter's value at a shift between −1 and 1.
func (c *subject) shifted(shift float64) float64 {
	p := c.sys.Params[c.swept]
	if shift < 0 {
		return p.Value + float64(shift*(p.Value-p.Lo))
	}
	return p.Value + float64(shift*(p.Hi-p.Value))
}
