package law

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A printer writes trees of a problem as text that is read as the same trees.
type printer struct {
	p     *Problem
	depth int // of integrals over something of their own
}

const bindAtom = bindPower + 1

// strengths is how strongly operators bind in what is written.
var strengths = map[Op]int{Add: bindSum, Sub: bindSum, Mul: bindProduct, Div: bindProduct, Power: bindPower, Neg: bindSign,
	Less: bindOrder, And: bindAnd, Or: bindOr, Not: bindNot}

func strength(n *Node) int {
	if b, ok := strengths[n.Op]; ok {
		return b
	}
	return bindAtom
}

var signs = map[Op]string{Add: " + ", Sub: " - ", Mul: "*", Div: "/", Power: "^", Less: " < ", And: " and ", Or: " or "}

// text writes a tree, in brackets where it binds less than bind.
func (w printer) text(n *Node, bind int) string {
	z := w.bare(n)
	if strength(n) < bind {
		return "(" + z + ")"
	}
	return z
}

func (w printer) bare(n *Node) string {
	switch n.Op {
	case Number:
		return numeralText(n.Value)
	case Input:
		return w.p.Inputs[n.Index].Name
	case Bound:
		return dummy(n.Index, w.p)
	case Param:
		return w.p.Params[n.Index].Name
	case Unknown:
		return w.p.Fields[n.Index].Name
	case Add, Sub, Mul, Div, Less, And, Or:
		b := strength(n)
		return w.text(n.Args[0], b) + signs[n.Op] + w.text(n.Args[1], b+1)
	case Power:
		return w.text(n.Args[0], bindAtom) + "^" + w.text(n.Args[1], bindAtom)
	case Neg:
		return "-" + w.text(n.Args[0], bindSign)
	case Not:
		return "not " + w.text(n.Args[0], bindNot+1)
	case Apply:
		return Function(n.Index).String() + w.list(n.Args)
	case If:
		return "if" + w.list(n.Args)
	case Derivative:
		return w.derivative(n)
	case Laplacian:
		return "laplace(" + w.text(n.Args[0], 0) + ")"
	case Normal:
		return "normal(" + w.text(n.Args[0], 0) + ")"
	case At:
		return w.text(n.Args[0], bindAtom) + w.list(n.Args[1:])
	case Total:
		return "int(" + w.text(n.Args[0], 0) + ")"
	case Integral:
		return w.integral(n)
	}
	return fmt.Sprintf("jump(%s, %s = %s)", w.text(n.Args[0], 0), w.p.Inputs[n.Index].Name, w.text(n.Args[1], 0))
}

func (w printer) list(args []*Node) string {
	var all []string
	for _, a := range args {
		all = append(all, w.text(a, 0))
	}
	return "(" + strings.Join(all, ", ") + ")"
}

// integral writes int(f, x, from, to).
func (w printer) integral(n *Node) string {
	name, inner := dummy(w.depth, w.p), w
	if n.Index >= 0 {
		name = w.p.Inputs[n.Index].Name
	} else {
		inner.depth++
	}
	return fmt.Sprintf("int(%s, %s, %s, %s)", inner.text(n.Args[0], 0), name, w.text(n.Args[1], 0), w.text(n.Args[2], 0))
}

// dummy is the name of what an integral runs over, which nothing else has.
func dummy(i int, p *Problem) string {
	name := "s" + strings.Repeat("s", i)
	for p.input(name) >= 0 || p.field(name) >= 0 || p.param(name) >= 0 {
		name += "_"
	}
	return name
}

// derivative writes u_xx, or diff(…, x, 2).
func (w printer) derivative(n *Node) string {
	if n.Args[0].Op == Unknown {
		name, by := w.p.Fields[n.Args[0].Index].Name+"_", w.by(n.Order)
		if short := name + strings.Join(by, ""); w.p.brief() && w.p.param(short) < 0 && w.p.field(short) < 0 {
			return short
		}
		return name + "{" + strings.Join(by, " ") + "}"
	}
	z := "diff(" + w.text(n.Args[0], 0)
	for i, k := range n.Order {
		if k > 0 {
			z += fmt.Sprintf(", %s, %d", w.p.Inputs[i].Name, k)
		}
	}
	return z + ")"
}

// brief tells whether all inputs are single letters, so that u_xx can be read in one
// way.
func (p *Problem) brief() bool {
	for _, c := range p.Inputs {
		if len([]rune(c.Name)) > 1 {
			return false
		}
	}
	return true
}

// by is the inputs of a derivative, each as often as is differentiated by it.
func (w printer) by(o Order) (all []string) {
	for i, k := range o {
		for range k {
			all = append(all, w.p.Inputs[i].Name)
		}
	}
	return all
}

// numeralText is a number, by its name where it has one.
func numeralText(v float64) string {
	switch v {
	case math.Pi:
		return "pi"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// Text writes a tree of the problem as Parse reads it.
func (p *Problem) Text(n *Node) string { return printer{p: p}.text(n, 0) }

// String writes the problem as Parse reads it.
func (p *Problem) String() string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, c := range p.Inputs {
		every := ""
		if c.Kind == Label {
			every = "for every "
		}
		add("%s%s in [%s, %s]", every, c.Name, numeralText(c.Lo), numeralText(c.Hi))
	}
	for _, f := range p.Fields {
		before := ""
		if f.Coefficient {
			before = "unknown "
		}
		add("%s%s(%s)", before, f.Name, strings.Join(p.names(f.Inputs), ", "))
	}
	for _, q := range p.Params {
		add("%s", p.parameterText(&q))
	}
	for _, g := range p.Where {
		name := ""
		if g.Name != "" {
			name = g.Name + ": "
		}
		add("where %s%s", name, p.Text(g.Node))
	}
	for i, f := range p.Fields {
		if f.Truth != nil {
			add("truth %s = %s", p.Fields[i].Name, p.Text(f.Truth))
		}
	}
	for _, e := range p.Laws {
		add("%s = %s", p.Text(e.Left), p.Text(e.Right))
	}
	for i := range p.Conditions {
		add("%s", p.condition(&p.Conditions[i]))
	}
	if p.Data != nil {
		add("data %s", strings.Join(p.Data, ", "))
	}
	return strings.Join(lines, "\n")
}

func (p *Problem) names(inputs []int) (all []string) {
	for _, i := range inputs {
		all = append(all, p.Inputs[i].Name)
	}
	return all
}

func (p *Problem) parameterText(q *Parameter) string {
	z := q.Name
	switch {
	case q.Kind == Sought:
		z = "unknown " + z
	case q.Kind == Eigen:
		z = "eigen " + z
	}
	if q.Of != nil {
		return z + " = " + p.Text(q.Of)
	}
	if !math.IsNaN(q.Value) {
		z += " = " + numeralText(q.Value)
	}
	if q.Lo < q.Hi && !math.IsInf(q.Lo, -1) {
		z += fmt.Sprintf(" in [%s, %s]", numeralText(q.Lo), numeralText(q.Hi))
	}
	if !math.IsNaN(q.Truth) {
		z += fmt.Sprintf("\ntruth %s = %s", q.Name, numeralText(q.Truth))
	}
	return z
}

// condition writes a condition with its places behind it.
func (p *Problem) condition(c *Condition) string {
	if c.Kind == Periodic {
		return "periodic in " + p.Inputs[c.Periodic].Name
	}
	z := p.Text(c.Left) + " = " + p.Text(c.Right)
	var places []string
	for _, w := range c.Places {
		places = append(places, p.placeText(w))
	}
	if places == nil {
		return z
	}
	return z + " on " + strings.Join(places, " and ")
}

func (p *Problem) placeText(w Place) string {
	switch w.Kind {
	case Boundary:
		return "boundary"
	case Edge:
		return p.Where[w.Region].Name
	}
	var all []string
	for _, f := range w.Fixed {
		all = append(all, p.Inputs[f.Input].Name+" = "+p.Text(f.Value))
	}
	if len(all) > 1 {
		return "(" + strings.Join(all, ", ") + ")"
	}
	return all[0]
}
