package lab

import "testing"

// fill draws a frame with one of everything; at tells two drawings apart.
func fill(f *Frame, at float64) {
	f.Begin("title", "moment")
	p := f.AddField("map", Axis{}, Axis{}, 3, 2)
	p.Field.Values[5] = float32(at)
	p = f.AddPanel("plot", Axis{Label: "x"}, Axis{Label: "y"})
	p.AddCurve("a", 0, 4).Y[3] = at
	p.AddDashed("b", 1, 2).Y[1] = at
	p.AddHLine("limit", 2, 0, 1, at)
	p.AddPoints("c", 3, 5).Y[4] = at
	p.AddBars("d", 4, 0.5, 3).Y[2] = at
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
	if f.Panels[0].Field.Values[5] != 2 || p.Curves[0].Y[3] != 2 || p.Curves[2].Y[1] != 2 ||
		p.Points[0].Y[4] != 2 || p.Bars[0].Y[2] != 2 || !p.Curves[1].Dashed || p.Curves[0].Dashed {
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
