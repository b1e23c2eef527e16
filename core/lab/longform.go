package lab

import (
	"fmt"
	"math"
	"strings"
)

// all writes panels and tables in long form. Arrows and atoms add columns at the
// end.
func (w *csvWriter) all(panels []Panel, tables []Table) {
	head := []any{"panel", "series", "x", "y", "value"}
	for i := range panels {
		w.comment("panel "+panels[i].Title, panels[i].units())
		if len(head) == 5 && (panels[i].Scene != nil || len(panels[i].Arrows) > 0) {
			head = append(head, "z", "u", "v", "w", "element")
		}
	}
	for i := range tables {
		w.comment("table "+tables[i].Name, tables[i].units())
	}
	w.width = len(head)
	w.line(head...)
	for i := range panels {
		w.panel(&panels[i])
	}
	for i := range tables {
		t := &tables[i]
		for j := range t.Columns {
			for row := range t.Rows() {
				w.long(t.Name, t.Columns[j].Name, float64(row+1), nil, t.Columns[j].at(row))
			}
		}
	}
}

// units says what stands in the columns of a panel.
func (p *Panel) units() string {
	if p.Scene != nil {
		return "x, y and z are " + withUnit("places", p.Scene.Unit)
	}
	text := "x is " + p.X.name("x") + ", y is " + p.Y.name("y")
	if p.Field != nil {
		text += ", value is " + withUnit(p.Field.Name, p.Field.Unit)
	}
	return text
}

func (a *Axis) name(otherwise string) string {
	if a.Label != "" {
		otherwise = a.Label
	}
	return withUnit(otherwise, a.Unit)
}

// units names the columns of a table.
func (t *Table) units() string {
	var all []string
	for _, c := range t.Columns {
		all = append(all, withUnit(c.Name, c.Unit))
	}
	return strings.Join(all, ", ")
}

// long writes a line with as many cells as all have.
func (w *csvWriter) long(cells ...any) {
	for len(cells) < w.width {
		cells = append(cells, nil)
	}
	w.line(cells...)
}

// panel writes all that a panel shows.
func (w *csvWriter) panel(p *Panel) {
	for _, s := range p.series() {
		for i := range s.x {
			w.long(p.Title, s.name, s.x[i], s.y[i])
		}
	}
	if p.Field != nil {
		w.field(p)
	}
	for i, a := range p.Arrows {
		for j := range a.X {
			w.long(p.Title, numbered(a.Name, "arrows", i), a.X[j], a.Y[j], nil, nil, a.U[j], a.V[j])
		}
	}
	if p.Scene != nil {
		w.scene(p)
	}
}

// A series is places with a name.
type series struct {
	name string
	x, y []float64
}

// series are the named ones of a panel. A band is two, and a reference line has one
// number, and none on the other axis.
func (p *Panel) series() (all []series) {
	add := func(name string, x, y []float64) { all = append(all, series{name, x, y}) }
	for i, c := range p.Curves {
		kind := "curve"
		if c.Dashed {
			kind = "reference"
		}
		add(numbered(c.Name, kind, i), c.X, c.Y)
	}
	for i, m := range p.Points {
		add(numbered(m.Name, "point", i), m.X, m.Y)
	}
	for i, b := range p.Bars {
		add(numbered(b.Name, "bar", i), b.X, b.Y)
	}
	for i, b := range p.Bands {
		name := numbered(b.Name, "band", i)
		add(name+", low", b.X, b.Low)
		add(name+", high", b.X, b.High)
	}
	for i, l := range p.Lines {
		at, none := []float64{l.At}, []float64{math.NaN()}
		if l.Vertical {
			add(numbered(l.Name, "reference", i), at, none)
		} else {
			add(numbered(l.Name, "reference", i), none, at)
		}
	}
	return all
}

func numbered(name, kind string, i int) string {
	if name != "" {
		return name
	}
	return fmt.Sprint(kind, " ", i+1)
}

// field writes the values of a field, which stand in the middle of their cells.
func (w *csvWriter) field(p *Panel) {
	f := p.Field
	for i, v := range f.Values {
		w.long(p.Title, f.Name, p.X.middle(i%f.NX, f.NX), p.Y.middle(i/f.NX, f.NY), v)
	}
}

func (a *Axis) middle(i, n int) float64 {
	from, to := a.Min, a.Max
	if from == to {
		from, to = 0, float64(n)
	}
	return from + (float64(i)+0.5)*(to-from)/float64(n)
}

// scene writes atoms and arrows.
func (w *csvWriter) scene(p *Panel) {
	for _, a := range p.Scene.Atoms {
		w.long(p.Title, "atoms", a.X, a.Y, nil, a.Z, nil, nil, nil, Symbol(a.Element))
	}
	for i, a := range p.Scene.Arrows {
		for j := range a.X {
			w.long(p.Title, numbered(a.Name, "arrows", i), a.X[j], a.Y[j], nil, a.Z[j], a.U[j], a.V[j], a.W[j])
		}
	}
}
