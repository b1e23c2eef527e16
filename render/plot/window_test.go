package plot

import (
	"math"
	"testing"

	"residual/core/lab"
)

// What lies under the pointer stays there while a panel is magnified, on even axes and
// on those in decades, and the whole is back when it is made as small as it was.
func TestMagnifyKeepsThePlace(t *testing.T) {
	f := new(lab.Frame)
	p := f.AddPanel("loss", lab.Axis{Label: "step"}, lab.Axis{Log: true, Min: 1e-6, Max: 1})
	p.AddGraph("", lab.Network, 0, 100, 51, func(x float64) float64 { return math.Exp(-x / 9) })
	l, size := new(List), Size{600, 400}
	l.Draw(f, size, Light)
	q := &l.panels[0]
	px, py := q.plot.X+0.3*q.plot.W, q.plot.Y+0.6*q.plot.H
	_, x, y, _ := l.Locate(px, py)
	for _, factor := range []float64{2, 3, 0.5} {
		l.Magnify(f, 0, factor, px, py)
		l.Draw(f, size, Light)
		_, nowX, nowY, ok := l.Locate(px, py)
		if !ok || math.Abs(nowX-x) > 1 || math.Abs(math.Log(nowY/y)) > 0.2 { // the room of the numbers moves the axes a little
			t.Errorf("times %v: (%v, %v) has become (%v, %v)", factor, x, y, nowX, nowY)
		}
	}
	if length := l.panels[0].x.high - l.panels[0].x.low; math.Abs(length-100.0/3) > 1e-9 {
		t.Errorf("3 times as large, %v of 100 steps are seen", length)
	}
	l.Magnify(f, 0, 1e-3, px, py)
	if l.Window != nil {
		t.Errorf("a window stays: %v", l.Window)
	}
}

// A field is narrowed to whole cells, in its own colours, and read there.
func TestMagnifyAField(t *testing.T) {
	f := new(lab.Frame)
	p := f.AddField("map", lab.Axis{Label: "x", Max: 8}, lab.Axis{Label: "y", Max: 4}, 8, 4)
	for i := range p.Field.Values {
		p.Field.Values[i] = float32(i)
	}
	l := &List{Window: &Window{"map", [2]float64{0.3, 0.6}, [2]float64{0.5, 0.9}}}
	l.Draw(f, Size{600, 400}, Light)
	got := l.Images[0].Field
	if got.NX != 3 || got.NY != 2 || got.Values[0] != 2*8+2 || got.Values[5] != 3*8+4 || got.Min != 0 || got.Max != 31 {
		t.Errorf("%+v", got)
	}
	q := &l.panels[0]
	if q.x.low != 2 || q.x.high != 5 || q.y.low != 2 || q.y.high != 4 {
		t.Errorf("axes %v, %v", q.x, q.y)
	}
	r, ok := l.Read(f, q.plot.X+0.5*q.plot.W, q.plot.Y+0.75*q.plot.H)
	if !ok || r.Lines[2] != "value 19" {
		t.Errorf("%v %q", ok, r.Lines)
	}
}

// A part that goes beyond an end is drawn in, and no other panel is narrowed.
func TestWindows(t *testing.T) {
	if got := zoomed([2]float64{0, 0.5}, 1, 1); got != [2]float64{0, 1} {
		t.Errorf("%v", got)
	}
	if got := zoomed([2]float64{0.5, 1}, 0.25, 1); got != [2]float64{0.75, 1} {
		t.Errorf("%v", got)
	}
	l := &List{Window: &Window{Panel: "a"}}
	if l.windowOn(&lab.Panel{Title: "b"}) != nil || l.windowOn(&lab.Panel{Title: "a", Scene: new(lab.Scene)}) != nil {
		t.Error("another panel, or a scene, is narrowed")
	}
}
