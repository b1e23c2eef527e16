package table

import (
	"math"
	"slices"
	"strings"
)

// A kind is what a column is to a Reader.
type kind byte

const (
	number  kind = iota
	words        // passed over
	nothing      // empty in the first row: passed over
	unused       // numbers that nobody asked for
)

// A layout is where the rows begin, and what stands in their columns.
type layout struct {
	kinds        []kind
	names, units []string // of all columns, nil where there are none
	above        int      // lines passed over above the names
	start        Place    // of the first row
	first        int      // its line
}

// A look goes through the first lines of a text, to the first row.
type look struct {
	dialect
	layout
	lines  int         // up to here
	broken map[int]row // of each width the first line with numbers, or what is meant as one, that is no row
}

// A row is a line of cells and where it stands.
type row struct {
	cells []string
	at    Place
	line  int
	above int // lines that say something
}

// find looks for the first row: the first line that has nothing but numbers, or,
// where there is none, the first with some. The error is in the line that stands
// where a row should be.
func (d dialect) find(head string, from Place) (layout, *Error) {
	l := look{dialect: d, broken: map[int]row{}}
	in := lines{text: head, breaks: ends, place: from}
	for at := from; ; at = in.place {
		line, ok := in.next()
		if !ok {
			return l.wordy()
		}
		r := row{d.separator.split(line), at, in.place.Line, l.lines}
		if len(r.cells) > mostColumns {
			return layout{}, &Error{r.line, 0, "has more than " + columns(mostColumns)}
		}
		switch numbers, others := d.count(r.cells); {
		case numbers > 0 && others == 0 && !slices.ContainsFunc(r.cells, word):
			return l.begin(r)
		case numbers+others == 0:
			l.name(r.cells)
		case l.broken[len(r.cells)].cells == nil:
			l.broken[len(r.cells)] = r
		}
		l.lines++
	}
}

// count is how many cells are numbers, and how many are neither numbers nor names
// nor empty.
func (d dialect) count(cells []string) (numbers, others int) {
	for _, c := range cells {
		if _, ok := d.notation.number(c); ok {
			numbers++
		} else if c != "" && !word(c) {
			others++
		}
	}
	return numbers, others
}

// name takes a line of words as the names of the columns, or as their units if it
// follows names of as many. What stood above and begins with a word is a remark.
func (l *look) name(cells []string) {
	n := len(cells)
	if b, ok := l.broken[n]; ok {
		if _, row := l.notation.number(b.cells[0]); row {
			return
		}
		delete(l.broken, n)
		l.names = nil
	}
	if l.names != nil && l.units == nil && n == len(l.names) {
		l.units = cells
		return
	}
	l.names, l.units = cells, nil
}

// begin is the layout that has this first row.
func (l *look) begin(r row) (layout, *Error) {
	if b, ok := l.broken[len(r.cells)]; ok {
		return layout{}, l.fault(b)
	}
	if wrong := l.fit(r); wrong != nil {
		return layout{}, wrong
	}
	l.above, l.start, l.first = r.above, r.at, r.line
	for _, named := range [][]string{l.names, l.units} {
		if named != nil {
			l.above--
		}
	}
	for _, c := range r.cells {
		l.kinds = append(l.kinds, l.kind(c))
	}
	return l.layout, nil
}

// fit fits the names to the first row. One cell above several columns is a
// title; several that are too few may be names of numbers with decimal commas.
func (l *look) fit(r row) *Error {
	switch n, names := len(r.cells), len(l.names); {
	case l.separator == ' ' && n == 1 && names > 1:
		l.names, l.units = []string{strings.Join(l.names, " ")}, nil
	case l.separator == ' ' && n != names || names == 1 && n > 1:
		l.names, l.units = nil, nil
	case names > 1 && names < n:
		return &Error{r.line, 0, "has " + columns(n) + " and the names above " + columns(names) +
			"; write decimals with a point, give each column a name, or put # before what are no names"}
	}
	return nil
}

// kind is what stands in a column whose first cell this is.
func (l *look) kind(cell string) kind {
	if _, ok := l.notation.number(cell); ok {
		return number
	} else if cell == "" {
		return nothing
	}
	return words
}

// wordy is the layout where no line has only numbers: columns hold words.
func (l *look) wordy() (layout, *Error) {
	if len(l.broken) == 0 {
		if l.names == nil {
			return layout{}, &Error{Reason: "there is nothing in it; give numbers in columns, one row a line"}
		}
		return layout{}, &Error{Reason: "there are words and no numbers; give numbers in columns, one row a line"}
	}
	first := row{line: math.MaxInt}
	for _, b := range l.broken {
		if b.line < first.line {
			first = b
		}
	}
	if numbers, others := l.count(first.cells); numbers == 0 || others > 0 {
		return layout{}, l.fault(first)
	}
	delete(l.broken, len(first.cells))
	return l.begin(first)
}

// fault is what is wrong with a line that is no row: the first cell that may have
// been meant as a number, or else the first word.
func (l *look) fault(r row) *Error {
	at := -1
	for i, c := range r.cells {
		if l.kind(c) == words && (at < 0 || !word(c) && word(r.cells[at])) {
			at = i
		}
	}
	return &Error{r.line, at + 1, l.wrong(r.cells[at])}
}
