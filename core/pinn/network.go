package pinn

import (
	"math"

	"residual/core/ad"
	"residual/core/law"
	"residual/core/nn"
)

// A network is that of a field: its inputs are scaled to [−1, 1], or put on a circle
// where the field is periodic in them.
type network struct {
	field  int
	inputs []int
	scale  []float64 // of each input
	centre []float64
	circle []bool
}

// newNetwork is the network of a field, which is periodic in some inputs.
func newNetwork(p *law.Problem, field int, periodic [law.MaxInputs]bool) *network {
	n := &network{field: field, inputs: p.Fields[field].Inputs}
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
