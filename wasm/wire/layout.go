package wire

import "residual/core/lab"

// The layout of each type, for both directions at once: a coder that writes
// reads the fields, a coder that reads writes them.

// The least bytes an item of a slice takes: what a claimed length is held
// against.
const (
	leastPanel   = 4 + 2*(4+4+8+8+1+1) + 1 + 6*4 + 1 + 4 + 1
	leastCurve   = 4 + 1 + 1 + 1 + 4 + 4
	leastRefLine = 4 + 1 + 1 + 8
	leastBand    = 4 + 1 + 4 + 4 + 4
	leastBars    = 4 + 1 + 8 + 4 + 4
	leastPoints  = 4 + 1 + 1 + 1 + 1 + 4 + 4
	leastArrows  = 4 + 1 + 4*4
	leastAtom    = 4*4 + 1 + 1
	leastBond    = 4 + 4
	leastVectors = 4 + 1 + 6*4
	leastReadout = 4 + 4 + 4
)

func (c *coder) frame(f *lab.Frame) {
	c.text(&f.Title)
	c.text(&f.Moment)
	c.text(&f.Summary)
	list(c, &f.Panels, leastPanel, (*coder).panel)
	list(c, &f.Readouts, leastReadout, (*coder).readout)
}

func (c *coder) panel(p *lab.Panel) {
	c.text(&p.Title)
	c.axis(&p.X)
	c.axis(&p.Y)
	optional(c, &p.Field, (*coder).field)
	list(c, &p.Bands, leastBand, (*coder).band)
	list(c, &p.Bars, leastBars, (*coder).bars)
	list(c, &p.Lines, leastRefLine, (*coder).refLine)
	list(c, &p.Curves, leastCurve, (*coder).curve)
	list(c, &p.Points, leastPoints, (*coder).points)
	list(c, &p.Arrows, leastArrows, (*coder).arrows)
	optional(c, &p.Scene, (*coder).scene)
	c.text(&p.Acts)
	c.bool(&p.Square)
}

func (c *coder) axis(a *lab.Axis) {
	c.text(&a.Label)
	c.text(&a.Unit)
	c.float(&a.Min)
	c.float(&a.Max)
	c.bool(&a.Log)
	c.bool(&a.Hidden)
}

func (c *coder) field(f *lab.Field) {
	c.text(&f.Name)
	c.text(&f.Unit)
	c.int(&f.NX)
	c.int(&f.NY)
	c.floats32(&f.Values)
	c.float(&f.Min)
	c.float(&f.Max)
	c.bool(&f.Diverging)
	c.bool(&f.Ink)
	c.bool(&f.Bare)
	c.require(f.NX >= 0 && f.NY >= 0 && f.NX*f.NY == len(f.Values))
}

func (c *coder) curve(v *lab.Curve) {
	c.text(&v.Name)
	c.colour(&v.Colour)
	c.bool(&v.Dashed)
	c.bool(&v.Thin)
	c.series(&v.X, &v.Y)
}

func (c *coder) colour(v *lab.Colour) { c.small((*uint8)(v)) }

func (c *coder) refLine(l *lab.RefLine) {
	c.text(&l.Name)
	c.colour(&l.Colour)
	c.bool(&l.Vertical)
	c.float(&l.At)
}

func (c *coder) band(v *lab.Band) {
	c.text(&v.Name)
	c.colour(&v.Colour)
	c.series(&v.X, &v.Low, &v.High)
}

func (c *coder) bars(v *lab.Bars) {
	c.text(&v.Name)
	c.colour(&v.Colour)
	c.float(&v.Width)
	c.series(&v.X, &v.Y)
}

func (c *coder) points(v *lab.Points) {
	c.text(&v.Name)
	c.colour(&v.Colour)
	shape := uint8(v.Shape)
	c.small(&shape)
	c.require(shape <= uint8(lab.Cross))
	v.Shape = lab.Shape(shape)
	c.bool(&v.Hollow)
	c.bool(&v.Cloud)
	c.series(&v.X, &v.Y)
}

func (c *coder) arrows(v *lab.Arrows) {
	c.text(&v.Name)
	c.colour(&v.Colour)
	c.series(&v.X, &v.Y, &v.U, &v.V)
}

func (c *coder) scene(s *lab.Scene) {
	list(c, &s.Atoms, leastAtom, (*coder).atom)
	list(c, &s.Bonds, leastBond, (*coder).bond)
	list(c, &s.Arrows, leastVectors, (*coder).vectors)
	c.float(&s.Radius)
	c.text(&s.Unit)
	for _, b := range s.Bonds {
		c.require(b.A >= 0 && b.B >= 0 && int(b.A) < len(s.Atoms) && int(b.B) < len(s.Atoms))
	}
}

func (c *coder) atom(a *lab.Atom) {
	c.float32(&a.X)
	c.float32(&a.Y)
	c.float32(&a.Z)
	c.float32(&a.Radius)
	c.small(&a.Element)
	c.colour(&a.Colour)
}

func (c *coder) bond(b *lab.Bond) {
	b.A, b.B = int32(c.uint32(uint32(b.A))), int32(c.uint32(uint32(b.B)))
}

func (c *coder) vectors(v *lab.Vectors) {
	c.text(&v.Name)
	c.colour(&v.Colour)
	c.series32(&v.X, &v.Y, &v.Z, &v.U, &v.V, &v.W)
}

func (c *coder) readout(r *lab.Readout) {
	c.text(&r.Name)
	c.text(&r.Value)
	c.text(&r.Unit)
}

func (c *coder) action(a *lab.Action) {
	kind := int(a.Kind)
	c.text(&a.Panel)
	c.int(&kind)
	c.float(&a.X)
	c.float(&a.Y)
	c.require(kind >= 0 && kind <= 255)
	a.Kind = lab.ActionKind(kind)
}
