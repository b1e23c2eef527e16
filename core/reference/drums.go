package reference

import (
	"errors"
	"math"
	"math/cmplx"

	"residual/core/law"
	"residual/core/pde/collocate"
	"residual/core/pde/drum"
)

// modes is how many eigenvalues of a drum are sought.
const modes = 4

// isDrum tells whether an eigenvalue of a field in the plane is sought.
func isDrum(p *law.Problem) bool {
	eigen := 0
	for _, q := range p.Params {
		switch q.Kind {
		case law.Eigen:
			eigen++
		case law.Sought:
			return false
		}
	}
	return eigen == 1 && len(p.Inputs) == 2 && len(p.Fields) == 1 && !labelled(p)
}

// A membrane is the modes of a drum as a reference: of a Δu + (b E + c) u = 0 with u =
// 0 on the edge.
type membrane struct {
	*drum.Solver
	b       *fieldProblem
	region  *collocate.Region
	a, e, c float64
	norm    *norm
	scales  []float64
}

var errNoDrum = errors.New("of eigenproblems in the plane those are covered in which a number times the Laplacian and the eigenvalue times the field are all, with 0 on the whole edge")

// drums is a reference for such a problem.
func drums(p *law.Problem) (Reference, error) {
	q := p.With(nil)
	eigen := 0
	for i, s := range q.Params {
		if s.Kind == law.Eigen {
			eigen = i
			q.Params[i].Kind = law.Constant
		}
	}
	b := &fieldProblem{Problem: q, params: q.Values(), time: -1}
	m := &membrane{b: b}
	for _, part := range []func() error{b.inputs, b.laws, b.shape, m.conditions} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	if !m.recognise(eigen) {
		return nil, errNoDrum
	}
	return m, m.build()
}

// recognise finds a, b and c and holds the law against them where slots, inputs and
// the eigenvalue have values that mean nothing.
func (m *membrane) recognise(eigen int) bool {
	e := m.b.out.Laws[0]
	place := map[law.Order]int{{}: -1, along(m.b.space[0], 2): -1, along(m.b.space[1], 2): -1}
	for i, s := range e.Slots {
		if _, known := place[law.Order(s.Order)]; !known {
			return false
		}
		place[law.Order(s.Order)] = i
	}
	u, x, y := place[law.Order{}], place[along(m.b.space[0], 2)], place[along(m.b.space[1], 2)]
	if u < 0 || x < 0 || y < 0 {
		return false
	}
	at, s := make([]float64, len(m.b.Inputs)), make([]float64, len(e.Slots))
	value := func(energy float64) float64 {
		m.b.params[eigen] = energy
		return e.Eval(at, s, nil)
	}
	s[x] = 1
	m.a = value(0)
	s[x], s[u] = 0, 1
	m.c = value(0)
	m.e = value(1) - m.c
	for i := range 40 {
		for k := range s {
			s[k] = 3 * math.Sin(float64(7*i+5*k+1))
		}
		for k, q := range m.b.Inputs {
			at[k] = q.Lo + (q.Hi-q.Lo)*(1+math.Sin(float64(3*i+k)))/2
		}
		energy := 5 * math.Sin(float64(i))
		want := m.a*(s[x]+s[y]) + (m.e*energy+m.c)*s[u]
		if !(math.Abs(value(energy)-want) <= 1e-11*(math.Abs(m.a)+math.Abs(m.e)+math.Abs(m.c))) {
			return false
		}
	}
	return m.a != 0 && m.e != 0
}

// conditions holds that the field is 0 all around, and keeps the norm.
func (m *membrane) conditions() error {
	around := false
	for _, c := range m.b.Conditions {
		switch {
		case c.Kind == law.Integrated && m.norm == nil:
			var err error
			if m.norm, err = m.square(c.Equation); err != nil {
				return err
			}
		case c.Kind != law.Dirichlet:
			return errNoDrum
		default:
			e, err := m.b.equation(c.Equation, nil)
			if err != nil {
				return err
			}
			at := make([]float64, len(m.b.Inputs))
			if len(e.Slots) != 1 || e.Eval(at, []float64{0}, nil) != 0 || e.Eval(at, []float64{1}, nil) == 0 {
				return errNoDrum
			}
			for _, place := range c.Places {
				around = around || place.Kind == law.Boundary
			}
			m.b.out.Conditions = append(m.b.out.Conditions, collocate.Condition{Equation: e})
		}
	}
	if !around && (len(m.b.Where) > 0 || len(m.b.sidesOf()) != 4) {
		return errNoDrum
	}
	return nil
}

// sidesOf is the sides of the box that conditions name.
func (b *fieldProblem) sidesOf() map[law.Fixed]bool {
	all := map[law.Fixed]bool{}
	for _, c := range b.Conditions {
		for _, place := range c.Places {
			if place.Kind == law.Section && len(place.Fixed) == 1 {
				f := place.Fixed[0]
				if v, err := b.number(f.Value); err == nil {
					q := b.Inputs[f.Input]
					if v == q.Lo || v == q.Hi {
						all[law.Fixed{Input: 2*f.Input + map[bool]int{true: 1}[v == q.Hi]}] = true
					}
				}
			}
		}
	}
	return all
}

// A norm is what the integral of u² is to be.
type norm struct{ square float64 }

// square reads ∫u² = v.
func (m *membrane) square(q law.Equation) (*norm, error) {
	n, err := m.b.Residual(q, nil)
	if err != nil {
		return nil, err
	}
	slots := law.Slots(n)
	if len(slots) != 1 || slots[0].Piece == nil || slots[0].Piece.Op != law.Total {
		return nil, errNoDrum
	}
	c, rest, ok := m.b.Affine(n, slots)
	if !ok {
		return nil, errNoDrum
	}
	in := law.Slots(slots[0].Piece.Args[0])
	w, err := m.b.Compile(in, slots[0].Piece.Args[0])
	if err != nil || len(in) != 1 || in[0].Order != (law.Order{}) || in[0].Piece != nil {
		return nil, errNoDrum
	}
	var out [1]float64
	for i := range 10 { // it is the square of the field, and of nothing else
		u := float64(i) - 3.7
		at := []float64{float64(i), 1 - float64(i)}
		if w.Eval(out[:], at, m.b.params, []float64{u}); math.Abs(out[0]-u*u) > 1e-12*u*u {
			return nil, errNoDrum
		}
	}
	top, err := m.b.number(rest)
	bottom, err2 := m.b.number(c[0])
	return &norm{-top / bottom}, errors.Join(err, err2)
}

// build makes points of the domain.
func (m *membrane) build() error {
	region, ok := m.b.out.Shape.(*collocate.Region)
	if !ok {
		region = &collocate.Region{Box: *m.b.out.Shape.(*collocate.Box)}
	}
	m.region = region
	at, into, ok := region.Corner()
	if !ok {
		return errors.New("a drum with a hole or with several corners that point inward is not covered")
	}
	d := &drum.Drum{Centre: [2]float64{real(at), imag(at)}, Order: 1, Modes: modes}
	if into != 0 {
		d.Order, d.Away = 2.0/3, cmplx.Phase(into)
	}
	for _, x := range region.Edge(48) {
		d.Edge = append(d.Edge, m.point(x))
	}
	for _, x := range region.Interior(22) {
		d.Inside = append(d.Inside, m.point(x))
	}
	// Of all drums of an area the disc has the lowest tone (Faber and Krahn).
	area := region.Integral(func([]float64) float64 { return 1 })
	const zero = 2.404825557695773
	m.Solver = drum.New(d, 0.95*math.Pi*zero*zero/area)
	return nil
}

func (m *membrane) point(x []float64) [2]float64 {
	return [2]float64{x[m.b.space[0]], x[m.b.space[1]]}
}

// Params are the first eigenvalues, rising with λ.
func (m *membrane) Params() (all []float64) {
	for _, lambda := range m.Solver.Params() {
		all = append(all, (m.a*lambda-m.c)/m.e)
	}
	return all
}

// Eval is the first mode.
func (m *membrane) Eval(out, x []float64) { m.State(0, out, x) }

// State is any mode that was found, of the norm that is asked for or else 1, and
// positive where it first is of some size.
func (m *membrane) State(mode int, out, x []float64) {
	for len(m.scales) <= mode {
		m.scales = append(m.scales, m.scale(len(m.scales)))
	}
	m.b.each(out, x, func(out, x []float64) {
		out[0] = m.scales[mode] * m.Solver.State(mode, x[m.b.space[0]], x[m.b.space[1]])
	})
}

func (m *membrane) scale(mode int) float64 {
	u := func(x []float64) float64 {
		p := m.point(x)
		return m.Solver.State(mode, p[0], p[1])
	}
	square, top, sign := 1.0, 0.0, 1.0
	if m.norm != nil {
		square = m.norm.square
	}
	points := m.region.Interior(16)
	for _, x := range points {
		top = max(top, math.Abs(u(x)))
	}
	for _, x := range points {
		if v := u(x); math.Abs(v) > top/10 {
			sign = math.Copysign(1, v)
			break
		}
	}
	return sign * math.Sqrt(square/m.region.Integral(func(x []float64) float64 { return u(x) * u(x) }))
}
