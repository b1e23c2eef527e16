package stability

import (
	"math"

	"residual/core/dyn"
	"residual/core/lab"
)

// seen is along how many places of each side the classifier is asked.
const seen = 64

// showClassifier draws the chance of "stable" over the two largest real parts:
// the edge where it is ½, the strip in which the network abstains, the true
// quadrant, and where the equilibria are.
func (r *run) showClassifier(f *lab.Frame) {
	p := f.AddField("Chance of stable", lab.Axis{Label: "Re λ₁", Min: -r.reach, Max: r.reach},
		lab.Axis{Label: "Re λ₂", Min: -r.reach, Max: r.reach}, seen, seen)
	p.Field.Name, p.Field.Min, p.Field.Max = "chance", 0, 1
	chance := r.believed()
	for i, v := range chance {
		p.Field.Values[i] = float32(v)
	}
	r.showLevels(p, "chance ½", lab.Network, chance, 0.5)
	if r.confidence > 0.5 {
		r.showLevels(p, "abstains", lab.Doubt, chance, r.confidence, 1-r.confidence)
	}
	border := p.AddDashed("true quadrant", lab.Truth, 3)
	border.X[0], border.X[1], border.X[2] = -r.reach, 0, 0
	border.Y[0], border.Y[1], border.Y[2] = 0, 0, -r.reach
	r.mark(p, false, func(e *dyn.Equilibrium, add func(x, y float64)) {
		if a, b := e.Pair(); math.Max(math.Abs(a), math.Abs(b)) <= r.reach {
			add(a, b)
		}
	})
}

// centre is the middle of cell i, which may be between two.
func (r *run) centre(i float64) float64 { return r.reach * (2*(i+0.5)/seen - 1) }

// believed is the chance in the middle of every cell.
func (r *run) believed() []float64 {
	x, p := make([]float64, pairFeatures*seen*seen), make([]float64, seen*seen)
	for k := range p {
		pairOf(x[pairFeatures*k:], r.centre(float64(k%seen)), r.centre(float64(k/seen)))
	}
	r.byPair.chances(p, x)
	return p
}

func (r *run) showLevels(p *lab.Panel, name string, colour lab.Colour, chance []float64, levels ...float64) {
	var xs, ys []float64
	for _, level := range levels {
		dyn.Contour(seen, seen, level, func(i, j int) float64 { return chance[j*seen+i] },
			func(x0, y0, x1, y1 float64) {
				xs = append(xs, r.centre(x0), r.centre(x1), math.NaN())
				ys = append(ys, r.centre(y0), r.centre(y1), math.NaN())
			})
	}
	if len(xs) == 0 {
		return
	}
	p.AddXY(name, colour, xs, ys)
}
