package lab

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// CSV writes the numbers of a frame of the run, and its tables, as values
// separated by commas (RFC 4180). Comments in front say what run it is of and in
// which units, so that the file alone is enough to compute it again.
//
// Everything stands in long form, one line a number, so that every figure of every
// lab has the same columns: panel, series, x, y, value; of a table x is the row.
// With a name there is that panel alone or, with its own columns, that table. The
// error lists the names there are.
func CSV(r *Run, f *Frame, name string) ([]byte, error) {
	w := &csvWriter{}
	w.head(r)
	tables := r.Tables()
	if name == "" {
		w.all(f.Panels, tables)
		return w.out, nil
	}
	for i := range tables {
		if strings.EqualFold(tables[i].Name, name) {
			w.table(&tables[i])
			return w.out, nil
		}
	}
	var panels []Panel
	for _, p := range f.Panels {
		if strings.EqualFold(p.Title, name) {
			panels = append(panels, p)
		}
	}
	if panels == nil {
		return nil, fmt.Errorf("there is no panel or table %q; there are %s", name, names(f.Panels, tables))
	}
	w.all(panels, nil)
	return w.out, nil
}

// names are those that CSV takes.
func names(panels []Panel, tables []Table) string {
	var all []string
	for _, p := range panels {
		all = append(all, strconv.Quote(p.Title))
	}
	for _, t := range tables {
		all = append(all, strconv.Quote(t.Name))
	}
	return strings.Join(all, ", ")
}

// A csvWriter appends lines.
type csvWriter struct {
	out   []byte
	width int // columns in long form
}

// head says what the file is of.
func (w *csvWriter) head(r *Run) {
	w.comment("lab", r.lab.Name+" ("+r.lab.Title+")")
	w.comment("build", Build)
	settings := r.settings.Brief()
	for _, k := range r.lab.Knobs {
		w.comment("setting "+k.Name, settings[k.Name])
	}
	w.comment("seed", strconv.FormatUint(r.seed, 10))
	w.comment("steps", strconv.Itoa(r.Steps()))
	w.comment("status", r.Status().String())
	w.comment("digest", r.Digest())
}

// comment writes a line that readers of tables pass over.
func (w *csvWriter) comment(name, text string) {
	if strings.ContainsFunc(text, unicode.IsControl) {
		text = strconv.Quote(text)
	}
	w.out = fmt.Appendf(w.out, "# %s: %s\n", name, text)
}

// line writes cells: words, numbers or nothing.
func (w *csvWriter) line(cells ...any) {
	for i, c := range cells {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		switch c := c.(type) {
		case string:
			w.out = append(w.out, quoted(c)...)
		case float64:
			w.out = appendCell(w.out, c, 64)
		case float32:
			w.out = appendCell(w.out, float64(c), 32)
		}
	}
	w.out = append(w.out, '\n')
}

// appendCell writes all digits of a number, and nothing for what is none.
func appendCell(b []byte, v float64, bits int) []byte {
	if math.IsNaN(v) {
		return b
	}
	return strconv.AppendFloat(b, v, 'g', -1, bits)
}

func quoted(cell string) string {
	if strings.ContainsAny(cell, "\",\n\r") || strings.HasPrefix(cell, "#") {
		return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	return cell
}

// table writes a table with its own columns.
func (w *csvWriter) table(t *Table) {
	w.comment("table", t.Name)
	cells := make([]any, len(t.Columns))
	for i := range t.Columns {
		cells[i] = withUnit(t.Columns[i].Name, t.Columns[i].Unit)
	}
	w.line(cells...)
	for row := range t.Rows() {
		for i := range t.Columns {
			cells[i] = t.Columns[i].at(row)
		}
		w.line(cells...)
	}
}

// at is a value: a float64 or a string.
func (c *Column) at(row int) any {
	if words, ok := c.Values.([]string); ok {
		return words[row]
	}
	return c.Values.([]float64)[row]
}

// withUnit is a name with its unit: "time (s)".
func withUnit(name, unit string) string {
	if unit == "" {
		return name
	}
	return strings.TrimSpace(name + " (" + unit + ")")
}
