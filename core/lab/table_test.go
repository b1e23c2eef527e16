package lab

import (
	"math"
	"testing"
)

func specimen() Table {
	t := NewTable("equilibria")
	t.AddNumbers("x", "m", []float64{1, math.NaN()})
	t.AddWords("kind", []string{"saddle", "focus"})
	return t
}

func TestTable(t *testing.T) {
	table := specimen()
	if err := table.Validate(); err != nil || table.Rows() != 2 {
		t.Errorf("%d rows, %v", table.Rows(), err)
	}
	want := `{"name":"equilibria","columns":[{"name":"x","unit":"m","values":[1,null]},{"name":"kind","unit":"","values":["saddle","focus"]}]}`
	if got := string(JSON(table)); got != want {
		t.Errorf("got %s", got)
	}
}

func TestTableRefusesWhatHasNoRows(t *testing.T) {
	for what, spoil := range map[string]func(*Table){
		"a short column":      func(t *Table) { t.AddNumbers("y", "", []float64{1}) },
		"a name twice":        func(t *Table) { t.AddNumbers("x", "", []float64{1, 2}) },
		"a name that is none": func(t *Table) { t.AddWords("", []string{"a", "b"}) },
		"whole numbers":       func(t *Table) { t.Columns[0].Values = []int{1, 2} },
	} {
		table := specimen()
		if spoil(&table); table.Validate() == nil {
			t.Errorf("%s passes", what)
		}
	}
}
