package plot

import (
	"slices"
	"testing"

	"residual/core/lab"
)

// wave is a frame with one curve of so many points, at that height.
func wave(n int, y float64) *lab.Frame {
	f := new(lab.Frame)
	f.Begin("t", "")
	p := f.AddPanel("p", lab.Axis{Label: "x"}, lab.Axis{Label: "y"})
	p.AddGraph("u", lab.Network, 0, 1, n, func(float64) float64 { return y })
	return f
}

// inksOf is the inks of lines that are curves of wave(9, …).
func inksOf(l *List) (inks []Ink) {
	for _, line := range l.Lines {
		if line.To-line.From == 9 {
			inks = append(inks, line.Ink)
		}
	}
	return inks
}

// A ghost lies under the curve of the same axes, and does not move these.
func TestGhostLiesUnder(t *testing.T) {
	size, f := Size{400, 300}, wave(9, 1)
	l := &List{Ghost: wave(9, 1.01)}
	l.Draw(f, size, Light)
	if got, want := inksOf(l), []Ink{Faint, InkOf(lab.Network)}; !slices.Equal(got, want) {
		t.Errorf("lines of inks %v, want %v", got, want)
	}
	if alone := Draw(f, size, Light); alone.panels[0].y != l.panels[0].y {
		t.Errorf("the axis goes from %v with a ghost, from %v without", l.panels[0].y, alone.panels[0].y)
	}
}

// While there are no data yet the axes are those of the ghost.
func TestGhostFillsAnEmptyPanel(t *testing.T) {
	f := wave(9, 1)
	f.Panels[0].Curves = nil
	l := &List{Ghost: wave(9, 500)}
	l.Draw(f, Size{400, 300}, Light)
	if got := inksOf(l); !slices.Equal(got, []Ink{Faint}) {
		t.Errorf("lines of inks %v, want the ghost's alone", got)
	}
	if y := l.panels[0].y; !(y.low < 500 && y.high > 500) {
		t.Errorf("the axis from %v to %v does not hold 500", y.low, y.high)
	}
	if slices.ContainsFunc(l.Texts, func(x Text) bool { return x.Text == "no data yet" }) {
		t.Error("it says that there are no data yet")
	}
}

// What has other axes, covers the ghost or has none is drawn as if there were none.
func TestNoGhost(t *testing.T) {
	other, field, scene := wave(9, 1), wave(9, 1), wave(9, 1)
	other.Panels[0].Y.Unit = "m"
	field.Panels[0].Field = &lab.Field{NX: 1, NY: 1, Values: []float32{1}}
	scene.Panels[0].Scene = new(lab.Scene)
	for name, g := range map[string]*lab.Frame{"another unit": other, "a field": field, "a scene": scene, "no panel": new(lab.Frame)} {
		l := &List{Ghost: g}
		l.Draw(wave(9, 1), Size{400, 300}, Light)
		if got := inksOf(l); len(got) != 1 {
			t.Errorf("%s: lines of inks %v", name, got)
		}
	}
}
