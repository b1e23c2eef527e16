package lab

import (
	"math"
	"slices"
)

// The functions below fill a frame in place: what it held is overwritten and
// its slices are used again, so that drawing sixty times a second leaves
// nothing for the garbage collector. What they return holds until the next thing
// of its kind is added.

// Begin empties the frame and keeps its memory.
func (f *Frame) Begin(title, moment string) {
	f.Title, f.Moment, f.Summary = title, moment, ""
	f.Panels, f.Readouts, f.Ghost = f.Panels[:0], f.Readouts[:0], 0
}

// AddPanel adds an empty panel. The pointer holds until the next one is added.
func (f *Frame) AddPanel(title string, x, y Axis) *Panel {
	p := more(&f.Panels)
	*p = Panel{Title: title, X: x, Y: y,
		Bands: p.Bands[:0], Bars: p.Bars[:0], Lines: p.Lines[:0], Curves: p.Curves[:0], Points: p.Points[:0], Arrows: p.Arrows[:0]}
	return p
}

// AddField adds a panel that shows a field of nx × ny values, to be filled in.
func (f *Frame) AddField(title string, x, y Axis, nx, ny int) *Panel {
	field := more(&f.Panels).Field
	f.Panels = f.Panels[:len(f.Panels)-1]
	if field == nil {
		field = new(Field)
	}
	values := field.Values
	if cap(values) < nx*ny {
		values = make([]float32, nx*ny)
	}
	*field = Field{NX: nx, NY: ny, Values: values[:nx*ny]}
	p := f.AddPanel(title, x, y)
	p.Field = field
	return p
}

// AddReadout adds a readout of words, or of several numbers.
func (f *Frame) AddReadout(name, value, unit string) {
	f.Readouts = append(f.Readouts, Readout{name, value, unit, math.NaN()})
}

// AddNumber adds a readout of one number, shown with that many digits as Number
// does, and exported whole.
func (f *Frame) AddNumber(name string, v float64, digits int, unit string) {
	f.Readouts = append(f.Readouts, Readout{name, Number(v, digits), unit, v})
}

// AddCurve adds a curve of n points, to be filled in.
func (p *Panel) AddCurve(name string, colour Colour, n int) *Curve {
	c := more(&p.Curves)
	*c = Curve{Name: name, Colour: colour, X: resize(c.X, n), Y: resize(c.Y, n)}
	return c
}

// AddDashed adds a dashed curve of n points: a truth or a reference.
func (p *Panel) AddDashed(name string, colour Colour, n int) *Curve {
	c := p.AddCurve(name, colour, n)
	c.Dashed = true
	return c
}

// AddXY adds a curve through the points (x[i], y[i]), which are copied. It
// panics if there are not as many y as x.
func (p *Panel) AddXY(name string, colour Colour, x, y []float64) *Curve {
	c := p.AddCurve(name, colour, len(x))
	copyXY(c.X, c.Y, x, y)
	return c
}

// Break breaks the curve between the points i−1 and i: what began anew there is not
// joined to what was before.
func (c *Curve) Break(i int) {
	c.X = slices.Insert(c.X, i, math.NaN())
	c.Y = slices.Insert(c.Y, i, math.NaN())
}

// AddGraph adds the curve of a function at n places, at least 2, at equal
// distances from from to to.
func (p *Panel) AddGraph(name string, colour Colour, from, to float64, n int, f func(x float64) float64) *Curve {
	c := p.AddCurve(name, colour, n)
	for i := range n {
		c.X[i] = from + (to-from)*float64(i)/float64(n-1)
		c.Y[i] = f(c.X[i])
	}
	return c
}

// AddSegment adds a curve of two points.
func (p *Panel) AddSegment(name string, colour Colour, x0, y0, x1, y1 float64) *Curve {
	c := p.AddCurve(name, colour, 2)
	c.X[0], c.X[1], c.Y[0], c.Y[1] = x0, x1, y0, y1
	return c
}

// AddHistory adds a column of a history against its steps.
func (p *Panel) AddHistory(name string, colour Colour, h *History, column int) *Curve {
	return p.AddXY(name, colour, h.Steps(), h.Column(column))
}

// AddHLine adds a reference line across the panel at y.
func (p *Panel) AddHLine(name string, colour Colour, y float64) {
	*more(&p.Lines) = RefLine{Name: name, Colour: colour, At: y}
}

// AddVLine adds a reference line up the panel at x.
func (p *Panel) AddVLine(name string, colour Colour, x float64) {
	*more(&p.Lines) = RefLine{Name: name, Colour: colour, Vertical: true, At: x}
}

// AddPoints adds n single points, to be filled in.
func (p *Panel) AddPoints(name string, colour Colour, n int) *Points {
	m := more(&p.Points)
	*m = Points{Name: name, Colour: colour, X: resize(m.X, n), Y: resize(m.Y, n), Labels: m.Labels[:0]}
	return m
}

// AddScatter adds the single points (x[i], y[i]), which are copied. It panics
// if there are not as many y as x.
func (p *Panel) AddScatter(name string, colour Colour, x, y []float64) *Points {
	m := p.AddPoints(name, colour, len(x))
	copyXY(m.X, m.Y, x, y)
	return m
}

// AddPoint adds one point.
func (p *Panel) AddPoint(name string, colour Colour, x, y float64) *Points {
	m := p.AddPoints(name, colour, 1)
	m.X[0], m.Y[0] = x, y
	return m
}

func copyXY(toX, toY, x, y []float64) {
	if len(x) != len(y) {
		panic("lab: a series with more places than values, or fewer")
	}
	copy(toX, x)
	copy(toY, y)
}

// AddBars adds n bars, to be filled in.
func (p *Panel) AddBars(name string, colour Colour, width float64, n int) *Bars {
	b := more(&p.Bars)
	*b = Bars{Name: name, Colour: colour, Width: width, X: resize(b.X, n), Y: resize(b.Y, n)}
	return b
}

// AddBand adds a band over n places, to be filled in.
func (p *Panel) AddBand(name string, colour Colour, n int) *Band {
	b := more(&p.Bands)
	*b = Band{Name: name, Colour: colour, X: resize(b.X, n), Low: resize(b.Low, n), High: resize(b.High, n)}
	return b
}

// AddArrows adds n arrows, to be filled in.
func (p *Panel) AddArrows(name string, colour Colour, n int) *Arrows {
	a := more(&p.Arrows)
	*a = Arrows{name, colour, resize(a.X, n), resize(a.Y, n), resize(a.U, n), resize(a.V, n)}
	return a
}

// more lengthens a slice by one element that keeps what memory it had.
func more[T any](s *[]T) *T {
	if len(*s) < cap(*s) {
		*s = (*s)[:len(*s)+1]
	} else {
		var zero T
		*s = append(*s, zero)
	}
	return &(*s)[len(*s)-1]
}

func resize[T any](v []T, n int) []T {
	if cap(v) < n {
		return make([]T, n)
	}
	return v[:n]
}
