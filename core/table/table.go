// Package table reads numbers in columns from text: what spreadsheets and
// instruments call CSV.
//
// A Reader takes a text line by line and says where it is not what it should
// be, by line and column. Columns are separated by tabs, semicolons or commas,
// whichever of these comes first in that order in the first line. That line may
// name the columns. Empty lines are passed over; an empty cell, a word, NaN or
// an infinity among the numbers is an error. So is a decimal comma, for 1,5
// with a comma between columns is two numbers.
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
