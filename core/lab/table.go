package lab

import (
	"fmt"
	"slices"
)

// A Table is a list in full. A frame shows some of it and says how much it leaves
// out; the page's tables, the CSV file and the runner's JSON hold all of it:
//
//	t := lab.NewTable("equilibria")
//	t.AddNumbers("x", "m", x)
//	t.AddWords("kind", kinds)
//	return []lab.Table{t}
type Table struct {
	Name    string // no other table and no panel is called so
	Columns []Column
}

// A Column has one value for each row.
type Column struct {
	Name, Unit string
	Values     any // []float64, NaN where there is none, or []string
}

// NewTable is a table without columns.
func NewTable(name string) Table { return Table{Name: name, Columns: []Column{}} }

// AddNumbers adds a column of numbers in that unit; NaN is an empty cell.
func (t *Table) AddNumbers(name, unit string, values []float64) {
	t.Columns = append(t.Columns, Column{name, unit, values})
}

// AddWords adds a column of words.
func (t *Table) AddWords(name string, values []string) {
	t.Columns = append(t.Columns, Column{name, "", values})
}

// A Tabled experiment has lists that its frame shows in part, or as a picture
// alone. It is asked for them when somebody exports or opens them, at any time,
// under the rules of Frame.
type Tabled interface{ Tables() []Table }

// Tables is every list in full; none where the experiment has no lists.
func (r *Run) Tables() []Table {
	if t, ok := r.exp.(Tabled); ok {
		return t.Tables()
	}
	return nil
}

// Len is the number of values.
func (c *Column) Len() int {
	if words, ok := c.Values.([]string); ok {
		return len(words)
	}
	return len(c.Values.([]float64))
}

// Rows is the number of rows.
func (t *Table) Rows() int {
	if len(t.Columns) == 0 {
		return 0
	}
	return t.Columns[0].Len()
}

// Validate returns an error where the columns differ in length or names, or where
// one has neither numbers nor words.
func (t *Table) Validate() error {
	var names []string
	for i := range t.Columns {
		c := &t.Columns[i]
		switch c.Values.(type) {
		case []float64, []string:
		default:
			return fmt.Errorf("table %q, column %q: neither numbers nor words", t.Name, c.Name)
		}
		if c.Name == "" || slices.Contains(names, c.Name) {
			return fmt.Errorf("table %q, column %d: no name, or one that is taken: %q", t.Name, i+1, c.Name)
		}
		if c.Len() != t.Rows() {
			return fmt.Errorf("table %q, column %q: %d values in %d rows", t.Name, c.Name, c.Len(), t.Rows())
		}
		names = append(names, c.Name)
	}
	return nil
}
