package chem

import (
	"math"
	"strconv"
	"strings"
)

// maxAtoms is the most that a file may have.
const maxAtoms = 10000

// A LineError says what is wrong with a line of a file.
type LineError struct {
	Line int // from 1
	What string
}

func (e *LineError) Error() string { return "line " + strconv.Itoa(e.Line) + ": " + e.What }

// ParseXYZ reads one molecule in the XYZ format: the number of atoms, a line of
// comment, and for each atom its symbol or nuclear charge and x, y, z in Å; what
// follows these on a line is passed over. Blank lines between atoms, and lines
// that begin with # or !, are, too. The comment may hold charge=−1 or the like.
// Errors are *LineError; atoms in one place are an error here already.
func ParseXYZ(text string) (Molecule, error) {
	r := &lines{rest: strings.TrimPrefix(text, "\ufeff")}
	atoms, err := r.atoms()
	if err != nil {
		return Molecule{}, err
	}
	var m Molecule
	if m.Charge, err = r.charge(); err != nil {
		return Molecule{}, err
	}
	var from []int // the line of each atom
	for r.next() {
		if blank(r.line) {
			continue
		}
		if len(m.Z) == atoms {
			return Molecule{}, r.wrong("the file goes on after its " + plural(atoms) + "; give one molecule at a time")
		}
		if err := r.atom(&m); err != nil {
			return Molecule{}, err
		}
		from = append(from, r.number)
	}
	if len(m.Z) < atoms {
		return Molecule{}, r.wrong("the file ends after " + plural(len(m.Z)) + " of " + strconv.Itoa(atoms))
	}
	if i, j := coincident(m.Pos); i >= 0 {
		return Molecule{}, &LineError{from[j], "this atom is in the same place as that of line " + strconv.Itoa(from[i])}
	}
	return m, nil
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

func plural(atoms int) string {
	if atoms == 1 {
		return "1 atom"
	}
	return strconv.Itoa(atoms) + " atoms"
}

// lines goes through a text.
type lines struct {
	rest, line string
	number     int
	ended      bool
}

func (r *lines) next() bool {
	if r.ended {
		return false
	}
	line, rest, more := strings.Cut(r.rest, "\n")
	r.line, r.rest, r.ended = strings.TrimSpace(line), rest, !more
	r.number++
	return true
}

func (r *lines) wrong(what string) error { return &LineError{r.number, what} }

// blank tells whether a line says nothing of an atom.
func blank(line string) bool { return line == "" || line[0] == '#' || line[0] == '!' }

// atoms reads the number of atoms.
func (r *lines) atoms() (int, error) {
	for r.next() {
		if blank(r.line) {
			continue
		}
		n, err := strconv.Atoi(strings.Fields(r.line)[0])
		switch {
		case err != nil || n < 1:
			return 0, r.wrong("an XYZ file begins with the number of its atoms, not with " + quoted(r.line))
		case n > maxAtoms:
			return 0, r.wrong(plural(n) + " are too many: at most " + strconv.Itoa(maxAtoms))
		}
		return n, nil
	}
	return 0, r.wrong("the file is empty; an XYZ file begins with the number of its atoms")
}

// charge reads the comment: 0 where it does not speak of a charge.
func (r *lines) charge() (int, error) {
	if !r.next() {
		return 0, r.wrong("the file ends after 0 atoms")
	}
	_, after, found := strings.Cut(strings.ToLower(r.line), "charge")
	after = strings.TrimLeft(after, "=: \t\"")
	end := strings.IndexFunc(after, func(c rune) bool { return !strings.ContainsRune("+-−0123456789", c) })
	if end >= 0 {
		after = after[:end]
	}
	if !found || after == "" {
		return 0, nil
	}
	q, err := strconv.Atoi(strings.Replace(after, "−", "-", 1))
	if err != nil {
		return 0, r.wrong("the charge " + quoted(after) + " is not a whole number")
	}
	return q, nil
}

// atom reads a line into m.
func (r *lines) atom(m *Molecule) error {
	f := strings.Fields(r.line)
	z := element(f[0])
	if z == 0 {
		return r.wrong("no element is called " + quoted(f[0]))
	}
	if len(f) < 4 {
		return r.wrong("an atom has a symbol and three coordinates, not " + quoted(r.line))
	}
	for axis, s := range f[1:4] {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil || !(math.Abs(x) < 1e5) {
			return r.wrong(string("xyz"[axis]) + " is " + quoted(s) + ", which is not a finite number of ångströms")
		}
		m.Pos = append(m.Pos, x)
	}
	m.Z = append(m.Z, z)
	return nil
}

// element is the nuclear charge of a symbol or number; 0 where there is none.
func element(name string) int {
	for z, s := range elements[1:] {
		if strings.EqualFold(s, name) {
			return z + 1
		}
	}
	if z, err := strconv.Atoi(name); err == nil && z > 0 && z < len(elements) {
		return z
	}
	return 0
}

// quoted is a short form of what stands in a file.
func quoted(s string) string {
	const most = 24
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strconv.Quote(s)
}
