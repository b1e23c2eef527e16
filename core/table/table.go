// Package table reads numbers in columns from text: what spreadsheets and
// instruments call CSV.
//
// A Reader takes a text line by line and says where it is not what it should
// be, by line and column. Columns are parted by a tab, a semicolon, a comma, a bar
// or spaces; numbers have a decimal point or a decimal comma, and may have spaces,
// apostrophes, points or commas between thousands, any kind of minus, and an
// exponent. A text is tried in all of these ways: where more than one reads it, and
// they do not read the same, it is refused with two readings and with how to write
// each of them. Nothing is guessed from 25,15; a line of names, or sep=; on top,
// decides it.
//
// Lines end with LF, CR or both. Blank lines, rows without anything in them and
// lines that begin with # are passed over, and so are remarks above the rows and
// columns of words. Directly above the rows may stand the names of the columns,
// and their units. An empty cell, a word, a date, NaN or an infinity among the
// numbers is an error.
//
// A Sample keeps so many rows of a text of any length, each with the same
// chance, and so holds a bounded memory however long the file is.
package table

import (
	"strconv"
)

// An Error says what is wrong with a text and where. Line and Column count from
// 1; 0 is the text, or the line, as a whole.
type Error struct {
	Line, Column int
	Reason       string
}

func (e *Error) Error() string {
	switch {
	case e.Line == 0:
		return e.Reason
	case e.Column == 0:
		return "line " + strconv.Itoa(e.Line) + ": " + e.Reason
	}
	return "line " + strconv.Itoa(e.Line) + ", column " + strconv.Itoa(e.Column) + ": " + e.Reason
}

// Read is all rows of a short text, column by column.
func Read(text string) (columns [][]float64, err error) {
	r, err := NewReader(text)
	if err != nil {
		return nil, err
	}
	columns, row := make([][]float64, r.Columns), make([]float64, r.Columns)
	for {
		more, err := r.Next(row)
		if err != nil || !more {
			return columns, err
		}
		for i, v := range row {
			columns[i] = append(columns[i], v)
		}
	}
}

// Distinct tells whether v has at least n different values. It looks no further
// than it must, and is meant for a small n.
func Distinct(v []float64, n int) bool {
	seen := make(map[float64]bool, n)
	for _, x := range v {
		if seen[x] = true; len(seen) >= n {
			return true
		}
	}
	return n <= 0
}
