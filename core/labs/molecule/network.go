package molecule

import (
	"math"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/plan"
	"residual/core/rng"
)

// The kinds of networks.
const (
	equivariant = iota
	distances
	raw
	turned
	kindCount
)

// A kind says what a network is made of and how it is taught.
type kind struct {
	name    string
	members int  // of its ensemble
	inner   bool // only the shape matters to it
	copies  int  // orientations in which it is shown every geometry
}

var kinds = [kindCount]kind{
	{name: "equivariant", members: 3, inner: true, copies: 1},
	{name: "distances only", members: 1, inner: true, copies: 1},
	{name: "raw coordinates", members: 1, copies: 1},
	{name: "raw, turned copies", members: 1, copies: 4},
}

// The sizes of the networks: wide enough for the figures, small enough for
// second-order steps.
const (
	channels  = 6
	hidden    = 12
	rawHidden = 16
	mostRows  = 1600
)

// build records a network of kind k.
func (s *spec) build(k int) func(p *ad.Program) model {
	return func(p *ad.Program) model {
		switch k {
		case equivariant:
			return nn.NewPotential(p, s.net, s.plans.rung, channels, hidden)
		case distances:
			return nn.NewPotential(p, s.net, 0, channels, hidden)
		}
		return nn.NewRaw(p, s.mass, rawHidden)
	}
}

// perGeometry is how many rows a kind spends on each geometry it is shown: its
// energy, and derivatives along as many directions as there are or as there is
// room for.
func (s *spec) perGeometry(k, geometries int) int {
	all := s.coords()
	if kinds[k].inner {
		all = free(s.atoms())
	}
	return min(1+all, max(2, mostRows/(geometries*kinds[k].copies)))
}

// rows is the number of residuals for so many geometries.
func (s *spec) rows(k, geometries int) int {
	return geometries * kinds[k].copies * s.perGeometry(k, geometries)
}

// mostRowsOf is the most that a kind comes to in a run.
func (s *spec) mostRowsOf(k int) int {
	most := 0
	for _, n := range s.sizes() {
		most = max(most, s.rows(k, n))
	}
	return most
}

// sizes are the numbers of geometries of a learning curve, from a sixteenth of
// all on.
func (s *spec) sizes() []int {
	var list []int
	for _, part := range []int{16, 8, 4, 2, 1} {
		if n := s.geometries / part; n >= 6 {
			list = append(list, n)
		}
	}
	return list
}

// A member is one trained network. Inside, energies are counted from mean in
// units of scale.
type member struct {
	theta       []float64
	mean, scale float64
	mu, nu      float64 // of Levenberg–Marquardt
	cost        float64
	steps       int
	done        bool
}

// A network is an ensemble of one kind, and what answers for it.
type network struct {
	kind    int
	members []member
	x, e, f ad.Value
	machine *plan.Machine[float64]
}

// recordNetwork plans energies and forces of a kind for as many geometries at a
// time as are judged.
func (s *spec) recordNetwork(k int) (*network, *plan.Plan) {
	p := new(ad.Program)
	m := s.build(k)(p)
	n := &network{kind: k, x: p.RowsOf("x", s.atoms(), 3)}
	n.e = m.Energy(p, n.x)
	n.f = p.VJP(n.e, p.Fill(p.Shape(n.e), -1), n.x)[0]
	return n, plan.New(p, unseen, n.e, n.f)
}

func (s *spec) newNetwork(k int) *network {
	n, pl := s.recordNetwork(k)
	n.machine = plan.NewMachine[float64](pl)
	return n
}

// paramsOf is the number of parameters of a program, taught or not.
func paramsOf(p *ad.Program) (n int) {
	for _, in := range p.Code {
		if in.Op == ad.Param {
			n += in.Shape.Size(0)
		}
	}
	return n
}

// size is the number of parameters, taught or not.
func (n *network) size() int { return len(n.machine.Params()) }

// ready tells whether the first member has been taught at all.
func (n *network) ready() bool { return n != nil && len(n.members) > 0 && n.members[0].steps > 0 }

// ask computes energies, eV, and forces, eV/Å, of rows geometries. The slices
// hold until the next call.
func (n *network) ask(m *member, x []float64, rows int) (e, f []float64) {
	copy(n.machine.Params(), m.theta)
	copy(n.machine.Value(n.x), x)
	n.machine.RunRows(rows)
	e, f = n.machine.Value(n.e)[:rows], n.machine.Value(n.f)[:len(x)]
	for i := range e {
		e[i] = m.mean + float64(m.scale*e[i])
	}
	for i := range f {
		f[i] *= m.scale
	}
	return e, f
}

// learnt is one member as a potential for dynamics.
type learnt struct {
	*network
	*member
}

// Energy is the learnt one. There is no error.
func (l learnt) Energy(force, pos []float64) (float64, error) {
	e, f := l.ask(l.member, pos, 1)
	copy(force, f)
	return e[0], nil
}

// standard is the mean and the spread of the first energies of a sample.
func standard(e []float64) (mean, scale float64) {
	for _, v := range e {
		mean += v / float64(len(e))
	}
	for _, v := range e {
		scale += float64((v-mean)*(v-mean)) / float64(len(e))
	}
	return mean, math.Max(1e-4, math.Sqrt(scale))
}

// spacings is what the distances of each pair of elements are like in geometries
// of a sample.
func (s *spec) spacings(x []float64) []nn.Spacing {
	at, other, pair := s.net.Pairs()
	all := make([]nn.Spacing, s.net.PairKinds())
	count := make([]float64, len(all))
	each := func(do func(sp *nn.Spacing, d float64)) {
		for i := 0; i < len(x); i += s.coords() {
			for k := range at {
				do(&all[pair[k]], length(difference(x[i:], at[k], other[k])))
			}
		}
	}
	for k := range at {
		count[pair[k]] += float64(len(x) / s.coords())
	}
	each(func(sp *nn.Spacing, d float64) { sp.Mean += d })
	for i := range all {
		all[i].Mean /= math.Max(1, count[i])
	}
	each(func(sp *nn.Spacing, d float64) { sp.Spread += float64((d - sp.Mean) * (d - sp.Mean)) })
	for i := range all {
		all[i].Spread = math.Max(narrow, math.Sqrt(all[i].Spread/math.Max(1, count[i])))
	}
	return all
}

// narrow is the least spread that distances are taken to have, Å.
const narrow = 0.05

// begin makes a new member of kind k to be taught by the first so many
// geometries, and fills the fit with what is known of these.
func (r *run) begin(k, number, geometries int) member {
	x := r.data.x[unseen*r.coords():][:geometries*r.coords()]
	m := member{theta: make([]float64, r.networks[k].size()), nu: 2}
	m.mean, m.scale = standard(r.data.e[unseen:][:geometries])
	random := rng.New(r.seed, "molecule/weights", uint64(k), uint64(number))
	switch net := r.spec.build(k)(new(ad.Program)).(type) {
	case *nn.Potential:
		net.Start(m.theta, r.spacings(x), random)
	case *nn.Raw:
		net.Start(m.theta, r.orientations(k, geometries), narrow, random)
	}
	r.teach(&m, k, geometries)
	return m
}

// orientation is how geometry i is held in one of the copies that are taught.
func (r *run) orientation(i, copies int) turn {
	if copies == 0 {
		return turn{1}
	}
	return randomTurn(rng.New(r.seed, "molecule/orientation", uint64(i), uint64(copies)))
}

// orientations is the positions of all copies that kind k is taught.
func (r *run) orientations(k, geometries int) []float64 {
	n := r.coords()
	all := make([]float64, geometries*kinds[k].copies*n)
	for i := range geometries {
		x, _ := r.data.at(unseen+i, n)
		for copies := range kinds[k].copies {
			r.orientation(i, copies).apply(all[(i*kinds[k].copies+copies)*n:], x)
		}
	}
	return all
}

// energyWeight is what an error of the energy of one unit counts against one of
// a derivative.
const energyWeight = 2 // 1/Å

// teach fills the fit with geometries. Those who are shown copies see each in so
// many orientations.
func (r *run) teach(m *member, k, geometries int) {
	f := r.fit
	f.rows = 0
	copy(f.value.Params(), m.theta)
	copy(f.jets.Params(), m.theta)
	n := r.coords()
	x, force, still := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range geometries {
		random := rng.New(r.seed, "molecule/directions", uint64(i))
		x0, f0 := r.data.at(unseen+i, n)
		for copies := range kinds[k].copies {
			q := r.orientation(i, copies)
			q.apply(x, x0)
			q.apply(force, f0)
			f.add(x, still, energyWeight, 0, energyWeight*(r.data.e[unseen+i]-m.mean)/m.scale)
			for _, v := range directions(x, r.perGeometry(k, geometries)-1, kinds[k].inner, random) {
				f.add(x, v, 0, 1, -dot(v, force)/m.scale)
			}
		}
	}
	f.lm.Begin(f.rows)
	f.lm.Mu, f.lm.Nu, f.lm.Cost = m.mu, m.nu, m.cost
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}

// misses is how far a member is from what it has not seen: mean absolute errors,
// eV and eV/Å.
type misses struct{ energy, force float64 }

// judge asks for the unseen geometries, turned at random or held as they were
// sampled.
func (r *run) judge(n *network, m *member, held bool) (off misses) {
	x, f := r.unseenX, r.unseenF
	if held {
		x, f = r.data.x[:len(x)], r.data.f[:len(f)]
	}
	e, force := n.ask(m, x, unseen)
	for i := range e {
		off.energy += math.Abs(e[i]-r.data.e[i]) / unseen
	}
	for i := range force {
		off.force += math.Abs(force[i]-f[i]) / float64(len(force))
	}
	return off
}
