package stability

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"residual/core/dyn"
	"residual/core/expr"
	"residual/core/lab"
)

// A choice is the index of a system in the catalogue, or one beyond for the
// typed one.
type choice int

// A target is the system that is asked for.
type target struct {
	entry     *dyn.Entry // nil where it was typed
	title     string
	equations *expr.System
	swept     int // index of the parameter that is varied; −1: there is none
}

// mostParams is how many parameters a system may have.
const mostParams = 8

// newTarget reads which system is asked for.
func newTarget(s lab.Settings) (target, error) {
	t, text := target{title: "The typed system"}, typedText.Of(s)
	if i := int(systemName.Of(s)); i < len(dyn.Catalogue) {
		t.entry = &dyn.Catalogue[i]
		t.title, text = t.entry.Title, t.entry.Text
		if typed := typedText.Of(s); typed != examples[0] {
			return t, typedText.Wrong("this is not looked at while the system is %s; choose typed", t.entry.Name)
		}
	}
	var err error
	if t.equations, err = expr.Parse(text); err != nil {
		return t, typedText.Wrong("%v", err)
	}
	switch n := len(t.equations.Vars); {
	case n == 1:
		name := t.equations.Vars[0].Name
		return t, typedText.Wrong("one equation; give two or three: add another variable that goes to 0, such as %s' = -%[1]s", spare(name))
	case n > dyn.MaxVars:
		return t, typedText.Wrong("%d equations are too many; give two or three", n)
	}
	if n := len(t.equations.Params); n > mostParams {
		return t, typedText.Wrong("%d parameters are too many; give at most %d", n, mostParams)
	}
	if err := t.set(parameterValues.Of(s)); err != nil {
		return t, err
	}
	if err := t.vary(expr.Spelled(strings.TrimSpace(sweptName.Of(s)))); err != nil {
		return t, err
	}
	return t, t.movable(shift.Of(s))
}

// spare is a name for a variable beside another.
func spare(name string) string {
	if name == "y" {
		return "z"
	}
	return "y"
}

// set takes over other values of parameters; a range grows where it must.
func (t *target) set(text string) error {
	values, err := expr.Values(text)
	if err != nil {
		return parameterValues.Wrong("%v", err)
	}
	for _, v := range values {
		i := t.equations.Param(v.Name)
		if i < 0 {
			return parameterValues.Wrong("%s", t.unknown(v.Name))
		}
		p := &t.equations.Params[i]
		if w := math.Max(1, math.Abs(v.Value)); v.Lo != v.Value-w || v.Hi != v.Value+w { // a range is given
			p.Lo, p.Hi = v.Lo, v.Hi
		}
		p.Value, p.Lo, p.Hi = v.Value, math.Min(p.Lo, v.Value), math.Max(p.Hi, v.Value)
	}
	return nil
}

// vary chooses the swept parameter: the one of that name or, without a name, the
// catalogue's, or of a typed system the first if there is any.
func (t *target) vary(name string) error {
	switch {
	case name != "":
		if t.swept = t.equations.Param(name); t.swept < 0 {
			return sweptName.Wrong("%s", t.unknown(name))
		}
	case t.entry != nil:
		t.swept = t.equations.Param(t.entry.Sweep)
	default:
		t.swept = min(0, len(t.equations.Params)-1)
	}
	return nil
}

// movable refuses a shift where there is no parameter.
func (t *target) movable(by float64) error {
	if t.swept < 0 && by != 0 {
		return shift.Wrong("this system has no parameter to move")
	}
	return nil
}

func (t *target) unknown(name string) string {
	var own []string
	for _, p := range t.equations.Params {
		own = append(own, p.Name)
	}
	return fmt.Sprintf("there is no parameter %q; this system has %s", name, cmp.Or(strings.Join(own, ", "), "none"))
}

// asGiven tells whether all parameters but the swept one are the catalogue's, so
// that what it knows of bifurcations holds.
func (t *target) asGiven() bool {
	if t.entry == nil || t.swept < 0 || t.parameter().Name != t.entry.Sweep {
		return false
	}
	own, _ := expr.Parse(t.entry.Text)
	for i, p := range own.Params {
		if i != t.swept && p.Value != t.equations.Params[i].Value {
			return false
		}
	}
	return true
}

// parameter is the swept one.
func (t *target) parameter() *expr.Param { return &t.equations.Params[t.swept] }

// shifted is the swept parameter's value at a shift between −1 and 1.
func (t *target) shifted(shift float64) float64 {
	p := t.parameter()
	if shift < 0 {
		return p.Value + float64(shift*(p.Value-p.Lo))
	}
	return p.Value + float64(shift*(p.Hi-p.Value))
}

// Scales gives the knob of the shift the name and the range of the parameter.
func (t *target) Scales() []lab.Scale {
	c := lab.Scale{Knob: shift.Name}
	if t.swept < 0 {
		return []lab.Scale{c}
	}
	p := t.parameter()
	c.Name = expr.Letter(p.Name)
	for _, at := range []float64{-1, 0, 1} {
		if v := t.shifted(at); len(c.Values) == 0 || v > c.Values[len(c.Values)-1] {
			c.At, c.Values = append(c.At, at), append(c.Values, v)
		}
	}
	return []lab.Scale{c}
}

func (t *target) planar() bool { return len(t.equations.Vars) == 2 }

// axis is that of variable i.
func (t *target) axis(i int) lab.Axis {
	v := t.equations.Vars[i]
	return lab.Axis{Label: v.Name, Min: v.Lo, Max: v.Hi}
}
