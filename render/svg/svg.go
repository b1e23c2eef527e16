// Package svg writes a plot.List as an SVG document: the posters that stand on a
// page before any canvas does. It paints what render/paint paints. The same list
// gives the same bytes.
package svg

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"

	"residual/core/lab"
	"residual/render/plot"
)

// Draw returns the picture of f as a document of its own, with f's title and
// summary for those who do not see it.
func Draw(f *lab.Frame, size plot.Size, theme plot.Theme) string {
	return Write(plot.Draw(f, size, theme), f.Title, f.Summary)
}

// Write returns a list as a document with that title and description.
func Write(l *plot.List, title, description string) string {
	w := writer{list: l}
	w.open(title, description)
	for i := range l.Images {
		w.image(&l.Images[i])
	}
	for i := range l.Scenes {
		w.scene(&l.Scenes[i], i)
	}
	for _, s := range l.Strips {
		w.strip(s)
	}
	for _, b := range l.Boxes {
		w.box(b)
	}
	for _, s := range l.Lines {
		w.line(s)
	}
	for _, d := range l.Dots {
		w.dot(d)
	}
	for _, t := range l.Texts {
		w.text(t)
	}
	w.WriteString("</svg>\n")
	return w.String()
}

type writer struct {
	strings.Builder
	list *plot.List
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(w, format, args...) }

func (w *writer) open(title, description string) {
	width, height := number(w.list.Size.W), number(w.list.Size.H)
	w.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img"`,
		width, height, width, height)
	w.printf(` font-family="%s" style="font-variant-numeric:tabular-nums">`+"\n", html.EscapeString(plot.FontStack))
	w.printf("<title>%s</title>\n<desc>%s</desc>\n", html.EscapeString(title), html.EscapeString(description))
	w.printf(`<rect width="%s" height="%s" fill="%s"/>`+"\n", width, height, w.colour(plot.Paper))
}

// image embeds a field as a PNG, its cells as squares with sharp edges.
func (w *writer) image(m *plot.Image) {
	picture := &image.NRGBA{Pix: m.Pixels(nil), Stride: 4 * m.NX, Rect: image.Rect(0, 0, m.NX, m.NY)}
	var data bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&data, picture); err != nil {
		panic(err) // a buffer takes everything, and an image of no cells is not drawn
	}
	w.printf(`<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" image-rendering="pixelated" href="data:image/png;base64,%s"/>`+"\n",
		number(m.X), number(m.Y), number(m.W), number(m.H), base64.StdEncoding.EncodeToString(data.Bytes()))
}

// strip goes along the low points and back along the high ones.
func (w *writer) strip(s plot.Strip) {
	points := w.list.Points[s.From:s.To]
	w.WriteString(`<path d="`)
	for i := 0; i < len(points); i += 2 {
		w.point(points[i], i == 0)
	}
	for i := len(points) - 1; i > 0; i -= 2 {
		w.point(points[i], false)
	}
	w.printf(`Z" fill="%s"%s/>`+"\n", w.colour(s.Ink), opacity(s.Alpha))
}

// box rounds edges to whole pixels, as the canvas does.
func (w *writer) box(b plot.Box) {
	x, y := math.Round(b.X), math.Round(b.Y)
	width, height := math.Max(1, math.Round(b.X+b.W)-x), math.Max(1, math.Round(b.Y+b.H)-y)
	w.printf(`<rect x="%s" y="%s" width="%s" height="%s" fill="%s"%s/>`+"\n",
		number(x), number(y), number(width), number(height), w.colour(b.Ink), opacity(b.Alpha))
}

func (w *writer) line(s plot.Line) {
	w.WriteString(`<path d="`)
	for i, p := range w.list.Points[s.From:s.To] {
		w.point(p, i == 0)
	}
	w.printf(`" fill="none" stroke="%s" stroke-width="%s" stroke-linejoin="round"`, w.colour(s.Ink), number(float64(s.Width)))
	if s.Dash > 0 {
		w.printf(` stroke-dasharray="%s %s"`, number(float64(s.Dash)), number(float64(s.Dash*plot.DashGap)))
	}
	w.WriteString("/>\n")
}

func (w *writer) text(t plot.Text) {
	w.printf(`<text x="%s" y="%s" font-size="%s" fill="%s"`, number(t.X), number(t.Y), number(t.Size), w.colour(t.Ink))
	if t.Bold {
		w.WriteString(` font-weight="600"`)
	}
	if t.Align != plot.Start {
		w.printf(` text-anchor="%s"`, [...]string{"start", "middle", "end"}[t.Align])
	}
	w.printf(">%s</text>\n", html.EscapeString(t.Text))
}

func (w *writer) point(p plot.Point, first bool) {
	command := "L"
	if first {
		command = "M"
	}
	w.WriteString(command + number(float64(p.X)) + " " + number(float64(p.Y)))
}

func (w *writer) colour(ink plot.Ink) string { return Hex(w.list.Theme.Colour(ink)) }

// Hex writes a colour as style sheets do: #0072b2.
func Hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func opacity(alpha float32) string {
	if alpha >= 1 {
		return ""
	}
	return ` fill-opacity="` + number(float64(alpha)) + `"`
}

// number writes hundredths of a pixel and no more.
func number(v float64) string {
	v = math.Round(v*100)/100 + 0 // no −0
	return strconv.FormatFloat(v, 'f', -1, 64)
}
