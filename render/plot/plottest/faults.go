package plottest

import (
	"fmt"
	"strings"

	"residual/render/plot"
)

// Faults lists what keeps a picture from being read: panels that are left out, a
// legend higher than its data, data with less room than least, texts that are
// cut, leave the picture or lie on others.
func Faults(l *plot.List, panels int, least plot.Size) (faults []string) {
	add := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if n := l.Panels(); n != panels {
		add("%d of %d panels", n, panels)
	}
	for i, p := range l.Places() {
		if p.Legend.H > p.Data.H {
			add("panel %d: a legend %.0f high over %.0f of data", i, p.Legend.H, p.Data.H)
		}
		if p.Data.W < least.W || p.Data.H < least.H {
			add("panel %d: %.0f × %.0f pixels of data", i, p.Data.W, p.Data.H)
		}
	}
	for i := range l.Texts {
		a := l.Texts[i].Extent()
		if strings.HasSuffix(l.Texts[i].Text, "…") {
			add("%q is cut", l.Texts[i].Text)
		}
		if a.X < 0 || a.Y < 0 || a.X+a.W > l.Size.W || a.Y+a.H > l.Size.H {
			add("%q leaves the picture", l.Texts[i].Text)
		}
		for j := range i {
			if a.Overlaps(l.Texts[j].Extent()) {
				add("%q lies on %q", l.Texts[i].Text, l.Texts[j].Text)
			}
		}
	}
	return faults
}
