//go:build js

package paint

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"residual/render/plot"
)

// A texture holds the colours of a field as it was last painted.
type texture struct {
	image *ebiten.Image
	shown plot.Field
	stale bool
}

// Refresh tells the painter that the values of the fields it has painted may
// have changed.
func (p *Painter) Refresh() {
	for i := range p.textures {
		p.textures[i].stale = true
	}
}

// image paints a field through the n-th texture. A field larger than its place
// on the screen is averaged; a smaller one keeps the edges of its cells.
func (p *Painter) image(dst *ebiten.Image, m *plot.Image, n int, ratio float64) {
	if n == len(p.textures) {
		p.textures = append(p.textures, texture{})
	}
	t := &p.textures[n]
	if t.stale || !same(&t.shown, &m.Field) {
		t.fit(m.NX, m.NY)
		p.pixels = m.Pixels(p.pixels)
		t.image.WritePixels(p.pixels)
		t.shown, t.stale = m.Field, false
	}
	var o ebiten.DrawImageOptions
	sx, sy := m.W*ratio/float64(m.NX), m.H*ratio/float64(m.NY)
	o.GeoM.Scale(sx, sy)
	o.GeoM.Translate(m.X*ratio, m.Y*ratio)
	o.Blend = ebiten.BlendCopy
	o.Filter = ebiten.FilterPixelated
	if min(sx, sy) < 1 {
		o.Filter = ebiten.FilterLinear
	}
	dst.DrawImage(t.image, &o)
}

func same(a, b *plot.Field) bool {
	return a.NX == b.NX && a.NY == b.NY && a.Map == b.Map && a.Min == b.Min && a.Max == b.Max &&
		&a.Values[0] == &b.Values[0]
}

// fit gives the texture the size of a field.
func (t *texture) fit(nx, ny int) {
	if t.image != nil {
		if t.image.Bounds() == image.Rect(0, 0, nx, ny) {
			return
		}
		t.image.Deallocate()
	}
	t.image = ebiten.NewImageWithOptions(image.Rect(0, 0, nx, ny), &ebiten.NewImageOptions{Unmanaged: true})
}
