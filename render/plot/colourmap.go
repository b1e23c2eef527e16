package plot

import (
	"image/color"
	"math"
)

// A Map turns numbers into colours.
type Map uint8

const (
	Viridis        Map = iota // from dark blue to yellow, for what has an order
	DivergingLight            // blue, white in the middle, orange
	DivergingDark             // blue, black in the middle, orange
	InkLight                  // from paper to dark blue
	InkDark                   // from paper to light blue
)

// The colours at equal distances along each map, joined by straight lines in
// sRGB. Viridis is that of van der Walt and Smith (2015, CC0) at ninths; a ninth
// is short enough that no step is seen. The diverging maps are ours: their two
// arms have equal lightness at equal distances from the middle. So are those of
// ink, of which the lightness changes steadily from that of the paper.
var anchors = [...][]color.RGBA{
	Viridis: {rgb(0x440154), rgb(0x482878), rgb(0x3e4a89), rgb(0x31688e), rgb(0x26828e),
		rgb(0x1f9e89), rgb(0x35b779), rgb(0x6dcd59), rgb(0xb4de2c), rgb(0xfde725)},
	DivergingLight: {rgb(0x0b4a82), rgb(0x2f7fbd), rgb(0x8fbfe3), rgb(0xf7f7f5),
		rgb(0xf2b27c), rgb(0xc8651b), rgb(0x843b00)},
	DivergingDark: {rgb(0xa9dbff), rgb(0x4d9fdd), rgb(0x1c5582), rgb(0x16181c),
		rgb(0x80430f), rgb(0xdc8431), rgb(0xffd09a)},
	InkLight: {inks[Light][Paper], rgb(0xa9cfe8), rgb(0x4d97c9), rgb(0x0b5c96), rgb(0x062f52)},
	InkDark:  {inks[Dark][Paper], rgb(0x16456b), rgb(0x2b7ab5), rgb(0x72b8e8), rgb(0xd6edfc)},
}

// Levels is how many colours a Table holds.
const Levels = 1024

// A Table holds the colours of a map as bytes R, G, B, A in the order of memory,
// and after them the colour of what is no number.
type Table [Levels + 1][4]uint8

var tables = func() (t [len(anchors)]Table) {
	for m := range t {
		t[m] = table(anchors[m])
	}
	return t
}()

func table(stops []color.RGBA) (t Table) {
	for i := range Levels {
		at := float64(i) / (Levels - 1) * float64(len(stops)-1)
		k := min(int(at), len(stops)-2)
		c := mix(stops[k], stops[k+1], at-float64(k))
		t[i] = [4]uint8{c.R, c.G, c.B, 255}
	}
	t[Levels] = [4]uint8{128, 128, 128, 255}
	return t
}

// Pixels writes the field's colours to dst, four bytes R, G, B, A a value, the
// highest row first. dst is reused if it is large enough.
func (f *Field) Pixels(dst []byte) []byte {
	dst = resize(dst, 4*f.NX*f.NY)
	colours := &tables[f.Map]
	scale, offset := f.levels()
	for row := range f.NY {
		values := f.Values[(f.NY-1-row)*f.NX:][:f.NX]
		out := dst[4*row*f.NX:][:4*f.NX]
		for _, v := range values {
			*(*[4]uint8)(out) = colours[level(v, scale, offset)]
			out = out[4:]
		}
	}
	return dst
}

// levels returns a and b such that level a·v + b is that of the value v.
func (f *Field) levels() (a, b float32) {
	half := f.Max/2 - f.Min/2
	if !(half > 0) {
		return 0, Levels / 2
	}
	scale := (Levels - 1) / half / 2
	return float32(scale), float32(0.5 - f.Min*scale)
}

// level is the place of a value in a table: the ends hold what lies beyond them,
// and the last place what is no number.
func level(v, scale, offset float32) int {
	at := v*scale + offset
	switch {
	case at >= Levels:
		return Levels - 1
	case at >= 0:
		return int(at)
	case at < 0:
		return 0
	}
	if math.IsNaN(float64(v)) {
		return Levels
	}
	return Levels / 2 // a finite value on an axis without length, or beyond float32
}
