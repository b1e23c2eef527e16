package plottest

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// Portrait is a field of arrows with curves over it, points of every shape, and
// two bands one inside the other.
func Portrait() *lab.Frame {
	f := new(lab.Frame)
	f.Begin("A damped pendulum", "t = 12.4 s")
	p := f.AddPanel("Phase portrait", lab.Axis{Label: "angle", Unit: "rad", Min: -4, Max: 4}, lab.Axis{Label: "velocity", Unit: "rad/s", Min: -3, Max: 3})
	p.Acts = "portrait"
	flow(p.AddArrows("field", lab.Guide, 11*8))
	spiral(p.AddCurve("learned", lab.Series(0), 240), 2.8, 0.2)
	spiral(p.AddDashed("true", lab.Series(0), 240), 2.9, 0.2)
	for k, name := range []string{"stable node", "saddle", "centre", "focus", "not known"} {
		m := p.AddPoints(name, lab.Series(k+1), 2)
		m.Shape, m.Hollow = lab.Shape(k), k%2 == 1
		m.X[0], m.X[1], m.Y[0], m.Y[1] = float64(k)*1.2-3, float64(k)*1.2-2.6, 1.8, -1.8
	}
	q := f.AddPanel("Energy", lab.Axis{Label: "t", Unit: "s"}, lab.Axis{Label: "E"})
	funnel(q.AddBand("epistemic", lab.Series(4), 81), 0.4)
	funnel(q.AddBand("aleatoric", lab.Series(0), 81), 0.15)
	c := q.AddCurve("mean", lab.Series(0), 81)
	for i := range c.X {
		c.X[i], c.Y[i] = float64(i)/8, math.Exp(-float64(i)/30)
	}
	for i := range 9 {
		f.AddReadout("largest stable time step", lab.Number(0.0123*float64(i+1), 4), "s")
	}
	return f
}

func flow(a *lab.Arrows) {
	for i := range a.X {
		x, v := float64(i%11)*0.8-4, float64(i/11)*0.8-2.8
		a.X[i], a.Y[i] = x, v
		a.U[i], a.V[i] = 0.12*v, 0.12*(-math.Sin(x)-0.3*v)
	}
}

func spiral(c *lab.Curve, r, damping float64) {
	for i := range c.X {
		t := float64(i) / 30
		d := r * math.Exp(-damping*t)
		c.X[i], c.Y[i] = d*math.Cos(t), -0.8*d*math.Sin(t)
	}
}

func funnel(b *lab.Band, wide float64) {
	for i := range b.X {
		t := float64(i) / 8
		m, d := math.Exp(-t*8/30), wide*(0.2+t/10)
		b.X[i], b.Low[i], b.High[i] = t, m-d, m+d
	}
}

// Six is as many panels as a picture holds: a roofline and learning curves on
// log–log axes, a picture, a curve of 20 000 points, a legend of many names.
func Six() *lab.Frame {
	f := new(lab.Frame)
	f.Begin("What the machine can do", "kernel 7 of 12")
	p := f.AddPanel("Roofline", lab.Axis{Label: "intensity", Unit: "flop/byte", Log: true, Min: 0.01, Max: 1000},
		lab.Axis{Label: "speed", Unit: "GFLOP/s", Log: true})
	roof := p.AddDashed("roof", lab.Reference, 3)
	copy(roof.X, []float64{0.01, 4, 1000})
	copy(roof.Y, []float64{0.05, 20, 20})
	for k := range 9 {
		m := p.AddPoints(fmt.Sprintf("kernel %d", k+1), lab.Series(k), 1)
		m.Shape = lab.Shape(k % 5)
		m.X[0], m.Y[0] = math.Pow(10, float64(k)/2-1.8), math.Pow(10, float64(k)/4-1.2)
	}
	for k, name := range []string{"Learning curve", "Errors", "Long record", "Spectrum"} {
		q := f.AddPanel(name, lab.Axis{Label: "n", Log: k == 0}, lab.Axis{Label: "error", Unit: "meV", Log: k < 2})
		c := q.AddCurve(name, lab.Series(k), 20_000)
		for i := range c.X {
			x := float64(i + 1)
			c.X[i], c.Y[i] = x, 100/math.Sqrt(x)*(1.5+math.Sin(x*x))
		}
	}
	m := f.AddField("Field", lab.Axis{Label: "x", Max: 1}, lab.Axis{Label: "y", Max: 1}, 24, 24)
	FillPlate(m.Field, 1)
	arc := m.AddCurve("front", lab.Series(1), 60)
	for i := range arc.X {
		a := float64(i) / 59 * math.Pi / 2
		arc.X[i], arc.Y[i] = 0.9*math.Cos(a), 0.9*math.Sin(a)
	}
	return f
}
