package chem

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// header reads the number of atoms and what follows it.
func (x *XYZ) header(r *lines) (atoms int, err error) {
	for r.next() && blank(r.line) {
	}
	atoms, _ = r.count()
	f := fields(r.line)
	if len(f) < 2 {
		return atoms, nil
	}
	if bohr, ok := unit(f[1].text); ok {
		x.Bohr = bohr
		return atoms, nil
	}
	x.note("what follows the number of atoms passed over: " + quoted(r.line[f[1].at:]))
	return atoms, nil
}

// unit tells whether a word is a unit of length, and whether that is the bohr.
func unit(word string) (bohr, ok bool) {
	word = strings.Trim(word, "()[]{}.,;:\"'")
	if word == "au" { // and Au is gold
		return true, true
	}
	switch strings.ToLower(word) {
	case "bohr", "bohrs", "a.u", "a0":
		return true, true
	case "å", "Å", "ang", "angs", "angstrom", "angstroms", "angstroem", "angström", "ångström", "ångströms", "ångstrom":
		return false, true
	}
	return false, false
}

// A key of a comment, with its value.
type key struct {
	name, value field
	given       bool // there is a value
}

// keys are the words of a comment: key=value, with a value in quotes or brackets
// where it has blanks, or a word alone.
func keys(line string) (all []key) {
	at := 0
	skip := func(stop func(c rune) bool) string {
		end := strings.IndexFunc(line[at:], stop)
		if end < 0 {
			end = len(line) - at
		}
		word := line[at : at+end]
		at += end
		return word
	}
	notSpace := func(c rune) bool { return !unicode.IsSpace(c) }
	for {
		skip(notSpace)
		if at == len(line) {
			return all
		}
		k := key{name: field{at: at}}
		k.name.text = skip(func(c rune) bool { return unicode.IsSpace(c) || c == '=' })
		back := at
		skip(notSpace)
		if at == len(line) || line[at] != '=' {
			at = back
			all = append(all, k)
			continue
		}
		at++
		skip(notSpace)
		k.given = true
		k.value.at = at
		if at < len(line) && strings.IndexByte(`"'{[`, line[at]) >= 0 {
			if end := strings.IndexByte(line[at+1:], closing(line[at])); end >= 0 {
				k.value = field{line[at+1 : at+1+end], at + 1}
				at += end + 2
				all = append(all, k)
				continue
			}
		}
		k.value.text = strings.TrimRight(skip(unicode.IsSpace), ",;")
		all = append(all, k)
	}
}

func closing(open byte) byte {
	switch open {
	case '{':
		return '}'
	case '[':
		return ']'
	}
	return open
}

// comment reads the second line: whole keys only.
func (x *XYZ) comment(r *lines) (columns, error) {
	c := columns{pos: 1}
	if !r.next() {
		return c, r.wrong("the file ends after 0 atoms")
	}
	x.Comment = strings.TrimSpace(r.line)
	unitGiven := false
	all := keys(r.line)
	for _, k := range all {
		var err error
		switch name := strings.ToLower(k.name.text); {
		case !k.given:
		case name == "charge" || name == "total_charge":
			err = x.charge(r, k)
		case name == "multiplicity" || name == "mult" || name == "spin_multiplicity" || name == "spin":
			err = x.multiplicity(r, k)
		case name == "unit" || name == "units":
			var known bool
			if x.Bohr, known = unit(k.value.text); !known {
				err = r.wrongAt(k.value, "the unit "+quoted(k.value.text)+" is not known; write units=angstrom or units=bohr")
			}
			unitGiven = true
		case name == "lattice":
			err = x.lattice(r, k)
		case name == "properties":
			c, err = x.properties(r, k)
		}
		if err != nil {
			return c, err
		}
	}
	if !unitGiven {
		if err := x.unitInWords(r, all); err != nil {
			return c, err
		}
	}
	x.scaleCell()
	x.unsaid(all)
	return c, nil
}

// unitInWords takes a comment that is a unit and nothing else for one, and asks
// for a key where bohr stands among other words.
func (x *XYZ) unitInWords(r *lines, all []key) error {
	for _, k := range all {
		bohr, ok := unit(k.name.text)
		switch {
		case !ok || k.given:
		case len(all) == 1:
			x.Bohr = bohr
		case bohr && !x.Bohr:
			return r.wrongAt(k.name, "the comment speaks of bohr; write units=bohr or units=angstrom there")
		}
	}
	return nil
}

// unsaid notes that a comment speaks of a charge or a spin without giving it.
func (x *XYZ) unsaid(all []key) {
	for _, k := range all {
		switch word := strings.ToLower(strings.TrimRight(k.name.text, ":,;.")); {
		case k.given:
		case word == "charge" && !x.ChargeGiven:
			x.note("the comment speaks of a charge; to give one write charge=…")
			return
		case (word == "multiplicity" || word == "spin") && x.Multiplicity == 0:
			x.note("the comment speaks of a " + word + "; to give one write multiplicity=…")
			return
		}
	}
}

// whole reads a whole number, which may be written 2.0.
func whole(s string) (int, bool) {
	v, ok := number(strings.TrimSpace(s))
	if !ok || v != math.Trunc(v) || math.Abs(v) > 1e6 {
		return 0, false
	}
	return int(v), true
}

func (x *XYZ) charge(r *lines, k key) error {
	q, ok := whole(k.value.text)
	switch {
	case !ok:
		return r.wrongAt(k.value, "the charge "+quoted(k.value.text)+" is not a whole number")
	case x.ChargeGiven && q != x.Charge:
		return r.wrongAt(k.value, "the charge is given twice, as "+strconv.Itoa(x.Charge)+" and as "+strconv.Itoa(q))
	}
	x.Charge, x.ChargeGiven = q, true
	return nil
}

// multiplicity reads 2S + 1. Of spin= only 0 is clear: some mean S by it, some 2S
// and some 2S + 1.
func (x *XYZ) multiplicity(r *lines, k key) error {
	n, ok := whole(k.value.text)
	if strings.EqualFold(k.name.text, "spin") {
		if !ok || n != 0 {
			return r.wrongAt(k.value, "spin="+k.value.text+" may mean S, 2S or 2S + 1; write multiplicity=… for 2S + 1")
		}
		n = 1
	}
	switch {
	case !ok || n < 1:
		return r.wrongAt(k.value, "the multiplicity "+quoted(k.value.text)+" is not a whole number from 1 on")
	case x.Multiplicity != 0 && n != x.Multiplicity:
		return r.wrongAt(k.value, "the multiplicity is given twice, as "+strconv.Itoa(x.Multiplicity)+" and as "+strconv.Itoa(n))
	}
	x.Multiplicity = n
	return nil
}

// lattice reads the three rows of a cell, or its three sides.
func (x *XYZ) lattice(r *lines, k key) error {
	f := fields(k.value.text)
	cell := make([]float64, 9)
	for i, s := range f {
		v, ok := number(s.text)
		switch {
		case !ok || len(f) != 9 && len(f) != 3:
			return r.wrongAt(k.value, "a cell has nine numbers, not "+quoted(k.value.text))
		case len(f) == 3:
			cell[4*i] = v
		default:
			cell[i] = v
		}
	}
	if len(f) == 0 {
		return r.wrongAt(k.value, "a cell has nine numbers")
	}
	x.Cell = cell
	return nil
}

func (x *XYZ) scaleCell() {
	if x.Cell == nil {
		return
	}
	x.note("a cell, which is passed over: the atoms are alone in space")
	for i := range x.Cell {
		if x.Bohr {
			x.Cell[i] /= Angstrom
		}
	}
}

// properties reads the names of the columns: name:type:number, again and again.
func (x *XYZ) properties(r *lines, k key) (columns, error) {
	part := strings.Split(k.value.text, ":")
	c, at := columns{element: -1, pos: -1}, 0
	for i := 0; i+2 < len(part); i += 3 {
		n, err := strconv.Atoi(part[i+2])
		if err != nil || n < 1 || n > 1000 {
			return c, r.wrongAt(k.value, "Properties says "+quoted(part[i+2])+" for the number of columns of "+quoted(part[i]))
		}
		switch name := strings.ToLower(part[i]); {
		case name == "species" || name == "element" || name == "symbol" || (name == "z" || name == "numbers") && c.element < 0:
			c.element = at
		case (name == "pos" || name == "positions") && n == 3:
			c.pos = at
		}
		for range n {
			c.names = append(c.names, part[i])
		}
		if at += n; at > 10000 {
			return c, r.wrongAt(k.value, "Properties names too many columns")
		}
	}
	if len(part)%3 != 0 || c.element < 0 || c.pos < 0 {
		return c, r.wrongAt(k.value, "Properties names the columns as species:S:1:pos:R:3:…, and these two must be there")
	}
	return c, nil
}
