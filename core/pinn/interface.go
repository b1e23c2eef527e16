package pinn

import (
	"math"

	"residual/core/law"
)

// An inner is where two materials meet: φ = 0 within the domain, with the unit normal
// of growing φ, by input.
type inner struct {
	phi    *law.Node
	normal []*law.Node
}

// inners are those of jump conditions, and of cases in the coefficients of laws.
func (m *Model) inners() (all []inner) {
	add := func(phi *law.Node) {
		for _, s := range all {
			if s.phi.Equal(phi) {
				return
			}
		}
		if normal, ok := m.gradient(phi); ok {
			all = append(all, inner{phi, normal})
		}
	}
	for _, c := range m.problem.Conditions {
		if c.Kind == law.Periodic {
			continue
		}
		for _, n := range []*law.Node{c.Left, c.Right} {
			contains(n, func(n *law.Node) bool {
				if n.Op == law.Jump {
					add(difference(leaf(law.Input, n.Index), n.Args[1]))
				}
				return false
			})
		}
	}
	for _, q := range m.problem.Laws {
		for _, n := range []*law.Node{q.Left, q.Right} {
			contains(n, func(n *law.Node) bool {
				if n.Op == law.Derivative && n.Args[0].Op != law.Unknown {
					contains(n.Args[0], func(n *law.Node) bool {
						if phi := m.caseOf(n); phi != nil {
							add(phi)
						}
						return false
					})
				}
				return false
			})
		}
	}
	return all
}

// caseOf is b − a of a case if(a < b, …), nil where a node is none.
func (m *Model) caseOf(n *law.Node) *law.Node {
	if n.Op == law.If && n.Args[0].Op == law.Less {
		if d := difference(n.Args[0].Args[1], n.Args[0].Args[0]); !contains(d, isRough) && contains(d, isInput) {
			return d
		}
	}
	return nil
}

// gradient is that of φ over its length.
func (m *Model) gradient(phi *law.Node) (z []*law.Node, ok bool) {
	square := number(0)
	for i := range m.problem.Inputs {
		d, err := m.problem.Expand(differentiated(phi, i, 1), nil)
		if err != nil {
			return nil, false
		}
		z, square = append(z, d), sum(square, product(d, d))
	}
	length := &law.Node{Op: law.Apply, Index: int(law.Sqrt), Args: []*law.Node{square}}
	for i := range z {
		z[i] = node(law.Div, z[i], length)
	}
	return z, true
}

// kinks are the functions |φ| T_a(x) T_b(y) …, with Chebyshev's polynomials T, by which
// a field may bend where φ = 0.
func (m *Model) kinks(field int) (all []*law.Node) {
	inputs := m.problem.Fields[field].Inputs
	degree := [...]int{0, 10, 8, 4}[min(len(inputs), 3)]
	for _, s := range m.inners() {
		size := &law.Node{Op: law.Apply, Index: int(law.Abs), Args: []*law.Node{s.phi}}
		for k := range degree + 1 {
			for _, o := range ordersOf(inputs, k) {
				all = append(all, product(size, m.chebyshev(o)))
			}
		}
	}
	return all
}

// chebyshev is a product of Chebyshev's polynomials of the inputs, of the degrees o.
func (m *Model) chebyshev(o law.Order) *law.Node {
	z := number(1)
	for i, k := range o {
		s := difference(product(number(2), m.unit(i%len(m.problem.Inputs))), number(1))
		last, next := number(1), s
		for range k {
			last, next = next, difference(product(product(number(2), s), next), last)
		}
		z = product(z, last)
	}
	return z
}

// flux is what a law differentiates along its normal where two materials meet: F of
// div F, of its terms with cases. It is nil where there are none of that form.
func (m *Model) flux(q law.Equation, s inner) *law.Node {
	var z *law.Node
	var visit func(n *law.Node, factor *law.Node)
	visit = func(n *law.Node, factor *law.Node) {
		switch n.Op {
		case law.Add:
			visit(n.Args[0], factor)
			visit(n.Args[1], factor)
		case law.Sub:
			visit(n.Args[0], factor)
			visit(n.Args[1], product(number(-1), factor))
		case law.Neg:
			visit(n.Args[0], product(number(-1), factor))
		case law.Derivative:
			i := involved(n.Order)
			if n.Order.Sum() != 1 || !contains(n.Args[0], func(n *law.Node) bool { return m.caseOf(n) != nil }) {
				return
			}
			if term := product(product(factor, s.normal[i[0]]), n.Args[0]); z == nil {
				z = term
			} else {
				z = sum(z, term)
			}
		}
	}
	visit(difference(q.Left, q.Right), number(1))
	return z
}

// addFluxes adds for each law with cases under a derivative that what it differentiates
// does not jump.
func (m *Model) addFluxes() error {
	for _, s := range m.inners() {
		for i, q := range m.problem.Laws {
			if z := m.flux(q, s); z != nil {
				s := s
				e := &equation{law: -1, condition: -1, weight: m.options.Weight, place: place{region: -1}, across: &s}
				if err := m.add(e, law.Equation{Left: z, Right: number(0), At: m.problem.Laws[i].At}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// beside is how far from where two materials meet each of them is asked, in parts of
// the size of the inputs.
const beside = 1e-9

// jump records by how much a tree changes across, from points at one side to points at
// the other that shift sets.
func (r *recorder) jump(f *frame, n *law.Node, shift func(at *point, side float64)) quantity {
	var ends [2]quantity
	for k, side := range []float64{1, -1} {
		ends[k] = r.record(newFrame(f.per, f.depth, n, func(dst, at []point) {
			f.spread(dst, at)
			for i := range dst {
				shift(&dst[i], side)
			}
		}), n)
	}
	if r.err != nil {
		return ends[0]
	}
	return r.arithmetic(f, law.Sub, ends[0], ends[1])
}

// across records the jump along the normal.
func (r *recorder) across(f *frame, n *law.Node, s *inner) quantity {
	w, err := r.m.problem.Compile(nil, s.normal...)
	if err != nil {
		return r.fail("%v", err)
	}
	eval := r.m.evaluator(w, nil)
	normal := make([]float64, len(s.normal))
	return r.jump(f, n, func(at *point, side float64) {
		eval(normal, []point{*at})
		for i, c := range r.m.problem.Inputs {
			at[i] += side * beside * (c.Hi - c.Lo) * normal[i]
		}
	})
}

// jumped records a Jump.
func (r *recorder) jumped(f *frame, n *law.Node) quantity {
	v, err := r.m.value(n.Args[1])
	if err != nil {
		return r.fail("%v", err)
	}
	c := r.m.problem.Inputs[n.Index]
	return r.jump(f, n.Args[0], func(at *point, side float64) { at[n.Index] = v + side*beside*(c.Hi-c.Lo) })
}

// meeting is up to n points where two materials meet: between points of the domain with
// values of φ of both signs.
func (m *Model) meeting(s *inner, n int, points []point) (all []point) {
	w, err := m.problem.Compile(nil, s.phi)
	if err != nil {
		return nil
	}
	eval := m.evaluator(w, nil)
	phi := func(at point) float64 {
		var out [1]float64
		eval(out[:], []point{at})
		return out[0]
	}
	var below, above []point
	for _, at := range points {
		if phi(at) < 0 {
			below = append(below, at)
		} else {
			above = append(above, at)
		}
	}
	for i := 0; i < n && len(below) > 0 && len(above) > 0; i++ {
		a, b := below[i%len(below)], above[(7*i+i/len(below))%len(above)]
		for range 60 {
			var mid point
			for k := range mid {
				mid[k] = a[k] + (b[k]-a[k])/2
			}
			if phi(mid) < 0 {
				a = mid
			} else {
				b = mid
			}
		}
		if math.Abs(phi(b)) < 1e-6 && m.domain.contains(b) {
			all = append(all, b)
		}
	}
	return all
}
