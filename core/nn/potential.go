package nn

import (
	"math"
	"math/rand/v2"

	"residual/core/ad"
)

// A Potential is a network for the energy of a molecule that is invariant under
// translations, rotations and reflections of the molecule and permutations of
// equal atoms: its readout is only given invariants. With s a network of distance
// and elements, all channels side by side,
//
//	m_i = Σⱼ s(d_ij)·r̂_ij      E = Σᵢ readout(invariants of m_i)
//
// The rungs differ in the invariants of an atom that the readout is given. From
// rung 1 on each adds to those before it:
//
//	0  no directions: sums Σⱼ s(d_ij) alone; a control
//	1  ‖m‖²
//	2  products (m·U)·(m·V) of mixed channels, which depend on angles; sums Σⱼ s(d_ij)
//	3  l = 2: ‖Q‖² and (mU)ᵀQ(mV) with Q_i = Σⱼ s(d_ij)·Y₂(r̂_ij)
//	4  a second layer, whose s also depends on the invariants of both atoms, and
//	   whose messages also carry the neighbours' vectors: m_i = Σⱼ (s·r̂_ij + s′·m_j)
type Potential struct {
	Molecule
	Rung     int
	Channels int // of each kind of message
	Hidden   int // width of the networks of invariants

	layers  []layer
	readout readout
}

// Rungs is the highest rung.
const Rungs = 4

// A layer is one round of messages.
type layer struct {
	slope, shift ad.Value   // 1 × PairKinds·Hidden: the first layer of s, by pair of elements
	atoms        []ad.Value // Hidden × Hidden: what s takes of the invariants of the other and the own atom
	out          ad.Value   // Hidden × parts·Channels: the last layer of s
	carry        ad.Value   // Channels × Channels: mixes the vectors of the neighbours
	mix          []ad.Value // Channels × Channels: U and V
}

// A readout is a layer of tanh, with a bias for each element, and a sum.
type readout struct {
	in, bias, out ad.Value // features × Hidden, 1 × kinds·Hidden, Hidden × 1
	embed         ad.Value // features × Hidden: makes of an atom's invariants what the second layer takes
}

// NewPotential declares the params of a network on p.
func NewPotential(p *ad.Program, m Molecule, rung, channels, hidden int) *Potential {
	n := &Potential{Molecule: m, Rung: rung, Channels: channels, Hidden: hidden}
	features := 0
	for l := range n.rounds() {
		features += n.features()
		n.layers = append(n.layers, n.newLayer(p, l > 0))
	}
	if rung > 3 {
		n.readout.embed = p.Param("learn", n.features(), hidden)
	}
	n.readout.in = p.Param("read", features, hidden)
	n.readout.bias = p.Param("elements", 1, m.kinds()*hidden)
	n.readout.out = p.Param("energy", hidden, 1)
	return n
}

func (n *Potential) newLayer(p *ad.Program, second bool) (l layer) {
	c, h := n.Channels, n.Hidden
	l.slope = p.Param("slope", 1, n.PairKinds()*h)
	l.shift = p.Param("shift", 1, n.PairKinds()*h)
	if second {
		l.atoms = []ad.Value{p.Param("other", h, h), p.Param("own", h, h)}
		l.carry = p.Param("carry", c, c)
	}
	l.out = p.Param("messages", h, n.columns(&l))
	if n.Rung > 1 {
		l.mix = []ad.Value{p.Param("U", c, c), p.Param("V", c, c)}
	}
	return l
}

// rounds is the number of layers.
func (n *Potential) rounds() int { return [...]int{1, 1, 1, 1, 2}[n.Rung] }

// order is the largest order l of the messages.
func (n *Potential) order() int { return [...]int{0, 1, 1, 2, 2}[n.Rung] }

// features is the number of invariants of an atom that one layer makes.
func (n *Potential) features() int { return n.Channels * [...]int{1, 1, 3, 5, 5}[n.Rung] }

// Params lists the params in the order of their declaration.
func (n *Potential) Params() []ad.Value {
	var all []ad.Value
	for _, l := range n.layers {
		all = append(all, l.slope, l.shift)
		all = append(all, l.atoms...)
		if len(l.atoms) > 0 {
			all = append(all, l.carry)
		}
		all = append(all, l.out)
		all = append(all, l.mix...)
	}
	if n.Rung > 3 {
		all = append(all, n.readout.embed)
	}
	return append(all, n.readout.in, n.readout.bias, n.readout.out)
}

// Energy records the energy at the positions x, a batch (or jet) of A rows of 3
// for each member. The result is 1 × 1 for each member.
func (n *Potential) Energy(p *ad.Program, x ad.Value) ad.Value {
	g := n.pairs(p, x, n.order(), n.kinds() == 1 && len(n.layers) == 1)
	var invariants, embedded, vectors ad.Value
	for i := range n.layers {
		var features ad.Value
		features, vectors = n.round(g, &n.layers[i], embedded, vectors, i > 0)
		if i == 0 {
			invariants = features
		} else {
			invariants = p.Concat(invariants, features)
		}
		if i+1 < len(n.layers) {
			embedded = p.Tanh(p.MatMul(features, n.readout.embed))
		}
	}
	return n.readout.sum(p, invariants, n.Kinds, n.Hidden)
}

// sum is the sum of the readouts of all atoms.
func (r *readout) sum(p *ad.Program, features ad.Value, kinds []int, hidden int) ad.Value {
	h := p.Add(p.MatMul(features, r.in), lookup(p, r.bias, hidden, kinds, features))
	return p.SumMember(p.MatMul(p.Tanh(h), r.out))
}

// round is one round of messages: the invariants and the vectors m of every atom.
func (n *Potential) round(g *pairing, l *layer, embedded, vectors ad.Value, second bool) (features, m ad.Value) {
	p, c, atoms := g.p, n.Channels, len(n.Kinds)
	s := n.radial(g, l, embedded, second)
	if n.Rung == 0 {
		return g.messages(s, 0), ad.None
	}
	part := func(i int) ad.Value { return p.Columns(s, i*c, c) }
	m = g.messages(part(0), 1)
	if second {
		m = p.Add(m, g.carried(part(p.Shape(s).Cols/c-1), p.MatMul(vectors, l.carry)))
	}
	all := []ad.Value{g.dot(m, m, 1, atoms)}
	if n.Rung > 1 {
		u, v := p.MatMul(m, l.mix[0]), p.MatMul(m, l.mix[1])
		all = append(all, g.dot(u, v, 1, atoms), g.messages(part(1), 0))
		if n.Rung > 2 {
			q := g.messages(part(2), 2)
			all = append(all, g.dot(q, q, 2, atoms), g.dot(q, g.product(u, v, 1, 1, 2, atoms), 2, atoms))
		}
	}
	return p.Concat(all...), m
}

// radial is s for every pair: a layer of tanh of the distance, with slopes and
// shifts by the pair of elements, then a linear one, times the cutoff.
func (n *Potential) radial(g *pairing, l *layer, embedded ad.Value, second bool) ad.Value {
	p := g.p
	t := n.preactivation(g, l)
	if second {
		t = p.Add(t, p.Gather(p.MatMul(embedded, l.atoms[0]), g.other))
		t = p.Add(t, p.Gather(p.MatMul(embedded, l.atoms[1]), g.at))
	}
	s := p.MatMul(p.Tanh(t), l.out)
	return p.Mul(s, p.BroadcastColumns(g.cut, p.Shape(s).Cols))
}

// preactivation is slope·d + shift for every pair.
func (n *Potential) preactivation(g *pairing, l *layer) ad.Value {
	p, h := g.p, n.Hidden
	if n.PairKinds() == 1 {
		return p.AddBias(p.MatMul(g.distance, l.slope), l.shift)
	}
	slope, shift := lookup(p, l.slope, h, g.kind, g.distance), lookup(p, l.shift, h, g.kind, g.distance)
	return p.Add(p.Mul(p.BroadcastColumns(g.distance, h), slope), shift)
}

// carried is Σⱼ s_ij·v_j.
func (g *pairing) carried(s, v ad.Value) ad.Value {
	p := g.p
	t := p.Mul(p.Gather(s, components(len(g.at), 1)), p.Gather(v, g.rows(g.other, 1)))
	return p.SegmentSum(t, g.rows(g.at, 1), 3*len(g.Kinds))
}

// A Spacing is the mean and the standard deviation of the distances of one
// ordered pair of elements.
type Spacing struct{ Mean, Spread float64 }

// Start fills theta, the network's params side by side. The functions of distance
// are curved where the distances of each pair of elements are, by spacings; all
// else is drawn as by Glorot. The numbers are the same on every machine.
func (n *Potential) Start(theta []float64, spacings []Spacing, rng *rand.Rand) {
	w := weights{theta, rng}
	for i := range n.layers {
		w.drawRadial(spacings, n.Hidden)
		if i > 0 {
			w.draw(n.Hidden, n.Hidden)
			w.draw(n.Hidden, n.Hidden)
			w.draw(n.Channels, n.Channels)
		}
		l := &n.layers[i]
		w.draw(n.Hidden, n.columns(l))
		for range l.mix {
			w.draw(n.Channels, n.Channels)
		}
	}
	if n.Rung > 3 {
		w.draw(n.features(), n.Hidden)
	}
	w.draw(len(n.layers)*n.features(), n.Hidden)
	w.draw(1, n.kinds()*n.Hidden)
	w.draw(n.Hidden, 1)
}

// columns is the number of columns of s: one for each channel of each message.
func (n *Potential) columns(l *layer) int {
	c := n.Channels * [...]int{1, 1, 2, 3, 3}[n.Rung]
	if len(l.atoms) > 0 {
		c += n.Channels
	}
	return c
}

// weights are the params that are still to be drawn.
type weights struct {
	theta []float64
	rng   *rand.Rand
}

// take is the next n of them.
func (w *weights) take(n int) []float64 {
	t := w.theta[:n]
	w.theta = w.theta[n:]
	return t
}

// draw fills in × out weights uniformly from ±√(6/(in+out)).
func (w *weights) draw(in, out int) {
	limit := math.Sqrt(6 / float64(in+out))
	t := w.take(in * out)
	for i := range t {
		t[i] = limit * (2*w.rng.Float64() - 1)
	}
}

// drawRadial draws slopes and shifts of tanh(slope·d + shift) so that its zero is
// uniform in mean ± 2·spread and slope·spread in [0.1, 0.4).
func (w *weights) drawRadial(spacings []Spacing, hidden int) {
	slope, shift := w.take(len(spacings)*hidden), w.take(len(spacings)*hidden)
	for k, s := range spacings {
		for h := range hidden {
			a := (0.1 + 0.3*w.rng.Float64()) / s.Spread
			at := s.Mean + float64(2*s.Spread*float64(2*w.rng.Float64()-1))
			slope[k*hidden+h], shift[k*hidden+h] = a, -a*at
		}
	}
}
