package chem

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// A field is a word of a line and where in the line it begins, in bytes.
type field struct {
	text string
	at   int
}

// fields are the words of a line, without a comma behind them.
func fields(line string) (f []field) {
	start := -1
	for at, c := range line + " " {
		switch space := unicode.IsSpace(c); {
		case !space && start < 0:
			start = at
		case space && start >= 0:
			word := line[start:at]
			if len(word) > 1 {
				word = strings.TrimSuffix(word, ",")
			}
			f = append(f, field{word, start})
			start = -1
		}
	}
	return f
}

// columns are where an atom's symbol or number and its coordinates stand.
type columns struct {
	element, pos int
	names        []string // of all columns; nil without Properties
	more         int      // the most columns seen after the coordinates
}

// atom reads a line.
func (x *XYZ) atom(r *lines, c *columns) error {
	f := fields(r.line)
	if c.element >= len(f) {
		return r.wrong("the column of the element is missing: Properties names more columns than there are")
	}
	if r.aloneCount() {
		return r.wrong("here another frame begins, after " + plural(len(x.Z), "atom") + "; correct the number of atoms")
	}
	what := f[c.element]
	e, wrong := readElement(what.text)
	if wrong != "" {
		return r.wrongAt(what, wrong)
	}
	if len(f) < c.pos+3 {
		return r.wrong("an atom has a symbol and three coordinates, not " + quoted(r.line))
	}
	for axis, s := range f[c.pos : c.pos+3] {
		v, ok := number(s.text)
		if !ok || !(math.Abs(v) < 1e5) {
			return r.wrongAt(s, string("xyz"[axis])+" is "+quoted(s.text)+", which is not a finite number"+remedy(s.text))
		}
		if x.Bohr {
			v /= Angstrom
		}
		x.Pos = append(x.Pos, v)
	}
	c.more = max(c.more, len(f)-c.pos-3)
	x.add(e)
	return nil
}

// add appends an atom's element.
func (x *XYZ) add(e element) {
	x.Z = append(x.Z, e.z)
	if e.isotope != 0 && x.Isotopes == nil {
		x.Isotopes = make([]int, len(x.Z)-1)
	}
	if x.Isotopes != nil {
		x.Isotopes = append(x.Isotopes, e.isotope)
	}
	if e.label {
		x.label(e.z)
	}
}

// label notes once that labels were read.
func (x *XYZ) label(z int) {
	const what = "labels read by the symbol that they begin with, "
	for _, n := range x.Notes {
		if strings.HasPrefix(n, what) {
			return
		}
	}
	x.note(what + "the first as " + Symbol(z))
}

// passedOver notes the columns that were not used.
func (x *XYZ) passedOver(c *columns) {
	if x.Isotopes != nil {
		x.note("D and T read as hydrogen of mass 2 and 3")
	}
	var unused []string
	for i, name := range c.names {
		if i != c.element && (i < c.pos || i >= c.pos+3) {
			unused = append(unused, name)
		}
	}
	switch {
	case len(unused) > 0:
		x.note("columns passed over: " + strings.Join(unused, ", "))
	case c.names == nil && c.more > 0:
		x.note(plural(c.more, "column") + " after the coordinates passed over")
	}
}

// An element is what an atom is.
type element struct {
	z, isotope int
	label      bool // more than a symbol
}

// readElement reads a symbol, a nuclear charge or a label; or it says what is
// wrong.
func readElement(name string) (element, string) {
	if e, ok := symbol(name); ok {
		return e, ""
	}
	z, err := strconv.ParseFloat(name, 64)
	if digits := strings.Trim(name, "0123456789.") == ""; digits && err == nil && z == math.Trunc(z) && z > 0 && z < float64(len(elements)) {
		return element{z: int(z)}, ""
	}
	end := strings.IndexFunc(name, func(c rune) bool { return !unicode.IsLetter(c) })
	unknown := "no element is called " + quoted(name) + "; write its symbol or number"
	if end <= 0 {
		return element{}, unknown
	}
	e, ok := symbol(name[:end])
	if !ok {
		return element{}, unknown
	}
	if one, two := symbolOrNone(name[:1]), name[:end]; end == 2 && one != 0 && two == strings.ToUpper(two) {
		return element{}, "the label " + quoted(name) + " may be " + Symbol(one) + " or " + Symbol(e.z) + "; write the symbol alone"
	}
	e.label = true
	return e, ""
}

// symbol is the element of a symbol in any case; D and T are hydrogen.
func symbol(name string) (element, bool) {
	switch name {
	case "D", "d":
		return element{z: 1, isotope: 2}, true
	case "T", "t":
		return element{z: 1, isotope: 3}, true
	}
	z := symbolOrNone(name)
	return element{z: z}, z != 0
}

func symbolOrNone(name string) int {
	for z, s := range elements[1:] {
		if strings.EqualFold(s, name) {
			return z + 1
		}
	}
	return 0
}

// plain replaces what programs and typesetters write in numbers: minus signs, and
// the exponents of Fortran and of Mathematica.
var plain = strings.NewReplacer("−", "-", "–", "-", "‐", "-", "‑", "-", "－", "-", "*^", "e", "D", "e", "d", "e")

// number reads a decimal number.
func number(s string) (float64, bool) {
	s = plain.Replace(s)
	for _, c := range s {
		if !strings.ContainsRune("+-.0123456789eE", c) {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// remedy is what may help with a word that is no number.
func remedy(s string) string {
	if _, ok := number(strings.Replace(s, ",", ".", 1)); ok {
		return "; write a point for the comma"
	}
	if _, wrong := readElement(s); wrong == "" {
		return "; leave out the column before the symbols"
	}
	if i := strings.IndexByte(s, '('); i > 0 {
		if _, ok := number(s[:i]); ok {
			return "; leave out the uncertainty in brackets"
		}
	}
	if strings.Trim(s, "*") == "" {
		return ": it did not fit into its column; write the file anew with more room"
	}
	return ""
}
