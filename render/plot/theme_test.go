package plot

import (
	"image/color"
	"math"
	"testing"

	"residual/core/lab"
)

// luminance is that of WCAG 2.
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	for _, theme := range []Theme{Light, Dark} {
		check := func(ink Ink, least float64) {
			if got := contrast(theme.Colour(ink), theme.Colour(Paper)); got < least {
				t.Errorf("%v: ink %d has %.2f : 1, want %v", theme, ink, got, least)
			}
		}
		check(Body, 7)
		check(Muted, 4.5)
		check(Rule, 3)
		for c := range lab.Series(lab.SeriesColours-1) + 1 {
			check(InkOf(c), 3)
			check(DashedInk(c), 3)
			if c.Index() >= 0 {
				check(DashedInk(c), 4.5)
			}
		}
	}
}

// Lightness rises steadily along viridis, and away from the middle of the
// diverging maps with equal steps on both sides.
func TestMaps(t *testing.T) {
	at := func(m Map, i int) color.RGBA {
		c := tables[m][i]
		return color.RGBA{c[0], c[1], c[2], c[3]}
	}
	for i := 1; i < Levels; i++ {
		if luminance(at(Viridis, i)) < luminance(at(Viridis, i-1))-0.002 { // bytes are rounded
			t.Fatalf("viridis darkens at %d", i)
		}
		if luminance(at(InkLight, i)) > luminance(at(InkLight, i-1))+0.002 || luminance(at(InkDark, i)) < luminance(at(InkDark, i-1))-0.002 {
			t.Fatalf("ink turns back at %d", i)
		}
	}
	for theme := range Dark + 1 {
		if at(InkLight+Map(theme), 0) != theme.Colour(Paper) {
			t.Errorf("no ink is %v on %v paper", at(InkLight+Map(theme), 0), theme)
		}
	}
	for _, m := range []Map{DivergingLight, DivergingDark} {
		for i := range Levels / 2 {
			a, b := luminance(at(m, i)), luminance(at(m, Levels-1-i))
			if math.Abs(math.Cbrt(a)-math.Cbrt(b)) > 0.06 {
				t.Fatalf("map %d: arms of lightness %.3f and %.3f at %d", m, a, b, i)
			}
		}
	}
}

func TestPixels(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	f := Field{NX: 3, NY: 2, Values: []float32{0, 0.5, 1, nan, inf, -inf}, Map: Viridis, Min: 0, Max: 1}
	p := f.Pixels(nil)
	want := []int{Levels, Levels - 1, 0, 0, Levels / 2, Levels - 1} // the highest row first
	for i, level := range want {
		if got := [4]uint8(p[4*i:]); got != tables[Viridis][level] {
			t.Errorf("pixel %d is %v, want level %d, %v", i, got, level, tables[Viridis][level])
		}
	}
	for _, f := range []Field{
		{NX: 2, NY: 1, Values: []float32{3, nan}, Min: 3, Max: 3},
		{NX: 2, NY: 1, Values: []float32{3e38, -3e38}, Min: -1e308, Max: 1e308},
		{NX: 2, NY: 1, Values: []float32{1, 2}, Min: 1, Max: 1 + 1e-300},
	} {
		f.Pixels(p) // any range has colours
	}
}

func BenchmarkPixels(b *testing.B) {
	f := Field{NX: 512, NY: 512, Values: make([]float32, 512*512), Max: 1}
	for i := range f.Values {
		f.Values[i] = float32(i) / (512 * 512)
	}
	var p []byte
	for b.Loop() {
		p = f.Pixels(p)
	}
}
