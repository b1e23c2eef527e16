package law

import (
	"fmt"
	"slices"
	"strings"
)

// A Problem is what a text says: a law, where it holds, and what else is known. One
// goroutine at a time may use it.
type Problem struct {
	Inputs     []Coordinate
	Fields     []Field
	Params     []Parameter
	Where      []Region // all of which hold inside of the domain
	Laws       []Equation
	Conditions []Condition
	Data       []string // names of the columns of a file

	inner [][MaxInputs]float64 // points of the domain, once they are asked for
}

// A Coordinate is an input of the fields and its interval.
type Coordinate struct {
	Name   string
	Lo, Hi float64
	Kind   CoordinateKind
}

// A CoordinateKind says what an input is.
type CoordinateKind int

const (
	Space CoordinateKind = iota
	Time                 // named t or time
	Label                // a parameter that the fields depend on
)

// A Field is a function that is sought.
type Field struct {
	Name        string
	Inputs      []int // in the order of its arguments
	Coefficient bool  // it is found from data and has no law of its own
	Truth       *Node // nil where it is not known
}

// A Parameter is a number.
type Parameter struct {
	Name          string
	Value, Lo, Hi float64
	Kind          ParameterKind
	Of            *Node   // of a Constant: what it is made of, nil for a number
	Truth         float64 // NaN where it is not known
}

// A ParameterKind says what is done with a parameter.
type ParameterKind int

const (
	Constant ParameterKind = iota
	Slider                 // varied between Lo and Hi by whoever looks on
	Sought                 // found from data, between Lo and Hi
	Eigen                  // found with the fields: an eigenvalue
)

// A Region is part of the domain: where Node is not 0.
type Region struct {
	Name string // "" where it has none
	Node *Node

	edge []site // points of its edge, once they are asked for
}

// An Equation says that Left is Right. At is where it stands in the text, in
// characters.
type Equation struct {
	Left, Right *Node
	At          int
}

// A Condition is an equation at a part of the domain.
type Condition struct {
	Equation
	Kind     ConditionKind
	Places   []Place // any of these
	Periodic int     // the input of a Periodic condition
}

// A Place is a part of the boundary or of the domain.
type Place struct {
	Kind   PlaceKind
	Fixed  []Fixed // of a Section
	Region int     // of an Edge
}

// A PlaceKind says what a place is.
type PlaceKind int

const (
	Section  PlaceKind = iota // where inputs have fixed values
	Boundary                  // all sides in space, and the edges of regions
	Edge                      // the edge of a region
)

// Fixed is the value of an input at a place.
type Fixed struct {
	Input int
	Value *Node
}

// A ConditionKind is the usual name of a condition.
type ConditionKind int

const (
	Dirichlet  ConditionKind = iota // the value
	Neumann                         // the normal derivative
	Robin                           // both
	Initial                         // at an end of the time
	Pointwise                       // at a point
	Periodic                        // two sides are one
	Link                            // between several places
	Integrated                      // of an integral
	Interface                       // a jump
)

func (k ConditionKind) String() string {
	return [...]string{"Dirichlet", "Neumann", "Robin", "initial", "at a point", "periodic", "between places", "of an integral", "interface"}[k]
}

// An Error says what is wrong with a text, and where.
type Error struct {
	At           int // in characters, from 0
	Line, Column int // from 1; 0 where the text is not at hand
	Reason       string
}

func newError(text string, at int, reason string) *Error {
	before := []rune(text)
	before = before[:min(at, len(before))]
	e := &Error{At: at, Line: 1, Column: 1, Reason: reason}
	for _, r := range before {
		if e.Column++; r == '\n' {
			e.Line, e.Column = e.Line+1, 1
		}
	}
	return e
}

// In is the error of a problem whose text is given: with line and column.
func (e *Error) In(text string) *Error { return newError(text, e.At, e.Reason) }

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Reason
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

// side is one of a box: the input, from 1, and which end.
type side struct {
	space int
	high  bool
}

var sides = map[string]side{"left": {1, false}, "right": {1, true}, "bottom": {2, false}, "top": {2, true}, "front": {3, false}, "back": {3, true}}

// input is the index of an input, −1 where there is none of that name.
func (p *Problem) input(name string) int {
	for i, c := range p.Inputs {
		if c.Name == name {
			return i
		}
	}
	return -1
}

func (p *Problem) field(name string) int {
	for i, f := range p.Fields {
		if f.Name == name {
			return i
		}
	}
	return -1
}

func (p *Problem) param(name string) int {
	for i, q := range p.Params {
		if q.Name == name {
			return i
		}
	}
	return -1
}

// space is the inputs that are places.
func (p *Problem) space() (all []int) {
	for i, c := range p.Inputs {
		if c.Kind == Space {
			all = append(all, i)
		}
	}
	return all
}

// time is the input that is the time, −1 where there is none.
func (p *Problem) time() int {
	for i, c := range p.Inputs {
		if c.Kind == Time {
			return i
		}
	}
	return -1
}

// nearest is the name that differs least from another, "" where none is near.
func nearest(name string, names []string) string {
	best, least := "", max(1, len([]rune(name))/3)
	if len([]rune(name)) < 2 {
		return ""
	}
	for _, n := range names {
		if d := distance([]rune(strings.ToLower(name)), []rune(strings.ToLower(n))); d <= least && n != name {
			best, least = n, d-1
		}
	}
	return best
}

// distance is how many letters must be put in, left out or replaced (Levenshtein,
// 1966).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		last := row[0]
		row[0] = i + 1
		for j := range b {
			d := last
			if a[i] != b[j] {
				d++
			}
			last = row[j+1]
			row[j+1] = min(d, row[j]+1, last+1)
		}
	}
	return row[len(b)]
}

// Values is the parameters as the text has them.
func (p *Problem) Values() (all []float64) {
	for _, q := range p.Params {
		all = append(all, q.Value)
	}
	return all
}

// Derive computes anew, in values of all parameters, those that are made of others:
// k = a/b after a was changed.
func (p *Problem) Derive(params []float64) {
	e := p.evaluation()
	e.params = params
	for i, q := range p.Params {
		if q.Of != nil {
			params[i] = e.value(q.Of)
		}
	}
}

// With is the problem with other values of its parameters, those that are made of
// others computed anew; nil leaves them as they are.
func (p *Problem) With(params []float64) *Problem {
	q := *p
	q.inner = nil
	q.Params = slices.Clone(p.Params)
	q.Where = slices.Clone(p.Where)
	for i := range q.Where {
		q.Where[i].edge = nil
	}
	if params == nil {
		return &q
	}
	params = slices.Clone(params)
	p.Derive(params)
	for i := range q.Params {
		q.Params[i].Value = params[i]
	}
	return &q
}
