package table

import (
	"strconv"
	"strings"

	"residual/core/codec"
)

// A Reader reads rows of numbers from a text.
type Reader struct {
	Columns int      // how many each row has
	Names   []string // of the columns, nil where the first line holds numbers

	text      string
	separator byte // 0 where there is but one column
	place     Place
}

// A Place is where a Reader stands: what Seek takes to go on from there.
type Place struct{ Byte, Line int }

// NewReader looks at the first line. The error is an *Error.
func NewReader(text string) (*Reader, error) {
	r := &Reader{text: strings.TrimPrefix(text, "\ufeff")}
	before := r.place
	line, ok := r.line()
	if !ok {
		return nil, &Error{Reason: "there is nothing in it; give numbers in columns, one row a line"}
	}
	r.separator = separator(line)
	cells := r.split(line)
	r.Columns = len(cells)
	if named(cells) {
		r.Names, before = cells, r.place
		if _, ok := r.line(); !ok {
			return nil, &Error{Reason: "there is a line of words and no numbers; give numbers in columns, one row a line"}
		}
	}
	r.place = before
	return r, nil
}

// separator is what stands between the columns of a line.
func separator(line string) byte {
	for _, s := range []byte("\t;,") {
		if strings.IndexByte(line, s) >= 0 {
			return s
		}
	}
	return 0
}

// named tells whether cells are names: not one of them is a number, and not all
// are empty.
func named(cells []string) bool {
	words := 0
	for _, c := range cells {
		if _, err := strconv.ParseFloat(strings.Replace(c, ",", ".", 1), 64); err == nil {
			return false
		}
		words += len(c)
	}
	return words > 0
}

// line is the next line that is not blank, and false at the end.
func (r *Reader) line() (string, bool) {
	for p := &r.place; p.Byte < len(r.text); {
		line := r.text[p.Byte:]
		end := strings.IndexByte(line, '\n')
		if end >= 0 {
			line = line[:end]
		}
		p.Byte += len(line)
		if end >= 0 {
			p.Byte++
		}
		p.Line++
		if strings.TrimSpace(line) != "" {
			return strings.TrimSuffix(line, "\r"), true
		}
	}
	return "", false
}

func (r *Reader) split(line string) []string {
	var cells []string
	for more := true; more; {
		var cell string
		cell, line, more = r.cut(line)
		cells = append(cells, cell)
	}
	return cells
}

// cut takes the first cell off a line, without the spaces and the quotes around
// it; more tells whether another follows.
func (r *Reader) cut(line string) (cell, rest string, more bool) {
	from := 0
	if trimmed := strings.TrimLeft(line, " "); strings.HasPrefix(trimmed, `"`) {
		if n := strings.IndexByte(trimmed[1:], '"'); n >= 0 {
			from = len(line) - len(trimmed) + n + 2
		}
	}
	end := len(line)
	if r.separator != 0 {
		if n := strings.IndexByte(line[from:], r.separator); n >= 0 {
			end, more = from+n, true
			rest = line[end+1:]
		}
	}
	return unquote(strings.TrimSpace(line[:end])), rest, more
}

func unquote(cell string) string {
	if n := len(cell); n >= 2 && cell[0] == '"' && cell[n-1] == '"' {
		return strings.TrimSpace(cell[1 : n-1])
	}
	return cell
}

// Next fills row, Columns numbers, and tells whether there was one. The error
// is an *Error.
func (r *Reader) Next(row []float64) (bool, error) {
	line, ok := r.line()
	if !ok {
		return false, nil
	}
	for i, more := 0, true; more; i++ {
		var cell string
		cell, line, more = r.cut(line)
		if i+1 < r.Columns && !more || i+1 == r.Columns && more {
			return false, r.ragged(i + 1 + r.count(line, more))
		}
		v, wrong := number(cell, r.separator)
		if wrong != "" {
			return false, &Error{r.place.Line, i + 1, wrong}
		}
		row[i] = v
	}
	return true, nil
}

// count is how many cells are left.
func (r *Reader) count(line string, more bool) (n int) {
	for ; more; n++ {
		_, line, more = r.cut(line)
	}
	return n
}

func (r *Reader) ragged(n int) error {
	reason := "has " + columns(n) + " and the first line " + columns(r.Columns)
	if r.separator == ',' && n > r.Columns {
		reason += "; a comma parts columns here, so write decimals with a point"
	}
	return &Error{r.place.Line, 0, reason}
}

func columns(n int) string {
	if n == 1 {
		return "1 column"
	}
	return strconv.Itoa(n) + " columns"
}

// Want is an *Error unless the rows have n numbers.
func (r *Reader) Want(n int) error {
	if r.Columns == n {
		return nil
	}
	reason := "has " + columns(r.Columns) + "; give " + columns(n)
	if r.separator == ',' && r.Columns > n {
		reason += "; a comma parts columns here, so write decimals with a point"
	}
	return &Error{1, 0, reason}
}

// Place is where the Reader stands.
func (r *Reader) Place() Place { return r.place }

// Seek goes on from a Place that a Reader of the same text returned, and tells
// whether it can be one.
func (r *Reader) Seek(p Place) bool {
	if p.Byte < 0 || p.Byte > len(r.text) || p.Line < 0 || p.Line > p.Byte {
		return false
	}
	r.place = p
	return true
}

// State describes where the Reader stands in its text.
func (r *Reader) State(c *codec.Coder) {
	p := r.place
	c.Int(&p.Byte, 0, len(r.text))
	c.Int(&p.Line, 0, p.Byte)
	r.Seek(p)
}

// Done is the fraction of the text that has been read.
func (r *Reader) Done() float64 { return float64(r.place.Byte) / float64(len(r.text)) }
