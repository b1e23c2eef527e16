package table

import (
	"slices"
	"strings"
)

// Want has rows of n numbers. A column that counts the rows, and is called so or
// has no name among columns that have, is left out where it is one too many. The
// error is an *Error where other columns are too many, or too few.
func (r *Reader) Want(n int) error {
	if r.Columns == n+1 && r.indexed() && r.counts() {
		r.drop(0)
	}
	if r.Columns == n {
		return nil
	}
	reason := "has " + columns(r.Columns) + " of numbers; give " + columns(n)
	switch {
	case r.Columns < n:
		reason += r.instead()
	case r.Columns == n+1 && r.counts():
		reason += "; column " + r.position(0) + " only counts the rows: leave it out"
	case r.separator == ',' && r.Columns == 2*n && r.halves():
		reason += "; if these are decimal commas, write points, and else leave out the other columns"
	default:
		reason += ": leave out the others"
	}
	return &Error{r.first, 0, reason}
}

// instead says what there is in place of numbers, and how columns are parted.
func (r *Reader) instead() string {
	if i := slices.Index(r.kinds, words); i >= 0 {
		cells := r.firstCells()
		return ", parted by a tab, a semicolon or a comma; " + quoted(cells[i]) + " is not a number"
	}
	return ", parted by a tab, a semicolon or a comma"
}

// NewList is a Reader of rows of one number: those of the first column or, where
// all stand in one line without names above, of this line. The error is an
// *Error; it refuses a first column that only counts the rows.
func NewList(text string) (*Reader, error) {
	r, err := NewReader(beginning(text))
	if err == nil {
		r.in.text = strings.TrimPrefix(text, "\ufeff")
	}
	switch {
	case err != nil:
		return nil, err
	case r.single():
		r.list, r.Columns = true, 1
		r.in.breaks = ends + string(rune(r.separator))
		if r.separator == ' ' {
			r.in.breaks += "\t"
		}
		return r, nil
	case r.Columns > 1 && r.counts():
		if !r.indexed() {
			return nil, &Error{r.first, 0, "has " + columns(r.Columns) + " of numbers, of which column " + r.position(0) +
				" only counts the rows: leave it out, or give it alone"}
		}
		r.drop(0)
	}
	for r.Columns > 1 {
		r.drop(1)
	}
	return r, nil
}

// beginning is the first numbers of a text that is one long line, and else the
// text.
func beginning(text string) string {
	const enough = 2 * mostColumns
	in := lines{text: text, breaks: ends}
	line, _ := in.next()
	at := strings.LastIndex(text[:in.place.Byte], line)
	if _, more := in.next(); more || len(line) <= enough {
		return text
	}
	if n := strings.LastIndexAny(line[:enough], "\t;,| "); n > 0 {
		return text[:at+n]
	}
	return text
}

// single tells whether there is but one row, of several numbers that have no
// names.
func (r *Reader) single() bool {
	if r.Columns < 2 || len(r.names) == len(r.kinds) {
		return false
	}
	in := r.in
	line, _ := in.next()
	_, more := in.next()
	return !more && !strings.Contains(line, `"`)
}

// drop leaves out the k-th of the columns that are read.
func (r *Reader) drop(k int) {
	r.kinds = slices.Clone(r.kinds)
	r.kinds[r.column(k)] = unused
	r.Columns--
}

// column is which cell the k-th number of a row is.
func (r *Reader) column(k int) int {
	for i, kind := range r.kinds {
		if kind == number {
			if k == 0 {
				return i
			}
			k--
		}
	}
	panic("table: there is no such column")
}

func (r *Reader) position(k int) string { return shown(float64(r.column(k) + 1)) }

// indexed tells whether the first column of numbers is called what a count of rows
// is called, or is the only one without a name.
func (r *Reader) indexed() bool {
	names := r.Names()
	if names == nil {
		return false
	}
	switch strings.ToLower(strings.TrimRight(names[0], ".:")) {
	case "":
		return !slices.Contains(names[1:], "")
	case "#", "i", "id", "idx", "index", "n", "no", "nr", "number", "obs", "row", "sample":
		return true
	}
	return false
}

// counts tells whether the first number of every row, as far as a look goes, is
// one more than that of the row before.
func (r *Reader) counts() bool {
	const rows = 100
	at, v, before := *r, make([]float64, r.Columns), 0.0
	n := 0
	for ; n < rows; n++ {
		more, err := at.Next(v)
		if err != nil || n > 0 && more && v[0] != before+1 {
			return false
		}
		if !more {
			break
		}
		before = v[0]
	}
	return n > 2
}

// halves tells whether every second cell of the first row is digits alone, as the
// decimals of numbers with a comma are.
func (r *Reader) halves() bool {
	for i, c := range r.firstCells() {
		if i%2 == 1 && !digits(c) {
			return false
		}
	}
	return true
}

// firstCells are those of the first row.
func (r *Reader) firstCells() []string {
	in := lines{text: r.in.text, breaks: ends, place: r.start}
	line, _ := in.next()
	return r.separator.split(line)
}
