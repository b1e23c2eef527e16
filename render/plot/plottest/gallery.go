package plottest

import (
	"math"
	"math/rand/v2"

	"residual/core/lab"
)

// An Element is one thing that a frame can hold, drawn by itself.
type Element struct {
	Name  string // of its picture, docs/drawing/NAME.svg
	About string // what is to be seen, for a reader who does not see it
	Show  func(f *lab.Frame)
}

// Gallery is every element that a frame can hold. The text docs/drawing.md shows
// the functions below, each beside what it draws.
func Gallery() []Element {
	return []Element{
		{"curves", "a smooth curve and, dashed over it, the truth, which it leaves near the right end", showCurves},
		{"thin", "a thick mean among eight thin members of an ensemble, which part to the right", showThin},
		{"history", "a loss that falls by six decades on a logarithmic axis", showHistory},
		{"lines", "a loss that crosses a horizontal line, its tolerance, near a vertical one", showLines},
		{"bands", "two bands around a mean, the narrower for the noise, the wider for noise and doubt", showBands},
		{"bars", "seventeen bars that fall from 1 below 0", showBars},
		{"points", "five shapes of points, each filled and hollow", showPoints},
		{"cloud", "a mist of small dots, densest in the middle, with a curve through it", showCloud},
		{"arrows", "arrows that go round the middle, longer towards the edges", showArrows},
		{"field", "a warm spot on a plate, with a bar that says what the colours mean", showField},
		{"diverging", "a standing wave that dies away, its zero in the middle of the colours", showDiverging},
		{"ink", "a density as ink on paper, without a bar", showInk},
		{"square", "predictions against truths around a diagonal, on a panel with equal sides", showSquare},
		{"scene", "a molecule of water, its two bonds, and at each atom two forces, one within the other", showScene},
		{"cell", "four atoms of a crystal in a cell of twelve edges", showCell},
		{"panels", "a main panel on the left and four others in two columns beside it", showPanels},
		{"colours", "a line in each of the nine colours by role and the eight of series", showColours},
	}
}

func showCurves(f *lab.Frame) {
	p := f.AddPanel("A network and the truth", lab.Axis{Label: "x"}, lab.Axis{Label: "u", Min: -1.5, Max: 1.5})
	sine := func(x float64) float64 { return math.Sin(2 * math.Pi * x) }
	p.AddGraph("network", lab.Network, 0, 1, 41, func(x float64) float64 { return sine(x) + 0.4*math.Pow(x, 6) })
	p.AddGraph("truth", lab.Truth, 0, 1, 41, sine).Dashed = true
}

func showThin(f *lab.Frame) {
	p := f.AddPanel("An ensemble", lab.Axis{Label: "x"}, lab.Axis{Label: "u"})
	for m := range 8 {
		member := func(x float64) float64 { return math.Sin(4*x) + 0.1*(float64(m)-3.5)*x*x }
		p.AddGraph("", lab.Doubt, 0, 1, 31, member).Thin = true
	}
	p.AddGraph("mean", lab.Network, 0, 1, 31, func(x float64) float64 { return math.Sin(4 * x) })
}

func showHistory(f *lab.Frame) {
	loss := lab.NewHistory(64, 1) // in a lab: loss.Reserve(&r.Room, 64, 1)
	for step := range 200 {
		loss.Record(step, math.Exp(-float64(step)/14))
	}
	p := f.AddPanel("Loss", lab.Axis{Label: "step"}, lab.Axis{Log: true})
	p.AddHistory("", lab.Network, &loss, 0)
}

func showLines(f *lab.Frame) {
	p := f.AddPanel("Error", lab.Axis{Label: "step"}, lab.Axis{Log: true, Min: 1e-6, Max: 1})
	p.AddGraph("measured", lab.Network, 0, 100, 31, func(x float64) float64 { return math.Exp(-x / 9) })
	p.AddHLine("asked for", lab.Reference, 1e-4)
	p.AddVLine("reached", lab.Chosen, 83)
}

func showBands(f *lab.Frame) {
	const n = 31
	p := f.AddPanel("Noise and doubt", lab.Axis{Label: "x"}, lab.Axis{Label: "y"})
	doubt, noise := p.AddBand("with doubt", lab.Doubt, n), p.AddBand("noise", lab.Noise, n)
	mean := p.AddCurve("mean", lab.Network, n)
	for i := range n {
		x := float64(i) / (n - 1)
		y, spread := math.Sin(4*x), 0.2+0.8*x*x
		mean.X[i], mean.Y[i] = x, y
		noise.X[i], noise.Low[i], noise.High[i] = x, y-0.2, y+0.2
		doubt.X[i], doubt.Low[i], doubt.High[i] = x, y-spread, y+spread
	}
}

func showBars(f *lab.Frame) {
	p := f.AddPanel("Eigenvalues of one step", lab.Axis{Label: "wave number"}, lab.Axis{Label: "λ"})
	b := p.AddBars("", lab.Network, 0.6, 17) // each 0.6 wide, in units of x
	for k := range b.X {
		b.X[k] = float64(k)
		b.Y[k] = 1 - 2*math.Pow(math.Sin(math.Pi*float64(k)/32), 2)
	}
}

func showPoints(f *lab.Frame) {
	p := f.AddPanel("Shapes", lab.Axis{Max: 1, Hidden: true}, lab.Axis{Min: -0.4, Max: 1.4, Hidden: true})
	for i, shape := range []lab.Shape{lab.Disc, lab.Square, lab.Diamond, lab.Triangle, lab.Cross} {
		at := 0.1 + 0.2*float64(i)
		p.AddPoint(shape.String(), lab.Series(i), at, 1).Shape = shape
		hollow := p.AddPoint("", lab.Series(i), at, 0)
		hollow.Shape, hollow.Hollow = shape, true
		hollow.Labels = append(hollow.Labels, string(rune('A'+i)))
	}
}

func showCloud(f *lab.Frame) {
	random := rand.New(rand.NewPCG(1, 2)) // in a lab: rng.New(seed, "name/of/stream")
	p := f.AddPanel("Rows of data", lab.Axis{Label: "x", Min: -3, Max: 3}, lab.Axis{Label: "y"})
	m := p.AddPoints("rows", lab.Data, 160)
	m.Cloud = true
	for i := range m.X {
		m.X[i] = random.NormFloat64()
		m.Y[i] = math.Sin(m.X[i]) + 0.3*random.NormFloat64()
	}
	p.AddGraph("fit", lab.Network, -3, 3, 31, math.Sin)
}

func showArrows(f *lab.Frame) {
	p := f.AddPanel("A flow", lab.Axis{Label: "x", Min: -1.2, Max: 1.2}, lab.Axis{Label: "y", Min: -1.2, Max: 1.2})
	a := p.AddArrows("", lab.Guide, 35)
	for i := range a.X {
		x, y := float64(i%7-3)/3, float64(i/7-2)/2
		a.X[i], a.Y[i], a.U[i], a.V[i] = x, y, -0.2*y, 0.2*x
	}
}

func showField(f *lab.Frame) {
	const nx, ny = 32, 24
	p := f.AddField("Heat on a plate", lab.Axis{Max: 4, Hidden: true}, lab.Axis{Max: 3, Hidden: true}, nx, ny)
	p.Acts, p.Drags = "plate", true // a press does something, and a drag
	p.Field.Name, p.Field.Unit = "temperature", "K"
	p.Field.Min, p.Field.Max = 300, 350 // of the colours; both 0: what fits the values
	for i := range p.Field.Values {
		x, y := float64(i%nx)/8-1.5, float64(i/nx)/8-1.2 // row by row from the lowest y
		p.Field.Values[i] = float32(300 + 50*math.Exp(-x*x-y*y))
	}
}

func showDiverging(f *lab.Frame) {
	const nx, ny = 32, 24
	p := f.AddField("A wave that dies away", lab.Axis{Label: "x", Max: 2}, lab.Axis{Label: "t", Max: 1}, nx, ny)
	p.Field.Name, p.Field.Diverging = "u", true
	for i := range p.Field.Values {
		x, t := float64(i%nx)/8, float64(i/nx)/4
		p.Field.Values[i] = float32(math.Sin(x*math.Pi/2) * math.Cos(2*t) * math.Exp(-t/4))
	}
}

func showInk(f *lab.Frame) {
	const nx, ny = 32, 24
	p := f.AddField("A density", lab.Axis{Label: "x", Max: 1}, lab.Axis{Label: "y", Max: 1}, nx, ny)
	p.Field.Ink, p.Field.Bare, p.Field.Max = true, true, 1 // 0 is paper, 1 is full ink
	for i := range p.Field.Values {
		x, y := float64(i%nx)/nx-0.5, float64(i/nx)/ny-0.5
		p.Field.Values[i] = float32(math.Exp(-50 * math.Pow(y-x*math.Sin(6*x)/2, 2)))
	}
}

func showSquare(f *lab.Frame) {
	axis := lab.Axis{Label: "truth", Unit: "meV", Min: -1, Max: 1}
	p := f.AddPanel("Parity", axis, lab.Axis{Label: "network", Unit: "meV", Min: -1, Max: 1})
	p.Square = true
	p.AddSegment("", lab.Guide, -1, -1, 1, 1)
	m := p.AddPoints("", lab.Network, 24)
	for i := range m.X {
		m.X[i] = float64(i)/12 - 0.95
		m.Y[i] = m.X[i] + 0.1*math.Sin(7*float64(i))
	}
}

func showScene(f *lab.Frame) {
	p, s := f.AddScene("Water", "Å")
	p.Acts = "molecule" // the pointer takes part, and Action.Panel says so
	s.Radius = 1.4      // Å from the middle to the nearer edge; 0: what is there fits
	s.Atoms = append(s.Atoms,
		lab.Atom{Y: -0.1, Radius: 0.36, Element: 8},
		lab.Atom{X: 0.76, Y: 0.5, Radius: 0.25, Element: 1},
		lab.Atom{X: -0.76, Y: 0.5, Radius: 0.25, Element: 1})
	s.Bonds = append(s.Bonds, lab.Bond{A: 0, B: 1}, lab.Bond{A: 0, B: 2})
	learnt, reference := s.AddVectors("learnt", lab.Network, len(s.Atoms)), s.AddVectors("reference", lab.Truth, len(s.Atoms))
	reference.Thin = true // within the others, where they coincide
	for i, a := range s.Atoms {
		for k, v := range []*lab.Vectors{learnt, reference} {
			v.X[i], v.Y[i], v.Z[i] = a.X, a.Y, a.Z
			v.U[i], v.V[i], v.W[i] = 0.8*a.X, a.Y-0.5-0.1*float32(i*k), 0.3
		}
	}
}

func showCell(f *lab.Frame) {
	_, s := f.AddScene("A cube of a crystal", "Å")
	at := func(x, y, z float32) [3]float32 { return [3]float32{0.9*x - 0.4*z, y - 0.2*x - 0.3*z, 0.4*x + 0.9*z} }
	for _, p := range [][3]float32{{0, 0, 0}, {1, 1, 0}, {1, 0, 1}, {0, 1, 1}} {
		q := at(p[0], p[1], p[2])
		s.Atoms = append(s.Atoms, lab.Atom{X: q[0], Y: q[1], Z: q[2], Radius: 0.2, Element: 14})
	}
	s.AddCell(at(-0.5, -0.5, -0.5), at(2, 0, 0), at(0, 2, 0), at(0, 0, 2))
}

func showPanels(f *lab.Frame) {
	for _, title := range []string{"The main panel", "Second", "Third", "Fourth", "Fifth"} {
		f.AddPanel(title, lab.Axis{Max: 1, Hidden: true}, lab.Axis{Max: 1, Hidden: true}).AddSegment("", lab.Guide, 0, 0, 1, 1)
	}
	f.AddNumber("loss", 1.234e-5, 3, "")
	f.AddNumber("step time", 3.1, 2, "ms")
}

func showColours(f *lab.Frame) {
	p := f.AddPanel("Colours", lab.Axis{Max: 1, Hidden: true}, lab.Axis{Min: -0.1, Max: 1.1, Hidden: true})
	for c := range lab.Series(lab.SeriesColours-1) + 1 {
		y := 1 - float64(c)/16
		p.AddSegment(c.String(), c, 0, y, 1, y)
	}
}
