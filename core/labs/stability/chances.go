package stability

import (
	"math"

	"residual/core/dyn"
	"residual/core/lab"
)

// resolution is at how many places of each axis the classifier is asked.
const resolution = 64

// drawChances draws the chance of "stable" over the two largest real parts: the
// edge where it is ½, the strip in which the network abstains, the true quadrant,
// and where the equilibria are.
func (r *experiment) drawChances(f *lab.Frame) {
	far := r.reach
	p := f.AddField("Chance of stable", lab.Axis{Label: "Re λ₁", Min: -far, Max: far},
		lab.Axis{Label: "Re λ₂", Min: -far, Max: far}, resolution, resolution)
	p.Field.Name, p.Field.Min, p.Field.Max = "chance", 0, 1
	chance := r.learners[0].chancesOver(far)
	for i, v := range chance {
		p.Field.Values[i] = float32(v)
	}
	drawLevels(p, "chance ½", lab.Network, chance, far, 0.5)
	if r.confidence > 0.5 {
		if c := drawLevels(p, "abstains", lab.Doubt, chance, far, r.confidence, 1-r.confidence); c != nil {
			c.Thin = true
		}
	}
	border := p.AddDashed("true quadrant", lab.Truth, 3)
	border.X[0], border.X[1], border.X[2] = -far, 0, 0
	border.Y[0], border.Y[1], border.Y[2] = 0, 0, -far
	r.system.mark(p, false, func(e *dyn.Equilibrium, add func(x, y float64)) {
		if a, b := e.Pair(); math.Max(math.Abs(a), math.Abs(b)) <= far {
			add(a, b)
		}
	})
}

// centre is the middle of cell i, which may be between two.
func centre(i, reach float64) float64 { return reach * (2*(i+0.5)/resolution - 1) }

// chancesOver are the chances in the middle of every cell, by real parts.
func (l *learner) chancesOver(reach float64) []float64 {
	width := l.layers[0]
	x, p := make([]float64, width*resolution*resolution), make([]float64, resolution*resolution)
	for k := range p {
		pairFeatures(x[width*k:], centre(float64(k%resolution), reach), centre(float64(k/resolution), reach))
	}
	l.chances(p, x)
	return p
}

// drawLevels draws contours of the chances.
func drawLevels(p *lab.Panel, name string, colour lab.Colour, chance []float64, reach float64, levels ...float64) *lab.Curve {
	var out path
	for _, level := range levels {
		dyn.Contour(resolution, resolution, level, func(i, j int) float64 { return chance[j*resolution+i] },
			func(x0, y0, x1, y1 float64) {
				out.segment(centre(x0, reach), centre(y0, reach), centre(x1, reach), centre(y1, reach))
			})
	}
	return out.draw(p, name, colour)
}
