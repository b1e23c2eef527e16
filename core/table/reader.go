package table

import (
	"strconv"
	"strings"

	"residual/core/codec"
)

// A Reader reads rows of numbers from a text.
type Reader struct {
	Columns int // how many numbers each row has

	dialect
	layout
	in   lines
	list bool // each cell is a row
}

// NewReader looks at the first lines. The error is an *Error.
func NewReader(text string) (*Reader, error) {
	r, wrong := choose(strings.TrimPrefix(text, "\ufeff"))
	if wrong != nil {
		return nil, wrong
	}
	return r, nil
}

// newReader stands before the first row.
func newReader(text string, d dialect, l layout) *Reader {
	r := &Reader{dialect: d, layout: l, in: lines{text: text, breaks: ends, place: l.start}}
	for _, k := range l.kinds {
		if k == number {
			r.Columns++
		}
	}
	return r
}

// Names are those of the columns of numbers, nil where there are none.
func (r *Reader) Names() (names []string) {
	for i, k := range r.kinds {
		if k == number && r.names != nil {
			names = append(names, r.names[i])
		}
	}
	return names
}

// Next fills row, Columns numbers, and tells whether there was one. The error
// is an *Error.
func (r *Reader) Next(row []float64) (bool, error) {
	more, wrong := r.row(row)
	if wrong != nil {
		return false, wrong
	}
	return more, nil
}

func (r *Reader) row(row []float64) (bool, *Error) {
	line, ok := r.in.next()
	switch {
	case !ok:
		return false, nil
	case r.list:
		return r.item(row, line)
	}
	to, rest := 0, line
	for i, more := 0, true; more; i++ {
		var cell string
		cell, rest, more = r.separator.cut(rest)
		switch {
		case i >= len(r.kinds) && cell == "" && blank(rest):
			return true, nil
		case i >= len(r.kinds) || !more && i+1 < len(r.kinds):
			return false, r.ragged(len(r.separator.split(line)))
		case r.kinds[i] == number:
			v, ok := r.notation.number(cell)
			if !ok {
				return false, &Error{r.in.place.Line, i + 1, r.wrong(cell)}
			}
			row[to] = v
			to++
		case r.kinds[i] == nothing && cell != "":
			return false, &Error{r.first, i + 1, "is empty, and the column is not; leave out the row, or give a number"}
		}
	}
	return true, nil
}

// item is a row of a list.
func (r *Reader) item(row []float64, cell string) (bool, *Error) {
	v, ok := r.notation.number(trim(cell))
	if !ok {
		return false, &Error{r.first, r.in.place.Line - r.first + 1, r.wrong(trim(cell))}
	}
	row[0] = v
	return true, nil
}

func (r *Reader) ragged(n int) *Error {
	reason := "has " + columns(n) + " and the first row " + columns(len(r.kinds))
	switch {
	case r.separator == ',' && n > len(r.kinds):
		reason += "; a comma parts columns here, so write decimals with a point"
	case n < len(r.kinds):
		reason += "; leave out the row, or give the numbers that are missing"
	}
	return &Error{r.in.place.Line, 0, reason}
}

func columns(n int) string {
	if n == 1 {
		return "1 column"
	}
	return strconv.Itoa(n) + " columns"
}

// Place is where the Reader stands.
func (r *Reader) Place() Place { return r.in.place }

// Seek goes on from a Place that a Reader of the same text returned, and tells
// whether it can be one.
func (r *Reader) Seek(p Place) bool {
	if p.Byte < 0 || p.Byte > len(r.in.text) || p.Line < 0 || p.Line > p.Byte {
		return false
	}
	r.in.place = p
	return true
}

// State describes where the Reader stands in its text.
func (r *Reader) State(c *codec.Coder) {
	p := r.in.place
	c.Int(&p.Byte, 0, len(r.in.text))
	c.Int(&p.Line, 0, p.Byte)
	r.Seek(p)
}

// Done is the fraction of the text that has been read.
func (r *Reader) Done() float64 { return float64(r.in.place.Byte) / float64(len(r.in.text)) }
