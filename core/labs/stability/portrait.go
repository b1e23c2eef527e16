package stability

import (
	"math"

	"residual/core/dyn"
	"residual/core/lab"
)

// portrait is what the panel is called in which trajectories start.
const portrait = "portrait"

// drawPortrait draws the phase plane of two variables, or a trajectory of three
// seen along the second.
func (s *system) drawPortrait(f *lab.Frame, t *trajectories) {
	last := s.field.N - 1
	title := "Phase portrait"
	if !s.planar() {
		title = "Trajectory, seen along " + s.equations.Vars[1].Name
	}
	p := f.AddPanel(title, s.axis(0), s.axis(last))
	if s.planar() {
		p.Acts = portrait
		s.drawField(p)
	}
	t.draw(p, "trajectories", lab.Series(0), false)
	if c := t.draw(p, "ways to and from saddles", lab.Series(3), true); c != nil {
		c.Dashed = true
	}
	s.drawCycles(p)
	s.mark(p, true, func(e *dyn.Equilibrium, add func(x, y float64)) { add(e.X[0], e.X[last]) })
	s.drawUndecided(p)
}

// drawCycles draws limit cycles, those that repel dashed.
func (s *system) drawCycles(p *lab.Panel) {
	var solid, dashed path
	for _, c := range s.cycles {
		out := &dashed
		if c.Attracting {
			out = &solid
		}
		var x, y []float64
		for _, v := range c.Points {
			x, y = append(x, v[0]), append(y, v[1])
		}
		out.add(x, y)
	}
	solid.draw(p, "limit cycle, attracting", stable)
	if len(dashed.x) > 0 {
		p.AddXY("limit cycle, repelling", unstable, dashed.x, dashed.y).Dashed = true
	}
}

// drawUndecided outlines the boxes in which nothing was proved.
func (s *system) drawUndecided(p *lab.Panel) {
	var out path
	for _, b := range s.found.Undecided {
		x, y := b[0], b[s.field.N-1]
		out.add([]float64{x.Lo, x.Hi, x.Hi, x.Lo, x.Lo}, []float64{y.Lo, y.Lo, y.Hi, y.Hi, y.Lo})
	}
	out.draw(p, "undecided", lab.Warning)
}

// stride is how many places of the grid an arrow stands for.
const stride = 4

// drawField draws directions and the two nullclines, thin ones, the second dashed.
func (s *system) drawField(p *lab.Panel) {
	v := s.grid.Values(s.field.Params)
	for k, x := range s.equations.Vars {
		var out path
		s.grid.Nullcline(s.field, k, v, out.segment)
		if c := out.draw(p, x.Name+"′ = 0", nullclines[k]); c != nil {
			c.Thin, c.Dashed = true, k == 1
		}
	}
	n := (gridX - 1) / stride
	a := p.AddArrows("directions", lab.Guide, n*n)
	for k := range n * n {
		i, j := k%n*stride+stride/2, k/n*stride+stride/2
		x, y := s.grid.At(float64(i), float64(j))
		a.X[k], a.Y[k], a.U[k], a.V[k] = x, y, 0, 0
		s.arrow(a, k, v[2*(j*gridX+i)], v[2*(j*gridX+i)+1])
	}
}

// arrow turns a velocity into an arrow of one length, its middle at the place.
func (s *system) arrow(a *lab.Arrows, k int, u, v float64) {
	cellX, cellY := stride*(s.grid.X1-s.grid.X0)/(gridX-1), stride*(s.grid.Y1-s.grid.Y0)/(gridY-1)
	size := math.Hypot(u/cellX, v/cellY)
	if !(size > 0) || math.IsInf(size, 0) {
		return
	}
	a.U[k], a.V[k] = 0.6*u/size, 0.6*v/size
	a.X[k] -= a.U[k] / 2
	a.Y[k] -= a.V[k] / 2
}

// draw draws the curves that belong to saddles, or those that do not.
func (t *trajectories) draw(p *lab.Panel, name string, colour lab.Colour, saddle bool) *lab.Curve {
	var out path
	for _, c := range t.curves {
		if c.saddle == saddle {
			out.add(c.x, c.y)
		}
	}
	return out.draw(p, name, colour)
}

// drawEigenvalues draws them in the complex plane.
func (s *system) drawEigenvalues(f *lab.Frame) {
	reach := 0.0
	for _, e := range s.found.Proved {
		for _, v := range e.Values {
			reach = math.Max(reach, 1.15*math.Max(math.Abs(real(v)), math.Abs(imag(v))))
		}
	}
	if reach == 0 {
		reach = 0.5
	}
	p := f.AddPanel("Eigenvalues", lab.Axis{Label: "Re λ", Min: -reach, Max: reach},
		lab.Axis{Label: "Im λ", Min: -reach, Max: reach})
	p.AddVLine("edge of stability", lab.Reference, 0)
	s.mark(p, false, func(e *dyn.Equilibrium, add func(x, y float64)) {
		for _, v := range e.Values {
			add(real(v), imag(v))
		}
	})
}
