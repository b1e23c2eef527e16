package wire

import (
	"math"

	"residual/core/codec"
	"residual/core/lab"
)

// The layout of each type, for both directions at once: see core/codec.

// The least bytes an item of a slice takes: what a claimed length is held
// against.
const (
	leastPanel   = 4 + 2*(4+4+8+8+1+1) + 1 + 6*4 + 1 + 4 + 1
	leastCurve   = 4 + 1 + 1 + 1 + 4 + 4
	leastRefLine = 4 + 1 + 1 + 8
	leastBand    = 4 + 1 + 4 + 4 + 4
	leastBars    = 4 + 1 + 8 + 4 + 4
	leastPoints  = 4 + 1 + 1 + 1 + 1 + 4 + 4 + 4
	leastArrows  = 4 + 1 + 4*4
	leastAtom    = 4*4 + 1 + 1
	leastBond    = 4 + 4
	leastVectors = 4 + 2 + 6*4
	leastEdge    = 6 * 4
	leastText    = 4
	leastReadout = 4 + 4 + 4 + 8
)

func frame(c *codec.Coder, f *lab.Frame) {
	c.Text(&f.Title)
	c.Text(&f.Moment)
	c.Text(&f.Summary)
	codec.List(c, &f.Panels, leastPanel, panel)
	codec.List(c, &f.Readouts, leastReadout, readout)
	c.Uint8(&f.Ghost)
}

func panel(c *codec.Coder, p *lab.Panel) {
	c.Text(&p.Title)
	axis(c, &p.X)
	axis(c, &p.Y)
	codec.Optional(c, &p.Field, field)
	codec.List(c, &p.Bands, leastBand, band)
	codec.List(c, &p.Bars, leastBars, bars)
	codec.List(c, &p.Lines, leastRefLine, refLine)
	codec.List(c, &p.Curves, leastCurve, curve)
	codec.List(c, &p.Points, leastPoints, points)
	codec.List(c, &p.Arrows, leastArrows, arrows)
	codec.Optional(c, &p.Scene, scene)
	c.Text(&p.Acts)
	c.Bool(&p.Drags)
	c.Bool(&p.Square)
}

func axis(c *codec.Coder, a *lab.Axis) {
	c.Text(&a.Label)
	c.Text(&a.Unit)
	c.Float(&a.Min)
	c.Float(&a.Max)
	c.Bool(&a.Log)
	c.Bool(&a.Hidden)
}

func field(c *codec.Coder, f *lab.Field) {
	c.Text(&f.Name)
	c.Text(&f.Unit)
	c.Int(&f.NX, 0, math.MaxInt32)
	c.Int(&f.NY, 0, math.MaxInt32)
	c.Floats32(&f.Values)
	c.Float(&f.Min)
	c.Float(&f.Max)
	c.Bool(&f.Diverging)
	c.Bool(&f.Ink)
	c.Bool(&f.Bare)
	c.Require(f.NX*f.NY == len(f.Values), "a field has NX·NY values")
}

func curve(c *codec.Coder, v *lab.Curve) {
	c.Text(&v.Name)
	colour(c, &v.Colour)
	c.Bool(&v.Dashed)
	c.Bool(&v.Thin)
	series(c, &v.X, &v.Y)
}

func colour(c *codec.Coder, v *lab.Colour) { c.Uint8((*uint8)(v)) }

func refLine(c *codec.Coder, l *lab.RefLine) {
	c.Text(&l.Name)
	colour(c, &l.Colour)
	c.Bool(&l.Vertical)
	c.Float(&l.At)
}

func band(c *codec.Coder, v *lab.Band) {
	c.Text(&v.Name)
	colour(c, &v.Colour)
	series(c, &v.X, &v.Low, &v.High)
}

func bars(c *codec.Coder, v *lab.Bars) {
	c.Text(&v.Name)
	colour(c, &v.Colour)
	c.Float(&v.Width)
	series(c, &v.X, &v.Y)
}

func points(c *codec.Coder, v *lab.Points) {
	c.Text(&v.Name)
	colour(c, &v.Colour)
	codec.Enum(c, &v.Shape, int(lab.Cross)+1)
	c.Bool(&v.Hollow)
	c.Bool(&v.Cloud)
	series(c, &v.X, &v.Y)
	codec.List(c, &v.Labels, leastText, (*codec.Coder).Text)
}

func arrows(c *codec.Coder, v *lab.Arrows) {
	c.Text(&v.Name)
	colour(c, &v.Colour)
	series(c, &v.X, &v.Y, &v.U, &v.V)
}

func scene(c *codec.Coder, s *lab.Scene) {
	codec.List(c, &s.Atoms, leastAtom, atom)
	codec.List(c, &s.Bonds, leastBond, bond)
	codec.List(c, &s.Arrows, leastVectors, vectors)
	codec.List(c, &s.Edges, leastEdge, edge)
	c.Float(&s.Radius)
	c.Text(&s.Unit)
	for _, b := range s.Bonds {
		c.Require(b.A >= 0 && b.B >= 0 && int(b.A) < len(s.Atoms) && int(b.B) < len(s.Atoms), "bonds join atoms that are there")
	}
}

func atom(c *codec.Coder, a *lab.Atom) {
	c.Float32(&a.X)
	c.Float32(&a.Y)
	c.Float32(&a.Z)
	c.Float32(&a.Radius)
	c.Uint8(&a.Element)
	colour(c, &a.Colour)
}

func bond(c *codec.Coder, b *lab.Bond) {
	c.Int32(&b.A)
	c.Int32(&b.B)
}

func vectors(c *codec.Coder, v *lab.Vectors) {
	c.Text(&v.Name)
	colour(c, &v.Colour)
	c.Bool(&v.Thin)
	series32(c, &v.X, &v.Y, &v.Z, &v.U, &v.V, &v.W)
}

func edge(c *codec.Coder, e *lab.Edge) {
	for _, v := range []*float32{&e.X, &e.Y, &e.Z, &e.U, &e.V, &e.W} {
		c.Float32(v)
	}
}

func readout(c *codec.Coder, r *lab.Readout) {
	c.Text(&r.Name)
	c.Text(&r.Value)
	c.Text(&r.Unit)
	c.Float(&r.Number)
}

func action(c *codec.Coder, a *lab.Action) {
	c.Text(&a.Panel)
	codec.Enum(c, &a.Kind, int(lab.Release)+1)
	c.Float(&a.X)
	c.Float(&a.Y)
	c.Require(a.X-a.X == 0 && a.Y-a.Y == 0, "the pointer is at a finite place")
}

// series describes slices of one length.
func series(c *codec.Coder, all ...*[]float64) {
	for _, s := range all {
		c.Floats(s)
	}
	for _, s := range all {
		c.Require(len(*s) == len(*all[0]), "series have one length")
	}
}

// series32 likewise.
func series32(c *codec.Coder, all ...*[]float32) {
	for _, s := range all {
		c.Floats32(s)
	}
	for _, s := range all {
		c.Require(len(*s) == len(*all[0]), "series have one length")
	}
}
