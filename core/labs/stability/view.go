package stability

import (
	"fmt"
	"math"

	"residual/core/dyn"
	"residual/core/expr"
	"residual/core/lab"
)

// Frame shows the phase portrait (of three variables a projection), the sweep,
// what the classifier believes and the eigenvalues; while it learns, the scores.
func (r *experiment) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, r.moment())
	r.system.drawPortrait(f, &r.trajectories)
	r.drawChances(f)
	r.diagram.draw(f, r.system.field.Params)
	if r.updated > 0 && r.updated < updates {
		r.drawScores(f)
	} else {
		r.system.drawEigenvalues(f)
	}
	f.Summary = r.summary()
	r.readouts(f)
}

func (r *experiment) moment() string {
	s, text := &r.system, r.system.title
	if s.swept >= 0 {
		text += fmt.Sprintf(", %s = %s", expr.Letter(s.parameter().Name), lab.Number(s.field.Params[s.swept], 4))
	}
	return fmt.Sprintf("%s; step %d", text, r.Steps())
}

// The colours of what attracts and what does not, and of the nullclines.
var (
	stable, unstable = lab.Series(2), lab.Series(5)
	neutral          = lab.Series(6)
	nullclines       = [2]lab.Colour{lab.Series(1), lab.Series(4)}
)

// markers is how each kind of equilibrium is drawn: full where it attracts.
var markers = [...]struct {
	shape  lab.Shape
	colour lab.Colour
	hollow bool
}{
	dyn.StableNode:    {lab.Square, stable, false},
	dyn.StableFocus:   {lab.Disc, stable, false},
	dyn.UnstableNode:  {lab.Square, unstable, true},
	dyn.UnstableFocus: {lab.Disc, unstable, true},
	dyn.Saddle:        {lab.Cross, unstable, false},
	dyn.Inconclusive:  {lab.Diamond, lab.Warning, true},

	dyn.StableDegenerate:   {lab.Square, stable, false},
	dyn.UnstableDegenerate: {lab.Square, unstable, true},
	dyn.StableStar:         {lab.Square, stable, false},
	dyn.UnstableStar:       {lab.Square, unstable, true},
	dyn.StableUntold:       {lab.Square, stable, false},
	dyn.UnstableUntold:     {lab.Square, unstable, true},
	dyn.Centre:             {lab.Disc, neutral, true},
	dyn.StableWeakFocus:    {lab.Disc, stable, false},
	dyn.UnstableWeakFocus:  {lab.Disc, unstable, true},
	dyn.Unstable:           {lab.Triangle, unstable, true},
}

// mostLetters is how many equilibria have letters in a picture.
const mostLetters = 9

// mark draws the equilibria of each kind at the places that at gives; named,
// where the legend is to say what they are, and with the letters of the readouts.
func (s *system) mark(p *lab.Panel, named bool, at func(e *dyn.Equilibrium, add func(x, y float64))) {
	for kind, marker := range markers {
		var xs, ys []float64
		var names []string
		for i := range s.found.Proved {
			if e := &s.found.Proved[i]; e.Kind == dyn.Kind(kind) {
				at(e, func(x, y float64) { xs, ys, names = append(xs, x), append(ys, y), append(names, letters(i)) })
			}
		}
		if len(xs) == 0 {
			continue
		}
		name := ""
		if named {
			name = dyn.Kind(kind).String()
		}
		m := p.AddScatter(name, marker.colour, xs, ys)
		m.Shape, m.Hollow = marker.shape, marker.hollow
		if named && len(s.found.Proved) <= mostLetters {
			m.Labels = append(m.Labels, names...)
		}
	}
}

// drawScores draws the Brier score of each network.
func (r *experiment) drawScores(f *lab.Frame) {
	p := f.AddPanel("Learning", lab.Axis{Label: "step"}, lab.Axis{Label: "mean Brier score", Log: true})
	for k := range r.learners {
		p.AddHistory("from "+r.learners[k].name, lab.Series(k), &r.past, k)
	}
}

// draw draws the first variable of all equilibria against the parameter, and the
// value that is looked at now.
func (d *diagram) draw(f *lab.Frame, now []float64) {
	if d.swept < 0 {
		return
	}
	q := d.parameter()
	name := expr.Letter(q.Name)
	p := f.AddPanel("Sweep of "+name, lab.Axis{Label: name, Min: q.Lo, Max: q.Hi}, d.axis(0))
	d.drawBranches(p, "stable", stable, dyn.Attracts)
	if c := d.drawBranches(p, "unstable", unstable, dyn.Repels); c != nil {
		c.Dashed = true
	}
	if c := d.drawBranches(p, "neither, to first order", neutral, dyn.Neutral); c != nil {
		c.Thin = true
	}
	p.AddVLine("now", lab.Chosen, now[d.swept])
	for kind, shape := range [...]lab.Shape{dyn.SaddleNode: lab.Diamond, dyn.BranchPoint: lab.Square, dyn.Hopf: lab.Triangle,
		dyn.Cusp: lab.Disc, dyn.BogdanovTakens: lab.Cross} {
		var xs, ys []float64
		for _, b := range d.sweep.Bifurcations {
			if b.Kind == dyn.BifurcationKind(kind) {
				xs, ys = append(xs, b.P), append(ys, b.X[0])
			}
		}
		if len(xs) > 0 {
			p.AddScatter(dyn.BifurcationKind(kind).String(), lab.Warning, xs, ys).Shape = shape
		}
	}
}

// drawBranches draws those parts of the branches of which a verdict holds.
func (d *diagram) drawBranches(p *lab.Panel, name string, colour lab.Colour, verdict dyn.Verdict) *lab.Curve {
	var out path
	for _, b := range d.sweep.Branches {
		for i := 1; i < len(b); i++ {
			if b[i].Verdict == verdict {
				out.segment(b[i-1].P, b[i-1].X[0], b[i].P, b[i].X[0])
			}
		}
	}
	return out.draw(p, name, colour)
}

// A path is pieces of a curve, each followed by a gap.
type path struct{ x, y []float64 }

func (c *path) add(x, y []float64) {
	c.x, c.y = append(append(c.x, x...), math.NaN()), append(append(c.y, y...), math.NaN())
}

// segment goes on from where the last one ended, or is a piece of its own.
func (c *path) segment(x0, y0, x1, y1 float64) {
	if n := len(c.x) - 1; n > 0 && c.x[n-1] == x0 && c.y[n-1] == y0 {
		c.x[n], c.y[n] = x1, y1
		c.x, c.y = append(c.x, math.NaN()), append(c.y, math.NaN())
		return
	}
	c.add([]float64{x0, x1}, []float64{y0, y1})
}

// draw draws the path if there is any, and returns nil if there is none.
func (c *path) draw(p *lab.Panel, name string, colour lab.Colour) *lab.Curve {
	if len(c.x) == 0 {
		return nil
	}
	return p.AddXY(name, colour, c.x, c.y)
}
