package pinn

import (
	"math"
	"math/rand/v2"
	"slices"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/rng"
)

// oversampled is how many points are looked at for one that is kept.
const oversampled = 4

// Resample draws the points of the laws anew, denser where their residuals r at Theta
// are large: with a density of
//
//	1 + |r| / mean |r|
//
// (Wu, Zhu, Tan, Kartha and Lu, Comput. Methods Appl. Mech. Eng. 403 (2023), with
// exponent and constant 1). Each law has as many points as before; it keeps those that
// it has where its residual is 0 or no number, or the domain is too small.
//
// The points, and so the rows, depend on Theta and the random numbers alone,
// and not on the points before.
func (m *Model) Resample(random *rand.Rand) {
	for _, e := range m.equations {
		if e.resampled() {
			all := m.domain.section(nil, nil, oversampled*e.rows, random)
			if points := m.dense(e, all, random); points != nil {
				e.show(points, m.march)
			}
		}
	}
}

// A Drawing says at which points a model's laws are asked to hold: those of Begin, or
// others that Resample drew. Who has the problem, the seed and the drawing has the
// points.
type Drawing struct {
	Every int       // steps between two drawings; 0: there is none
	Step  int       // after which the points were drawn; 0: those of Begin
	Theta []float64 // the network then; of no meaning at Step 0
}

// Reserve asks for memory, and counts what Resample takes while it runs, where there
// will be a drawing.
func (d *Drawing) Reserve(room *fit.Room, m *Model) {
	if d.Every == 0 {
		return
	}
	room.Floats(&d.Theta, m.Size())
	most := 0
	for _, e := range m.equations {
		if e.resampled() {
			most = max(most, oversampled*m.count(e))
		}
	}
	each := len(point{}) + len(point{})/oversampled + len(m.problem.Inputs) + 3 // numbers
	room.Count(8 * int64(most) * int64(each))
}

// Draw gives a model the points, after Step 0, and sets its Theta to the drawing's.
func (d *Drawing) Draw(m *Model, seed uint64) {
	copy(m.Theta, d.Theta)
	m.Resample(rng.New(seed, "pinn/drawing", uint64(d.Step)))
}

// State describes the drawing.
func (d *Drawing) State(c *codec.Coder) {
	if c.Count(&d.Step); d.Step > 0 {
		c.Vector(d.Theta)
	}
}

// resampled tells whether an equation is a law within the domain.
func (e *equation) resampled() bool { return e.law >= 0 && e.sample == nil && e.across == nil }

// dense is as many of these points as an equation has, in their order, drawn by weights
// w without putting back: those of the least −ln(u)/w, u uniform in (0, 1] (Efraimidis
// and Spirakis, Inf. Process. Lett. 97 (2006)). It is nil where there is no such choice.
func (m *Model) dense(e *equation, all []point, random *rand.Rand) (kept []point) {
	r := m.sizes(e, all)
	mean := 0.0
	for _, v := range r {
		mean += v / float64(len(r))
	}
	n := len(e.points)
	if n == 0 || len(all) < n || !(mean > 0) || math.IsInf(mean, 0) {
		return nil
	}
	keys := make([]float64, len(all))
	for i := range all {
		keys[i] = -kernel.Log1(1-random.Float64()) / (1 + r[i]/mean)
	}
	sorted := slices.Clone(keys)
	slices.Sort(sorted)
	kept = make([]point, 0, n)
	for i, at := range all {
		if keys[i] <= sorted[n-1] && len(kept) < n {
			kept = append(kept, at)
		}
	}
	return kept
}

// sizes is |left − right| of an equation at points.
func (m *Model) sizes(e *equation, all []point) []float64 {
	inputs := len(m.problem.Inputs)
	x, r := make([]float64, 0, len(all)*inputs), make([]float64, len(all))
	for _, at := range all {
		x = append(x, at[:inputs]...)
	}
	m.run(e.value, e.columns, e.residual, r, x)
	for i, v := range r {
		r[i] = math.Abs(v)
	}
	return r
}
