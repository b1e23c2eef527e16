package nn

import (
	"math"

	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/so3"
)

// A Molecule is what is the same for all geometries of a molecule. A member of a
// batch is one geometry; its rows are the atoms, A × 3 coordinates.
type Molecule struct {
	Kinds  []int   // by atom: its element, counted from 0
	Cutoff float64 // the distance from which on two atoms do not interact
}

// kinds is the number of elements.
func (m *Molecule) kinds() int {
	most := 0
	for _, k := range m.Kinds {
		most = max(most, k+1)
	}
	return most
}

// Pairs lists the ordered pairs of different atoms: pair k is of the atoms at[k]
// and other[k], and of the ordered pair of elements kind[k] < PairKinds().
func (m *Molecule) Pairs() (at, other, kind []int) {
	for i, a := range m.Kinds {
		for j, b := range m.Kinds {
			if i != j {
				at, other, kind = append(at, i), append(other, j), append(kind, a*m.kinds()+b)
			}
		}
	}
	return at, other, kind
}

// PairKinds is the number of ordered pairs of elements.
func (m *Molecule) PairKinds() int { return m.kinds() * m.kinds() }

// A pairing is the recorded geometry of all P pairs: positions change with
// translations and rotations of the molecule, their differences with rotations
// alone, and the lengths of these with neither.
type pairing struct {
	*Molecule
	p               *ad.Program
	at, other, kind []int
	once            bool // whether each pair stands for both of its orders

	distance ad.Value    // P × 1
	cut      ad.Value    // P × 1: 1 at distance 0, 0 from the cutoff on
	order    [3]ad.Value // (2l+1)P × 1: polynomials of degree l in the unit vector
}

// pairs records r_ij = x_j − x_i, d_ij = ‖r_ij‖, the cutoff, and the harmonics
// of r_ij/d_ij up to order most; if once, only of the pairs with i < j.
func (m *Molecule) pairs(p *ad.Program, x ad.Value, most int, once bool) *pairing {
	g := &pairing{Molecule: m, p: p, once: once}
	g.at, g.other, g.kind = m.Pairs()
	if once {
		g.halve()
	}
	var entries []kernel.Entry
	for k := range g.at {
		entries = append(entries, kernel.Entry{Row: k, Col: g.other[k], Weight: 1}, kernel.Entry{Row: k, Col: g.at[k], Weight: -1})
	}
	r := p.SparseMul(kernel.NewSparse(len(g.at), len(m.Kinds), entries), x)
	square := p.SumColumns(p.Mul(r, r))
	g.distance = p.Sqrt(square)
	g.cut = g.cutoff(square)
	if most > 0 {
		unit := p.Mul(r, p.BroadcastColumns(p.Recip(g.distance), 3))
		g.order[1] = p.Reshape(unit, 1)
	}
	if most > 1 {
		g.order[2] = p.Scale(g.product(g.order[1], g.order[1], 1, 1, 2, len(g.at)), math.Sqrt(so3.Weight(2)/5))
	}
	return g
}

// halve keeps the pairs with i < j.
func (g *pairing) halve() {
	n := 0
	for k, i := range g.at {
		if i < g.other[k] {
			g.at[n], g.other[n], g.kind[n] = i, g.other[k], g.kind[k]
			n++
		}
	}
	g.at, g.other, g.kind = g.at[:n], g.other[:n], g.kind[:n]
}

// cutoff is max(0, 1 − (d/c)²)³, which has two continuous derivatives. The
// larger of t and 0 is (t + |t|)/2; rounded by 10⁻²⁴, |t| has a derivative at 0.
func (g *pairing) cutoff(square ad.Value) ad.Value {
	p := g.p
	t := p.AddConst(p.Scale(square, -1/(g.Cutoff*g.Cutoff)), 1)
	positive := p.Scale(p.Add(t, p.Sqrt(p.AddConst(p.Mul(t, t), 1e-24))), 0.5)
	return p.Mul(positive, p.Mul(positive, positive))
}

// product is the part of order l3 of the product of x and y, of orders l1 and l2,
// channel by channel, for each of n atoms or pairs (so3.Product).
func (g *pairing) product(x, y ad.Value, l1, l2, l3, n int) ad.Value {
	p := g.p
	terms := so3.Product(l1, l2, l3)
	left, right := make([]int, 0, n*len(terms)), make([]int, 0, n*len(terms))
	var sums []kernel.Entry
	for k := range n {
		for _, t := range terms {
			sums = append(sums, kernel.Entry{Row: k*(2*l3+1) + t.M, Col: len(left), Weight: t.Weight})
			left, right = append(left, k*(2*l1+1)+t.I), append(right, k*(2*l2+1)+t.J)
		}
	}
	terms2 := p.Mul(p.Gather(x, left), p.Gather(y, right))
	return p.SparseMul(kernel.NewSparse(n*(2*l3+1), len(left), sums), terms2)
}

// dot is Σₘ xₘyₘ for each of n atoms, channel by channel.
func (g *pairing) dot(x, y ad.Value, l, n int) ad.Value {
	return g.p.SegmentSum(g.p.Mul(x, y), components(n, l), n)
}

// components lists, for the rows of n quantities of order l, which quantity each
// belongs to: 0, 0, 0, 1, 1, 1, … for l = 1.
func components(n, l int) []int {
	list := make([]int, 0, n*(2*l+1))
	for k := range n {
		for range 2*l + 1 {
			list = append(list, k)
		}
	}
	return list
}

// messages is m_i = Σⱼ s_ij·Y_l(r_ij) for every atom and channel, where s has a
// row for each pair. A pair that stands for both of its orders has s_ij = s_ji and
//
//	Y_l(r_ji) = (−1)^l·Y_l(r_ij)
func (g *pairing) messages(s ad.Value, l int) ad.Value {
	p, cols := g.p, g.p.Shape(s).Cols
	if l > 0 {
		s = p.Mul(p.Gather(s, components(len(g.at), l)), p.BroadcastColumns(g.order[l], cols))
	}
	if !g.once {
		return p.SegmentSum(s, g.rows(g.at, l), len(g.Kinds)*(2*l+1))
	}
	var entries []kernel.Entry
	opposite, there := 1-2*float64(l%2), g.rows(g.other, l)
	for k, i := range g.rows(g.at, l) {
		entries = append(entries, kernel.Entry{Row: i, Col: k, Weight: 1}, kernel.Entry{Row: there[k], Col: k, Weight: opposite})
	}
	return p.SparseMul(kernel.NewSparse(len(g.Kinds)*(2*l+1), len(there), entries), s)
}

// rows lists the rows of the components of order l of the atoms in index.
func (g *pairing) rows(index []int, l int) []int {
	list := make([]int, 0, len(index)*(2*l+1))
	for _, i := range index {
		for m := range 2*l + 1 {
			list = append(list, i*(2*l+1)+m)
		}
	}
	return list
}

// lookup picks a row of a table for each entry of index. The table is a param
// with its rows side by side, the same for all members. The result is a constant
// of the kind of jet that like is.
func lookup(p *ad.Program, table ad.Value, cols int, index []int, like ad.Value) ad.Value {
	rows := p.Gather(p.Reshape(p.Broadcast(table), cols), index)
	return p.Embed(rows, 0, p.Shape(like).Jet)
}
