// Package plottest holds frames to try painters on: what labs show, and what
// must not break them.
package plottest

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// A Sample is a frame under a name.
type Sample struct {
	Name  string
	Frame *lab.Frame
}

// Samples returns all frames.
func Samples() []Sample {
	return []Sample{
		{"curves", Curves()},
		{"spectrum", Spectrum()},
		{"plate", Plate(64, 0)},
		{"spacetime", SpaceTime()},
		{"diverged", Diverged()},
		{"empty", new(lab.Frame)},
		{"bare", Bare()},
		{"portrait", Portrait()},
		{"six", Six()},
		{"water", Water()},
		{"crowd", Crowd(60)},
		{"logistic", Logistic()},
	}
}

// Curves is four standing waves against their truths, with the loss of each on
// a log axis and a band around the last.
func Curves() *lab.Frame {
	f := new(lab.Frame)
	f.Begin("Eigenfunctions of the Laplacian", "step 120, mode 4 of 4")
	f.Summary = "Four standing waves on a string, each with its eigenvalue."
	p := f.AddPanel("Eigenfunctions", lab.Axis{Label: "x"}, lab.Axis{Label: "u(x)"})
	p.Bands = []lab.Band{band(4)}
	for k := 1; k <= 4; k++ {
		wave(p.AddCurve(fmt.Sprintf("u%c  %s", rune('₀'+k), lab.Number(-sq(float64(k)*math.Pi), 7)), lab.Series(k-1), 201), k)
		wave(p.AddDashed("", lab.Series(k-1), 101), k)
	}
	p.Curves[1].Name = "truth"
	q := f.AddPanel("Residual energy", lab.Axis{Label: "step"}, lab.Axis{Label: "‖u″ − λu‖²", Log: true})
	for k := range 2 {
		c := q.AddCurve(fmt.Sprintf("mode %d", k+1), lab.Series(k), 120)
		for i := range c.X {
			c.X[i], c.Y[i] = float64(i), math.Pow(10, 1-float64(i)*(0.12-0.03*float64(k)))*(1+0.3*math.Sin(float64(i)))
		}
	}
	q.AddHLine("float64", lab.Reference, 1e-12)
	r := f.AddPanel("Relative error of λ", lab.Axis{Label: "mode k", Min: 0.5, Max: 4.5}, lab.Axis{Log: true})
	m := r.AddPoints("", lab.Series(0), 4)
	for i := range m.X {
		m.X[i], m.Y[i] = float64(i+1), math.Pow(10, -12+float64(i)*0.8)
	}
	m.Hollow = true
	f.AddReadout("λ₄", "−157.9136704", "")
	f.AddReadout("norm", "1.0000000", "")
	f.AddReadout("step time", "3.1", "ms")
	return f
}

// Spectrum is bars and points on one panel and a growth that stays on another.
func Spectrum() *lab.Frame {
	f := new(lab.Frame)
	f.Begin("A residual block is a forward Euler step", "step 400, t = 0.31 s")
	p := f.AddPanel("Eigenvalues of one step", lab.Axis{Label: "wave number k"}, lab.Axis{Label: "λₖ"})
	b := p.AddBars("1 − 4r sin²(πk/N)", lab.Series(0), 0.6, 33)
	m := p.AddPoints("measured growth", lab.Series(1), 33)
	m.Hollow = true
	for i := range b.X {
		v := 1 - 4*0.51*sq(math.Sin(math.Pi*float64(i)/64))
		b.X[i], b.Y[i], m.X[i], m.Y[i] = float64(i), v, float64(i), v
	}
	q := f.AddPanel("Amplitude of each wave", lab.Axis{Label: "wave number k"}, lab.Axis{Label: "|û|", Log: true})
	c := q.AddBars("", lab.Series(2), 0.6, 33)
	for i := range c.X {
		c.X[i], c.Y[i] = float64(i), math.Exp(-sq(float64(i))/30)+1e-16
	}
	f.AddReadout("spectral radius", "1.040", "")
	f.AddReadout("r", "0.51", "")
	return f
}

// Plate is a field of n × n values at a moment t, on a panel without axes that
// takes paint, with a cut through it beside.
func Plate(n int, t float64) *lab.Frame {
	f := new(lab.Frame)
	f.Begin("Heat on a plate", fmt.Sprintf("t = %.2f s", t))
	p := f.AddField("", lab.Axis{Max: 1, Hidden: true}, lab.Axis{Max: 1, Hidden: true}, n, n)
	p.Acts = "plate"
	FillPlate(p.Field, t)
	q := f.AddPanel("Cut through the middle", lab.Axis{Label: "x", Unit: "m"}, lab.Axis{Label: "temperature", Unit: "K"})
	c := q.AddCurve("", lab.Series(1), n)
	for i := range c.X {
		c.X[i], c.Y[i] = (float64(i)+0.5)/float64(n), float64(p.Field.Values[n/2*n+i])
	}
	return f
}

// FillPlate sets two warm spots that move.
func FillPlate(f *lab.Field, t float64) {
	f.Name, f.Unit, f.Min, f.Max = "temperature", "K", 0, 1
	x0, y0 := 0.5+0.25*math.Cos(t), 0.5+0.25*math.Sin(t)
	for j := range f.NY {
		dy := sq(float64(j)/float64(f.NY) - y0)
		for i := range f.NX {
			r := dy + sq(float64(i)/float64(f.NX)-x0)
			f.Values[j*f.NX+i] = float32(1 / (1 + 40*r))
		}
	}
}

// SpaceTime is a signed field over axes with numbers.
func SpaceTime() *lab.Frame {
	f := new(lab.Frame)
	f.Begin("A wave and its error", "")
	p := f.AddField("Displacement", lab.Axis{Label: "x", Unit: "m", Max: 2}, lab.Axis{Label: "t", Unit: "s", Max: 1}, 96, 48)
	p.Field.Name, p.Field.Diverging = "u", true
	for j := range 48 {
		for i := range 96 {
			p.Field.Values[j*96+i] = float32(0.8 * math.Sin(float64(i)/7) * math.Cos(float64(j)/5) * math.Exp(-float64(j)/40))
		}
	}
	p.Field.Values[0] = float32(math.NaN())
	q := f.AddPanel("Error", lab.Axis{Label: "t", Unit: "s"}, lab.Axis{Label: "rms"})
	c := q.AddCurve("network", lab.Series(0), 50)
	for i := range c.X {
		c.X[i], c.Y[i] = float64(i)/49, 3e-5*sq(float64(i)/49)
	}
	return f
}

// Diverged is a run that has left all bounds, with holes and infinities.
func Diverged() *lab.Frame {
	f := new(lab.Frame)
	f.Begin("Heat with r = 0.6", "step 2 104: diverged, max |u| > 10³⁰⁰")
	p := f.AddPanel("Profile", lab.Axis{Label: "x"}, lab.Axis{Label: "u"})
	c := p.AddCurve("u", lab.Series(0), 64)
	for i := range c.X {
		c.X[i], c.Y[i] = float64(i), 1.7e308*math.Cos(math.Pi*float64(i))*math.Sin(float64(i)/9)
	}
	c.Y[20], c.Y[40], c.Y[41] = math.NaN(), math.Inf(1), math.Inf(-1)
	q := f.AddPanel("Amplitude", lab.Axis{Label: "step"}, lab.Axis{Label: "max |u|", Log: true})
	d := q.AddCurve("", lab.Series(1), 2104)
	for i := range d.X {
		d.X[i], d.Y[i] = float64(i), math.Pow(1.4, float64(i))
	}
	r := f.AddPanel("Constant", lab.Axis{}, lab.Axis{})
	r.AddSegment("", lab.Network, 0, 5, 1, 5)
	return f
}

// Bare is panels with nothing in them.
func Bare() *lab.Frame {
	f := new(lab.Frame)
	f.Begin("Ready", "")
	f.AddPanel("Loss", lab.Axis{Label: "step"}, lab.Axis{Label: "loss", Log: true})
	f.AddPanel("Fixed", lab.Axis{Label: "x", Max: 1}, lab.Axis{Min: -1, Max: 1})
	f.AddField("", lab.Axis{Hidden: true}, lab.Axis{Hidden: true}, 0, 0)
	return f
}

func band(k int) (b lab.Band) {
	b = lab.Band{Name: "spread of u₄", Colour: lab.Series(k - 1)}
	for i := range 101 {
		x := float64(i) / 100
		u := math.Sqrt2 * math.Sin(float64(k)*math.Pi*x)
		b.X, b.Low, b.High = append(b.X, x), append(b.Low, u-0.2*x), append(b.High, u+0.2*x)
	}
	return b
}

func wave(c *lab.Curve, k int) {
	n := len(c.X) - 1
	for i := range c.X {
		x := float64(i) / float64(n)
		c.X[i], c.Y[i] = x, math.Sqrt2*math.Sin(float64(k)*math.Pi*x)
	}
}

var nan32 = float32(math.NaN())

func sq(x float64) float64 { return x * x }
