package pde

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"residual/core/catalogue"
	"residual/core/lab"
	"residual/core/law"
)

// A posed problem is what a visitor asks for: a law, and the values of its
// parameters at present.
type posed struct {
	*law.Problem
	text    string
	entry   catalogue.Entry
	moved   int       // the parameter that the slider moves; −1: there is none
	values  []float64 // of all parameters
	remarks []law.Remark
}

// textOf is a text, or that of the entry of the catalogue whose name it is.
func textOf(text string) string {
	if e := catalogue.Find(strings.TrimSpace(text)); e != nil {
		return e.Text
	}
	return text
}

// entryOf is what the catalogue has of a text; of a typed one it is what that is called.
func entryOf(text string) catalogue.Entry {
	for _, e := range catalogue.All {
		if e.Text == text {
			return e
		}
	}
	return catalogue.Entry{Title: "The typed problem"}
}

// pose reads what is asked for, with the slider of a parameter at by. What cannot be read is the text's fault, at its
// place, and so is what is gravely wrong with it, unless it is to be tried anyway.
func pose(s lab.Settings, by float64) (*posed, error) {
	text := textOf(problemText.Of(s))
	p, err := law.Parse(text)
	if err != nil {
		return nil, problemText.Wrong("%s", wrong(text, err))
	}
	q := &posed{Problem: p, text: text, entry: entryOf(text), moved: -1, values: p.Values(), remarks: p.Remarks()}
	if r := q.gravest(); r != nil && !anyway.Of(s) {
		return nil, problemText.Wrong("%s; with “Train all the same” it is tried", at(text, r.At, r.Text))
	}
	if err := q.choose(strings.TrimSpace(movedName.Of(s))); err != nil {
		return nil, err
	}
	return q, q.move(by)
}

// wrong is why a text is not read, at its place.
func wrong(text string, err error) string {
	var e *law.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	return at(text, e.At, e.Reason)
}

// at says something of a place in a text.
func at(text string, place int, what string) string {
	before := []rune(text)
	line := 1 + strings.Count(string(before[:min(place, len(before))]), "\n")
	return fmt.Sprintf("at character %d, line %d: %s", place+1, line, what)
}

// gravest is the first grave remark, or nil.
func (q *posed) gravest() *law.Remark {
	if i := slices.IndexFunc(q.remarks, func(r law.Remark) bool { return r.Grave }); i >= 0 {
		return &q.remarks[i]
	}
	return nil
}

// choose sets which parameter the slider moves: the one of that name, or the first
// that has a range.
func (q *posed) choose(name string) error {
	var sliders []string
	for i, p := range q.Params {
		if p.Kind != law.Slider {
			continue
		}
		if sliders = append(sliders, p.Name); p.Name == name || name == "" && q.moved < 0 {
			q.moved = i
		}
	}
	switch {
	case name == "" || q.moved >= 0:
		return nil
	case len(sliders) == 0:
		return movedName.Wrong("no parameter of this problem has a range: write one as a = 1 in [0, 2]")
	}
	return movedName.Wrong("%q has no range; those with one are %s", name, strings.Join(sliders, ", "))
}

// move sets the parameter that the slider moves: 0 is its value in the text, −1 and
// 1 are the ends of its range.
func (q *posed) move(by float64) error {
	if q.moved < 0 {
		if by != 0 {
			return shift.Wrong("this problem has no parameter with a range to move")
		}
		return nil
	}
	q.values[q.moved] = q.moves(by)
	q.Derive(q.values)
	return nil
}

// moves is the value of the moved parameter at a place of the slider.
func (q *posed) moves(by float64) float64 {
	p := q.Params[q.moved]
	if by < 0 {
		return p.Value + float64(by*(p.Value-p.Lo))
	}
	return p.Value + float64(by*(p.Hi-p.Value))
}

// scale gives the slider the name and the range of the parameter.
func (q *posed) scale() lab.Scale {
	c := lab.Scale{Knob: shift.Name}
	if q.moved < 0 {
		return c
	}
	c.Name = q.Params[q.moved].Name
	for _, by := range []float64{-1, 0, 1} {
		if v := q.moves(by); len(c.Values) == 0 || v > c.Values[len(c.Values)-1] {
			c.At, c.Values = append(c.At, by), append(c.Values, v)
		}
	}
	return c
}
