package ode

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"residual/core/law"
)

// A seam is a point at which coefficients jump or have a kink. There some derivatives
// of fields are not continuous, and forms, such as a flux, vanish in their place.
type seam struct {
	x     float64
	free  [][2]int // fields and orders of derivatives
	forms []*form
}

// switches are the functions of the input in a tree at whose zeros it is not smooth.
func switches(n *law.Node) (all []*law.Node) {
	if len(law.Slots(n)) == 0 {
		switch f := law.Function(n.Index); {
		case n.Op == law.Less, n.Op == law.Apply && (f == law.Min || f == law.Max):
			all = append(all, &law.Node{Op: law.Sub, Args: n.Args})
		case n.Op == law.Apply && (f == law.Abs || f == law.Sign || f == law.Step):
			all = append(all, n.Args[0])
		}
	}
	for _, a := range n.Args {
		all = append(all, switches(a)...)
	}
	return all
}

// At so many points signs are looked at.
const looks = 2048

// zeros are where functions of the input change sign, rising.
func (y *system) zeros(functions []*law.Node) (all []float64, err error) {
	for _, n := range functions {
		e, err := y.p.Compile(nil, n)
		if err != nil {
			return nil, nil // it depends on something else
		}
		value := func(x float64) float64 {
			var z [1]float64
			e.Eval(z[:], []float64{x}, y.params, nil)
			return z[0]
		}
		at := func(i int) float64 { return y.lo + (y.hi-y.lo)*float64(i)/looks }
		for i := range looks {
			a, b := at(i), at(i+1)
			u, v := value(a), value(b)
			switch w := value(at(i + 2)); {
			case v == 0 && i+1 < looks:
				all = append(all, b)
			case u*v < 0:
				all = append(all, bisected(value, a, b))
			case i+2 <= looks && math.Abs(v) <= math.Abs(u) && math.Abs(v) <= math.Abs(w) && v*w > 0:
				if m := nearest(value, a, at(i+2)); value(m)*v < 0 {
					all = append(all, bisected(value, a, m), bisected(value, m, at(i+2)))
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// nearest is where |f| is least between a and b, or f has the other sign, by the golden
// section.
func nearest(f func(x float64) float64, a, b float64) float64 {
	const part = 0.6180339887498949
	low := math.Copysign(1, f(a))
	for range 80 {
		c, d := b-part*(b-a), a+part*(b-a)
		u, v := low*f(c), low*f(d)
		switch {
		case u < 0:
			return c
		case v < 0:
			return d
		case u < v:
			b = d
		default:
			a = c
		}
	}
	return a
}

// bisected is where f changes sign between a and b.
func bisected(f func(x float64) float64, a, b float64) float64 {
	low := f(a) < 0
	for {
		m := a + (b-a)/2
		if m <= a || m >= b {
			return b
		}
		if v := f(m); v == 0 {
			return m
		} else if (v < 0) == low {
			a = m
		} else {
			b = m
		}
	}
}

// maxSeams is how many there may be.
const maxSeams = 24

// findBreaks finds the seams: zeros of switches in the laws, and places of jumps.
func (y *system) findBreaks() error {
	var functions []*law.Node
	for _, q := range y.p.Laws {
		for _, n := range []*law.Node{q.Left, q.Right} {
			functions = append(functions, switches(n)...)
		}
	}
	at, err := y.zeros(functions)
	if err != nil {
		return err
	}
	for _, x := range at {
		if x > y.lo && x < y.hi {
			y.breaks = append(y.breaks, seam{x: x})
		}
	}
	if err := y.givenJumps(); err != nil {
		return err
	}
	if len(y.breaks) > maxSeams {
		return errors.New("the coefficients have too many jumps or kinks")
	}
	slices.SortFunc(y.breaks, func(a, b seam) int { return cmp.Compare(a.x, b.x) })
	return y.fluxes()
}

// seamAt is the seam at x, made where there is none.
func (y *system) seamAt(x float64) *seam {
	for i := range y.breaks {
		if s := &y.breaks[i]; math.Abs(s.x-x) <= 1e-12*(y.hi-y.lo) {
			s.x = x
			return s
		}
	}
	y.breaks = append(y.breaks, seam{x: x})
	return &y.breaks[len(y.breaks)-1]
}

// givenJumps takes the conditions on jumps: each stands for the continuity of the
// highest derivative in it.
func (y *system) givenJumps() error {
	for _, c := range y.p.Conditions {
		if c.Kind != law.Interface {
			continue
		}
		n, err := y.p.Residual(c.Equation, nil)
		if err != nil {
			return err
		}
		f, err := y.form(n)
		if err != nil {
			return err
		}
		for i, s := range f.slots {
			if f.pieces[i] == nil || f.pieces[i].op != law.Jump {
				continue
			}
			x, err := y.constant(s.Piece.Args[1])
			if err != nil {
				return err
			}
			if !(x > y.lo && x < y.hi) {
				return errors.New("a jump stands at an end of the interval, or outside")
			}
			if err := y.seamAt(x).replace(f, f.pieces[i].inner); err != nil {
				return err
			}
			break
		}
	}
	return nil
}

// replace lets a form vanish in place of the jump of the highest derivative in what
// jumps.
func (s *seam) replace(f, jumps *form) error {
	field, order := -1, -1
	for _, q := range jumps.slots {
		if d := int(q.Order[0]); q.Piece == nil && d > order && !slices.Contains(s.free, [2]int{q.Field, d}) {
			field, order = q.Field, d
		}
	}
	if field < 0 {
		return errors.New("a jump says nothing of a field, or says it twice")
	}
	s.free, s.forms = append(s.free, [2]int{field, order}), append(s.forms, f)
	return nil
}

// fluxes lets what stands under a derivative be continuous where its coefficients
// jump: across a jump of k it is k u′ in (k u′)′ = f, not u′.
func (y *system) fluxes() error {
	for i := range y.breaks {
		s := &y.breaks[i]
		if len(s.forms) > 0 {
			continue // said by the problem
		}
		for _, q := range y.p.Laws {
			for _, n := range []*law.Node{q.Left, q.Right} {
				if err := y.fluxesIn(n, s); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (y *system) fluxesIn(n *law.Node, s *seam) error {
	m := 0
	switch n.Op {
	case law.Derivative:
		m = int(n.Order[0])
	case law.Laplacian:
		m = 2
	}
	if m == 0 || n.Args[0].Op == law.Unknown {
		for _, a := range n.Args {
			if err := y.fluxesIn(a, s); err != nil {
				return err
			}
		}
		return nil
	}
	jumps, err := y.jumpsAt(n.Args[0], s.x)
	if err != nil || !jumps {
		return err
	}
	under := n.Args[0]
	for range m {
		jump := &law.Node{Op: law.Jump, Args: []*law.Node{under, {Op: law.Number, Value: s.x}}}
		if s.x < 0 {
			jump.Args[1] = &law.Node{Op: law.Neg, Args: []*law.Node{{Op: law.Number, Value: -s.x}}}
		}
		expanded, err := y.p.Expand(jump, nil)
		if err != nil {
			return err
		}
		f, err := y.form(expanded)
		if err != nil {
			return err
		}
		if err := s.replace(f, f.pieces[0].inner); err != nil {
			return err
		}
		under = &law.Node{Op: law.Derivative, Args: []*law.Node{under}, Order: law.Order{1}}
	}
	return nil
}

// jumpsAt tells whether an expression of fields that are smooth jumps at x.
func (y *system) jumpsAt(n *law.Node, x float64) (bool, error) {
	n, err := y.p.Expand(n, nil)
	if err != nil {
		return false, err
	}
	f, err := y.form(n)
	if err != nil || len(f.slots) == 0 {
		return false, err
	}
	d := 1e-9 * (y.hi - y.lo)
	var sides [2][]float64
	for i, at := range []float64{x - d, x + d} {
		for j := range f.values {
			f.values[j] = 0.7 + 0.1*float64(j)
		}
		f.by.Eval(f.out, []float64{at}, y.params, f.values)
		sides[i] = slices.Clone(f.out)
	}
	for j, v := range sides[0] {
		if math.Abs(v-sides[1][j]) > 1e-6*(math.Abs(v)+math.Abs(sides[1][j])) {
			return true, nil
		}
	}
	return false, nil
}
