package molecule

import (
	"math"

	"residual/core/ad"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/md"
	"residual/core/rng"
	"residual/core/so3"
)

// trainingSteps is how many steps of Levenberg and Marquardt train a member.
const trainingSteps = 80

// A trainer fits a network of one kind to reference data by least squares. Each
// of its rows is one number known about one geometry: the energy there, or how the
// energy changes along one direction v, which is −v·F. Both come from one pass
// with a jet along v,
//
//	E(x + t·v) = E₀ + E₁t + …      residual = α·E₀ + β·E₁ − target
//
// so that nothing is differentiated backwards but by the parameters.
type trainer struct {
	fit.LeastSquares
	kind, geometries int // that are loaded; 0: none
}

// newTrainer records the fit of kind k and asks for its memory.
func (s *spec) newTrainer(room *fit.Room, k int) *trainer {
	p := new(ad.Program)
	t := &trainer{kind: k}
	m := s.newPotential(k, p)
	x, v := p.RowsOf("x", s.atoms(), 3), p.RowsOf("v", s.atoms(), 3)
	alpha, beta, target := p.Rows("α", 1), p.Rows("β", 1), p.Rows("target", 1)
	along := kernel.Jet{Dirs: 1, Order: 1}
	e := m.Energy(p, p.Add(p.Embed(x, 0, along), p.Embed(v, 1, along)))
	known := p.Add(p.Mul(alpha, p.Plane(e, 0)), p.Mul(beta, p.Plane(e, 1)))
	t.Reserve(room, p, s.maxRows(k), []ad.Value{x, v, alpha, beta, target}, p.Sub(known, target), m.Params()...)
	return t
}

// Cost counts a trial of training, where the last step was one. Reference
// geometries and dynamics are not counted, nor is the judging of what was learnt.
func (r *experiment) Cost() (c lab.Cost) {
	if r.trainer != nil {
		c.Step = "Levenberg–Marquardt step"
		r.trainer.LeastSquares.Cost(&c)
	}
	return c
}

// perGeometry is how many rows a kind spends on each geometry it is shown: its
// energy, and derivatives along as many directions as there are or as there is
// room for.
func (s *spec) perGeometry(k, geometries int) int {
	all := s.coords()
	if kinds[k].inner {
		all = md.InternalDOF(s.atoms())
	}
	return min(1+all, max(2, mostRows/(geometries*kinds[k].copies)))
}

// maxRows is the most rows that a kind comes to in a run.
func (s *spec) maxRows(k int) (most int) {
	for _, n := range s.sizes() {
		most = max(most, n*kinds[k].copies*s.perGeometry(k, n))
	}
	return most
}

// energyWeight is what an error of the energy of one unit counts against one of
// a derivative.
const energyWeight = 2 // 1/Å

// useTrainer makes the trainer one of kind k, loaded with geometries.
func (r *experiment) useTrainer(k, geometries int) *trainer {
	if r.trainer == nil || r.trainer.kind != k {
		var room fit.Room
		r.trainer = r.newTrainer(&room, k)
		if err := room.Open(r.trainerBytes); err != nil {
			panic(err) // newModels has tried
		}
	}
	if r.trainer.geometries != geometries {
		r.trainer.loadRows(&r.spec, &r.sample, geometries)
	}
	return r.trainer
}

// loadRows fills a trainer with geometries, in so many orientations each.
func (t *trainer) loadRows(s *spec, d *sample, geometries int) {
	t.Clear()
	t.geometries = geometries
	k := t.kind
	mean, scale := spread(d.e[unseen:][:geometries])
	x, force, still := make([]float64, d.coords), make([]float64, d.coords), make([]float64, d.coords)
	for i := range geometries {
		random := rng.New(s.seed, "molecule/directions", uint64(i))
		x0, f0 := d.at(unseen + i)
		for copies := range kinds[k].copies {
			q := s.copyRotation(i, copies)
			q.Apply(x, x0)
			q.Apply(force, f0)
			t.Add(x, still, []float64{energyWeight}, []float64{0}, []float64{energyWeight * (d.e[unseen+i] - mean) / scale})
			for _, v := range md.Directions(x, s.perGeometry(k, geometries)-1, kinds[k].inner, random) {
				slope := 0.0
				for c := range v {
					slope += float64(v[c] * force[c])
				}
				t.Add(x, v, []float64{0}, []float64{1}, []float64{-slope / scale})
			}
		}
	}
}

// copyRotation is how a copy of geometry i is held; the first as it was sampled.
func (s *spec) copyRotation(i, copies int) so3.Rotation {
	if copies == 0 {
		return so3.Rotation{1}
	}
	return randomRotation(rng.New(s.seed, "molecule/orientation", uint64(i), uint64(copies)))
}

// copies is the positions of all copies that kind k is shown.
func (s *spec) copies(d *sample, k, geometries int) []float64 {
	all := make([]float64, geometries*kinds[k].copies*d.coords)
	for i := range geometries {
		x, _ := d.at(unseen + i)
		for copies := range kinds[k].copies {
			s.copyRotation(i, copies).Apply(all[(i*kinds[k].copies+copies)*d.coords:], x)
		}
	}
	return all
}

// members lists the kind and number of all members to be trained, in order: the
// ensemble, then the controls.
func (s *spec) members() (all [][2]int) {
	for k := range s.kinds() {
		for i := range kinds[k].members {
			all = append(all, [2]int{k, i})
		}
	}
	return all
}

// train takes a trial for the member at hand.
func (r *experiment) train() {
	all := r.members()
	k, number := all[r.member][0], all[r.member][1]
	n := r.ensembles[k]
	m := &n.members[number]
	if n.count == number {
		r.begin(&r.sample, m, k, number+n.again*len(n.members), r.geometries)
		n.count++
	}
	if !r.useTrainer(k, r.geometries).Try(&m.Descent) {
		return
	}
	if number == 0 {
		mae := r.sample.judge(n, m, false)
		n.errors.Record(m.Steps, mae.energy, mae.force)
	}
	if math.IsNaN(m.Loss) {
		r.Stop("training diverged at step %d", m.Steps)
		return
	}
	if m.done() {
		if n.sort(); n.discard() {
			return
		}
		r.member++
		r.onward()
	}
}
