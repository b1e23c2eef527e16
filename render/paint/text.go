//go:build js

package paint

import (
	"math"
	"strconv"
	"syscall/js"

	"github.com/hajimehoshi/ebiten/v2"

	"residual/render/plot"
)

// texts makes pictures of texts with the browser's canvas, whose fonts have
// every glyph and cost no download, and keeps those of the last pictures.
type texts struct {
	canvas, context js.Value
	known           map[key]*setText
	now             int // counts the pictures painted
}

// A key is what a text's picture depends on. The colour is in it, for a browser
// gives light and dark letters different weights.
type key struct {
	text string
	plot.Style
	theme plot.Theme
	ratio float64
}

// A setText is the picture of a text; dx, dy is its corner seen from the
// beginning of the baseline, advance its length.
type setText struct {
	image           *ebiten.Image
	dx, dy, advance float64
	used            int
}

// kept is how many texts are kept at most from picture to picture, beyond those
// that the last one shows.
const kept = 256

func newTexts() texts {
	canvas := js.Global().Get("document").Call("createElement", "canvas")
	options := map[string]any{"willReadFrequently": true}
	return texts{canvas: canvas, context: canvas.Call("getContext", "2d", options), known: map[key]*setText{}}
}

// text paints a text on whole device pixels.
func (p *Painter) text(dst *ebiten.Image, t *plot.Text, theme plot.Theme, ratio float64) {
	style := t.Style
	style.Align = plot.Start // the picture is the same
	s := p.texts.find(key{t.Text, style, theme, ratio})
	var o ebiten.DrawImageOptions
	o.GeoM.Translate(math.Round(t.X*ratio-s.advance*float64(t.Align)/2)+s.dx, math.Round(t.Y*ratio)+s.dy)
	dst.DrawImage(s.image, &o)
}

func (t *texts) find(k key) *setText {
	s := t.known[k]
	if s == nil {
		s = t.set(k)
		t.known[k] = s
	}
	s.used = t.now
	return s
}

// set draws a text on the canvas and takes its pixels over.
func (t *texts) set(k key) *setText {
	size := k.Size * k.ratio
	weight := "400 "
	if k.Bold {
		weight = "600 "
	}
	font := weight + strconv.FormatFloat(size, 'f', 2, 64) + "px " + plot.FontStack
	t.context.Set("font", font)
	advance := t.context.Call("measureText", k.text).Get("width").Float()
	pad := math.Ceil(size * 0.4) // for what leans over the ends
	w, h := int(math.Ceil(advance+2*pad)), int(math.Ceil(size*1.7))
	base := math.Ceil(size * 1.2)
	t.grow(w, h)
	t.context.Call("clearRect", 0, 0, w, h)
	t.context.Set("font", font) // a canvas that has grown forgets it
	t.context.Set("fillStyle", css(k))
	t.context.Call("fillText", k.text, pad, base)
	data := t.context.Call("getImageData", 0, 0, w, h).Get("data")
	pixels := make([]byte, 4*w*h)
	js.CopyBytesToGo(pixels, data)
	premultiply(pixels)
	image := ebiten.NewImage(w, h)
	image.WritePixels(pixels)
	return &setText{image: image, dx: -pad, dy: -base, advance: advance}
}

// grow makes the canvas large enough.
func (t *texts) grow(w, h int) {
	if t.canvas.Get("width").Int() < w {
		t.canvas.Set("width", w)
	}
	if t.canvas.Get("height").Int() < h {
		t.canvas.Set("height", h)
	}
}

func css(k key) string {
	const digits = "0123456789abcdef"
	c := k.theme.Colour(k.Ink)
	text := []byte{'#'}
	for _, v := range []uint8{c.R, c.G, c.B} {
		text = append(text, digits[v>>4], digits[v&15])
	}
	return string(text)
}

// premultiply turns the canvas's pixels into Ebitengine's.
func premultiply(pixels []byte) {
	for i := 0; i < len(pixels); i += 4 {
		a := uint(pixels[i+3])
		for k := range 3 {
			pixels[i+k] = uint8((uint(pixels[i+k])*a + 127) / 255)
		}
	}
}

// tidy ends a picture: where too many texts are kept, those it did not show go.
func (t *texts) tidy() {
	if len(t.known) > kept {
		for k, s := range t.known {
			if s.used != t.now {
				s.image.Deallocate()
				delete(t.known, k)
			}
		}
	}
	t.now++
}
