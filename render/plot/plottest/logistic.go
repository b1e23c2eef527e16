package plottest

import (
	"math/rand/v2"

	"residual/core/lab"
)

// Logistic is the logistic map: where its orbits stay as a density in ink, with
// lines at the parameter at hand; a cobweb of thin lines and learnt against true
// as a cloud, both on square panels; titles longer than their panels.
func Logistic() *lab.Frame {
	const r, nx, ny = 3.7, 72, 46
	f := new(lab.Frame)
	f.Begin("The logistic map, and how far a network that was shown short orbits of it follows long ones", "step 400, r = 3.7")
	p := f.AddField("Where orbits stay", lab.Axis{Label: "r", Min: 2.8, Max: 4}, lab.Axis{Label: "x", Min: 0, Max: 1}, nx, ny)
	p.Field.Ink, p.Field.Bare, p.Acts = true, true, "diagram"
	for i := range nx {
		x := 0.4
		for k := range 400 {
			x *= (2.8 + 1.2*(float64(i)+0.5)/nx) * (1 - x)
			if k >= 200 {
				p.Field.Values[int(x*ny)*nx+i]++
			}
		}
	}
	p.Field.Values[0], p.Field.Max = nan32, 30
	p.AddVLine("r = 3.7", lab.Chosen, r)
	p.AddHLine("x = 1 − 1/r", lab.Reference, 1-1/r)
	cobweb(f, r)
	parity(f, r)
	return f
}

func cobweb(f *lab.Frame, r float64) {
	unit := lab.Axis{Label: "xₙ", Min: 0, Max: 1}
	p := f.AddPanel("Cobweb of an orbit that began at 0.2", unit, lab.Axis{Label: "xₙ₊₁", Min: 0, Max: 1})
	p.Square = true
	p.AddGraph("r·x·(1 − x)", lab.Truth, 0, 1, 81, func(x float64) float64 { return r * x * (1 - x) }).Dashed = true
	p.AddSegment("", lab.Guide, 0, 0, 1, 1)
	c := p.AddCurve("orbit", lab.Network, 120)
	c.Thin = true
	for i, x := 0, 0.2; i < 120; i += 2 {
		next := r * x * (1 - x)
		c.X[i], c.Y[i], c.X[i+1], c.Y[i+1] = x, x, x, next
		x = next
	}
}

func parity(f *lab.Frame, r float64) {
	p := f.AddPanel("Learnt against true, hundreds of places drawn at random", lab.Axis{Label: "true", Min: 0, Max: 1}, lab.Axis{Label: "learnt", Min: 0, Max: 1})
	p.Square = true
	p.AddSegment("equal", lab.Guide, 0, 0, 1, 1)
	m := p.AddPoints("network", lab.Network, 260)
	m.Cloud = true
	random := rand.New(rand.NewPCG(2, 2))
	for i := range m.X {
		x := random.Float64()
		m.X[i] = r * x * (1 - x)
		m.Y[i] = m.X[i] + 0.04*random.NormFloat64()
	}
	p.AddPoint("now", lab.Chosen, 0.5, 0.47).Shape = lab.Diamond
}
