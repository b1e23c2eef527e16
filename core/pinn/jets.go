package pinn

import (
	"slices"

	"residual/core/ad"
	"residual/core/law"
)

// A jets is the Taylor coefficients of a field along directions, in as few planes as
// they fit.
type jets struct {
	of    map[direction]lane
	plain ad.Value
}

// A lane is a direction of a jet.
type lane struct {
	jet   ad.Value
	at    int
	order int
}

// derivative records a field at the points of a frame, or a derivative of it.
func (r *recorder) derivative(f *frame, n *law.Node) quantity {
	field, o := fieldOf(n)
	if f.jets[field] == nil {
		f.jets[field] = r.expand(f, field)
	}
	j := f.jets[field]
	if r.err != nil {
		return quantity{value: ad.None}
	}
	return r.withKnown(f, field, o, r.smooth(f, j, o))
}

// smooth is a derivative of what the layers make.
func (r *recorder) smooth(f *frame, j *jets, o law.Order) quantity {
	if o.Sum() == 0 {
		return quantity{value: j.plain}
	}
	z := quantity{ad.None, 0}
	for _, s := range polarised(o) {
		l := j.of[s.along]
		d := quantity{value: r.lane(l, o.Sum())}
		z = r.arithmetic(f, law.Add, z, r.times(f, d, quantity{ad.None, s.weight}))
	}
	return z
}

// withKnown adds the same derivative of the known functions of a field.
func (r *recorder) withKnown(f *frame, field int, o law.Order, z quantity) quantity {
	known := r.nets[field].known
	if len(known) == 0 {
		return z
	}
	trees := make([]*law.Node, len(known))
	for i, n := range known {
		d := node(law.Derivative, n)
		d.Order = o
		var err error
		if trees[i], err = r.m.problem.Expand(d, nil); err != nil {
			return r.fail("%v", err)
		}
	}
	w, err := r.m.problem.Compile(nil, trees...)
	if err != nil {
		return r.fail("%v", err)
	}
	columns := r.column(f, len(known), r.m.evaluator(w, nil))
	return quantity{value: r.p.Add(r.batch(f, z), r.p.MatMul(columns, r.known[field]))}
}

// lane is a derivative along a direction.
func (r *recorder) lane(l lane, order int) ad.Value {
	if r.p.Shape(l.jet).Jet.Curved > 0 && order == 2 {
		return r.p.Laplacian(l.jet)
	}
	return r.p.Derivative(l.jet, l.at, order)
}

// expand records the jets of a field for all derivatives that a frame asks for.
func (r *recorder) expand(f *frame, field int) *jets {
	orders := map[direction]int{}
	var along []direction
	for _, o := range f.orders[field] {
		shares := polarised(o)
		if shares == nil && o.Sum() > 0 {
			r.fail("%s cannot be trained: it mixes too many derivatives", r.m.problem.Text(derivative(field, o)))
			return &jets{plain: ad.None}
		}
		for _, s := range shares {
			if !slices.Contains(along, s.along) {
				along = append(along, s.along)
			}
			orders[s.along] = max(orders[s.along], o.Sum())
		}
	}
	n := r.nets[field]
	x := r.column(f, len(n.inputs), n.scaled)
	j := &jets{of: map[direction]lane{}, plain: ad.None}
	for _, group := range groups(along, orders) {
		u := n.apply(r.p, r.mlps[field], r.seed(n, x, group, orders))
		for at, v := range group {
			j.of[v] = lane{u, at, orders[v]}
		}
		j.plain = r.p.Plane(u, 0)
	}
	if j.plain == ad.None {
		j.plain = n.apply(r.p, r.mlps[field], x)
	}
	return j
}

// seed is the jet of scaled inputs along directions.
func (r *recorder) seed(n *network, x ad.Value, along []direction, orders map[direction]int) ad.Value {
	var vectors [][]float64
	order, curved := 0, 0
	for _, v := range along {
		vector := make([]float64, len(n.inputs))
		for k, input := range n.inputs {
			vector[k] = float64(v[input]) * n.scale[k]
		}
		vectors = append(vectors, vector)
		if order = max(order, orders[v]); orders[v] == 2 {
			curved++
		}
	}
	if order == 2 && curved == 1 {
		return r.p.SeedSum(x, 1, vectors...)
	}
	return r.p.Seed(x, order, vectors...)
}

// groups puts directions together that share a jet: all of them, those of the highest
// order first, or those of each order, whichever has fewer planes.
func groups(along []direction, orders map[direction]int) (all [][]direction) {
	if len(along) == 0 {
		return nil
	}
	along = slices.Clone(along)
	slices.SortStableFunc(along, func(a, b direction) int { return orders[b] - orders[a] })
	highest := orders[along[0]]
	curved, together, apart := 0, 1+len(along)*highest, 0
	for i, v := range along {
		if orders[v] == 2 {
			curved++
		}
		if i == 0 || orders[v] != orders[along[i-1]] {
			all = append(all, nil)
			apart++
		}
		all[len(all)-1] = append(all[len(all)-1], v)
		apart += orders[v]
	}
	if highest == 2 && curved == 1 {
		together = 2 + len(along)
	}
	if apart < together {
		return all
	}
	return [][]direction{along}
}
