package heat

import (
	"math"

	"residual/core/kernel"
	"residual/core/lab"
)

// Frame shows the profile and what has become of the amplitudes, or the plate
// and its middle; and the spectrum of a block.
func (f *flow) Frame(frame *lab.Frame) {
	frame.Begin(Lab.Title, f.moment())
	v := flowView{flow: f, frame: frame}
	if f.dim == 1 {
		v.rod()
		v.spectrum()
		v.amplitudes()
	} else {
		v.plate()
		v.profiles("Across the middle, y = ½")
		v.spectrum()
	}
	heat := mean(f.u)
	frame.Summary = f.summary(heat)
	v.readouts(heat)
}

// A flowView draws a flow, which it reads only, into a frame.
type flowView struct {
	*flow
	frame *lab.Frame
	error float64 // of a rod: max |u − exact|
}

func (v *flowView) rod() {
	p := v.profiles("Heat along the rod")
	p.Acts, p.Drags = stage, true
	c := p.AddDashed("heat equation, exact", lab.Truth, v.n+1)
	v.exact.ring.Exact(c.Y[:v.n], v.since())
	closePeriod(c)
	v.error = largestGap(v.u, c.Y)
}

// profiles adds a panel with what goes into the first block and comes out of the
// last one.
func (v *flowView) profiles(title string) *lab.Panel {
	p := v.frame.AddPanel(title, placeAxis("x"), v.heatAxis())
	addPeriod(p, "into the first block", lab.Data, v.first)
	addPeriod(p, "out of the last block", lab.Network, v.middle(v.u))
	return p
}

// placeAxis is an axis of the domain.
func placeAxis(label string) lab.Axis { return lab.Axis{Label: label, Min: 0, Max: 1} }

// heatAxis is the axis of u: steady while u stays near where it began, then in
// growing strides.
func (v *flowView) heatAxis() lab.Axis {
	if v.probe.peak <= 1.2 {
		return lab.Axis{Label: "u", Min: -0.1, Max: 1.1}
	}
	top := roundUp(v.probe.peak)
	return lab.Axis{Label: "u", Min: -top, Max: top}
}

// roundUp is the least 1, 2 or 5 times a power of ten that is not below v.
func roundUp(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if v <= m*power {
			return m * power
		}
	}
	return 10 * power
}

// addPeriod adds the curve of u over [0, 1], its first point again at the end.
func addPeriod(p *lab.Panel, name string, colour lab.Colour, u []float64) {
	c := p.AddCurve(name, colour, len(u)+1)
	copy(c.Y, u)
	closePeriod(c)
}

// closePeriod sets the places of a curve over [0, 1], and its last value.
func closePeriod(c *lab.Curve) {
	n := len(c.X) - 1
	for i := range c.X {
		c.X[i] = float64(i) / float64(n)
	}
	c.Y[n] = c.Y[0]
}

// plate shows u in colours that mean the same from the first block on, so that a
// plate that cools grows dark.
func (v *flowView) plate() {
	p := v.frame.AddField("Heat on the plate", placeAxis("x"), placeAxis("y"), v.n, v.n)
	p.Acts, p.Drags, p.Square = stage, true, true
	low, high := narrow(p.Field.Values, v.u)
	p.Field.Name = "u"
	p.Field.Diverging = low < -0.01*v.probe.peak
	p.Field.Min, p.Field.Max = colourRange(low, high, p.Field.Diverging)
}

// narrow copies u into z and returns its least and largest value.
func narrow(z []float32, u []float64) (low, high float64) {
	z = z[:len(u)]
	low, high = u[0], u[0]
	for i, v := range u {
		z[i] = float32(v)
		low, high = min(low, v), max(high, v)
	}
	return low, high
}

// colourRange is that of the profiles that go into the first block, and more only
// where u has left it: then in round numbers, so that it changes seldom.
func colourRange(low, high float64, diverging bool) (float64, float64) {
	top := 1.0
	if most := max(high, -low); most > 1.2 {
		top = roundUp(most)
	}
	if diverging {
		return -top, top
	}
	return 0, top
}

func (v *flowView) spectrum() {
	p := v.addSpectrum(v.frame, v.r)
	if v.dim == 1 {
		v.addFactors(p, "λₖ = 1 − 4r·sin²(πk/n)", lab.Network, v.r)
	} else {
		v.addFactors(p, "λₖₖ, along the diagonal", lab.Series(0), v.r)
		grid{1, v.n}.addFactors(p, "λₖ₀, along a side", lab.Series(2), v.r)
	}
	p.AddHLine("limits ±1", lab.Reference, 1)
	p.AddHLine("", lab.Reference, -1)
	p.AddPoint("the mode measured", lab.Chosen, float64(v.probe.k), v.eigenvalue(v.r, v.probe.k))
}

// addSpectrum adds the panel for the factors of the modes.
func (g grid) addSpectrum(f *lab.Frame, r float64) *lab.Panel {
	half := g.n / 2
	return f.AddPanel("Factor λ of mode k", lab.Axis{Label: "wave number k", Min: 0, Max: float64(half)},
		lab.Axis{Label: "λ", Min: math.Min(-1.25, 1.1*g.eigenvalue(r, half)), Max: 1.25})
}

// addFactors adds the curve of λ over the wave number.
func (g grid) addFactors(p *lab.Panel, name string, colour lab.Colour, r float64) *lab.Curve {
	half := g.n / 2
	return p.AddGraph(name, colour, 0, float64(half), half+1, func(k float64) float64 { return g.eigenvalue(r, int(k)) })
}

// factor is the growth per block that theory gives the watched mode.
func (f *flow) factor() float64 { return math.Abs(f.eigenvalue(f.r, f.probe.k)) }

// amplitudes draws max |u| and the watched mode block by block on a log axis,
// where theory is a straight line through the amplitude now.
func (v *flowView) amplitudes() {
	size, shown := lab.Axis{Label: "amplitude", Log: true}, positive
	if kernel.MaxAbs(v.history.Column(peaks)) == 0 { // which a log axis cannot show
		size, shown = lab.Axis{Label: "amplitude", Min: 0, Max: 1}, func([]float64) {}
	}
	blocks := lab.Axis{Label: "block", Min: 0, Max: roundUp(max(10, float64(v.Steps())))}
	p := v.frame.AddPanel("Amplitudes by block", blocks, size)
	shown(p.AddHistory("max |u|", lab.Network, &v.history, peaks).Y)
	shown(p.AddHistory("mode "+v.modeText(), lab.Chosen, &v.history, amplitudes).Y)
	v.theory(p)
}

// theory runs through the amplitude at the last measurement, back to the first
// block, as far down as the picture goes.
func (v *flowView) theory(p *lab.Panel) {
	name, now := "∝ λᵗ, theory", float64(v.Steps())
	if v.unstable() {
		name = "∝ ρᵗ, the spectral radius"
	}
	c := p.AddSegment(name, lab.Truth, 0, math.NaN(), 0, math.NaN())
	if c.Dashed = true; v.probe.at != v.Steps() || v.Steps() == 0 {
		return
	}
	from, a, rate := 0.0, v.probe.amplitude, math.Log(v.factor())
	if rate > 0 {
		from = math.Max(0, now-math.Log(a/1e-18)/rate)
	}
	c.X[0], c.Y[0], c.X[1], c.Y[1] = from, a*math.Exp(rate*(from-now)), now, a
	positive(c.Y)
}

// positive makes gaps where a log axis has no place for a value.
func positive(v []float64) {
	for i, x := range v {
		if !(x > 0) {
			v[i] = math.NaN()
		}
	}
}

// readouts lists the numbers that matter, the forecast first.
func (v *flowView) readouts(heat float64) {
	add, verdict := v.frame.AddReadout, "stable"
	if v.unstable() {
		verdict = "unstable"
	}
	add("the blocks are", verdict, "")
	add("spectral radius", lab.Number(v.radius(), 5), "")
	add("time step", lab.Number(v.dt(), 3), "")
	add("largest stable time step", lab.Number(v.longest(), 3), "")
	add("growth a block, measured", v.growthText(), "")
	add("largest stable r", v.limitText(), "")
	add("max |u|", lab.Number(v.probe.peak, 4), "")
	add("total heat", lab.Number(heat, 6), "")
	if v.dim == 1 {
		add("distance from exact", lab.Number(v.error, 2), "")
	}
}
