package law

import (
	"math"
	"strings"
)

// A speaker writes trees as they are read aloud.
type speaker struct {
	p     *Problem
	depth int
}

var spoken = map[Op]string{Add: " plus ", Sub: " minus ", Mul: " times ", Div: " divided by ", Less: " less than ", And: " and ", Or: " or "}

var repeatedly = [...]string{"", "", " twice", " three times", " four times"}

// say is a tree, in spoken brackets where it binds less than bind.
func (w speaker) say(n *Node, bind int) string {
	z := w.bare(n)
	b := strength(n)
	if n.Op == If {
		b = bindOr
	}
	if b < bind {
		return "open bracket " + z + " close bracket"
	}
	return z
}

func (w speaker) bare(n *Node) string {
	switch n.Op {
	case Add, Sub, Mul, Div, Less, And, Or:
		b := strength(n)
		return w.say(n.Args[0], b) + spoken[n.Op] + w.say(n.Args[1], b+1)
	case Power:
		return w.power(n)
	case Neg:
		return "minus " + w.say(n.Args[0], bindSign)
	case Not:
		return "not " + w.say(n.Args[0], bindNot+1)
	case Apply:
		return w.function(n)
	case If:
		return w.say(n.Args[1], 0) + " if " + w.say(n.Args[0], 0) + ", else " + w.say(n.Args[2], 0)
	case Derivative:
		return w.derivative(n)
	case Laplacian:
		return "the Laplacian of " + w.say(n.Args[0], bindPower)
	case Normal:
		return "the normal derivative of " + w.say(n.Args[0], bindPower)
	case At:
		var all []string
		for _, a := range n.Args[1:] {
			all = append(all, w.say(a, 0))
		}
		return w.say(n.Args[0], 0) + " at " + strings.Join(all, ", ")
	case Total:
		return "the integral of " + w.say(n.Args[0], bindProduct) + " over the domain"
	case Integral:
		return w.integral(n)
	case Jump:
		return "the jump of " + w.say(n.Args[0], bindProduct) + " at " + w.p.Inputs[n.Index].Name + " equals " + w.say(n.Args[1], 0)
	case Number:
		if n.Value == math.Pi {
			return "pi"
		}
	}
	return strings.ReplaceAll(printer{p: w.p}.bare(n), "_", " sub ")
}

func (w speaker) power(n *Node) string {
	base := w.say(n.Args[0], bindAtom)
	if n.Args[0].Op >= Apply {
		base = "open bracket " + base + " close bracket"
	}
	switch {
	case n.Args[1].is(2):
		return base + " squared"
	case n.Args[1].is(3):
		return base + " cubed"
	}
	return base + " to the power " + w.say(n.Args[1], bindAtom)
}

func (w speaker) function(n *Node) string {
	names := map[Function]string{Abs: "the absolute value", Sqrt: "the square root", Exp: "the exponential", Log: "the logarithm",
		Sin: "sine", Cos: "cosine", Tan: "tangent", Sinh: "hyperbolic sine", Cosh: "hyperbolic cosine", Tanh: "hyperbolic tangent",
		Asin: "inverse sine", Acos: "inverse cosine", Atan: "inverse tangent", Erf: "the error function", Sign: "the sign", Step: "the step function",
		Min: "the least", Max: "the greatest", Atan2: "the angle"}
	var all []string
	for _, a := range n.Args {
		all = append(all, w.say(a, bindPower))
	}
	return names[Function(n.Index)] + " of " + strings.Join(all, " and ")
}

func (w speaker) derivative(n *Node) string {
	z := "the derivative of " + w.say(n.Args[0], bindPower) + " by "
	var by []string
	for i, k := range n.Order {
		if k > 0 {
			by = append(by, w.p.Inputs[i].Name+repeatedly[k])
		}
	}
	return z + strings.Join(by, " and ")
}

func (w speaker) integral(n *Node) string {
	name, inner := dummy(w.depth, w.p), w
	if n.Index >= 0 {
		name = w.p.Inputs[n.Index].Name
	} else {
		inner.depth++
	}
	return "the integral of " + inner.say(n.Args[0], bindProduct) + " over " + name + " from " + w.say(n.Args[1], 0) + " to " + w.say(n.Args[2], 0)
}

// Say is a tree of the problem as it is read aloud.
func (p *Problem) Say(n *Node) string { return speaker{p: p}.say(n, 0) }

// Speech is the laws and conditions as they are read aloud.
func (p *Problem) Speech() string {
	var all []string
	for _, e := range p.Laws {
		all = append(all, p.Say(e.Left)+" equals "+p.Say(e.Right))
	}
	for i := range p.Conditions {
		c := &p.Conditions[i]
		if c.Kind == Periodic {
			all = append(all, "periodic in "+p.Inputs[c.Periodic].Name)
			continue
		}
		z := p.Say(c.Left) + " equals " + p.Say(c.Right)
		var places []string
		for _, w := range c.Places {
			place := "on the boundary"
			switch w.Kind {
			case Edge:
				place = "on " + p.Where[w.Region].Name
			case Section:
				var fixed []string
				for _, f := range w.Fixed {
					fixed = append(fixed, p.Inputs[f.Input].Name+" equals "+p.Say(f.Value))
				}
				place = "where " + strings.Join(fixed, " and ")
			}
			places = append(places, place)
		}
		if places != nil {
			z += " " + strings.Join(places, " or ")
		}
		all = append(all, z)
	}
	return strings.Join(all, "; ")
}
