package plot_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/render/plot"
	"residual/render/plot/plottest"
)

var sizes = []plot.Size{{W: 1100, H: 690}, {W: 800, H: 500}, {W: 640, H: 400}, {W: 360, H: 480}, {W: 360, H: 225}, {W: 320, H: 700}, {W: 60, H: 40}, {W: 1, H: 1}}

// everything calls f for each sample at each size.
func everything(t *testing.T, f func(t *testing.T, s plottest.Sample, size plot.Size)) {
	for _, s := range plottest.Samples() {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s/%v×%v", s.Name, size.W, size.H), func(t *testing.T) { f(t, s, size) })
		}
	}
}

// Nothing is drawn at a place that is no place, or off the picture.
func TestInside(t *testing.T) {
	everything(t, func(t *testing.T, s plottest.Sample, size plot.Size) {
		l := plot.Draw(s.Frame, size, plot.Light)
		const slack = 60 // a picture smaller than its margins overflows
		inside := func(x, y float64) bool {
			return x > -slack && x < size.W+slack && y > -slack && y < size.H+slack
		}
		for _, p := range l.Points {
			if !inside(float64(p.X), float64(p.Y)) {
				t.Fatalf("point %v", p)
			}
		}
		for _, b := range l.Boxes {
			if size.W > 300 && !(inside(b.X, b.Y) && inside(b.X+b.W, b.Y+b.H)) {
				t.Fatalf("box %v", b.Rect)
			}
		}
		for _, x := range l.Texts {
			if size.W > 300 && (!inside(x.X, x.Y) || x.Text == "") {
				t.Fatalf("text %v", x)
			}
		}
	})
}

// Panels keep apart, and each lies wholly in the picture.
func TestPanelsApart(t *testing.T) {
	everything(t, func(t *testing.T, s plottest.Sample, size plot.Size) {
		if size.W < 300 {
			t.Log("too small for panels")
			return
		}
		l := plot.Draw(s.Frame, size, plot.Light)
		places := l.Places()
		for i := range places {
			a := places[i].Room
			if a.X < 0 || a.Y < 0 || a.X+a.W > size.W+1 || a.Y+a.H > size.H+1 {
				t.Errorf("panel %d at %v", i, a)
			}
			for _, b := range places[:i] {
				if a.Overlaps(b.Room) {
					t.Errorf("panel %v overlaps %v", a, b.Room)
				}
			}
		}
	})
}

// Texts do not run into each other where the picture has its usual size.
func TestTextsApart(t *testing.T) {
	for _, s := range plottest.Samples() {
		for _, size := range sizes[:4] {
			texts := plot.Draw(s.Frame, size, plot.Light).Texts
			for i := range texts {
				for j := range i {
					if texts[i].Extent().Overlaps(texts[j].Extent()) {
						t.Errorf("%s %v: %q lies on %q", s.Name, size, texts[i].Text, texts[j].Text)
					}
				}
			}
		}
	}
}

// Locate and the drawing agree: where a dot is drawn, its numbers are read.
func TestLocateInvertsTheMapping(t *testing.T) {
	for _, log := range []bool{false, true} {
		f := new(lab.Frame)
		p := f.AddPanel("", lab.Axis{Log: log}, lab.Axis{Log: log})
		m := p.AddPoints("", lab.Network, 5)
		for i := range m.X {
			m.X[i], m.Y[i] = 0.01+float64(i*i)*3, math.Exp(float64(i))
		}
		l := plot.Draw(f, plot.Size{W: 500, H: 400}, plot.Light)
		if len(l.Dots) != 5 {
			t.Fatalf("%d dots", len(l.Dots))
		}
		for i, d := range l.Dots {
			panel, x, y, ok := l.Locate(float64(d.X), float64(d.Y))
			if !ok || panel != 0 || math.Abs(x/m.X[i]-1) > 1e-3 && math.Abs(x-m.X[i]) > 1e-3 || math.Abs(y/m.Y[i]-1) > 1e-3 {
				t.Errorf("log %v: (%v, %v) read as (%v, %v)", log, m.X[i], m.Y[i], x, y)
			}
			r, ok := l.Read(f, float64(d.X)+3, float64(d.Y)-2)
			if !ok || r.X != m.X[i] || r.Y != m.Y[i] {
				t.Errorf("log %v: (%v, %v) read as %+v", log, m.X[i], m.Y[i], r)
			}
		}
		if _, _, _, ok := l.Locate(1, 1); ok {
			t.Error("a panel in the corner of the margin")
		}
	}
}

// A field is read cell by cell, the lowest row at the bottom.
func TestReadField(t *testing.T) {
	f := new(lab.Frame)
	p := f.AddField("", lab.Axis{Max: 3, Hidden: true}, lab.Axis{Max: 2, Hidden: true}, 3, 2)
	copy(p.Field.Values, []float32{1, 2, 3, 4, 5, 6})
	p.Field.Name, p.Field.Unit = "T", "K"
	l := plot.Draw(f, plot.Size{W: 500, H: 300}, plot.Light)
	r := l.Images[0].Rect
	if math.Abs(r.W/3-r.H/2) > 1 {
		t.Errorf("cells of %v × %v are not square", r.W/3, r.H/2)
	}
	for j := range 2 {
		for i := range 3 {
			x, y := r.X+r.W*(float64(i)+0.5)/3, r.Y+r.H*(1-(float64(j)+0.5)/2)
			got, ok := l.Read(f, x, y)
			if want := fmt.Sprintf("[T %d\u2009K]", 3*j+i+1); !ok || fmt.Sprint(got.Lines) != want {
				t.Errorf("cell %d, %d: %q, want %s", i, j, got.Lines, want)
			}
		}
	}
	var over plot.List
	if !over.Readout(l, f, r.X+5, r.Y+5) || len(over.Texts) != 1 {
		t.Error("no readout over the field")
	}
	if over.Readout(l, f, 1, 1) {
		t.Error("a readout beside it")
	}
}

// A hand that leaves its panel stays on its edge.
func TestLocateInStaysInside(t *testing.T) {
	l := plot.Draw(plottest.Plate(8, 0), plot.Size{W: 800, H: 500}, plot.Light)
	if x, y := l.LocateIn(0, -50, 1e6); x != 0 || y != 0 {
		t.Errorf("(%v, %v), want the corner", x, y)
	}
	if x, y := l.LocateIn(0, 1e6, -50); x != 1 || y != 1 {
		t.Errorf("(%v, %v), want the far corner", x, y)
	}
}

// NaN and infinities break a curve in pieces; a lone point is a dot.
func TestGaps(t *testing.T) {
	f := new(lab.Frame)
	c := f.AddPanel("", lab.Axis{}, lab.Axis{}).AddCurve("", lab.Network, 9)
	for i := range c.X {
		c.X[i], c.Y[i] = float64(i), float64(i)
	}
	c.Y[2], c.Y[4], c.Y[6] = math.NaN(), math.Inf(1), math.Inf(-1)
	l := plot.Draw(f, plot.Size{W: 500, H: 400}, plot.Light)
	if len(l.Lines) != 2 || len(l.Dots) != 2 {
		t.Errorf("%d pieces and %d dots, want 2 and 2", len(l.Lines), len(l.Dots))
	}
}

// A log axis leaves out what is not positive.
func TestLogAxis(t *testing.T) {
	f := new(lab.Frame)
	c := f.AddPanel("", lab.Axis{}, lab.Axis{Log: true}).AddCurve("", lab.Network, 5)
	copy(c.X, []float64{0, 1, 2, 3, 4})
	copy(c.Y, []float64{1, 10, 0, -3, 100})
	l := plot.Draw(f, plot.Size{W: 500, H: 400}, plot.Light)
	if len(l.Lines) != 1 || len(l.Dots) != 1 {
		t.Errorf("%d pieces and %d dots, want 1 and 1", len(l.Lines), len(l.Dots))
	}
}

// A dense curve is thinned to a few points a pixel, and keeps its extremes.
func TestThinning(t *testing.T) {
	f := new(lab.Frame)
	c := f.AddPanel("", lab.Axis{}, lab.Axis{Min: -2, Max: 2}).AddCurve("", lab.Network, 100_000)
	for i := range c.X {
		c.X[i], c.Y[i] = float64(i), math.Sin(float64(i))
	}
	c.Y[50_000], c.Y[70_003] = 1.9, -1.8
	l := plot.Draw(f, plot.Size{W: 500, H: 400}, plot.Light)
	if len(l.Points) > 4*500 {
		t.Errorf("%d points on 500 pixels", len(l.Points))
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range l.Points {
		_, _, y, _ := l.Locate(float64(p.X), float64(p.Y))
		low, high = min(low, y), max(high, y)
	}
	if math.Abs(low+1.8) > 1e-3 || math.Abs(high-1.9) > 1e-3 {
		t.Errorf("extremes %v and %v, want −1.8 and 1.9", low, high)
	}
}

// Curves are cut off at fixed axes.
func TestClipping(t *testing.T) {
	f := new(lab.Frame)
	c := f.AddPanel("", lab.Axis{Max: 1}, lab.Axis{Max: 1}).AddCurve("", lab.Network, 3)
	copy(c.X, []float64{-1, 0.5, 2})
	copy(c.Y, []float64{-1, 0.5, 1e300})
	l := plot.Draw(f, plot.Size{W: 500, H: 400}, plot.Light)
	if len(l.Points) != 3 {
		t.Fatalf("points %v", l.Points)
	}
	for i, want := range [][2]float64{{0, 0}, {0.5, 0.5}, {0.5, 1}} {
		_, x, y, ok := l.Locate(float64(l.Points[i].X), float64(l.Points[i].Y))
		if !ok || math.Abs(x-want[0]) > 1e-3 || math.Abs(y-want[1]) > 1e-3 {
			t.Errorf("corner %d at (%v, %v), want %v", i, x, y, want)
		}
	}
}

// The same frame gives the same list, whatever was in the list before.
func TestReuse(t *testing.T) {
	var l plot.List
	size := plot.Size{W: 800, H: 500}
	for _, s := range append(plottest.Samples(), plottest.Samples()...) {
		l.Draw(s.Frame, size, plot.Dark)
		fresh := plot.Draw(s.Frame, size, plot.Dark)
		if a, b := fmt.Sprint(l.Points, l.Lines, l.Boxes, l.Texts), fmt.Sprint(fresh.Points, fresh.Lines, fresh.Boxes, fresh.Texts); a != b {
			t.Errorf("%s: a used list draws otherwise than a new one", s.Name)
		}
	}
}

// Series that are shorter than their x do not panic.
func TestUnevenSeries(t *testing.T) {
	f := new(lab.Frame)
	p := f.AddPanel("", lab.Axis{}, lab.Axis{})
	p.Curves = []lab.Curve{{X: []float64{1, 2, 3}, Y: []float64{1}}}
	p.Bands = []lab.Band{{X: []float64{1, 2, 3}, Low: []float64{1, 2}, High: []float64{2}}}
	p.Bars = []lab.Bars{{X: []float64{1}, Y: nil}}
	p.Points = []lab.Points{{X: nil, Y: []float64{3}}}
	plot.Draw(f, plot.Size{W: 300, H: 200}, plot.Light)
}

func BenchmarkDraw(b *testing.B) {
	for _, s := range plottest.Samples()[:3] {
		b.Run(s.Name, func(b *testing.B) {
			var l plot.List
			for b.Loop() {
				l.Draw(s.Frame, plot.Size{W: 1100, H: 690}, plot.Light)
			}
		})
	}
}

// A picture as high as Height says shows all panels of a frame, each with room
// for its data, on a phone as on a wide page.
func TestHeightHasRoomForAll(t *testing.T) {
	for _, s := range plottest.Samples() {
		for _, width := range []float64{320, 360, 560, 600, 760, 800, 1100} {
			size := plot.Size{W: width, H: plot.Height(s.Frame, width)}
			l := plot.Draw(s.Frame, size, plot.Light)
			if l.Panels() != len(s.Frame.Panels) {
				t.Errorf("%s at %v: %d of %d panels", s.Name, size, l.Panels(), len(s.Frame.Panels))
			}
			for i, place := range l.Places() {
				r := place.Data
				if r.W < 80 || r.H < 80 {
					t.Errorf("%s at %v: panel %d has %.0f × %.0f pixels for its data", s.Name, size, i, r.W, r.H)
				}
			}
			if width >= 600 && size.H < 0.62*width {
				t.Errorf("%s: %v is lower than 16 : 10", s.Name, size)
			}
		}
	}
}

// Shapes of points have the same area, so that none looks heavier.
func TestShapesWeighTheSame(t *testing.T) {
	for _, s := range []plot.Shape{plot.Square, plot.Diamond, plot.Triangle} {
		sum, corners := 0.0, s.Outline(1)
		for i, a := range corners {
			b := corners[(i+1)%len(corners)]
			sum += float64(a.X*b.Y-a.Y*b.X) / 2
		}
		if math.Abs(math.Abs(sum)/math.Pi-1) > 0.01 {
			t.Errorf("shape %d has an area of %.3f, a disc π", s, sum)
		}
	}
}

// An arrow points to where it goes and ends there; one too short for a head is a
// dot, one that leaves the axes loses its head.
func TestArrows(t *testing.T) {
	f := new(lab.Frame)
	a := f.AddPanel("", lab.Axis{Max: 1}, lab.Axis{Max: 1}).AddArrows("", lab.Network, 3)
	copy(a.X, []float64{0.2, 0.5, 0.9})
	copy(a.Y, []float64{0.2, 0.5, 0.9})
	copy(a.U, []float64{0.2, 1e-9, 0.5})
	copy(a.V, []float64{0.1, 0, 0})
	l := plot.Draw(f, plot.Size{W: 500, H: 400}, plot.Light)
	if len(l.Lines) != 2 || len(l.Dots) != 2 {
		t.Fatalf("%d shafts and %d heads or dots, want 2 and 2", len(l.Lines), len(l.Dots))
	}
	head := l.Dots[0]
	_, x, y, _ := l.Locate(float64(head.X), float64(head.Y))
	if head.Shape != plot.Head || math.Abs(x-0.4) > 1e-3 || math.Abs(y-0.3) > 1e-3 {
		t.Errorf("the tip %+v reads as (%v, %v), want (0.4, 0.3)", head, x, y)
	}
	from := l.Points[l.Lines[0].From]
	if want := math.Atan2(float64(head.Y-from.Y), float64(head.X-from.X)); math.Abs(want-float64(head.Angle)) > 1e-3 {
		t.Errorf("the head points to %v, the shaft to %v", head.Angle, want)
	}
	if l.Dots[1].Shape != plot.Disc {
		t.Errorf("an arrow without length is %+v", l.Dots[1])
	}
}

// draw draws a panel that fill fills, on axes from 0 to 1.
func draw(size plot.Size, fill func(p *lab.Panel)) *plot.List {
	f := new(lab.Frame)
	fill(f.AddPanel("", lab.Axis{Max: 1}, lab.Axis{Max: 1}))
	return plot.Draw(f, size, plot.Light)
}

// A cloud of points is small squares under the curves; single places stay what
// they are, however many.
func TestClouds(t *testing.T) {
	size := plot.Size{W: 500, H: 400}
	scatter := func(n int, cloud bool) func(p *lab.Panel) {
		return func(p *lab.Panel) {
			m := p.AddPoints("", lab.Data, n)
			m.Cloud = cloud
			for i := range m.X {
				m.X[i], m.Y[i] = float64(i)/float64(n), 0.5
			}
		}
	}
	bare := len(draw(size, scatter(1, false)).Boxes)
	for _, n := range []int{10, 1000} {
		if l := draw(size, scatter(n, false)); len(l.Dots) != n || len(l.Boxes) != bare {
			t.Errorf("%d single places: %d dots, %d squares", n, len(l.Dots), len(l.Boxes)-bare)
		}
		if l := draw(size, scatter(n, true)); len(l.Dots) != 0 || len(l.Boxes) != bare+n {
			t.Errorf("a cloud of %d: %d dots, %d squares", n, len(l.Dots), len(l.Boxes)-bare)
		}
	}
}

// A thin curve is thinner than others and else the same.
func TestThinCurves(t *testing.T) {
	l := draw(plot.Size{W: 500, H: 400}, func(p *lab.Panel) {
		p.AddSegment("", lab.Network, 0, 0, 1, 1)
		p.AddSegment("", lab.Network, 0, 0, 1, 1).Thin = true
	})
	if thick, thin := l.Lines[0], l.Lines[1]; thin.Width > 0.6*thick.Width || thin.Ink != thick.Ink || thin.Dash != thick.Dash {
		t.Errorf("%+v and, thin, %+v", thick, thin)
	}
}

// A reference line goes from edge to edge at its number; an axis that fits the
// data reaches it, one that is fixed leaves it out where it lies outside.
func TestReferenceLines(t *testing.T) {
	size := plot.Size{W: 500, H: 400}
	l := draw(size, func(p *lab.Panel) {
		p.AddHLine("", lab.Reference, 0.25)
		p.AddVLine("", lab.Reference, 0.75)
		p.AddHLine("", lab.Reference, 7)
	})
	if len(l.Lines) != 2 {
		t.Fatalf("%d lines, want 2", len(l.Lines))
	}
	r := l.Places()[0].Data
	across, up := l.Points[l.Lines[0].From:l.Lines[0].To], l.Points[l.Lines[1].From:l.Lines[1].To]
	y, x := r.Y+0.75*r.H, r.X+0.75*r.W
	for i, want := range []float64{r.X, y, r.X + r.W, y, x, r.Y + r.H, x, r.Y} {
		p := append(slices.Clone(across), up...)[i/2]
		if got := [2]float32{p.X, p.Y}[i%2]; math.Abs(float64(got)-want) > 0.01 {
			t.Errorf("end %d lies at %v, want %v", i, got, want)
		}
	}
	f := new(lab.Frame)
	p := f.AddPanel("", lab.Axis{}, lab.Axis{})
	p.AddSegment("", lab.Network, 0, 0, 1, 1)
	p.AddHLine("", lab.Reference, 10)
	l = plot.Draw(f, size, plot.Light)
	if r := l.Places()[0].Data; len(l.Lines) != 2 || math.Abs(float64(l.Points[l.Lines[0].From].Y)-r.Y) > 0.1*r.H {
		t.Errorf("the axis does not reach the line: %v in %v", l.Points, r)
	}
}

// A square panel is as high as it is wide, whatever its room.
func TestSquarePanels(t *testing.T) {
	for _, size := range sizes[:6] {
		l := draw(size, func(p *lab.Panel) {
			p.Square = true
			p.AddSegment("", lab.Guide, 0, 0, 1, 1)
		})
		r := l.Places()[0].Data
		a, b := l.Points[0], l.Points[1]
		if r.W != r.H || r.W < 0.5*min(size.W, size.H) || math.Abs(float64(b.X-a.X+b.Y-a.Y)) > 0.01 {
			t.Errorf("%v: %v, the diagonal from %v to %v", size, r, a, b)
		}
	}
}

// A bare field has no bar; in ink 0 is paper, and what is no number grey.
func TestInkAndBareFields(t *testing.T) {
	f := new(lab.Frame)
	p := f.AddField("", lab.Axis{}, lab.Axis{}, 3, 1)
	copy(p.Field.Values, []float32{0, 5, float32(math.NaN())})
	p.Field.Ink = true
	size := plot.Size{W: 500, H: 400}
	for _, theme := range []plot.Theme{plot.Light, plot.Dark} {
		l := plot.Draw(f, size, theme)
		pixels := l.Images[0].Pixels(nil)
		paper := theme.Colour(plot.Paper)
		if [4]byte(pixels) != [4]byte{paper.R, paper.G, paper.B, 255} || [4]byte(pixels[4:]) == [4]byte(pixels) || [4]byte(pixels[8:]) != [4]byte{128, 128, 128, 255} {
			t.Errorf("%v: %v", theme, pixels)
		}
		if l.Images[0].Min != 0 || l.Images[0].Max != 5 || len(l.Images) != 2 {
			t.Errorf("%v: colours from %v to %v, %d images", theme, l.Images[0].Min, l.Images[0].Max, len(l.Images))
		}
	}
	with := plot.Draw(f, size, plot.Light)
	p.Field.Bare = true
	if l := plot.Draw(f, size, plot.Light); len(l.Images) != 1 || len(l.Texts) >= len(with.Texts) || l.Places()[0].Data.W <= with.Places()[0].Data.W {
		t.Errorf("bare: %d images, %v; with its bar %v", len(l.Images), l.Places(), with.Places())
	}
}

// Titles that are too long for one line are broken and keep all their words.
func TestLongTitlesWrap(t *testing.T) {
	f := plottest.Logistic()
	for _, size := range sizes[:4] {
		size.H = plot.Height(f, size.W)
		var words []string
		for _, text := range plot.Draw(f, size, plot.Light).Texts {
			words = append(words, text.Text)
		}
		all := strings.Join(words, " ")
		for _, title := range []string{f.Title, f.Panels[1].Title, f.Panels[2].Title} {
			if !strings.Contains(all, title) {
				t.Errorf("%v: %q is not among %q", size, title, words)
			}
		}
	}
}

// The lines on a field lie on broader ones of paper, which hide no other line.
func TestLinesOnAField(t *testing.T) {
	f := new(lab.Frame)
	p := f.AddField("", lab.Axis{Max: 1}, lab.Axis{Max: 1}, 2, 2)
	p.AddVLine("", lab.Reference, 0.5)
	p.AddSegment("", lab.Truth, 0, 0, 1, 1).Dashed = true
	l := plot.Draw(f, plot.Size{W: 500, H: 400}, plot.Light)
	if len(l.Lines) != 4 {
		t.Fatalf("%d lines, want 4", len(l.Lines))
	}
	for i := range 2 {
		under, line := l.Lines[i], l.Lines[i+2]
		if under.Ink != plot.Paper || under.Dash != 0 || line.Dash == 0 || under.Width <= line.Width || l.Points[under.From] != l.Points[line.From] {
			t.Errorf("%+v lies under %+v", under, line)
		}
	}
}

// Curves that differ in colour alone are marked, each by a shape of its own, within
// the axes and on the curve; the first is not. Dashed, thin and given ones differ
// otherwise, and where points have such shapes nothing is marked.
func TestMarks(t *testing.T) {
	size := plot.Size{W: 500, H: 400}
	lines := func(more func(p *lab.Panel)) *plot.List {
		return draw(size, func(p *lab.Panel) {
			for i := range lab.SeriesColours {
				p.AddSegment("", lab.Series(i), -5, 0.5, 7, 0.5)
			}
			more(p)
		})
	}
	shapes := map[string]int{}
	l := lines(func(*lab.Panel) {})
	r := l.Places()[0].Data
	for _, d := range l.Dots {
		shapes[fmt.Sprint(d.Ink, d.Shape, d.Width > 0)]++
		if x, y := float64(d.X), float64(d.Y); x < r.X || x > r.X+r.W || math.Abs(y-r.Y-r.H/2) > 0.01 {
			t.Errorf("a mark at (%v, %v), off the curve in %v", x, y, r)
		}
	}
	if len(shapes) != lab.SeriesColours-1 {
		t.Errorf("marks of kinds %v, want %d", shapes, lab.SeriesColours-1)
	}
	if l := lines(func(p *lab.Panel) { p.AddPoint("", lab.Network, 0.5, 0.5).Shape = lab.Cross }); len(l.Dots) != 1 {
		t.Errorf("%d marks beside points with shapes", len(l.Dots)-1)
	}
	l = draw(size, func(p *lab.Panel) {
		p.AddSegment("", lab.Network, 0, 0.2, 1, 0.2)
		p.AddSegment("", lab.Data, 0, 0.3, 1, 0.3)
		p.AddSegment("", lab.Doubt, 0, 0.4, 1, 0.4).Thin = true
		p.AddSegment("", lab.Chosen, 0, 0.5, 1, 0.5).Dashed = true
	})
	if len(l.Dots) > 0 || l.Lines[1].Width >= l.Lines[0].Width {
		t.Errorf("%d marks on curves that differ otherwise: %+v", len(l.Dots), l.Lines)
	}
}

// What panels beside each other name alike stands once, above them; below each other
// each panel has its own names.
func TestSharedLegend(t *testing.T) {
	f := new(lab.Frame)
	for range 3 {
		p := f.AddPanel("p", lab.Axis{Max: 1}, lab.Axis{Max: 1})
		p.AddSegment("one", lab.Network, 0, 0, 0.5, 1)
		p.AddSegment("two", lab.Doubt, 0, 0, 0.5, 0.5)
	}
	f.Panels[2].AddSegment("alone", lab.Chosen, 0, 0, 0.5, 0.2)
	for width, want := range map[float64]int{900: 1, 400: 3} {
		l := plot.Draw(f, plot.Size{W: width, H: plot.Height(f, width)}, plot.Light)
		count := map[string]int{}
		for _, text := range l.Texts {
			count[text.Text]++
		}
		if count["one"] != want || count["two"] != want || count["alone"] != 1 {
			t.Errorf("%v wide: %v", width, count)
		}
	}
}

// A name that is longer than a row of its legend takes several and keeps its words.
func TestLongNamesWrap(t *testing.T) {
	const long = "a name that is longer than a row of the legend of a panel in a narrow picture has room for"
	f := new(lab.Frame)
	f.AddPanel("p", lab.Axis{Max: 1}, lab.Axis{Max: 1}).AddSegment(long, lab.Network, 0, 0, 1, 1)
	f.Panels[0].AddSegment("short", lab.Truth, 0, 0, 0.5, 1)
	l := plot.Draw(f, plot.Size{W: 320, H: plot.Height(f, 320)}, plot.Light)
	var words []string
	for _, text := range l.Texts {
		words = append(words, text.Text)
	}
	if !strings.Contains(strings.Join(words, " "), long) {
		t.Errorf("%q is not among %q", long, words)
	}
	if faults := plottest.Faults(l, 1, plot.Size{W: 120, H: 80}); len(faults) > 0 {
		t.Error(faults)
	}
}

// What the pointer reads stands within the data of its panel, wherever it rests.
func TestReadingsStayInside(t *testing.T) {
	for _, s := range plottest.Samples() {
		size := plot.Size{W: 1100, H: plot.Height(s.Frame, 1100)}
		l := plot.Draw(s.Frame, size, plot.Light)
		for i, place := range l.Places() {
			r := place.Data
			for k := range 25 {
				var over plot.List
				if !over.Readout(l, s.Frame, r.X+r.W*float64(k%5)/4, r.Y+r.H*float64(k/5)/4) {
					continue
				}
				plate := over.Boxes[len(over.Boxes)-1].Rect
				if plate.W <= r.W && (plate.X < r.X || plate.X+plate.W > r.X+r.W+1e-9) || plate.H <= r.H && (plate.Y < r.Y || plate.Y+plate.H > r.Y+r.H+1e-9) {
					t.Errorf("%s, panel %d: %v beyond %v", s.Name, i, plate, r)
				}
				if plate.Overlaps(place.Legend) && plate.H <= r.H {
					t.Errorf("%s, panel %d: %v on the legend %v", s.Name, i, plate, place.Legend)
				}
			}
		}
	}
}
