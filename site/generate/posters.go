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

// tall is how high the posters of a lab are.
type tall struct {
	Wide   int `json:"wide"`
	Narrow int `json:"narrow"`
}

// writePosters adds posters/NAME-light.svg and -dark.svg, and both -narrow.svg
// and -card.svg: a true frame of each lab's default run, after as many steps as
// its page asks for; a page whose default run has to measure the reader's machine
// asks for other knobs (poster-knobs). A card has the main panel alone.
func (d *dist) writePosters(source string) {
	d.tall = map[string]tall{}
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
	size := func(width float64) plot.Size { return plot.Size{W: width, H: plot.Height(f, width)} }
	d.tall[name] = tall{int(size(wide).H), int(size(narrow).H)}
	d.drawIn(name, "", f, size(wide))
	d.drawIn(name, "-narrow", f, size(narrow))
	main := *f
	main.Title, main.Moment, main.Readouts, main.Panels = "", "", nil, f.Panels[:1]
	d.drawIn(name, "-card", &main, plot.Size{W: card, H: card * 3 / 4})
}

// drawIn draws a poster in both colours.
func (d *dist) drawIn(name, shape string, f *lab.Frame, size plot.Size) {
	for _, theme := range []plot.Theme{plot.Light, plot.Dark} {
		d.write("posters/"+name+"-"+theme.String()+shape+".svg", []byte(svg.Draw(f, size, theme)))
	}
}
