package dyn

import (
	"residual/core/expr"
	"residual/core/plan"
)

// A Grid is a field's values on nx × ny places over a window of its first two
// variables, computed all at once, row by row from below.
type Grid struct {
	NX, NY         int
	X0, X1, Y0, Y1 float64
	r              *recording
}

// NewGrid compiles a planar system, of which one parameter may be varied, for a
// grid whose outer places lie on the edges of the window.
func NewGrid(s *expr.System, varied, nx, ny int) *Grid {
	p, r := record(s.Specialised(varied), -1, 0)
	r.m = plan.NewMachine[float64](plan.New(p, nx*ny, r.value))
	g := &Grid{nx, ny, s.Vars[0].Lo, s.Vars[0].Hi, s.Vars[1].Lo, s.Vars[1].Hi, r}
	x := r.m.Value(r.x)
	for j := range ny {
		for i := range nx {
			x[2*(j*nx+i)], x[2*(j*nx+i)+1] = g.At(float64(i), float64(j))
		}
	}
	return g
}

// Bytes is what the grid holds.
func (g *Grid) Bytes() int64 { return g.r.m.Bytes() }

// At is the place (i, j) of the grid, which may lie between its places.
func (g *Grid) At(i, j float64) (x, y float64) {
	return g.X0 + float64((g.X1-g.X0)*i)/float64(g.NX-1), g.Y0 + float64((g.Y1-g.Y0)*j)/float64(g.NY-1)
}

// Values are (ẋ, ẏ) at every place, one after the other; they hold until the
// next call.
func (g *Grid) Values(params []float64) []float64 {
	for i, p := range g.r.params {
		g.r.m.Value(p)[0] = params[i]
	}
	g.r.m.Run()
	return g.r.m.Value(g.r.value)
}
