package lab

import (
	"fmt"
	"math"
	"slices"
)

// A Sheet is a table for a reader: rows at equal distances of a long one.
type Sheet struct {
	Table
	Every int // one row in so many is here
}

// Sheets is what a frame shows, and every list, as tables with at most so many rows
// each: the readouts, the lists, then panel by panel the series, those over the same
// x side by side, and what a field spans. Names are those of the CSV file, and no two
// sheets have the same.
func Sheets(r *Run, f *Frame, most int) []Sheet {
	tables := append(f.readouts(), r.Tables()...)
	for i := range f.Panels {
		tables = append(tables, f.Panels[i].tables()...)
	}
	sheets, taken := make([]Sheet, len(tables)), map[string]int{}
	for i, t := range tables {
		if taken[t.Name]++; taken[t.Name] > 1 {
			t.Name = fmt.Sprintf("%s (%d)", t.Name, taken[t.Name])
		}
		sheets[i] = t.thin(most)
	}
	return sheets
}

// readouts lists all of them; the picture shows the first five.
func (f *Frame) readouts() []Table {
	if len(f.Readouts) == 0 {
		return nil
	}
	var names, values, units []string
	for _, r := range f.Readouts {
		names, values, units = append(names, r.Name), append(values, r.Value), append(units, r.Unit)
	}
	t := NewTable("Numbers")
	t.AddWords("name", names)
	t.AddWords("value", values)
	t.AddWords("unit", units)
	return []Table{t}
}

// tables are those of one panel.
func (p *Panel) tables() []Table {
	title := p.Title
	if title == "" {
		title = "Figure"
	}
	all := p.grids(title)
	for i := range p.Arrows {
		all = append(all, p.Arrows[i].table(title, i))
	}
	if p.Field != nil {
		all = append(all, p.Field.table(title))
	}
	if p.Scene != nil {
		all = append(all, p.Scene.tables(title)...)
	}
	return all
}

// grids puts series over the same x side by side. Where there are several tables,
// each is called by its first series.
func (p *Panel) grids(title string) (all []Table) {
	for _, s := range p.series() {
		i := slices.IndexFunc(all, func(t Table) bool { return same(t.Columns[0].Values.([]float64), s.x) })
		if i < 0 {
			i = len(all)
			all = append(all, NewTable(title+": "+s.name))
			all[i].AddNumbers(p.X.name("x"), "", s.x)
		}
		all[i].AddNumbers(s.name, p.Y.Unit, s.y)
	}
	if len(all) == 1 {
		all[0].Name = title
	}
	return all
}

// same tells whether two lists have the same numbers, or none, in the same places.
func same(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(v, w float64) bool { return v == w || math.IsNaN(v) && math.IsNaN(w) })
}

func (a *Arrows) table(title string, i int) Table {
	t := NewTable(title + ": " + numbered(a.Name, "arrows", i))
	for k, v := range [][]float64{a.X, a.Y, a.U, a.V} {
		t.AddNumbers([]string{"x", "y", "u", "v"}[k], "", v)
	}
	return t
}

// table tells a picture of up to a quarter of a million cells by a few numbers.
func (f *Field) table(title string) Table {
	least, greatest, sum, known := math.Inf(1), math.Inf(-1), 0.0, 0.0
	for _, value := range f.Values {
		if v := float64(value); !math.IsNaN(v) {
			least, greatest, sum, known = math.Min(least, v), math.Max(greatest, v), sum+v, known+1
		}
	}
	if known == 0 {
		least, greatest = math.NaN(), math.NaN()
	}
	if f.Name != "" {
		title += ": " + f.Name
	}
	t := NewTable(title)
	t.AddWords("cells", []string{fmt.Sprintf("%d × %d", f.NX, f.NY)})
	t.AddNumbers("least", f.Unit, []float64{least})
	t.AddNumbers("mean", f.Unit, []float64{sum / known})
	t.AddNumbers("greatest", f.Unit, []float64{greatest})
	return t
}

// tables are the atoms and the arrows.
func (s *Scene) tables(title string) []Table {
	var elements []string
	var places [3][]float64
	for _, a := range s.Atoms {
		elements = append(elements, Symbol(a.Element))
		for i, v := range [3]float32{a.X, a.Y, a.Z} {
			places[i] = append(places[i], float64(v))
		}
	}
	atoms := NewTable(title + ": atoms")
	atoms.AddWords("element", elements)
	for i, v := range places {
		atoms.AddNumbers([]string{"x", "y", "z"}[i], s.Unit, v)
	}
	all := []Table{atoms}
	for i, a := range s.Arrows {
		t := NewTable(title + ": " + numbered(a.Name, "arrows", i))
		for k, v := range [][]float32{a.X, a.Y, a.Z, a.U, a.V, a.W} {
			t.AddNumbers([]string{"x", "y", "z", "u", "v", "w"}[k], [2]string{s.Unit, ""}[k/3], wide(v))
		}
		all = append(all, t)
	}
	return all
}

func wide(v []float32) []float64 {
	all := make([]float64, len(v))
	for i := range v {
		all[i] = float64(v[i])
	}
	return all
}

// thin is as many rows of t as are read, at equal distances.
func (t Table) thin(most int) Sheet {
	every := max(1, (t.Rows()+most-1)/most)
	thinned := NewTable(t.Name)
	for _, c := range t.Columns {
		if words, ok := c.Values.([]string); ok {
			thinned.AddWords(c.Name, each(words, every))
			continue
		}
		thinned.AddNumbers(c.Name, c.Unit, each(c.Values.([]float64), every))
	}
	return Sheet{thinned, every}
}

// each is one value in every so many.
func each[T any](values []T, every int) []T {
	all := []T{}
	for i := 0; i < len(values); i += every {
		all = append(all, values[i])
	}
	return all
}
