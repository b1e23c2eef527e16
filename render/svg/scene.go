package svg

import (
	"image/color"
	"math"

	"residual/render/plot"
)

// scene draws solids from the back to the front: balls with gradients, sticks
// and cones as flat as they look from afar.
func (w *writer) scene(s *plot.Scene, index int) {
	g := gradients{writer: w, scene: index, names: map[shade]string{}}
	for i := range s.Solids {
		g.define(&s.Solids[i])
	}
	w.printf(`<clipPath id="room%d"><rect x="%s" y="%s" width="%s" height="%s"/></clipPath><g clip-path="url(#room%d)">`+"\n",
		index, number(s.X), number(s.Y), number(s.W), number(s.H), index)
	for i := range s.Solids {
		switch b := &s.Solids[i]; b.Kind {
		case plot.Ball:
			x, y, pixels := s.Project(b.A)
			w.printf(`<circle cx="%s" cy="%s" r="%s" fill="url(#%s)"/>`+"\n", number(x), number(y), number(float64(b.Radius)*pixels), g.names[shadeOf(b)])
		case plot.Stick:
			w.stick(s, b)
		case plot.Cone:
			w.cone(s, b)
		}
	}
	w.WriteString("</g>\n")
}

// A shade is a colour in one of a few depths of fog.
type shade struct {
	ink plot.Ink
	fog int // tenths of a half
}

// fogs is how many depths of fog there are.
const fogs = 10

func shadeOf(b *plot.Solid) shade {
	return shade{b.Ink, int(math.Round(2 * fogs * fog(b)))}
}

// fog is the part of paper in the colour of a solid: as the canvas has it.
func fog(b *plot.Solid) float64 {
	return min(max((0.35-float64(b.A[2]+b.B[2])/2)*0.36, 0), 0.5)
}

// gradients are those that a scene's balls have been given, by name.
type gradients struct {
	*writer
	scene int
	names map[shade]string
}

// define adds the gradient of a ball, once: light from above on the left.
func (g *gradients) define(b *plot.Solid) {
	s := shadeOf(b)
	if g.names[s] != "" || b.Kind != plot.Ball {
		return
	}
	name := "ball" + number(float64(g.scene)) + "-" + number(float64(s.ink)) + "-" + number(float64(s.fog))
	g.names[s] = name
	g.printf(`<radialGradient id="%s" cx=".34" cy=".27" r=".82">`, name)
	for _, stop := range [][2]float64{{0, 1}, {0.35, 0.93}, {0.7, 0.66}, {1, 0.3}} {
		g.printf(`<stop offset="%s" stop-color="%s"/>`, number(stop[0]), g.lit(b, stop[1]))
	}
	g.WriteString("</radialGradient>\n")
}

// lit is the colour of a solid where that part of the light falls on it: as the
// canvas has it.
func (w *writer) lit(b *plot.Solid, half float64) string {
	c, paper := w.list.Theme.Colour(b.Ink), w.list.Theme.Colour(plot.Paper)
	light, f := 0.38+0.74*half*half, fog(b)
	mix := func(v, p uint8) uint8 { return uint8(min(255, float64(v)*light)*(1-f) + float64(p)*f + 0.5) }
	return Hex(color.RGBA{mix(c.R, paper.R), mix(c.G, paper.G), mix(c.B, paper.B), 255})
}

// thinnest is the width from which on a stick looks round.
const thinnest = 2.0

// stick is a broad dark line with a lighter one on it, from where it leaves its
// ball; a thin one is a line.
func (w *writer) stick(s *plot.Scene, b *plot.Solid) {
	from := b.A
	if length := b.A.Distance(b.B); length > 0 {
		hidden := math.Sqrt(max(0, float64(b.Cut*b.Cut-b.Radius*b.Radius)))
		t := float32(min(1, hidden/length))
		for i := range from {
			from[i] += t * (b.B[i] - b.A[i])
		}
	}
	x0, y0, near := s.Project(from)
	x1, y1, far := s.Project(b.B)
	width := float64(b.Radius) * (near + far)
	lines := [][2]float64{{1, 0.55}, {0.6, 0.8}, {0.25, 0.93}}
	if width < thinnest {
		lines = [][2]float64{{1, 0.8}}
	}
	for _, l := range lines {
		w.printf(`<path d="M%s %sL%s %s" stroke="%s" stroke-width="%s"/>`+"\n",
			number(x0), number(y0), number(x1), number(y1), w.lit(b, l[1]), number(width*l[0]))
	}
}

// cone is a triangle from its base to its tip.
func (w *writer) cone(s *plot.Scene, b *plot.Solid) {
	x0, y0, pixels := s.Project(b.A)
	x1, y1, _ := s.Project(b.B)
	r := float64(b.Radius) * pixels
	if d := math.Hypot(x1-x0, y1-y0); d > 1e-6 {
		dx, dy := -(y1-y0)/d*r, (x1-x0)/d*r
		w.printf(`<path d="M%s %sL%s %sL%s %sZ" fill="%s"/>`+"\n", number(x0+dx), number(y0+dy), number(x0-dx), number(y0-dy), number(x1), number(y1), w.lit(b, 0.75))
	}
}
