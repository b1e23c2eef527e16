package lab

import (
	"strings"
	"testing"
)

// Each fault is found and told with its panel and its series.
func TestValidate(t *testing.T) {
	for _, c := range []struct {
		want  string
		spoil func(p *Panel)
	}{
		{`curve 0, "a"`, func(p *Panel) { p.Curves[0].Y = p.Curves[0].Y[1:] }},
		{`band 0, "f"`, func(p *Panel) { p.Bands[0].High = nil }},
		{`bars 0, "d"`, func(p *Panel) { p.Bars[0].X = nil }},
		{`points 0, "c"`, func(p *Panel) { p.Points[0].Y = nil }},
		{`points 0, "c": 1000 labels`, func(p *Panel) { p.Points[0].Labels = make([]string, 1000) }},
		{`arrows 0, "g"`, func(p *Panel) { p.Arrows[0].V = nil }},
		{`field "T" of 7 × 0`, func(p *Panel) { p.Field = &Field{Name: "T", NX: 7, Values: []float32{1}} }},
		{`bond 0 joins atoms 0 and 1 of 1`, func(p *Panel) { p.Scene = &Scene{Atoms: []Atom{{}}, Bonds: []Bond{{0, 1}}} }},
		{`the pointer drags on it, and does nothing`, func(p *Panel) { p.Acts, p.Drags = "", true }},
		{`another one acts as "map"`, func(p *Panel) { p.Acts = "map" }},
		{`arrows 0, "force"`, func(p *Panel) {
			p.Scene = new(Scene)
			p.Scene.AddVectors("force", Network, 2).W = nil
		}},
	} {
		var f Frame
		fill(&f, 1)
		if err := f.Validate(); err != nil {
			t.Fatal(err)
		}
		c.spoil(&f.Panels[1])
		if err := f.Validate(); err == nil || !strings.Contains(err.Error(), `panel 1, "plot": `+c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
