package chem

import (
	"strconv"
	"strings"
)

// maxAtoms is the most that a frame of a file may have.
const maxAtoms = 10000

// A LineError says what is wrong in a file, where, and what to do about it.
type LineError struct {
	Line   int // from 1
	Column int // from 1, in characters; 0 where it is the whole line
	What   string
}

func (e *LineError) Error() string {
	if e.Column == 0 {
		return "line " + strconv.Itoa(e.Line) + ": " + e.What
	}
	return "line " + strconv.Itoa(e.Line) + ", column " + strconv.Itoa(e.Column) + ": " + e.What
}

// An XYZ is a molecule from a file and what was understood of the file.
type XYZ struct {
	Molecule
	Comment       string
	Frame, Frames int  // which, from 1, of how many
	Bohr          bool // the unit of the file; Pos is in Å
	ChargeGiven   bool
	Cell          []float64 // rows of the cell, Å, which takes no part; nil where there is none
	Notes         []string  // what was read in another way than it stands there, or passed over
}

// ParseXYZ is ReadXYZ of the first frame.
func ParseXYZ(text string) (Molecule, error) {
	x, err := ReadXYZ(text, 1)
	return x.Molecule, err
}

// ReadXYZ reads a frame, counted from 1, or back from 0 for the last one, of a file
// in the XYZ format: the number of atoms, a line of comment, and for each atom its
// symbol or nuclear charge and x, y, z. Lines end in LF, CR or both. The comment
// may hold whole keys as in extended XYZ,
//
//	charge=-1 multiplicity=1 units=bohr Lattice="…" Properties=species:S:1:pos:R:3:…
//
// and nothing is concluded from other words in it, but that a comment that speaks
// of bohr must say so with a key. The unit, Å by default, may also follow the
// number of atoms. Numbers may have the exponents e, d and *^, and a typographic
// minus. Labels (C1), deuterium (D) and tritium (T) are read; what follows the
// coordinates, and lines after the last atom that are no atoms, are passed over.
// Errors are *LineError; atoms in one place are an error here already.
func ReadXYZ(text string, frame int) (XYZ, error) {
	if strings.ContainsRune(text, 0) {
		return XYZ{}, &LineError{Line: 1, What: "this is not plain text; save the file as UTF-8"}
	}
	r := &lines{rest: strings.TrimPrefix(text, "\ufeff")}
	starts, err := r.frames()
	if err != nil {
		return XYZ{}, err
	}
	if frame < 1 {
		frame += len(starts)
	}
	if frame < 1 || frame > len(starts) {
		return XYZ{Frames: len(starts)}, &LineError{Line: r.number, What: "the file has " + plural(len(starts), "frame") + "; choose one of them"}
	}
	x := XYZ{Frame: frame, Frames: len(starts)}
	err = x.read(&starts[frame-1])
	if err == nil && r.extra > 0 {
		x.note(plural(r.extra, "line") + " after the last atom, from line " + strconv.Itoa(r.extraFrom) + ", passed over")
	}
	if err != nil {
		return XYZ{}, err
	}
	return x, nil
}

func (x *XYZ) note(what string) { x.Notes = append(x.Notes, what) }

// Understood is what was read, in words.
func (x *XYZ) Understood() []string {
	electrons := -x.Charge
	for _, z := range x.Z {
		electrons += z
	}
	unit, charge := "ångströms", "charge 0, as none is given"
	multiplicity := "multiplicity " + strconv.Itoa(1+electrons&1) + ", the least, as none is given"
	if x.Bohr {
		unit = "bohr"
	}
	if x.ChargeGiven {
		charge = "charge " + strconv.Itoa(x.Charge)
	}
	if x.Multiplicity > 0 {
		multiplicity = "multiplicity " + strconv.Itoa(x.Multiplicity)
	}
	frame := "one frame"
	if x.Frames > 1 {
		frame = "frame " + strconv.Itoa(x.Frame) + " of " + strconv.Itoa(x.Frames)
	}
	return append([]string{frame, plural(len(x.Z), "atom"), "in " + unit, charge, multiplicity}, x.Notes...)
}

// read takes a frame from where it starts.
func (x *XYZ) read(r *lines) error {
	atoms, err := x.header(r)
	if err != nil {
		return err
	}
	columns, err := x.comment(r)
	if err != nil {
		return err
	}
	remedy := "; correct the number of atoms"
	if r.isAtom() {
		remedy = "; line " + strconv.Itoa(r.number) + " is taken for the comment: put an empty line before it"
	}
	var from []int // the line of each atom
	for len(x.Z) < atoms {
		if !r.next() {
			return r.wrong("the file ends after " + strconv.Itoa(len(x.Z)) + " of " + plural(atoms, "atom") + remedy)
		}
		if blank(r.line) {
			continue
		}
		if err := x.atom(r, &columns); err != nil {
			return err
		}
		from = append(from, r.number)
	}
	x.passedOver(&columns)
	if i, j := coincident(x.Pos); i >= 0 {
		return &LineError{Line: from[j], What: "this atom is in the same place as that of line " + strconv.Itoa(from[i])}
	}
	return nil
}

// coincident finds two atoms less than 0.01 Å apart; −1 where there are none.
func coincident(pos []float64) (a, b int) {
	for j := range len(pos) / 3 {
		for i := range j {
			if distance(pos, i, j) < 0.01 {
				return i, j
			}
		}
	}
	return -1, -1
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// lines goes through a text.
type lines struct {
	rest, line string
	number     int
	ended      bool

	extra, extraFrom int // lines after the last atom
}

func (r *lines) next() bool {
	if r.ended {
		return false
	}
	at := strings.IndexAny(r.rest, "\r\n")
	line, rest := r.rest, ""
	if r.ended = at < 0; !r.ended {
		line, rest = r.rest[:at], strings.TrimPrefix(r.rest[at:], "\r")
		if len(rest) == len(r.rest)-at || strings.HasPrefix(rest, "\n") {
			rest = strings.TrimPrefix(rest, "\n")
		}
	}
	r.line, r.rest = strings.TrimRight(line, " \t\u00a0"), rest
	r.number++
	return true
}

func (r *lines) wrong(what string) error { return &LineError{Line: r.number, What: what} }

// wrongAt is an error in a part of the line.
func (r *lines) wrongAt(f field, what string) error {
	return &LineError{r.number, 1 + len([]rune(r.line[:f.at])), what}
}

// blank tells whether a line says nothing of an atom.
func blank(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || line[0] == '#' || line[0] == '!'
}

// frames finds where each frame starts, and counts the lines after the last atom.
func (r *lines) frames() (starts []lines, err error) {
	for {
		before := *r
		if !r.next() {
			break
		}
		if blank(r.line) {
			continue
		}
		count, isCount := r.count()
		if len(starts) == 0 && !isCount {
			return nil, r.noCount()
		}
		if !isCount || len(starts) > 0 && !r.atomFollows() {
			if len(starts) > 0 && r.isAtom() {
				return nil, r.wrong("this is an atom more than the number of atoms says; correct that number")
			}
			if r.extra == 0 {
				r.extraFrom = r.number
			}
			r.extra++
			continue
		}
		starts = append(starts, before)
		r.extra = 0
		r.skip(count)
	}
	if len(starts) == 0 {
		return nil, r.wrong("the file is empty; an XYZ file begins with the number of its atoms")
	}
	return starts, nil
}

// skip passes over a comment and that many atoms, or fewer where another frame
// begins.
func (r *lines) skip(atoms int) {
	r.next()
	for ahead := *r; atoms > 0 && ahead.next(); *r = ahead {
		if blank(ahead.line) {
			continue
		}
		if ahead.aloneCount() {
			return
		}
		atoms--
	}
}

// aloneCount tells whether the line is a number of atoms and nothing else.
func (r *lines) aloneCount() bool {
	_, ok := r.count()
	return ok && len(fields(r.line)) == 1
}

// count is the number of atoms that the line begins with.
func (r *lines) count() (int, bool) {
	n, err := strconv.Atoi(fields(r.line)[0].text)
	return n, err == nil && n > 0 && n <= maxAtoms
}

// noCount says why a line is no number of atoms.
func (r *lines) noCount() error {
	first := fields(r.line)[0]
	switch n, err := strconv.Atoi(first.text); {
	case err == nil && n > maxAtoms:
		return r.wrongAt(first, plural(n, "atom")+" are too many: at most "+strconv.Itoa(maxAtoms))
	case r.isAtom():
		return r.wrong("an XYZ file begins with the number of its atoms and a line of comment; put these two lines before the first atom")
	}
	return r.wrongAt(first, "an XYZ file begins with the number of its atoms, not with "+quoted(r.line))
}

// atomFollows tells whether an atom stands two lines below, as in a frame.
func (r *lines) atomFollows() bool {
	ahead := *r
	if !ahead.next() {
		return false
	}
	for ahead.next() {
		if !blank(ahead.line) {
			return ahead.isAtom()
		}
	}
	return false
}

// isAtom tells whether the line is an element and three numbers.
func (r *lines) isAtom() bool {
	f := fields(r.line)
	if len(f) < 4 {
		return false
	}
	if _, err := readElement(f[0].text); err != "" {
		return false
	}
	for _, x := range f[1:4] {
		if _, ok := number(x.text); !ok {
			return false
		}
	}
	return true
}

// quoted is a short form of what stands in a file.
func quoted(s string) string {
	const most = 24
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strconv.Quote(s)
}
