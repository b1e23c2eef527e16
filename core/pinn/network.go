package pinn

import (
	"fmt"
	"math"
	"math/rand/v2"

	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/law"
	"residual/core/nn"
)

// A network is that of a field: its inputs are scaled to [−1, 1], or put on a circle
// where the field is periodic in them. Of features only the last layer is trained,
//
//	N(x) = Σⱼ cⱼ tanh(wⱼ·x + bⱼ) + c₀
//
// so that N is linear in what is trained.
type network struct {
	field    int
	inputs   []int
	scale    []float64 // of each input
	centre   []float64
	circle   []bool
	sizes    []int // of the layers
	features bool
	slope    float64
	other    bool        // features are drawn in the other way
	known    []*law.Node // functions that N has beside the layers, each times a number
}

// newNetwork is the network of a field, which is periodic in some inputs.
func newNetwork(p *law.Problem, field int, periodic [law.MaxInputs]bool, o Options) *network {
	n := &network{field: field, inputs: p.Fields[field].Inputs, features: o.Features, slope: o.Slope}
	for _, i := range n.inputs {
		c := p.Inputs[i]
		scale := 2 / (c.Hi - c.Lo)
		if periodic[i] {
			scale *= math.Pi
		}
		n.scale = append(n.scale, scale)
		n.centre = append(n.centre, (c.Lo+c.Hi)/2)
		n.circle = append(n.circle, periodic[i])
	}
	n.sizes = []int{n.width()}
	for range o.Depth {
		n.sizes = append(n.sizes, o.Width)
	}
	n.sizes = append(n.sizes, 1)
	return n
}

// width is how many numbers go into the first layer.
func (n *network) width() (w int) {
	for _, c := range n.circle {
		if w++; c {
			w++
		}
	}
	return w
}

// declare declares what is trained on a program: the layers, and the numbers of known
// functions.
func (n *network) declare(p *ad.Program) (mlp *nn.MLP, known ad.Value, trained []ad.Value) {
	mlp, trained = n.declareLayers(p)
	if known = ad.None; len(n.known) > 0 {
		known = p.Param("known", len(n.known), 1)
		trained = append(trained, known)
	}
	return mlp, known, trained
}

func (n *network) declareLayers(p *ad.Program) (mlp *nn.MLP, trained []ad.Value) {
	if !n.features {
		mlp = nn.NewMLP(p, n.sizes...)
		return mlp, mlp.Params()
	}
	name := fmt.Sprintf("c%d", n.field)
	mlp = &nn.MLP{Sizes: n.sizes, Weights: []ad.Value{ad.None, p.Param(name, n.sizes[1], 1)}, Biases: []ad.Value{ad.None, p.Param(name, 1, 1)}}
	return mlp, []ad.Value{mlp.Weights[1], mlp.Biases[1]}
}

// fix declares what is not trained.
func (n *network) fix(p *ad.Program, mlp *nn.MLP) {
	if n.features {
		mlp.Weights[0] = p.Param("w", n.sizes[0], n.sizes[1])
		mlp.Biases[0] = p.Param("b", 1, n.sizes[1])
	}
}

// trained and fixed are how many numbers are, and are not, trained.
func (n *network) trained() int {
	if n.features {
		return n.sizes[1] + 1 + len(n.known)
	}
	return (&nn.MLP{Sizes: n.sizes}).Size() + len(n.known)
}

func (n *network) fixed() int {
	if n.features {
		return (n.sizes[0] + 1) * n.sizes[1]
	}
	return 0
}

// draw fills what is trained, and what is fixed.
func (n *network) draw(theta, fixed []float64, rng *rand.Rand) {
	clear(theta[:n.trained()])
	if !n.features {
		nn.Glorot(&nn.MLP{Sizes: n.sizes}, theta, rng)
		return
	}
	n.drawFeatures(fixed, rng)
}

// drawFeatures draws steps tanh(w·(x − c)), their centres c in the box and a little
// beyond, their directions evenly.
func (n *network) drawFeatures(fixed []float64, rng *rand.Rand) {
	d, units := n.sizes[0], n.sizes[1]
	parts := n.proportions()
	for j := range units {
		if n.other && d == 1 && j%3 > 0 {
			fixed[j], fixed[units+j] = n.nearEnd(j%3 == 1, rng)
			continue
		}
		b, length := 0.0, 0.0
		w := make([]float64, d)
		for length == 0 || length > 1 {
			length = 0
			for k := range w {
				w[k] = 2*rng.Float64() - 1
				length += w[k] * w[k]
			}
		}
		for k := range w {
			if w[k] *= n.slope / math.Sqrt(length); n.other {
				w[k] *= parts[k]
			}
			b -= w[k] * halo * (2*rng.Float64() - 1)
			fixed[k*units+j] = w[k]
		}
		fixed[d*units+j] = b
	}
}

// proportions is by number that goes into the first layer the length of its input beside
// the longest; that of a circle is 1.
func (n *network) proportions() (all []float64) {
	least := math.Inf(1)
	for k, circle := range n.circle {
		if !circle {
			least = min(least, n.scale[k])
		}
	}
	for k, circle := range n.circle {
		if circle {
			all = append(all, 1, 1)
		} else {
			all = append(all, least/n.scale[k])
		}
	}
	return all
}

// nearEnd draws a step near an end of an interval, at any scale down to a thousandth,
// as steep as it is near: for layers and slopes at the ends.
func (n *network) nearEnd(high bool, rng *rand.Rand) (w, b float64) {
	near := kernel.Exp1(-7 * rng.Float64()) // of half the interval
	w = n.slope / near
	if c := 1 - near; high {
		return w, -w * c
	} else {
		return w, w * c
	}
}

// halo is how far centres of features lie from the middle at most: the box is 1.
const halo = 1.2

// scaled sets out to the scaled inputs of points.
func (n *network) scaled(out []float64, at []point) {
	d := len(n.inputs)
	for i := range at {
		for k, input := range n.inputs {
			out[i*d+k] = (at[i][input] - n.centre[k]) * n.scale[k]
		}
	}
}

// apply records the network at scaled inputs, a batch or jet.
func (n *network) apply(p *ad.Program, mlp *nn.MLP, x ad.Value) ad.Value {
	var parts []ad.Value
	for k, circle := range n.circle {
		c := p.Columns(x, k, 1)
		if circle {
			parts = append(parts, p.Sin(c), p.Cos(c))
		} else {
			parts = append(parts, c)
		}
	}
	if len(parts) > len(n.circle) {
		x = p.Concat(parts...)
	}
	return mlp.Apply(p, x)
}
