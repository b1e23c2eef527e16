package lab

import (
	"slices"
	"testing"
)

// fill draws a frame with one of everything; at tells two drawings apart.
func fill(f *Frame, at float64) {
	f.Begin("title", "moment")
	p := f.AddField("map", Axis{}, Axis{}, 3, 2)
	p.Field.Values[5], p.Acts = float32(at), "map"
	p = f.AddPanel("plot", Axis{Label: "x"}, Axis{Label: "y"})
	p.AddCurve("a", Network, 4).Y[3] = at
	p.AddDashed("b", Truth, 2).Y[1] = at
	p.AddHLine("limit", Reference, at)
	p.AddVLine("now", Chosen, at)
	p.AddPoints("c", Data, 5).Y[4] = at
	p.AddBars("d", Series(4), 0.5, 3).Y[2] = at
	p.AddSegment("e", Guide, 0, 1, 2, at)
	p.AddBand("f", Doubt, 2).High[1] = at
	p.AddArrows("g", Guide, 2).V[1] = at
	p.AddPoint("h", Warning, 1, at)
	p.AddXY("i", Noise, p.Curves[0].X, p.Curves[0].Y)
	p.AddScatter("j", Noise, p.Curves[0].X, p.Curves[0].Y).Cloud = true
	f.AddReadout("value", "1", "")
}

func TestReusedFrameHoldsOnlyTheNewContent(t *testing.T) {
	var f Frame
	fill(&f, 1)
	fill(&f, 2)
	if len(f.Panels) != 2 || len(f.Readouts) != 1 || f.Panels[1].Field != nil {
		t.Fatalf("left over: %+v", f)
	}
	p := f.Panels[1]
	if f.Panels[0].Field.Values[5] != 2 || p.Curves[0].Y[3] != 2 || p.Curves[2].Y[1] != 2 || p.Curves[3].Y[3] != 2 ||
		p.Points[0].Y[4] != 2 || p.Points[1].Y[0] != 2 || p.Points[2].Y[3] != 2 || p.Bars[0].Y[2] != 2 ||
		p.Bands[0].High[1] != 2 || p.Arrows[0].V[1] != 2 || len(p.Lines) != 2 ||
		p.Lines[0] != (RefLine{"limit", Reference, false, 2}) || p.Lines[1] != (RefLine{"now", Chosen, true, 2}) ||
		!p.Curves[1].Dashed || p.Curves[0].Dashed || p.Points[0].Cloud || !p.Points[2].Cloud {
		t.Fatalf("not the new content: %+v", f)
	}
}

func TestReusedFrameAllocatesNothing(t *testing.T) {
	var f Frame
	fill(&f, 0)
	if n := testing.AllocsPerRun(20, func() { fill(&f, 1) }); n > 0 {
		t.Errorf("%v allocations a frame, want none", n)
	}
}

// A graph passes through the function at both ends and between.
func TestAddGraph(t *testing.T) {
	var p Panel
	c := p.AddGraph("x²", Truth, -1, 3, 5, func(x float64) float64 { return x * x })
	if !slices.Equal(c.X, []float64{-1, 0, 1, 2, 3}) || !slices.Equal(c.Y, []float64{1, 0, 1, 4, 9}) {
		t.Errorf("%v, %v", c.X, c.Y)
	}
}

// A curve that is broken keeps its points and has a gap between two of them.
func TestBreak(t *testing.T) {
	var p Panel
	c := p.AddXY("", Network, []float64{0, 1, 2}, []float64{5, 6, 7})
	c.Break(2)
	if len(c.X) != 4 || len(c.Y) != 4 || c.X[1] != 1 || c.Y[1] != 6 || c.X[2] == c.X[2] || c.Y[2] == c.Y[2] || c.X[3] != 2 || c.Y[3] != 7 {
		t.Errorf("%v, %v", c.X, c.Y)
	}
}

// A cell has twelve edges, four along each of its three, and eight corners at
// which three of them meet.
func TestAddCell(t *testing.T) {
	var s Scene
	s.AddCell([3]float32{1, 2, 3}, [3]float32{4, 0, 0}, [3]float32{0, 5, 0}, [3]float32{1, 1, 6})
	ends := map[[3]float32]int{}
	for _, e := range s.Edges {
		ends[[3]float32{e.X, e.Y, e.Z}]++
		ends[[3]float32{e.X + e.U, e.Y + e.V, e.Z + e.W}]++
	}
	if len(s.Edges) != 12 || len(ends) != 8 {
		t.Fatalf("%d edges between %d corners", len(s.Edges), len(ends))
	}
	for at, n := range ends {
		if n != 3 {
			t.Errorf("%d edges meet at %v", n, at)
		}
	}
}

// A history's column stands over its steps.
func TestAddHistory(t *testing.T) {
	h := NewHistory(4, 2)
	for step := range 3 {
		h.Record(step, 0, float64(10*step))
	}
	var p Panel
	c := p.AddHistory("", Network, &h, 1)
	if !slices.Equal(c.X, []float64{0, 1, 2}) || !slices.Equal(c.Y, []float64{0, 10, 20}) {
		t.Errorf("%v, %v", c.X, c.Y)
	}
}

// Colours of series repeat and have their index; roles have a word.
func TestColours(t *testing.T) {
	if Series(3) != Series(3+SeriesColours) || Series(-1) != Series(SeriesColours-1) || Series(3).Index() != 3 || Guide.Index() != -1 {
		t.Error("series do not repeat")
	}
	if Network.String() != "network" || Guide.String() != "guide" || Series(2).String() != "series 2" {
		t.Errorf("%v, %v, %v", Network, Guide, Series(2))
	}
}
