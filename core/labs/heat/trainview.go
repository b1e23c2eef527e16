package heat

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"residual/core/lab"
	"residual/core/pde"
)

// Frame shows the stencil and the loss; on a rod what a deep network of such
// blocks makes of the profile, on a plate the spectrum that the stencil has.
func (t *training) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, fmt.Sprintf("learning, step %d", t.steps))
	if t.dim == 1 {
		t.showNetwork(f)
		t.showLoss(f)
		t.showStencil(f)
	} else {
		t.showKernel(f)
		t.showLoss(f)
		t.showSpectrum(f)
	}
	f.Summary = t.summary()
	t.readouts(f)
}

// showNetwork passes the profile through depth blocks with the stencil learnt
// so far, and with the true one; in Fourier space, where a block of any
// symmetry is a factor for each mode.
func (t *training) showNetwork(f *lab.Frame) {
	p := f.AddPanel(fmt.Sprintf("Heat after %d blocks", t.depth), place("x"), lab.Axis{Label: "u", Min: -0.1, Max: 1.1})
	start := p.AddCurve("into the first block", lab.Data, t.n+1)
	ours := p.AddCurve("through learnt blocks", lab.Network, t.n+1)
	euler := p.AddDashed("through Euler steps", lab.Truth, t.n+1)
	for i := range start.X {
		x := float64(i) / float64(t.n)
		start.X[i], ours.X[i], euler.X[i] = x, x, x
		start.Y[i] = t.initial[i%t.n]
	}
	t.ring.Euler(euler.Y[:t.n], t.r, t.depth)
	t.ring.Network(ours.Y[:t.n], t.learner.stencil(), t.depth)
	for _, y := range [][]float64{ours.Y, euler.Y} {
		y[t.n] = y[0]
		within(y)
	}
}

// within turns what lies far outside the picture into gaps.
func within(y []float64) {
	for i, v := range y {
		if !(math.Abs(v) < 100) {
			y[i] = math.NaN()
		}
	}
}

func (t *training) showStencil(f *lab.Frame) {
	top := math.Max(1.2*2*t.r, 0.3)
	p := f.AddPanel("What a block adds", lab.Axis{Label: "neighbour", Min: -1.75, Max: 1.75},
		lab.Axis{Label: "weight", Min: -top, Max: top})
	ours, wanted := p.AddBars("learnt", lab.Network, 0.6, 3), p.AddPoints("r·[1, −2, 1]", lab.Truth, 3)
	wanted.Hollow = true
	for i, w := range t.learner.stencil() {
		ours.X[i], ours.Y[i] = float64(i-1), w
		wanted.X[i], wanted.Y[i] = float64(i-1), t.wanted[i]
	}
}

// showKernel shows the 3 × 3 stencil of a plate as a picture.
func (t *training) showKernel(f *lab.Frame) {
	p := f.AddField("What a learnt block adds", lab.Axis{Label: "neighbour along x", Min: -1.5, Max: 1.5},
		lab.Axis{Label: "neighbour along y", Min: -1.5, Max: 1.5}, 3, 3)
	top := math.Max(4*t.r, 0.25)
	p.Field.Name, p.Field.Diverging, p.Field.Min, p.Field.Max = "weight", true, -top, top
	for i, w := range t.learner.stencil() {
		p.Field.Values[i] = float32(w)
	}
}

func (t *training) showLoss(f *lab.Frame) {
	p := f.AddPanel("Learning", lab.Axis{Label: "step"}, lab.Axis{Label: "loss, error", Log: true})
	h := &t.past
	n := len(h.Steps())
	loss, far := p.AddCurve("mean squared error of the output", lab.Series(0), n), p.AddCurve("largest error of a weight", lab.Series(2), n)
	copy(loss.X, h.Steps())
	copy(far.X, h.Steps())
	for i := range n {
		loss.Y[i], far.Y[i] = positive(h.Column(losses)[i]), positive(h.Column(distances)[i])
	}
}

// showSpectrum draws λ of waves along a side: of the learnt block the real
// part, for a stencil without symmetry moves waves as well.
func (t *training) showSpectrum(f *lab.Frame) {
	half := t.n / 2
	low := math.Min(-1.25, 1.1*pde.Eigenvalue(t.n, t.r, half))
	p := f.AddPanel("Factor λ of mode k", lab.Axis{Label: "wave number k", Min: 0, Max: float64(half)},
		lab.Axis{Label: "λ", Min: low, Max: 1.25})
	ours, truth := p.AddCurve("learnt", lab.Network, half+1), p.AddDashed("1 − 4r·sin²(πk/n)", lab.Truth, half+1)
	w := t.along()
	for k := range half + 1 {
		ours.X[k], truth.X[k] = float64(k), float64(k)
		l := pde.Symbol(t.n, w[:], k)
		ours.Y[k], truth.Y[k] = 1+real(l), pde.Eigenvalue(t.n, t.r, k)
	}
}

// along is the stencil as waves along x see it: summed over y.
func (t *training) along() (w [3]float64) {
	for i, v := range t.learner.stencil() {
		w[i%3] += v
	}
	return w
}

func (t *training) summary() string {
	text := "A residual block with an unknown stencil learns from pairs of fields before and after one Euler step."
	if t.steps == 0 {
		return text
	}
	return fmt.Sprintf("%s After %d steps the loss is %s and the largest error of a weight %s.",
		text, t.steps, lab.Number(t.loss, 2), lab.Number(t.distance(), 2))
}

func (t *training) readouts(f *lab.Frame) {
	f.AddReadout("loss", lab.Number(t.loss, 2), "")
	f.AddReadout("largest error of a weight", lab.Number(t.distance(), 2), "")
	f.AddReadout("learnt stencil", t.effective(t.learner.stencil()), "")
	f.AddReadout("true stencil", t.effective(t.wanted), "")
	f.AddReadout("examples", fmt.Sprint(exampleRows), "points")
}

// effective writes the stencil of the whole block, input and all: [r, 1 − 2r,
// r] for the true one.
func (t *training) effective(w []float64) string {
	text := "["
	for i, v := range w {
		if i == len(w)/2 {
			v++
		}
		switch {
		case i > 0 && i%3 == 0:
			text += "; "
		case i > 0:
			text += ", "
		}
		text += fixed(v)
	}
	return text + "]"
}

// fixed writes a weight with five decimals, without a sign where all are 0.
func fixed(v float64) string {
	if math.Abs(v) < 5e-6 {
		v = 0
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', 5, 64), "-", "−", 1)
}
