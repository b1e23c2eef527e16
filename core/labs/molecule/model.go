package molecule

import (
	"math"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/md"
	"residual/core/nn"
	"residual/core/plan"
	"residual/core/rng"
	"residual/core/uq"
)

// The kinds of networks.
const (
	equivariant = iota
	distances
	raw
	augmented // with copies in other orientations
	kindCount
)

// A kind says what a network is made of and how it is trained.
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

// historyLength is how many entries the histories have.
const historyLength = 256

// A potential is a network for the energy of a molecule, as package nn has them.
type potential interface {
	Params() []ad.Value
	Energy(p *ad.Program, x ad.Value) ad.Value
}

// kinds is how many kinds take part, from the first on.
func (s *spec) kinds() int {
	switch {
	case s.beyond():
		return 0
	case s.plans.controls:
		return kindCount
	}
	return 1
}

// newPotential records a network of kind k.
func (s *spec) newPotential(k int, p *ad.Program) potential {
	switch k {
	case equivariant:
		return nn.NewPotential(p, s.net, s.plans.rung, channels, hidden)
	case distances:
		return nn.NewPotential(p, s.net, 0, channels, hidden)
	}
	return nn.NewRaw(p, s.mass, rawHidden)
}

// models is the networks and what trains them: all that depends on the rung and
// on whether there are controls. The room counts what a run holds beside it, too.
type models struct {
	fit.Room
	ensembles    [kindCount]*ensemble // nil where a kind takes no part
	curve        curve
	trainerBytes int64 // for a trainer of any kind
}

// newModels takes the memory for the networks, beside so many bytes for all else.
// There is one trainer at a time, for which there must be room.
func (s *spec) newModels(others int64) (*models, error) {
	m := new(models)
	m.Count(others)
	for k := range s.kinds() {
		m.ensembles[k] = s.newEnsemble(&m.Room, k)
	}
	m.curve.reserve(&m.Room, s.sizes(), m.ensembles[:s.kinds()])
	need, least := m.Need(), m.Need()
	for k := range s.kinds() {
		var room fit.Room
		room.Count(need)
		s.newTrainer(&room, k)
		least = max(least, room.Need())
		if all, err := room.Fits(s.budget); err == nil {
			m.trainerBytes = max(m.trainerBytes, all-need)
		}
	}
	if least > s.budget {
		return nil, lab.MemoryError(least)
	}
	m.Count(m.trainerBytes)
	return m, m.Open(s.budget)
}

// State describes the members and the learning curve.
func (m *models) State(c *codec.Coder) {
	for _, e := range m.ensembles[:m.curve.kinds] {
		e.State(c)
	}
	m.curve.State(c, m.ensembles[:])
}

// A member is one trained network. Inside, energies are counted from mean in
// units of scale.
type member struct {
	fit.Descent
	number      int // among those with weights of their own
	mean, scale float64
}

// done tells whether it is trained.
func (m *member) done() bool {
	return m.Steps >= trainingSteps || m.Steps > 0 && m.Trials == 0 && !m.Moved
}

// State describes a member of as many parameters as it has room for.
func (m *member) State(c *codec.Coder) {
	c.Int(&m.number, 0, traineeNumber)
	c.Float(&m.mean, &m.scale)
	m.Descent.State(c)
}

// An ensemble is the members of one kind, and the machine that runs them.
type ensemble struct {
	members []member // the best of those that are trained comes first
	count   int      // that are begun
	again   int      // that were begun anew, since they had not trained
	size    int      // parameters of each, trained or not
	errors  lab.History
	x, e, f ad.Value
	machine *plan.Machine[float64]
}

// The columns of its history are mean absolute errors of the first member: of the
// energies, and of the forces.
const forceErrors, errorColumns = 1, 2

// newEnsemble records energies and forces for as many geometries at a time as are
// judged.
func (s *spec) newEnsemble(room *fit.Room, k int) *ensemble {
	p := new(ad.Program)
	m := s.newPotential(k, p)
	n := &ensemble{members: make([]member, kinds[k].members), size: p.ParamLen(), x: p.RowsOf("x", s.atoms(), 3)}
	n.e = m.Energy(p, n.x)
	n.f = p.VJP(n.e, p.Fill(p.Shape(n.e), -1), n.x)[0]
	room.Machine(&n.machine, p, unseen, n.e, n.f)
	for i := range n.members {
		room.Floats(&n.members[i].Theta, n.size)
	}
	n.errors.Reserve(room, historyLength, errorColumns)
	return n
}

// State describes the members that are begun.
func (n *ensemble) State(c *codec.Coder) {
	c.Int(&n.count, 0, len(n.members))
	c.Int(&n.again, 0, mostAgain)
	for i := range n.count {
		n.members[i].State(c)
	}
	n.errors.State(c)
}

// ready tells whether the first member has been trained at all.
func (n *ensemble) ready() bool { return n != nil && n.count > 0 && n.members[0].Steps > 0 }

// best is the first member.
func (n *ensemble) best() *member { return &n.members[0] }

// sort puts that member first which fits its data best.
func (n *ensemble) sort() {
	for i := range n.members[:n.count] {
		if n.members[i].Loss < n.members[0].Loss {
			n.members[0], n.members[i] = n.members[i], n.members[0]
		}
	}
}

// untrained is how many times the loss of the best member that of another may be: the
// losses of those that train are within a factor of about ten, and the error of the
// forces is as the root.
const untrained = 100

// mostAgain is how many members are begun anew in place of such that did not train.
const mostAgain = 3

// failed tells whether a member has not trained, beside the best.
func (n *ensemble) failed(m *member) bool { return m.done() && !(m.Loss <= untrained*n.best().Loss) }

// failures is how many members there are that did not train.
func (n *ensemble) failures() (sum int) {
	for i := range n.members[:n.count] {
		if n.failed(&n.members[i]) {
			sum++
		}
	}
	return sum
}

// discard makes room for another in place of a member that did not train, and tells
// whether there was one; the others keep their places.
func (n *ensemble) discard() bool {
	if n.count < len(n.members) || n.again == mostAgain {
		return false
	}
	for i := range n.members {
		if last := n.count - 1; n.failed(&n.members[i]) {
			n.members[i], n.members[last] = n.members[last], n.members[i]
			n.count, n.again = last, n.again+1
			return true
		}
	}
	return false
}

// predict computes energies, eV, and forces, eV/Å, of rows geometries. The slices
// hold until the next call.
func (n *ensemble) predict(m *member, x []float64, rows int) (e, f []float64) {
	copy(n.machine.Params(), m.Theta)
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

// disagreement is the largest distance of a force of a member that trained from
// their mean.
func (n *ensemble) disagreement(pos []float64) float64 {
	size, voices := len(pos), n.count-n.failures()
	forces := make([]float64, 0, size*voices)
	mean := make([]float64, size)
	for i := range n.count {
		if n.failed(&n.members[i]) {
			continue
		}
		_, f := n.predict(&n.members[i], pos, 1)
		forces = append(forces, f...)
		for c, v := range f {
			mean[c] += v / float64(voices)
		}
	}
	far := 0.0
	for i := 0; i < len(forces); i += 3 {
		far = math.Max(far, md.Distance(forces[i:], mean[i%size:]))
	}
	if voices == 0 || math.IsNaN(forces[0]) {
		return math.Inf(1)
	}
	return far
}

// A learnedPotential is the best member as a potential for dynamics.
type learnedPotential struct{ *ensemble }

// Energy is what it predicts. There is no error.
func (l learnedPotential) Energy(force, pos []float64) (float64, error) {
	e, f := l.predict(l.best(), pos, 1)
	copy(force, f)
	return e[0], nil
}

// narrow is the least standard deviation that coordinates and distances are taken
// to have, Å.
const narrow = 0.05

// begin draws the weights of a member of kind k, whose data are the first so many
// geometries.
func (s *spec) begin(d *sample, m *member, k, number, geometries int) {
	*m = member{Descent: fit.Descent{Theta: m.Theta, Nu: 2}, number: number}
	clear(m.Theta)
	m.mean, m.scale = spread(d.e[unseen:][:geometries])
	random := rng.New(s.seed, "molecule/weights", uint64(k), uint64(number))
	switch net := s.newPotential(k, new(ad.Program)).(type) {
	case *nn.Potential:
		net.Start(m.Theta, s.net.Spacings(d.x[unseen*d.coords:][:geometries*d.coords], narrow), random)
	case *nn.Raw:
		net.Start(m.Theta, s.copies(d, k, geometries), narrow, random)
	}
}

// spread is the mean of energies and their standard deviation, by which they are
// scaled: not too small.
func spread(e []float64) (mean, sd float64) {
	mean, sd = uq.MeanSD(e)
	return mean, math.Max(1e-4, sd)
}

// An mae is mean absolute errors, eV and eV/Å.
type mae struct{ energy, force float64 }

// judge holds predictions for the unseen geometries against the reference:
// rotated at random, or aligned as they were sampled.
func (d *sample) judge(n *ensemble, m *member, aligned bool) (err mae) {
	x, f := d.testX, d.testF
	if aligned {
		x, f = d.x[:len(x)], d.f[:len(f)]
	}
	e, force := n.predict(m, x, unseen)
	for i := range e {
		err.energy += math.Abs(e[i]-d.e[i]) / unseen
	}
	for i := range force {
		err.force += math.Abs(force[i]-f[i]) / float64(len(force))
	}
	return err
}
