package law

import (
	"fmt"
	"strings"
)

// A Remark is what can be said of a problem before anything is solved.
type Remark struct {
	At    int // in characters of the text
	Grave bool
	Text  string
}

// Remarks says what is wrong with a problem, gravely so or perhaps, in the order of
// counts, conditions, kind and truth.
func (p *Problem) Remarks() (all []Remark) {
	all = append(all, p.unusedRemarks()...)
	all = append(all, p.countRemarks()...)
	all = append(all, p.pairRemarks()...)
	all = append(all, p.kindRemarks()...)
	all = append(all, p.familyRemarks()...)
	all = append(all, p.scaleRemarks()...)
	return append(all, p.truthRemarks()...)
}

// unusedRemarks says which numbers stand nowhere: a name may be misspelt.
func (p *Problem) unusedRemarks() (all []Remark) {
	used := map[int]bool{}
	look := func(n *Node) {
		if n != nil {
			n.any(func(n *Node) bool {
				if n.Op == Param {
					used[n.Index] = true
				}
				return false
			})
		}
	}
	for _, e := range p.Laws {
		look(e.Left)
		look(e.Right)
	}
	for _, c := range p.Conditions {
		look(c.Left)
		look(c.Right)
		for _, w := range c.Places {
			for _, f := range w.Fixed {
				look(f.Value)
			}
		}
	}
	for _, f := range p.Fields {
		look(f.Truth)
	}
	for _, q := range p.Params {
		look(q.Of)
	}
	for _, g := range p.Where {
		look(g.Node)
	}
	for i, q := range p.Params {
		if !used[i] && q.Kind != Constant {
			all = append(all, remark(0, false, "%s stands in no law", q.Name)...)
		}
	}
	return all
}

func remark(at int, grave bool, format string, args ...any) []Remark {
	return []Remark{{at, grave, fmt.Sprintf(format, args...)}}
}

// plural counts conditions.
func plural(n int) string {
	if n == 1 {
		return "1 condition"
	}
	return fmt.Sprintf("%d conditions", n)
}

// truthRemarks says where the known solution does not satisfy an equation.
func (p *Problem) truthRemarks() (all []Remark) {
	for _, v := range p.Verify() {
		what := p.Text(v.Equation.Left) + " = " + p.Text(v.Equation.Right)
		switch {
		case v.Points == 0:
			all = append(all, remark(v.Equation.At, false, "whether the truth satisfies %s was not told: it has no value at the points looked at", what)...)
		case !v.Vanishes():
			all = append(all, remark(v.Equation.At, true, "the truth does not satisfy %s: at %s the sides differ by %.3g", what, p.pointText(v.Where), v.Largest)...)
		}
	}
	return all
}

func (p *Problem) pointText(at [MaxInputs]float64) string {
	var all []string
	for i, c := range p.Inputs {
		all = append(all, fmt.Sprintf("%s = %.4g", c.Name, at[i]))
	}
	return strings.Join(all, ", ")
}

// Values beyond this should be scaled: networks work best near 1.
const large = 30

// scaleRemarks says where a field is far from 1 at the places where it is given.
func (p *Problem) scaleRemarks() (all []Remark) {
	for f := range p.Fields {
		most, at := 0.0, 0
		for i := range p.Conditions {
			c := &p.Conditions[i]
			right := p.prescribed(c, f)
			if right == nil {
				continue
			}
			for _, s := range p.sites(c) {
				e := p.evaluation()
				e.at = s.at
				if v := e.value(right); max(v, -v) > most {
					most, at = max(v, -v), c.At
				}
			}
		}
		if most > large {
			all = append(all, remark(at, false, "%s is of the order of %.2g: write it as %.2g times a field of order 1", p.Fields[f].Name, most, most)...)
		}
	}
	return all
}

// prescribed is the value that a condition gives to a field, nil where it gives none.
func (p *Problem) prescribed(c *Condition, field int) *Node {
	is := func(n *Node) bool { return n.Op == Unknown && n.Index == field }
	known := func(n *Node) bool {
		return p.work(n) < mostWork/1000 && !n.any(func(n *Node) bool { return n.Op == Unknown || n.Op == Param && p.Params[n.Index].Kind >= Sought })
	}
	switch {
	case c.Left == nil || len(c.Places) == 0:
	case is(c.Left) && known(c.Right):
		return c.Right
	case is(c.Right) && known(c.Left):
		return c.Left
	}
	return nil
}
