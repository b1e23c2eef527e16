package main

import (
	"fmt"
	"strconv"

	"residual/core/lab"
	"residual/core/labs"
	"residual/render/plot"
	"residual/render/svg"
)

// Posters have the shapes of the stage, on a wide page and on a narrow one.
var posterSizes = map[string]plot.Size{"": {W: 800, H: 500}, "-narrow": {W: 360, H: 600}}

// writePosters adds posters/NAME-light.svg, -dark.svg and both -narrow.svg: a
// true frame of each lab's default run, after as many steps as its page asks
// for.
func (d *dist) writePosters(source string) {
	for i := range labs.All {
		l := &labs.All[i]
		p, err := readPage(source+"/pages", "labs/"+l.Name+".md")
		if d.fail(err) {
			return
		}
		steps, err := strconv.Atoi(p.meta["poster-steps"])
		if d.fail(err) {
			return
		}
		frame, err := frameAfter(l, steps)
		if d.fail(err) {
			return
		}
		d.drawPoster(l.Name, frame)
	}
}

// frameAfter runs a lab with its default settings, as the page does, and
// returns what is to be seen after that many steps.
func frameAfter(l *lab.Lab, steps int) (*lab.Frame, error) {
	s, err := l.Parse(nil)
	if err != nil {
		return nil, err
	}
	run, err := l.Start(s, lab.DefaultSeed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.Name, err)
	}
	for run.Steps() < steps && !run.Status().Final() {
		run.Step()
	}
	f := new(lab.Frame)
	run.Frame(f)
	return f, nil
}

func (d *dist) drawPoster(name string, f *lab.Frame) {
	for _, theme := range []plot.Theme{plot.Light, plot.Dark} {
		for shape, size := range posterSizes {
			d.write("posters/"+name+"-"+theme.String()+shape+".svg", []byte(svg.Draw(f, size, theme)))
		}
	}
}
