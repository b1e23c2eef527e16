package svg

import (
	"math"

	"residual/render/plot"
)

// dot draws a small shape.
func (w *writer) dot(d plot.Dot) {
	switch d.Shape {
	case plot.Disc:
		w.printf(`<circle cx="%s" cy="%s" r="%s"`, number(float64(d.X)), number(float64(d.Y)), number(float64(d.Radius)))
	case plot.Cross:
		w.cross(d)
		return
	default:
		w.WriteString(`<path d="`)
		for i, p := range d.Shape.Outline(float64(d.Radius)) {
			w.point(turned(d, p), i == 0)
		}
		w.WriteString(`Z"`)
	}
	if d.Width > 0 {
		w.printf(` fill="%s" stroke="%s" stroke-width="%s"/>`+"\n", w.colour(plot.Paper), w.colour(d.Ink), number(float64(d.Width)))
		return
	}
	w.printf(` fill="%s"/>`+"\n", w.colour(d.Ink))
}

// cross draws two strokes.
func (w *writer) cross(d plot.Dot) {
	w.WriteString(`<path d="`)
	for i, p := range d.Shape.Outline(float64(d.Radius)) {
		w.point(turned(d, p), i%2 == 0)
	}
	width := 2 * plot.CrossStroke * float64(d.Radius)
	w.printf(`" fill="none" stroke="%s" stroke-width="%s"/>`+"\n", w.colour(d.Ink), number(width))
}

// turned is a corner of a dot in the picture.
func turned(d plot.Dot, p plot.Point) plot.Point {
	sin, cos := math.Sincos(float64(d.Angle))
	s, c := float32(sin), float32(cos)
	return plot.Point{X: d.X + p.X*c - p.Y*s, Y: d.Y + p.X*s + p.Y*c}
}
