package heat

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/pde"
)

// Frame shows the stencil and the loss; on a rod what a deep network of such
// blocks makes of the profile, on a plate the spectrum that the stencil has.
func (t *training) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, fmt.Sprintf("learning, step %d", t.Steps()))
	if t.dim == 1 {
		t.drawNetwork(f)
		t.drawLoss(f)
		t.drawRodStencil(f)
	} else {
		t.drawPlateStencil(f)
		t.drawLoss(f)
		t.drawSpectrum(f)
	}
	f.Summary = t.summary()
	if t.Steps() > 0 {
		f.AddNumber("loss", t.learner.loss, 2, "")
	}
	f.AddNumber("largest error of a weight", t.distance(), 2, "")
	f.AddReadout("learnt stencil", stencilText(t.learner.stencil()), "")
	f.AddReadout("true stencil", stencilText(t.wanted), "")
	f.AddReadout("examples", fmt.Sprint(exampleRows), "points")
}

// drawNetwork passes the profile through depth blocks with the stencil learnt
// so far, and with the true one; in Fourier space, where a block of any
// symmetry is a factor for each mode.
func (t *training) drawNetwork(f *lab.Frame) {
	p := f.AddPanel("Heat after "+lab.Count(t.depth, "block"), placeAxis("x"), lab.Axis{Label: "u", Min: -0.1, Max: 1.1})
	addPeriod(p, "into the first block", lab.Data, t.initial)
	learnt := p.AddCurve("through learnt blocks", lab.Network, t.n+1)
	euler := p.AddDashed("through Euler steps", lab.Truth, t.n+1)
	t.ring.Network(learnt.Y[:t.n], t.learner.stencil(), t.depth)
	t.ring.Euler(euler.Y[:t.n], t.r, t.depth)
	for _, c := range []*lab.Curve{learnt, euler} {
		closePeriod(c)
		for i, v := range c.Y {
			if !(math.Abs(v) < 100) { // far outside the picture
				c.Y[i] = math.NaN()
			}
		}
	}
}

func (t *training) drawRodStencil(f *lab.Frame) {
	top := math.Max(1.2*2*t.r, 0.3)
	p := f.AddPanel("What a block adds", lab.Axis{Label: "neighbour", Min: -1.75, Max: 1.75},
		lab.Axis{Label: "weight", Min: -top, Max: top})
	places := []float64{-1, 0, 1}
	learnt := p.AddBars("learnt", lab.Network, 0.6, 3)
	copy(learnt.X, places)
	copy(learnt.Y, t.learner.stencil())
	p.AddScatter("r·[1, −2, 1]", lab.Truth, places, t.wanted).Hollow = true
}

// drawPlateStencil shows the 3 × 3 stencil of a plate as a picture.
func (t *training) drawPlateStencil(f *lab.Frame) {
	p := f.AddField("What a learnt block adds", lab.Axis{Label: "neighbour along x", Min: -1.5, Max: 1.5},
		lab.Axis{Label: "neighbour along y", Min: -1.5, Max: 1.5}, 3, 3)
	top := math.Max(4*t.r, 0.25)
	p.Square = true
	p.Field.Name, p.Field.Diverging, p.Field.Min, p.Field.Max = "weight", true, -top, top
	for i, w := range t.learner.stencil() {
		p.Field.Values[i] = float32(w)
	}
}

func (t *training) drawLoss(f *lab.Frame) {
	p := f.AddPanel("Learning", lab.Axis{Label: "step"}, lab.Axis{Label: "loss, error", Log: true})
	positive(p.AddHistory("mean squared error of the output", lab.Series(0), &t.history, losses).Y)
	positive(p.AddHistory("largest error of a weight", lab.Series(2), &t.history, distances).Y)
}

// drawSpectrum draws λ of waves along a side: of the learnt block the real
// part, for a stencil without symmetry moves waves as well.
func (t *training) drawSpectrum(f *lab.Frame) {
	side, half := grid{1, t.n}, t.n/2
	p, w := side.addSpectrum(f, t.r), t.learner.along()
	p.AddGraph("learnt", lab.Network, 0, float64(half), half+1, func(k float64) float64 {
		return 1 + real(pde.Symbol(t.n, w[:], int(k)))
	})
	side.addFactors(p, "1 − 4r·sin²(πk/n)", lab.Truth, t.r).Dashed = true
}
