package law

import (
	"fmt"
	"strings"
)

// countRemarks compares how many conditions there are with the orders of the laws.
func (p *Problem) countRemarks() (all []Remark) {
	if len(p.Inputs) == 1 {
		return p.countOrdinary()
	}
	for f, field := range p.Fields {
		if field.Coefficient {
			continue
		}
		for _, i := range field.Inputs {
			all = append(all, p.countAlong(f, i)...)
		}
	}
	return all
}

// countOrdinary does so for functions of one variable: the orders of all fields add
// up, and so do all conditions. An eigenvalue takes one more, a norm.
func (p *Problem) countOrdinary() []Remark {
	need, given, eigenvalues, inverse := 0, 0, 0, false
	var where []string
	for f, field := range p.Fields {
		need += p.Order(f, 0)
		inverse = inverse || field.Coefficient
	}
	for _, q := range p.Params {
		if q.Kind == Eigen {
			eigenvalues++
		}
		inverse = inverse || q.Kind == Sought
	}
	for i := range p.Conditions {
		n := p.counted(&p.Conditions[i], -1, 0)
		given += n
		if n > 0 {
			where = append(where, p.condition(&p.Conditions[i]))
		}
	}
	name := p.Inputs[0].Name
	text := "the laws are of order %d in %s and need %s in %s; there " + are(given) + "%s"
	switch {
	case given < need:
		return remark(p.Laws[0].At, true, text, need, name, plural(need), name, given, listed(where))
	case given > need+eigenvalues && !inverse:
		return remark(p.Conditions[len(p.Conditions)-1].At, true, text, need, name, plural(need), name, given, listed(where))
	}
	return nil
}

func are(n int) string {
	if n == 1 {
		return "is %d"
	}
	return "are %d"
}

func listed(where []string) string {
	if where == nil {
		return ""
	}
	return ": " + strings.Join(where, "; ")
}

// counted is how many conditions in an input a condition is worth for a field, −1:
// for any.
func (p *Problem) counted(c *Condition, field, input int) (n int) {
	if c.Kind == Periodic {
		if c.Periodic != input {
			return 0
		}
		for f := range p.Fields {
			if field < 0 || f == field {
				n += p.Order(f, input)
			}
		}
		return n
	}
	if field >= 0 && !c.any(func(n *Node) bool { return n.Op == Unknown && n.Index == field }) {
		return 0
	}
	if c.Kind == Integrated || c.Kind == Link {
		if len(p.Inputs) == 1 || c.Kind == Link && p.linked(c, input) {
			return 1
		}
		return 0
	}
	for _, w := range c.Places {
		switch {
		case w.Kind != Section && p.Inputs[input].Kind == Space:
			n += 2
		case w.Kind == Section && (len(w.Fixed) == 1 || len(p.Inputs) == 1) && w.Fixed[0].Input == input:
			n++
		}
	}
	return n
}

// linked tells whether a condition is between places that differ in an input.
func (p *Problem) linked(c *Condition, input int) bool {
	s := c.sections(p)
	return len(s) == 2 && len(s[0]) == 1 && len(s[1]) == 1 && s[0][0].Input == input && s[1][0].Input == input
}

// countAlong compares order and conditions of a field in one input. In systems a
// first derivative in space may need none, as that of a pressure.
func (p *Problem) countAlong(f, i int) []Remark {
	need, given, edges := p.Order(f, i), 0, false
	var where []string
	low, high := 0, 0
	for k := range p.Conditions {
		c := &p.Conditions[k]
		n := p.counted(c, f, i)
		if given += n; n > 0 {
			where = append(where, p.condition(c))
		}
		for _, w := range c.Places {
			edges = edges || w.Kind == Edge
			if w.Kind == Section && len(w.Fixed) == 1 && w.Fixed[0].Input == i && n > 0 {
				switch p.constant(w.Fixed[0].Value) {
				case p.Inputs[i].Lo:
					low++
				case p.Inputs[i].Hi:
					high++
				}
			}
		}
	}
	c, name := p.Inputs[i], p.Fields[f].Name
	inverse := p.inverse()
	switch {
	case need == 0 || c.Kind == Label || edges, c.Kind == Space && need == 1 && len(p.Fields) > 1:
		return nil
	case given < need, given > need && !inverse:
		text := fmt.Sprintf("%s is of order %d in %s and needs %s in %s", name, need, c.Name, plural(need), c.Name)
		if c.Kind == Space && need == 1 {
			text += ", where it flows in"
		}
		return remark(p.Laws[0].At, given < need || need > 1, text+"; there "+are(given)+"%s", given, listed(where))
	case c.Kind == Space && need == 2 && max(low, high) == 2 && given == 2 && p.Order(f, max(0, p.time())) < 2:
		return remark(p.Laws[0].At, true, "both conditions on %s in %s stand at one end: such a problem is ill-posed, for small changes of them grow without bound", name, c.Name)
	}
	return nil
}

// inverse tells whether something is to be found from data.
func (p *Problem) inverse() bool {
	for _, f := range p.Fields {
		if f.Coefficient {
			return true
		}
	}
	for _, q := range p.Params {
		if q.Kind == Sought {
			return true
		}
	}
	return p.Data != nil
}
