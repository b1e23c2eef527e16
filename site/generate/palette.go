package main

import (
	"fmt"
	"image/color"
	"strings"

	"residual/render/plot"
)

// writePalette adds the colours of the painter for the style sheets, so that
// page and picture are of one piece: palette.css, and the same text as a module
// for the element, which lives on other sites' pages.
func (d *dist) writePalette() {
	css := palette()
	d.write("palette.css", []byte(css))
	d.write("palette.js", fmt.Appendf(nil, "// The colours of the painter, written by site/generate.\nexport const palette = `%s`;\n", css))
}

// palette declares each colour of both themes; color-scheme picks one.
func palette() string {
	light, dark := plot.Light.Palette(), plot.Dark.Palette()
	var b strings.Builder
	b.WriteString(":root, :host {\n")
	for i, c := range light {
		fmt.Fprintf(&b, "  --%s: light-dark(%s, %s);\n", c.Name, cssColour(c.Colour), cssColour(dark[i].Colour))
	}
	b.WriteString("}\n")
	return b.String()
}

func cssColour(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
