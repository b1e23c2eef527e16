package expr

import (
	"strconv"
	"strings"
)

// A phrase is an expression as text, and how strongly its last operator binds.
type phrase struct {
	text string
	bind int
}

// words is the algebra of phrases: brackets stand only where they are needed.
type words struct{}

const bindAtom = bindPower + 1

func (words) Number(v float64) phrase {
	p := phrase{strconv.FormatFloat(v, 'g', -1, 64), bindAtom}
	if v < 0 {
		p.bind = bindSign
	}
	return p
}

// within puts brackets around a phrase that binds less than bind.
func (p phrase) within(bind int) string {
	if p.bind < bind {
		return "(" + p.text + ")"
	}
	return p.text
}

func (words) Binary(op Op, a, b phrase) phrase {
	bind, space := bindSum, " "
	if op == Mul || op == Div {
		bind, space = bindProduct, ""
	}
	return phrase{a.within(bind) + space + op.String() + space + b.within(bind+1), bind}
}

func (words) Unary(op Op, a phrase) phrase {
	if op == Neg {
		return phrase{"-" + a.within(bindSign), bindSign}
	}
	return phrase{op.String() + "(" + a.text + ")", bindAtom}
}

func (words) Power(a phrase, n int) phrase {
	exponent := strconv.Itoa(n)
	if n < 0 {
		exponent = "(" + exponent + ")"
	}
	return phrase{a.within(bindAtom) + "^" + exponent, bindPower}
}

// String writes the system as Parse reads it.
func (s *System) String() string {
	var vars, params []phrase
	var parts []string
	for _, v := range s.Vars {
		vars = append(vars, phrase{v.Name, bindAtom})
	}
	for _, p := range s.Params {
		params = append(params, phrase{p.Name, bindAtom})
	}
	for i, n := range s.Rights {
		parts = append(parts, s.Vars[i].Name+"' = "+Eval(n, Algebra[phrase](words{}), vars, params).text)
	}
	for _, p := range s.Params {
		parts = append(parts, p.Name+" = "+written(p.Value)+" in ["+written(p.Lo)+", "+written(p.Hi)+"]")
	}
	for _, v := range s.Vars {
		parts = append(parts, v.Name+" in ["+written(v.Lo)+", "+written(v.Hi)+"]")
	}
	return strings.Join(parts, "; ")
}

func written(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
