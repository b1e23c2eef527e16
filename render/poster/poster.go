// Package poster makes pictures of runs where there is no page.
package poster

import (
	"fmt"

	"residual/core/lab"
	"residual/render/plot"
	"residual/render/svg"
)

// Frame runs l until it has taken so many steps or has ended, and returns what
// is to be seen then. A negative number of steps sets no bound. The clock, in
// seconds, is for runs that measure the machine; it may be nil where there are
// none.
func Frame(l *lab.Lab, s lab.Settings, seed uint64, steps int, clock func() float64) (*lab.Frame, error) {
	run, err := l.Start(s, seed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.Name, err)
	}
	if clock != nil {
		run.Attach(clock, true)
	}
	for (steps < 0 || run.Steps() < steps) && !run.Status().Final() {
		run.Step()
	}
	f := new(lab.Frame)
	run.Frame(f)
	return f, nil
}

// Draw returns f as an SVG document of that width in CSS pixels, as high as f
// needs.
func Draw(f *lab.Frame, width float64, theme plot.Theme) string {
	return svg.Draw(f, plot.Size{W: width, H: plot.Height(f, width)}, theme)
}
