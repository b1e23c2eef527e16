package law

import (
	"html"
	"math"
	"strconv"
	"strings"
)

// A setter writes trees as presentation MathML.
type setter struct {
	p     *Problem
	depth int
}

func element(name string, parts ...string) string {
	return "<" + name + ">" + strings.Join(parts, "") + "</" + name + ">"
}

func sign(s string) string { return element("mo", html.EscapeString(s)) }

// greek are letters by their names.
var greek = map[string]string{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
	"theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
	"chi": "χ", "psi": "ψ", "omega": "ω", "Delta": "Δ", "Omega": "Ω", "Phi": "Φ", "Psi": "Ψ", "Gamma": "Γ", "Lambda": "Λ", "Sigma": "Σ", "Theta": "Θ"}

// identifier is a name, with what follows a letter and _ or digits as a subscript.
func identifier(name string) string {
	base, sub, ok := strings.Cut(name, "_")
	if !ok {
		stem := strings.TrimRight(name, "0123456789")
		if stem != "" && stem != name {
			base, sub, ok = stem, name[len(stem):], true
		}
	}
	z := letters(base)
	if !ok || base == "" {
		return letters(name)
	}
	if _, err := strconv.Atoi(sub); err == nil {
		return element("msub", z, element("mn", sub))
	}
	return element("msub", z, letters(sub))
}

func letters(name string) string {
	if g := greek[name]; g != "" {
		name = g
	}
	return element("mi", html.EscapeString(name))
}

func row(parts ...string) string { return element("mrow", parts...) }

// digits is a number as it is set: 1.2 × 10⁻⁹, π.
func digits(v float64) string {
	if v == math.Pi {
		return element("mi", "π")
	}
	s, power, ok := strings.Cut(strconv.FormatFloat(v, 'g', -1, 64), "e")
	if !ok {
		return element("mn", s)
	}
	n, _ := strconv.Atoi(power)
	exponent := element("mn", strconv.Itoa(max(n, -n)))
	if n < 0 {
		exponent = row(sign("−"), exponent)
	}
	return row(element("mn", s), sign("×"), element("msup", element("mn", "10"), exponent))
}

func bracketed(s string) string { return row(sign("("), s, sign(")")) }

// set is a tree, in brackets where it binds less than bind, or where a power could be
// meant of a part of it, as in sin(x)².
func (w setter) set(n *Node, bind int) string {
	z, b := w.bare(n), strength(n)
	switch {
	case n.Op == Div && bind < bindAtom: // a fraction is its own bracket
		return z
	case n.Op == Apply && (Function(n.Index) == Abs || Function(n.Index) == Sqrt):
		return z
	case b < bind || bind == bindAtom && n.Op >= Apply:
		return bracketed(z)
	}
	return z
}

func (w setter) bare(n *Node) string {
	switch n.Op {
	case Number:
		return digits(n.Value)
	case Input:
		return identifier(w.p.Inputs[n.Index].Name)
	case Bound:
		return identifier(dummy(n.Index, w.p))
	case Param:
		return identifier(w.p.Params[n.Index].Name)
	case Unknown:
		return identifier(w.p.Fields[n.Index].Name)
	case Add, Sub, Less, And, Or:
		b := strength(n)
		right := w.set(n.Args[1], b+1)
		if n.Args[1].Op == Neg && b == bindSum {
			right = bracketed(right)
		}
		return row(w.set(n.Args[0], b), sign(map[Op]string{Add: "+", Sub: "−", Less: "<", And: "∧", Or: "∨"}[n.Op]), right)
	case Mul:
		return w.product(n)
	case Div:
		return element("mfrac", w.set(n.Args[0], 0), w.set(n.Args[1], 0))
	case Power:
		return element("msup", w.set(n.Args[0], bindAtom), w.set(n.Args[1], 0))
	case Neg:
		return row(sign("−"), w.set(n.Args[0], bindProduct))
	case Not:
		return row(sign("¬"), w.set(n.Args[0], bindNot+1))
	case Apply:
		return w.function(n)
	case If:
		return w.choice(n)
	case Derivative:
		return w.derivative(n)
	case Laplacian:
		return row(`<mi mathvariant="normal">Δ</mi>`, w.set(n.Args[0], bindSign))
	case Normal:
		return element("mfrac", row(sign("∂"), w.set(n.Args[0], bindSign)), row(sign("∂"), element("mi", "n")))
	case At:
		return row(w.set(n.Args[0], 0), w.list(n.Args[1:]))
	}
	return w.integral(n)
}

// product puts a sign between factors that would else run together.
func (w setter) product(n *Node) string {
	left, right := w.set(n.Args[0], bindProduct), w.set(n.Args[1], bindProduct+1)
	between := sign("\u2062") // invisible times
	first := n.Args[1]
	for first.Op == Power || first.Op == Mul {
		first = first.Args[0]
	}
	if first.Op == Number && first.Value != math.Pi || n.Args[1].Op == Neg {
		between = sign("·")
	}
	if n.Args[1].Op == Neg {
		right = bracketed(w.set(n.Args[1], 0))
	}
	return row(left, between, right)
}

func (w setter) list(args []*Node) string {
	var all []string
	for i, a := range args {
		if i > 0 {
			all = append(all, sign(","))
		}
		all = append(all, w.set(a, 0))
	}
	return bracketed(strings.Join(all, ""))
}

func (w setter) function(n *Node) string {
	switch f := Function(n.Index); f {
	case Abs:
		return row(sign("|"), w.set(n.Args[0], 0), sign("|"))
	case Sqrt:
		return element("msqrt", w.set(n.Args[0], 0))
	case Exp:
		if n.Args[0].any(func(n *Node) bool { return n.Op == Div || n.Op == Apply }) { // too high for an exponent
			return row(element("mi", "exp"), sign("\u2061"), w.list(n.Args))
		}
		return element("msup", element("mi", "e"), w.set(n.Args[0], 0))
	default:
		name := f.String()
		if f == Log {
			name = "ln"
		}
		return row(element("mi", name), sign("\u2061"), w.list(n.Args))
	}
}

func (w setter) choice(n *Node) string {
	line := func(value string, when string) string {
		return element("mtr", element("mtd", value), element("mtd", when))
	}
	return row(sign("{"), element("mtable",
		line(w.set(n.Args[1], 0), row(element("mtext", "if\u00a0"), w.set(n.Args[0], 0))),
		line(w.set(n.Args[2], 0), element("mtext", "else"))))
}

// derivative sets u with subscripts, or ∂²/∂x² before an expression.
func (w setter) derivative(n *Node) string {
	if f := n.Args[0]; f.Op == Unknown {
		by := ""
		for _, name := range (printer{p: w.p}).by(n.Order) {
			by += identifier(name)
		}
		base := w.bare(f)
		if len(w.p.Inputs) == 1 {
			return element("msup", base, sign(strings.Repeat("′", n.Order.Sum())))
		}
		return element("msub", base, row(by))
	}
	raised := func(s string, k int) string {
		if k == 1 {
			return s
		}
		return element("msup", s, element("mn", strconv.Itoa(k)))
	}
	below := ""
	for i, k := range n.Order {
		if k > 0 {
			below += sign("∂") + raised(identifier(w.p.Inputs[i].Name), int(k))
		}
	}
	return row(element("mfrac", raised(sign("∂"), n.Order.Sum()), row(below)), bracketed(w.set(n.Args[0], 0)))
}

// integral sets ∫ and a jump.
func (w setter) integral(n *Node) string {
	d := func(name string) string { return row(sign("\u2009"), element("mi", "d"), identifier(name)) }
	inner := w
	switch n.Op {
	case Total:
		z := ""
		for _, i := range w.p.space() {
			z += d(w.p.Inputs[i].Name)
		}
		return row(element("msub", sign("∫"), element("mi", "Ω")), w.set(n.Args[0], bindProduct), z)
	case Integral:
		name := dummy(w.depth, w.p)
		if n.Index >= 0 {
			name = w.p.Inputs[n.Index].Name
		} else {
			inner.depth++
		}
		return row(element("msubsup", sign("∫"), w.set(n.Args[1], 0), w.set(n.Args[2], 0)), inner.set(n.Args[0], bindProduct), d(name))
	}
	at := row(identifier(w.p.Inputs[n.Index].Name), sign("="), w.set(n.Args[1], 0))
	return element("msub", row(sign("["), w.set(n.Args[0], 0), sign("]")), at)
}

// Set is a tree of the problem in presentation MathML, without the math element.
func (p *Problem) Set(n *Node) string { return setter{p: p}.set(n, 0) }

// MathML is the laws and conditions, one below the other, each an equation of its own
// with its places, as a math element whose alttext is what Speech says.
func (p *Problem) MathML() string {
	var lines []string
	line := func(left, right, where string) {
		lines = append(lines, element("mtr", element("mtd", left), element("mtd", row(sign("="), right)), element("mtd", where)))
	}
	for _, e := range p.Laws {
		line(p.Set(e.Left), p.Set(e.Right), "")
	}
	for i := range p.Conditions {
		c := &p.Conditions[i]
		if c.Kind == Periodic {
			lines = append(lines, element("mtr", element("mtd", element("mtext", "periodic in\u00a0")), element("mtd", identifier(p.Inputs[c.Periodic].Name)), element("mtd")))
			continue
		}
		line(p.Set(c.Left), p.Set(c.Right), p.setPlaces(c.Places))
	}
	return `<math display="block" alttext="` + html.EscapeString(p.Speech()) + `">` + element("mtable", lines...) + "</math>"
}

func (p *Problem) setPlaces(places []Place) string {
	var all []string
	for _, w := range places {
		switch w.Kind {
		case Boundary:
			all = append(all, row(element("mtext", "on\u00a0"), sign("∂"), element("mi", "Ω")))
		case Edge:
			all = append(all, element("mtext", "on\u00a0"+html.EscapeString(p.Where[w.Region].Name)))
		default:
			z := element("mtext", "at\u00a0")
			for i, f := range w.Fixed {
				if i > 0 {
					z += sign(",")
				}
				z += row(identifier(p.Inputs[f.Input].Name), sign("="), p.Set(f.Value))
			}
			all = append(all, row(z))
		}
	}
	return row(strings.Join(all, element("mtext", "\u00a0or\u00a0")))
}
