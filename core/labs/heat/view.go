package heat

import (
	"math"

	"residual/core/lab"
	"residual/core/pde"
)

// Frame shows the profile and what has become of the amplitudes, or the plate
// and its middle; and the spectrum of a block.
func (f *flow) Frame(frame *lab.Frame) {
	frame.Begin(Lab.Title, f.moment())
	if f.dim == 1 {
		f.ring.Exact(f.exact, f.since())
		f.showRod(frame)
		f.showSpectrum(frame)
		f.showPast(frame)
	} else {
		f.showPlate(frame)
		f.showMiddle(frame)
		f.showSpectrum(frame)
	}
	heat := f.mean()
	frame.Summary = f.summary(heat)
	f.readouts(frame, heat)
}

// stage is what the panel that takes paint is called.
const stage = "stage"

// place labels an axis of the domain.
func place(label string) lab.Axis { return lab.Axis{Label: label, Min: 0, Max: 1} }

// warmth is the axis of u: steady while u stays near where it began, then in
// growing strides.
func (f *flow) warmth() lab.Axis {
	if f.gauge.peak <= 1.2 {
		return lab.Axis{Label: "u", Min: -0.1, Max: 1.1}
	}
	top := stride(f.gauge.peak)
	return lab.Axis{Label: "u", Min: -top, Max: top}
}

// stride is the least 1, 2 or 5 times a power of ten that is not below v.
func stride(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if v <= m*power {
			return m * power
		}
	}
	return 10 * power
}

func (f *flow) showRod(frame *lab.Frame) {
	p := frame.AddPanel("Heat along the rod", place("x"), f.warmth())
	p.Acts = stage
	f.along(p.AddCurve("into the first block", lab.Data, f.n+1), f.first)
	f.along(p.AddCurve("out of the last block", lab.Network, f.n+1), f.u)
	f.along(p.AddDashed("heat equation, exact", lab.Truth, f.n+1), f.exact)
}

// along lays one period of v over [0, 1], its first point again at the end.
func (f *flow) along(c *lab.Curve, v []float64) {
	for i := range c.X {
		c.X[i], c.Y[i] = float64(i)/float64(f.n), v[i%f.n]
	}
}

func (f *flow) showPlate(frame *lab.Frame) {
	x, y := place("x"), place("y")
	x.Hidden, y.Hidden = true, true
	p := frame.AddField("Heat on the plate", x, y, f.n, f.n)
	p.Acts = stage
	low, high := narrow(p.Field.Values, f.u)
	p.Field.Name = "u"
	p.Field.Diverging = low < -0.01*f.gauge.peak
	p.Field.Min, p.Field.Max = shades(low, high, p.Field.Diverging)
}

// narrow copies u into z and returns its least and largest value.
func narrow(z []float32, u []float64) (low, high float64) {
	z = z[:len(u)]
	low, high = u[0], u[0]
	for i, v := range u {
		z[i] = float32(v)
		if v < low {
			low = v
		}
		if v > high {
			high = v
		}
	}
	return low, high
}

// shades is the range of the colours: a little more than that of the values,
// in strides, so that it changes seldom; never so small that the last trace of
// heat looks like a fire.
func shades(low, high float64, diverging bool) (float64, float64) {
	if diverging {
		top := stride(max(high, -low))
		return -top, top
	}
	high = max(high, low+0.1)
	unit := stride((high - low) / 4)
	return unit * math.Floor(low/unit), unit * math.Ceil(high/unit)
}

func (f *flow) showMiddle(frame *lab.Frame) {
	p := frame.AddPanel("Across the middle, y = ½", place("x"), f.warmth())
	f.along(p.AddCurve("into the first block", lab.Data, f.n+1), f.first)
	f.along(p.AddCurve("out of the last block", lab.Network, f.n+1), f.middle())
}

func (f *flow) showSpectrum(frame *lab.Frame) {
	half := f.n / 2
	k := lab.Axis{Label: "wave number k", Min: 0, Max: float64(half)}
	low := pde.Eigenvalue(f.n, f.r, half)
	if f.dim == 2 {
		low = pde.Eigenvalue(f.n, f.r, half, half)
	}
	p := frame.AddPanel("Factor λ of mode k", k,
		lab.Axis{Label: "λ", Min: math.Min(-1.25, 1.1*low), Max: 1.25})
	if f.dim == 1 {
		f.sweep(p.AddCurve("λₖ = 1 − 4r·sin²(πk/n)", lab.Network, half+1), 1)
	} else {
		f.sweep(p.AddCurve("λₖₖ, along the diagonal", lab.Series(0), half+1), 2)
		f.sweep(p.AddCurve("λₖ₀, along a side", lab.Series(2), half+1), 1)
	}
	p.AddHLine("limits ±1", lab.Reference, 1)
	p.AddHLine("", lab.Reference, -1)
	p.AddPoint("the mode measured", lab.Chosen, float64(f.gauge.k), f.eigenvalue())
}

// sweep draws λ of the modes with the same k along the first sides and 0 along
// the others.
func (f *flow) sweep(c *lab.Curve, sides int) {
	for k := range c.X {
		c.X[k] = float64(k)
		if sides == 2 {
			c.Y[k] = pde.Eigenvalue(f.n, f.r, k, k)
		} else {
			c.Y[k] = pde.Eigenvalue(f.n, f.r, k)
		}
	}
}

// eigenvalue is λ of the mode that the gauge watches.
func (f *flow) eigenvalue() float64 {
	if f.dim == 2 {
		return pde.Eigenvalue(f.n, f.r, f.gauge.k, f.gauge.k)
	}
	return pde.Eigenvalue(f.n, f.r, f.gauge.k)
}

// factor is the growth per block that theory gives the watched mode.
func (f *flow) factor() float64 { return math.Abs(f.eigenvalue()) }

// showPast draws the amplitudes block by block on a log axis, where theory is
// a straight line through the amplitude now.
func (f *flow) showPast(frame *lab.Frame) {
	h := &f.past
	n, size, shown := len(h.Steps()), lab.Axis{Label: "amplitude", Log: true}, positive
	if cold(h.Column(peaks)) { // which a log axis cannot show
		size, shown = lab.Axis{Label: "amplitude", Min: 0, Max: 1}, same
	}
	p := frame.AddPanel("Amplitudes by block", lab.Axis{Label: "block", Min: 0, Max: stride(max(10, float64(f.steps)))}, size)
	peak := p.AddCurve("max |u|", lab.Network, n)
	mode := p.AddCurve("mode "+f.modeText(), lab.Chosen, n)
	line := p.AddDashed(f.factorText(), lab.Truth, 2)
	copy(peak.X, h.Steps())
	copy(mode.X, h.Steps())
	for i := range n {
		peak.Y[i], mode.Y[i] = shown(h.Column(peaks)[i]), shown(h.Column(modes)[i])
	}
	f.theory(line)
}

func (f *flow) factorText() string {
	if f.unstable() {
		return "∝ ρᵗ, the spectral radius"
	}
	return "∝ λᵗ, theory"
}

// theory runs through the amplitude at the last measurement, back to the first
// block, as far down as the picture goes.
func (f *flow) theory(c *lab.Curve) {
	now, a, rate := float64(f.steps), f.gauge.amplitude, math.Log(f.factor())
	if f.gauge.at != f.steps || f.steps == 0 {
		c.X[0], c.X[1], c.Y[0], c.Y[1] = 0, 0, math.NaN(), math.NaN()
		return
	}
	from := 0.0
	if rate > 0 {
		from = math.Max(0, now-math.Log(a/1e-18)/rate)
	}
	c.X[0], c.Y[0] = from, positive(a*math.Exp(rate*(from-now)))
	c.X[1], c.Y[1] = now, positive(a)
}

// cold tells whether there never was any heat.
func cold(peaks []float64) bool {
	for _, v := range peaks {
		if v != 0 {
			return false
		}
	}
	return true
}

func same(v float64) float64 { return v }

// positive is v, or a gap where a log axis has no place for it.
func positive(v float64) float64 {
	if v > 0 {
		return v
	}
	return math.NaN()
}

// distance is the largest |u − exact|.
func (f *flow) distance() float64 {
	d := 0.0
	for i, v := range f.u {
		d = math.Max(d, math.Abs(v-f.exact[i]))
	}
	return d
}
