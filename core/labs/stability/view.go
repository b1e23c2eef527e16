package stability

import (
	"fmt"
	"math"

	"residual/core/dyn"
	"residual/core/lab"
)

// Frame shows the phase portrait (of three variables a projection), the sweep,
// what the classifier believes and the eigenvalues; while it learns, the scores.
func (r *run) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, r.moment())
	r.showPortrait(f)
	r.showClassifier(f)
	r.showSweep(f)
	if r.learnt > 0 && !r.status.Final() {
		r.showLearning(f)
	} else {
		r.showEigenvalues(f)
	}
	f.Summary = r.summary()
	r.readouts(f)
}

func (r *run) moment() string {
	text := r.title()
	if r.subject.swept >= 0 {
		p := r.sys.Params[r.subject.swept]
		text += fmt.Sprintf(", %s = %s", p.Name, lab.Number(r.field.Params[r.subject.swept], 4))
	}
	return fmt.Sprintf("%s; step %d", text, r.steps)
}

// The colours of what attracts and what does not, of what moves, and of where
// each speed is 0.
var (
	stable, unstable = lab.Series(2), lab.Series(5)
	nullclines       = [2]lab.Colour{lab.Series(1), lab.Series(4)}
)

// portrait is what the panel is called in which trajectories start.
const portrait = "portrait"

// looks is how each kind of equilibrium is drawn: full where it attracts.
var looks = [...]struct {
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
}

// mark draws the equilibria of each kind at the places that at gives; named,
// where the legend is to say what they are.
func (r *run) mark(p *lab.Panel, named bool, at func(e *dyn.Equilibrium, add func(x, y float64))) {
	for kind, look := range looks {
		var xs, ys []float64
		for i := range r.found.Proved {
			if e := &r.found.Proved[i]; e.Kind == dyn.Kind(kind) {
				at(e, func(x, y float64) { xs, ys = append(xs, x), append(ys, y) })
			}
		}
		if len(xs) == 0 {
			continue
		}
		name := ""
		if named {
			name = dyn.Kind(kind).String()
		}
		m := p.AddScatter(name, look.colour, xs, ys)
		m.Shape, m.Hollow = look.shape, look.hollow
	}
}

func (r *run) axis(i int) lab.Axis {
	v := r.sys.Vars[i]
	return lab.Axis{Label: v.Name, Min: v.Lo, Max: v.Hi}
}

func (r *run) showPortrait(f *lab.Frame) {
	last := r.field.N - 1
	title := "Phase portrait"
	if !r.planar() {
		title = "Trajectory, seen along " + r.sys.Vars[1].Name
	}
	p := f.AddPanel(title, r.axis(0), r.axis(last))
	if r.planar() {
		p.Acts = portrait
		r.showField(p)
	}
	r.showPaths(p, "trajectories", lab.Series(0), false)
	r.showPaths(p, "ways to and from saddles", lab.Series(3), true)
	r.mark(p, true, func(e *dyn.Equilibrium, add func(x, y float64)) { add(e.X[0], e.X[last]) })
	r.showUndecided(p)
}

// showUndecided outlines the boxes in which nothing was proved.
func (r *run) showUndecided(p *lab.Panel) {
	if len(r.found.Undecided) == 0 {
		return
	}
	last := r.field.N - 1
	c := p.AddCurve("undecided", lab.Warning, 6*len(r.found.Undecided))
	for i, b := range r.found.Undecided {
		x, y := b[0], b[last]
		copy(c.X[6*i:], []float64{x.Lo, x.Hi, x.Hi, x.Lo, x.Lo, math.NaN()})
		copy(c.Y[6*i:], []float64{y.Lo, y.Lo, y.Hi, y.Hi, y.Lo, math.NaN()})
	}
}

// stride is how many places of the grid an arrow stands for.
const stride = 4

// showField draws directions and the two nullclines.
func (r *run) showField(p *lab.Panel) {
	v := r.grid.Values(r.field.Params)
	for k, name := range [2]string{r.sys.Vars[0].Name, r.sys.Vars[1].Name} {
		var xs, ys []float64
		dyn.Contour(gridX, gridY, 0, func(i, j int) float64 { return v[2*(j*gridX+i)+k] },
			func(x0, y0, x1, y1 float64) {
				a, b := r.grid.At(x0, y0)
				c, d := r.grid.At(x1, y1)
				xs, ys = append(xs, a, c, math.NaN()), append(ys, b, d, math.NaN())
			})
		p.AddXY(name+"′ = 0", nullclines[k], xs, ys)
	}
	n := (gridX - 1) / stride
	a := p.AddArrows("directions", lab.Guide, n*n)
	for k := range n * n {
		i, j := k%n*stride+stride/2, k/n*stride+stride/2
		x, y := r.grid.At(float64(i), float64(j))
		a.X[k], a.Y[k], a.U[k], a.V[k] = x, y, 0, 0
		r.arrow(a, k, v[2*(j*gridX+i)], v[2*(j*gridX+i)+1])
	}
}

// arrow turns a velocity into an arrow of one length, its middle at the place.
func (r *run) arrow(a *lab.Arrows, k int, u, v float64) {
	cellX, cellY := stride*(r.grid.X1-r.grid.X0)/(gridX-1), stride*(r.grid.Y1-r.grid.Y0)/(gridY-1)
	size := math.Hypot(u/cellX, v/cellY)
	if !(size > 0) || math.IsInf(size, 0) {
		return
	}
	a.U[k], a.V[k] = 0.6*u/size, 0.6*v/size
	a.X[k] -= a.U[k] / 2
	a.Y[k] -= a.V[k] / 2
}

func (r *run) showPaths(p *lab.Panel, name string, colour lab.Colour, saddle bool) {
	n := 0
	for _, c := range r.paths.curves {
		if c.saddle == saddle {
			n += len(c.x) + 1
		}
	}
	if n == 0 {
		return
	}
	curve, at := p.AddCurve(name, colour, n), 0
	for _, c := range r.paths.curves {
		if c.saddle == saddle {
			copy(curve.X[at:], c.x)
			copy(curve.Y[at:], c.y)
			at += len(c.x) + 1
			curve.X[at-1], curve.Y[at-1] = math.NaN(), math.NaN()
		}
	}
}

// showEigenvalues draws them in the complex plane.
func (r *run) showEigenvalues(f *lab.Frame) {
	reach := 0.5
	for _, e := range r.found.Proved {
		for _, v := range e.Values {
			reach = math.Max(reach, 1.15*math.Max(math.Abs(real(v)), math.Abs(imag(v))))
		}
	}
	p := f.AddPanel("Eigenvalues", lab.Axis{Label: "Re λ", Min: -reach, Max: reach},
		lab.Axis{Label: "Im λ", Min: -reach, Max: reach})
	p.AddVLine("edge of stability", lab.Reference, 0)
	r.mark(p, false, func(e *dyn.Equilibrium, add func(x, y float64)) {
		for _, v := range e.Values {
			add(real(v), imag(v))
		}
	})
}

// showSweep draws the first variable of all equilibria against the parameter.
func (r *run) showSweep(f *lab.Frame) {
	if r.sweep == nil {
		return
	}
	q := r.sys.Params[r.subject.swept]
	p := f.AddPanel("Sweep of "+q.Name, lab.Axis{Label: q.Name, Min: q.Lo, Max: q.Hi}, r.axis(0))
	r.showBranches(p, "stable", stable, true)
	r.showBranches(p, "unstable", unstable, false)
	p.AddVLine("now", lab.Chosen, r.field.Params[r.subject.swept])
	for kind, shape := range [...]lab.Shape{dyn.SaddleNode: lab.Diamond, dyn.BranchPoint: lab.Square, dyn.Hopf: lab.Triangle} {
		var xs, ys []float64
		for _, b := range r.sweep.Bifurcations {
			if b.Kind == dyn.BifurcationKind(kind) {
				xs, ys = append(xs, b.P), append(ys, b.X[0])
			}
		}
		if len(xs) > 0 {
			p.AddScatter(dyn.BifurcationKind(kind).String(), lab.Warning, xs, ys).Shape = shape
		}
	}
}

// showBranches draws the parts of branches that are stable, or those that are
// not.
func (r *run) showBranches(p *lab.Panel, name string, colour lab.Colour, stable bool) {
	var xs, ys []float64
	for _, b := range r.sweep.Branches {
		for i := 1; i < len(b); i++ {
			if (b[i].Leading < 0) == stable {
				xs = append(xs, b[i-1].P, b[i].P, math.NaN())
				ys = append(ys, b[i-1].X[0], b[i].X[0], math.NaN())
			}
		}
	}
	if len(xs) == 0 {
		return
	}
	p.AddXY(name, colour, xs, ys)
}

func (r *run) showLearning(f *lab.Frame) {
	p := f.AddPanel("Learning", lab.Axis{Label: "step"}, lab.Axis{Label: "mean Brier score", Log: true})
	for k, name := range []string{"from real parts", "from Jacobians"}[:len(r.learners())] {
		p.AddHistory(name, lab.Series(k), &r.past, k)
	}
}
