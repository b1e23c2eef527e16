package main

import (
	"fmt"
	"strings"

	"residual/core/lab"
	"residual/render/plot"
	"residual/render/poster"
	"residual/render/svg"
)

// Widths of posters: on a wide page, on a narrow one, and in the gallery.
const (
	wide   = 800
	narrow = 360
	card   = 360
)

// posterText is what a page knows of the posters of a lab: how high they are, and the
// titles of the panels, of which the narrow one has the first alone.
type posterText struct {
	Wide   int      `json:"wide"`
	Narrow int      `json:"narrow"`
	Panels []string `json:"panels"`
}

// writePosters adds posters/NAME-light.svg and -dark.svg, and both -narrow.svg
// and -card.svg: a true frame of each lab's default run, after as many steps as
// its page asks for; a page whose default run has to measure the reader's machine
// asks for other knobs (poster-knobs). A card has the main panel alone.
func (d *dist) writePosters(source string) {
	d.posters = map[string]posterText{}
	for i := range d.labs {
		l := &d.labs[i]
		p, err := readPage(source+"/pages", "labs/"+l.Name+".md")
		if d.fail(err) {
			return
		}
		steps, err := p.count("poster-steps", "after how many steps the poster shows the run")
		if d.fail(err) {
			return
		}
		frame, err := frameAfter(l, knobs(p.meta["poster-knobs"]), steps)
		if err != nil {
			err = fmt.Errorf("%s: %w", p.name, err)
		}
		if d.fail(err) {
			return
		}
		d.drawPoster(l.Name, frame)
	}
}

func frameAfter(l *lab.Lab, knobs map[string]string, steps int) (*lab.Frame, error) {
	settings, err := l.Parse(knobs)
	if err != nil {
		return nil, err
	}
	return poster.Frame(l, settings, lab.DefaultSeed, steps, nil)
}

// knobs reads "name=value name=value".
func knobs(text string) map[string]string {
	set := map[string]string{}
	for _, one := range strings.Fields(text) {
		name, value, _ := strings.Cut(one, "=")
		set[name] = value
	}
	return set
}

func (d *dist) drawPoster(name string, f *lab.Frame) {
	size := func(f *lab.Frame, width float64) plot.Size { return plot.Size{W: width, H: plot.Height(f, width)} }
	main := *f
	main.Panels = f.Panels[:1]
	of := posterText{Wide: int(size(f, wide).H), Narrow: int(size(&main, narrow).H)}
	for _, p := range f.Panels {
		of.Panels = append(of.Panels, p.Title)
	}
	d.posters[name] = of
	d.drawIn(name, "", f, size(f, wide))
	d.drawIn(name, "-narrow", &main, size(&main, narrow))
	main.Title, main.Moment, main.Readouts = "", "", nil
	d.drawIn(name, "-card", &main, plot.Size{W: card, H: card * 3 / 4})
}

// drawIn draws a poster in both colours.
func (d *dist) drawIn(name, shape string, f *lab.Frame, size plot.Size) {
	for _, theme := range []plot.Theme{plot.Light, plot.Dark} {
		d.write("posters/"+name+"-"+theme.String()+shape+".svg", []byte(svg.Draw(f, size, theme)))
	}
}
