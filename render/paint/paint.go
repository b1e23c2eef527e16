//go:build js

// Package paint paints plot.Lists with Ebitengine: fields as textures, the
// solids of a scene in one call of a shader, all shapes of a list in another, texts as pictures that the
// browser's own fonts give. It is built for browsers only: on Linux Ebitengine
// asks for the headers of X11, which a machine that tests need not have.
package paint

import (
	_ "embed"

	"github.com/hajimehoshi/ebiten/v2"

	"residual/render/mesh"
	"residual/render/plot"
)

//go:embed shape.kage
var shapeSource []byte

// A Painter paints lists and keeps what it needs again: textures, texts, arrays.
type Painter struct {
	shape    *ebiten.Shader
	solids   solids
	mesh     mesh.Mesh
	vertices []ebiten.Vertex
	pixels   []byte
	textures []texture
	texts    texts
}

// New returns a painter. It panics if a shader does not compile.
func New() *Painter {
	return &Painter{shape: shader(shapeSource), solids: solids{shader: shader(solidSource)}, texts: newTexts()}
}

func shader(source []byte) *ebiten.Shader {
	s, err := ebiten.NewShader(source)
	if err != nil {
		panic(err)
	}
	return s
}

// Paint covers dst with paper and then with lists of one theme, the later ones
// on top, at so many device pixels to a CSS pixel.
func (p *Painter) Paint(dst *ebiten.Image, ratio float64, lists ...*plot.List) {
	dst.Fill(lists[0].Theme.Colour(plot.Paper))
	n := 0
	for _, l := range lists {
		for i := range l.Images {
			p.image(dst, &l.Images[i], n, ratio)
			n++
		}
		for i := range l.Scenes {
			p.solids.paint(dst, &l.Scenes[i], l.Theme, ratio)
		}
		p.shapes(dst, l, ratio)
		for i := range l.Texts {
			p.text(dst, &l.Texts[i], l.Theme, ratio)
		}
	}
	p.texts.tidy()
}

// shapes paints strips, boxes, lines and dots.
func (p *Painter) shapes(dst *ebiten.Image, l *plot.List, ratio float64) {
	p.mesh.Build(l, ratio)
	if len(p.mesh.Indices) == 0 {
		return
	}
	p.vertices = p.vertices[:0]
	for _, v := range p.mesh.Vertices {
		p.vertices = append(p.vertices, ebiten.Vertex{
			DstX: v.X, DstY: v.Y,
			ColorR: v.R, ColorG: v.G, ColorB: v.B, ColorA: v.A,
			Custom0: v.Across, Custom1: v.Half, Custom2: v.Along, Custom3: v.Dash,
		})
	}
	dst.DrawTrianglesShader32(p.vertices, p.mesh.Indices, p.shape, nil)
}
