package ode

import (
	"fmt"
	"math"
	"slices"

	"residual/core/kernel"
	"residual/core/linalg"
)

// A march follows fields from their values at a point, piece by piece: on each they
// are polynomials that satisfy the laws at Radau's points, a method of Runge and Kutta
// of order 2s−1 that damps what is stiff.
type march struct {
	y     *system
	end   float64
	tol   float64
	h     float64 // of the next piece, with its sign
	nodes []float64
	done  *pieces   // so far
	state []float64 // the values at its end, by field and derivative
	sizes []float64 // by field the largest of its highest derivative in the state, so far
	work  int       // products of the linear algebra
	why   string    // it ended before the end
}

// smallest is a size below which numbers lose digits.
const smallest = 1e-280

// newMarch starts at x with a state.
func newMarch(y *system, x, end float64, state []float64, s int, tol float64) *march {
	sizes := make([]float64, len(y.orders))
	for f := range sizes {
		sizes[f] = smallest
	}
	return &march{y: y, end: end, tol: tol, h: (end - x) * 1e-4, nodes: gauss(s, true).nodes,
		done: newPieces(y.orders, s, []float64{x}, 0), state: slices.Clone(state), sizes: sizes}
}

// at is where the march is.
func (m *march) at() float64 { return m.done.x[len(m.done.x)-1] }

func (m *march) over() bool { return m.why != "" || m.at() == m.end }

// mostNumbers is how many the pieces of a march may take: 8 MB.
const mostNumbers = 1 << 20

// step takes one piece, shorter where it must be.
func (m *march) step() {
	x, limit := m.at(), m.limit()
	lastH, lastE := 0.0, 0.0
	for {
		h := m.h
		if math.Abs(h) >= 0.999*math.Abs(limit-x) {
			h = limit - x
		}
		if math.Abs(h) < 1e-13*math.Abs(x)+1e-22*math.Abs(m.end-m.done.x[0]) {
			m.why = fmt.Sprintf("the solution ceases to exist, grows without bound or is not determined near %s = %.10g", m.y.p.Inputs[0].Name, x)
			return
		}
		to := x + h
		if h == limit-x {
			to = limit
		}
		u, ok := m.piece(to)
		if !ok {
			m.h = h / 4
			continue
		}
		e := u.tail(0, m.weights(u)) / m.tol
		grow := 3.0
		if e > 0 {
			grow = min(3, max(0.2, 0.9*kernel.Exp1(-kernel.Log1(e)/float64(u.s))))
		}
		noise := math.Abs(h) < 0.75*lastH && e > lastE/3 && u.smooth()
		if m.h = h * grow; e <= 1 || noise {
			m.take(u)
			return
		}
		lastH, lastE = math.Abs(h), e
	}
}

// smooth tells whether the coefficients of a piece have fallen far. Where they have, and
// a shorter piece is no better than a longer one, what is left is rounding in the laws.
func (u *pieces) smooth() bool {
	for f, k := range u.orders {
		a, most := u.c[u.start(0, f)+k:][:u.s], 0.0
		for _, v := range a {
			most = max(most, math.Abs(v))
		}
		if max(math.Abs(a[u.s-1]), math.Abs(a[u.s-2])) > 1e-9*most {
			return false
		}
	}
	return true
}

// limit is the end of the march, or a seam before it.
func (m *march) limit() float64 {
	x, limit := m.at(), m.end
	for _, s := range m.y.breaks {
		if (s.x-x)*(m.end-x) > 0 && math.Abs(s.x-x) < math.Abs(limit-x) {
			limit = s.x
		}
	}
	return limit
}

// weights is by field what its tail is held against: the size of the derivative of
// order k−1, as long as the last integral makes it.
func (m *march) weights(u *pieces) []float64 {
	z := slices.Clone(m.sizes)
	h := math.Abs(u.x[1] - u.x[0])
	for f, k := range u.orders {
		z[f] = max(z[f], m.size(u, f))
		z[f] *= whole(h/2/float64(2*u.s), max(0, k-1))
	}
	return z
}

// size is that of the derivative of order k−1 of a field in a piece, or what lower ones
// make of it over the whole way: of a constant it is not 0.
func (m *march) size(u *pieces, f int) (most float64) {
	way := math.Abs(m.end - m.done.x[0])
	for _, xi := range []float64{-1, 0, 1} {
		s, scale := u.inside(0, xi), 1.0
		for d := max(0, u.orders[f]-1); d >= 0; d-- {
			most = max(most, math.Abs(u.value(f, d, s))*scale)
			scale /= way
		}
	}
	return most
}

func (m *march) take(u *pieces) {
	end := u.inside(0, 1)
	i := 0
	for f, k := range u.orders {
		for d := range k {
			m.state[i] = u.value(f, d, end)
			i++
		}
		m.sizes[f] = max(m.sizes[f], m.size(u, f))
	}
	m.done.x, m.done.c = append(m.done.x, u.x[1]), append(m.done.c, u.c...)
	if len(m.done.c) >= mostNumbers {
		m.why = fmt.Sprintf("after %d pieces it had come to %s = %.6g", m.done.count(), m.y.p.Inputs[0].Name, u.x[1])
	}
}

// piece solves the laws from the state to x by Newton's method. It is false where that
// does not converge.
func (m *march) piece(x float64) (*pieces, bool) {
	u := newPieces(m.y.orders, m.done.s, []float64{m.at(), x}, 0)
	i := 0
	var free []int // the unknowns
	for f, k := range u.orders {
		at := u.start(0, f)
		copy(u.c[at:at+k], m.state[i:])
		i += k
		for l := range u.s {
			free = append(free, at+k+l)
		}
		if n := m.done.count(); n > 0 {
			u.c[at+k] = m.done.value(f, k, m.done.inside(n-1, 1))
		}
	}
	c := calculation{y: m.y, u: u}
	last := math.Inf(1)
	for range mostCorrections {
		size, ok := m.correct(c, free)
		switch {
		case !ok || math.IsNaN(size):
			return nil, false
		case size <= 1e-16 || size < 1e-9 && size > last/4:
			return u, true
		case size > 2*last:
			return nil, false
		}
		last = size
	}
	return nil, false
}

const mostCorrections = 12

// correct takes one step of Newton's method; size is its, relative to the fields.
func (m *march) correct(c calculation, free []int) (size float64, ok bool) {
	n := len(free)
	a, d, grad := make([]float64, 0, n*n), make([]float64, 0, n), make([]float64, len(c.u.c))
	for _, xi := range m.nodes {
		s := c.u.inside(0, xi)
		if xi == 1 {
			s.x = math.Nextafter(s.x, c.u.x[0]) // on this side of a seam
		}
		for _, law := range m.y.laws {
			clear(grad)
			v, largest := c.add(law, s, 1, grad), 0.0
			for _, k := range free {
				a = append(a, grad[k])
				largest = max(largest, math.Abs(grad[k]))
			}
			row := a[len(a)-n:]
			for j := range row {
				row[j] /= largest
			}
			d = append(d, v/largest)
		}
	}
	m.work += n * n * n
	if !linalg.Solve(a, d, make([]int, n)) {
		return 0, false
	}
	for j, k := range free {
		c.u.c[k] -= d[j]
	}
	sizes, j := m.weights(c.u), 0
	for f, k := range c.u.orders {
		power := whole(math.Abs(c.u.x[1]-c.u.x[0])/2/float64(2*c.u.s), k)
		for range c.u.s {
			if d[j] != 0 {
				size = max(size, math.Abs(d[j])*power/sizes[f])
			}
			j++
		}
	}
	return size, true
}
