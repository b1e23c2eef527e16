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

// printer is the algebra of phrases: brackets stand only where they are needed.
type printer struct{}

const bindAtom = bindPower + 1

func (printer) Number(v float64) phrase {
	p := phrase{strconv.FormatFloat(v, 'g', -1, 64), bindAtom}
	if v < 0 {
		p.bind = bindSign
	}
	return p
}

// bracketed puts brackets around a phrase that binds less than bind.
func (p phrase) bracketed(bind int) string {
	if p.bind < bind {
		return "(" + p.text + ")"
	}
	return p.text
}

func (printer) Binary(op Op, a, b phrase) phrase {
	bind, space := bindSum, " "
	if op == Mul || op == Div {
		bind, space = bindProduct, ""
	}
	return phrase{a.bracketed(bind) + space + op.String() + space + b.bracketed(bind+1), bind}
}

func (printer) Unary(op Op, a phrase) phrase {
	if op == Neg {
		return phrase{"-" + a.bracketed(bindSign), bindSign}
	}
	return phrase{op.String() + "(" + a.text + ")", bindAtom}
}

func (printer) Power(a phrase, n int) phrase {
	exponent := strconv.Itoa(n)
	if n < 0 {
		exponent = "(" + exponent + ")"
	}
	return phrase{a.bracketed(bindAtom) + "^" + exponent, bindPower}
}

func (printer) Raise(a, y phrase) phrase {
	return phrase{a.bracketed(bindAtom) + "^" + y.bracketed(bindAtom), bindPower}
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
		parts = append(parts, s.Vars[i].Name+"' = "+Eval(n, Algebra[phrase](printer{}), vars, params).text)
	}
	for _, p := range s.Params {
		parts = append(parts, p.Name+" = "+format(p.Value)+" in ["+format(p.Lo)+", "+format(p.Hi)+"]")
	}
	for _, v := range s.Vars {
		parts = append(parts, v.Name+" in ["+format(v.Lo)+", "+format(v.Hi)+"]")
	}
	return strings.Join(parts, "; ")
}

func format(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
