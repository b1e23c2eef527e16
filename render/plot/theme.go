package plot

import (
	"image/color"

	"residual/core/lab"
)

// A Theme is a set of colours: dark ink on light paper, or the reverse.
type Theme uint8

const (
	Light Theme = iota
	Dark
)

func (t Theme) String() string { return [...]string{"light", "dark"}[t] }

// An Ink is the part that a colour plays; a theme says which colour that is.
type Ink uint8

const (
	Paper Ink = iota // the ground
	Body             // titles and numbers that matter
	Muted            // names of axes, numbers at ticks
	Rule             // axes
	Faint            // the line at zero
	first            // of the series
)

const seriesCount = lab.SeriesColours

// roles are the inks of the colours that are no series.
var roles = [...]Ink{
	lab.Network:   first,
	lab.Truth:     Body,
	lab.Data:      first + 7,
	lab.Reference: Muted,
	lab.Noise:     first + 5,
	lab.Doubt:     first + 1,
	lab.Warning:   first + 6,
	lab.Chosen:    first + 3,
	lab.Guide:     Rule,
}

// InkOf is the ink of what is filled or drawn whole in a colour.
func InkOf(c lab.Colour) Ink {
	if i := c.Index(); i >= 0 {
		return first + Ink(i)
	}
	return roles[c]
}

// DashedInk is that of a dashed curve: a series' colour halfway to Body, so that
// dashes show on a curve that they coincide with.
func DashedInk(c lab.Colour) Ink {
	ink := InkOf(c)
	if ink >= first {
		ink += seriesCount
	}
	return ink
}

// The inks of both themes. The series are those of Okabe and Ito, "Color
// Universal Design" (2008): blue, vermillion, green, purple, orange, sky blue,
// yellow and, for their black, grey; each as near to the original as a contrast
// of 3 : 1 against the paper allows. Body and Muted have 4.5 : 1. The tests hold
// these ratios.
var inks = [2][first + seriesCount]color.RGBA{
	Light: {
		Paper: rgb(0xfdfcfa), Body: rgb(0x16181d), Muted: rgb(0x5a606a), Rule: rgb(0x858b95), Faint: rgb(0xd9dadd),
		first: rgb(0x0072b2), rgb(0xd55e00), rgb(0x008c68), rgb(0xb85b93), rgb(0xb37a00), rgb(0x2e8bc4), rgb(0x8c8500), rgb(0x5a6069),
	},
	Dark: {
		Paper: rgb(0x14161a), Body: rgb(0xe8e9ec), Muted: rgb(0xa4a9b3), Rule: rgb(0x6b717c), Faint: rgb(0x33373e),
		first: rgb(0x4a9fdb), rgb(0xe8732a), rgb(0x1fb58a), rgb(0xd98cb5), rgb(0xe69f00), rgb(0x8fd0f5), rgb(0xf0e442), rgb(0xa9aeb8),
	},
}

// Colour is what an ink looks like in the theme.
func (t Theme) Colour(ink Ink) color.RGBA {
	switch {
	case ink >= firstElement:
		return t.element(uint8(ink - firstElement))
	case ink < first+seriesCount:
		return inks[t][ink]
	}
	return mix(inks[t][ink-seriesCount], inks[t][Body], 0.5)
}

// Palette lists the theme's colours under the names that style sheets give them
// as custom properties: --paper, --body, …, --series-0 to --series-7.
func (t Theme) Palette() []Named {
	names := []string{"paper", "body", "muted", "rule", "faint", "series-0", "series-1", "series-2",
		"series-3", "series-4", "series-5", "series-6", "series-7"}
	all := make([]Named, len(names))
	for i, name := range names {
		all[i] = Named{name, t.Colour(Ink(i))}
	}
	return all
}

// Named is a colour of the palette.
type Named struct {
	Name   string
	Colour color.RGBA
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
}

// mix is a + t·(b − a).
func mix(a, b color.RGBA, t float64) color.RGBA {
	between := func(a, b uint8) uint8 { return uint8(float64(a) + t*(float64(b)-float64(a)) + 0.5) }
	return color.RGBA{between(a.R, b.R), between(a.G, b.G), between(a.B, b.B), 255}
}
