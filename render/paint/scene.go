//go:build js

package paint

import (
	_ "embed"

	"github.com/hajimehoshi/ebiten/v2"

	"residual/render/mesh"
	"residual/render/plot"
)

//go:embed solid.kage
var solidSource []byte

// A solids painter paints the solids of a scene in one call.
type solids struct {
	shader   *ebiten.Shader
	mesh     mesh.Solids
	vertices []ebiten.Vertex
}

// scene paints a scene over what is there.
func (p *solids) paint(dst *ebiten.Image, s *plot.Scene, theme plot.Theme, ratio float64) {
	p.mesh.Build(s, theme, ratio)
	if len(p.mesh.Indices) == 0 {
		return
	}
	p.vertices = p.vertices[:0]
	for i := range p.mesh.Vertices {
		v := &p.mesh.Vertices[i]
		p.vertices = append(p.vertices, ebiten.Vertex{
			DstX: v.X, DstY: v.Y, SrcX: v.Paint, SrcY: v.Slope,
			ColorR: v.Axis[0], ColorG: v.Axis[1], ColorB: v.Axis[2], ColorA: v.Length,
			Custom0: v.A[0], Custom1: v.A[1], Custom2: v.A[2], Custom3: v.Radius,
		})
	}
	k, paper := float32(ratio), theme.Colour(plot.Paper)
	left, top := float32(s.X)*k, float32(s.Y)*k
	dst.DrawTrianglesShader32(p.vertices, p.mesh.Indices, p.shader, &ebiten.DrawTrianglesShaderOptions{Uniforms: map[string]any{
		"Middle": []float32{s.Middle.X * k, s.Middle.Y * k},
		"Scale":  float32(s.Scale) * k,
		"Eye":    float32(plot.Eye),
		"Room":   []float32{left, top, left + float32(s.W)*k, top + float32(s.H)*k},
		"Paper":  []float32{float32(paper.R) / 255, float32(paper.G) / 255, float32(paper.B) / 255},
	}})
}
