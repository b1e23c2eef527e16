package collocate

import (
	"errors"
	"math"

	"residual/core/kernel"
	"residual/core/linalg"
)

// A march solves a problem on one space: in time window by window, each by the stages
// of Radau's method at once, and without time in a single window of one stage. Unknown
// are the highest derivatives by time at the stages, Kᵢ; with what is known of the
// start of the window
//
//	∂ᵏu(t + cᵢh) = Σ_{l=k}^{m−1} (cᵢh)^{l−k}/(l−k)! ∂ˡu(t) + h^{m−k} Σⱼ (A^{m−k})ᵢⱼ Kⱼ
//
// so that laws of any order in time, or of none, are treated alike.
type march struct {
	*system
	radau    *radau
	tol      float64 // of the last coefficient of a window, against the largest value
	t, h     float64
	least    float64         // the smallest h
	start    [][][]float64   // by field and derivative by time
	values   [][][][]float64 // by stage, field and derivative
	k        []float64       // stages × n
	scale    float64
	scales   []float64 // of the rows of lu
	lu       linalg.LU
	ready    bool // lu is of the present h
	done     bool
	first    float64 // the residual at the start of least squares
	rough    float64 // how much of the initial values the space does not hold
	found    *Solution
	singular int     // windows in a row whose matrix was
	worst    float64 // the largest last coefficient of a window
	iterated int     // by Newton's method without time
}

// Limits of a march.
const (
	mostWindows = 3000
	mostGrowth  = 1e12
	iterations  = 30
)

var errSingular = errors.New("the equations do not determine a solution: their matrix is singular")
var errDiverged = errors.New("the method of Newton does not converge")
var errGrowth = errors.New("the solution grows more than 10¹² times: the problem may be ill-posed")
var errBlowUp = errors.New("no step in time is small enough: the solution may blow up")

func (s *system) march(stages int, tol float64) (*march, error) {
	if s.rows != s.n && s.Shape.square() || s.rows < s.n {
		return nil, errors.New("as many equations as coefficients are needed")
	}
	m := &march{system: s, radau: newRadau(stages), tol: tol, h: 1, found: &Solution{system: s}}
	m.k = make([]float64, stages*s.n)
	for range stages {
		at := make([][][]float64, s.Fields)
		for f := range at {
			for range m.order(f) + 1 {
				at[f] = append(at[f], make([]float64, s.spaces[f].size()))
			}
		}
		m.values = append(m.values, at)
	}
	if s.Time < 0 {
		return m, m.guess()
	}
	m.t, m.h = s.T0, (s.T1-s.T0)/8
	m.least = (s.T1 - s.T0) * 0x1p-26
	m.found.radau = m.radau
	return m, m.initial()
}

// order is that of a field in time.
func (s *system) order(field int) int {
	if s.Time < 0 {
		return 0
	}
	return s.TimeOrders[field]
}

func (m *march) guess() error {
	for f := range m.Fields {
		if m.Guess == nil {
			break
		}
		c, ok := m.fit(f, func(x []float64) float64 { return m.Guess(f, x) })
		if !ok {
			return errors.New("the guess is not finite")
		}
		copy(m.k[m.at[f]:], c)
	}
	return nil
}

func (m *march) initial() error {
	for f := range m.Fields {
		var all [][]float64
		for k := range m.order(f) {
			c, ok := m.fit(f, func(x []float64) float64 { return m.Initial(f, k, x) })
			if !ok {
				return errors.New("the initial values are not finite")
			}
			m.rough = max(m.rough, m.spaces[f].rest(c))
			all = append(all, c)
			m.scale = max(m.scale, largest(c))
		}
		m.start = append(m.start, all)
	}
	m.found.begin(m)
	return nil
}

// Taylor sets the values at the stages from what is known and the unknowns.
func (m *march) expand() {
	s := m.radau.s
	for i := range s {
		for f := range m.Fields {
			order := m.order(f)
			for k, v := range m.values[i][f] {
				clear(v)
				step := 1.0
				for l := k; l < order; l++ {
					kernel.Axpy(v, step, m.start[f][l])
					step *= m.radau.nodes[i] * m.h / float64(l-k+1)
				}
				for j := range s {
					if a := m.factor(i, j, order-k); a != 0 {
						kernel.Axpy(v, a, m.k[j*m.n:][m.at[f]:m.at[f+1]])
					}
				}
			}
		}
	}
}

// factor is h^p (A^p)ᵢⱼ.
func (m *march) factor(i, j, p int) float64 {
	return math.Pow(m.h, float64(p)) * m.radau.powers[p][i*m.radau.s+j]
}

// residual fills r, and the Jacobian by the unknowns where there is one.
func (m *march) residual(r, jacobian []float64) {
	m.expand()
	x := make([]float64, MaxInputs)
	for i := range m.radau.s {
		for g := range m.groups {
			m.evaluate(&m.groups[g], i, x, r, jacobian)
		}
	}
}

// evaluate does the rows of an equation at a stage.
func (m *march) evaluate(g *group, stage int, x, r, jacobian []float64) {
	slots := make([]float64, len(g.Slots))
	var partials []float64
	if jacobian != nil {
		partials = make([]float64, len(g.Slots))
	}
	for p, point := range g.points {
		copy(x, point)
		if m.Time >= 0 {
			x[m.Time] = m.t + m.radau.nodes[stage]*m.h
		}
		for q, slot := range g.Slots {
			v := m.values[stage][slot.Field][g.orders[q]]
			slots[q] = kernel.Dot(g.matrices[q][p*len(v):][:len(v)], v)
		}
		row := stage*m.n + g.first + p
		r[row] = g.Eval(x, slots, partials)
		if jacobian != nil {
			m.differentiate(g, stage, p, partials, jacobian[row*len(m.k):][:len(m.k)])
		}
	}
}

// differentiate is a row of the Jacobian, by the chain rule.
func (m *march) differentiate(g *group, stage, p int, partials, row []float64) {
	for q, slot := range g.Slots {
		if partials[q] == 0 {
			continue
		}
		f := slot.Field
		n := m.at[f+1] - m.at[f]
		basis := g.matrices[q][p*n:][:n]
		for j := range m.radau.s {
			if a := m.factor(stage, j, m.order(f)-g.orders[q]); a != 0 {
				kernel.Axpy(row[j*m.n+m.at[f]:][:n], partials[q]*a, basis)
			}
		}
	}
}

// factorize makes the Jacobian, its rows scaled to a largest entry of 1, and its factors.
func (m *march) factorize(r []float64) error {
	n := len(m.k)
	jacobian := make([]float64, n*n)
	m.residual(r, jacobian)
	m.scales = m.scales[:0]
	for i := range n {
		row := jacobian[i*n:][:n]
		scale := 1 / largest(row)
		m.scales = append(m.scales, scale)
		kernel.Scale(row, scale, row)
	}
	lu, ok := linalg.FactorLU(n, jacobian)
	if v := largest(r); v-v == 0 && (!ok || lu.Rcond() < 1e-17) {
		return errSingular
	}
	m.lu, m.ready = lu, true
	return nil
}

// solve replaces r by what the linear equations make of it.
func (m *march) solve(r []float64) {
	for i, scale := range m.scales {
		r[i] *= scale
	}
	m.lu.Solve(r)
}

// step does a window, or an iteration of Newton's method where there is no time.
func (m *march) step() error {
	if m.Time < 0 {
		return m.newton()
	}
	switch first := largest(m.found.coefficients[0][0]); {
	case m.found.windows() > mostWindows:
		return errors.New("too many steps in time")
	case first > 0 && m.scale > mostGrowth*first:
		return errGrowth
	}
	ok, err := m.window()
	if m.singular++; err == nil {
		m.singular = 0
	} else if m.singular > 4 {
		return err
	}
	last := 0.0
	if ok {
		last = m.lastCoefficient()
		if last > 0 {
			last /= m.level()
		}
		ok = last <= m.tol || m.h <= m.least*1.5 && last < 1e-2
	}
	if !ok {
		if m.h /= 2; m.h < m.least {
			return errBlowUp
		}
		m.ready = false
		clear(m.k)
		return nil
	}
	m.advance(last)
	return nil
}

// window solves for the stages, by Newton's method with the factors of an earlier
// iteration or window as long as these do.
func (m *march) window() (bool, error) {
	r := make([]float64, len(m.k))
	last := math.Inf(1)
	for i := range iterations {
		if !m.ready {
			if err := m.factorize(r); err != nil {
				return false, err
			}
			last = math.Inf(1)
		} else {
			m.residual(r, nil)
		}
		if v := largest(r); v-v != 0 {
			return false, nil
		}
		m.solve(r)
		kernel.Axpy(m.k, -1, r)
		size := m.effect(r)
		level := m.level()
		switch {
		case size <= 1e-14*level, size <= 1e-3*m.tol*level && size <= 0.1*last, size <= 1e-11*level && size >= last/2:
			m.expand()
			return true, nil
		case math.IsNaN(size) || size > 1e3*level+1e3*last:
			return false, nil
		case size > 0.3*last && i > 0:
			m.ready = false // these factors have had their time
		}
		last = size
	}
	return false, nil
}

// level is the size of the solution so far.
func (m *march) level() float64 {
	level := m.scale
	for f := range m.Fields {
		level = max(level, largest(m.values[m.radau.s-1][f][0]))
	}
	return level
}

// effect is what a change of the unknowns does to the values, at most.
func (m *march) effect(change []float64) (size float64) {
	for i := range m.radau.s {
		for f := range m.Fields {
			size = max(size, math.Pow(m.h, float64(m.order(f)))*largest(change[i*m.n:][m.at[f]:m.at[f+1]]))
		}
	}
	return size
}

// lastCoefficient is the largest one of the last of Chebyshev's polynomials in time,
// over the window: what a window of one more stage would change is smaller.
func (m *march) lastCoefficient() (size float64) {
	w := m.radau.endWeights
	for f := range m.Fields {
		if m.order(f) == 0 {
			continue
		}
		sum := make([]float64, len(m.start[f][0]))
		kernel.Axpy(sum, w[0], m.start[f][0])
		for i, v := range m.values {
			kernel.Axpy(sum, w[i+1], v[f][0])
		}
		size = max(size, largest(sum))
	}
	return size * 2 * math.Pow(4, -float64(m.radau.s))
}

// advance takes over a window and chooses the next.
func (m *march) advance(last float64) {
	for f := range m.Fields {
		for k := range m.start[f] {
			copy(m.start[f][k], m.values[m.radau.s-1][f][k])
		}
		if m.order(f) > 0 {
			m.scale = max(m.scale, largest(m.start[f][0]))
		}
	}
	m.found.append(m)
	m.worst = max(m.worst, last)
	m.t += m.h
	past := (m.t - m.T0) / (2 * m.h)
	if m.t >= m.T1-m.h/2 {
		m.done = true
		return
	}
	if last < m.tol*math.Pow(2, -float64(m.radau.s)-1) && past == math.Trunc(past) {
		m.h *= 2
		m.ready = false
	}
}

// newton does an iteration, with as short a step as is needed for the next one, with
// the same factors, to be shorter (Deuflhard, Newton Methods for Nonlinear Problems,
// 2004): unlike the residual this does not depend on how equations are scaled.
func (m *march) newton() error {
	if !m.Shape.square() {
		return m.gaussNewton()
	}
	r := make([]float64, m.n)
	if err := m.factorize(r); err != nil {
		return err
	}
	m.solve(r)
	size := largest(r)
	if size-size != 0 {
		return errDiverged
	}
	at := append([]float64(nil), m.k...)
	trial := make([]float64, m.n)
	for length := 1.0; length > 1e-4; length /= 2 {
		copy(m.k, at)
		kernel.Axpy(m.k, -length, r)
		m.residual(trial, nil)
		m.solve(trial)
		level := largest(m.k)
		switch after := largest(trial); {
		case size <= 1e-13*level, size <= 1e-7*level && after > size/4:
			m.done = true
		case !(after <= size*(1-length/4)):
			continue
		}
		if m.iterated++; m.iterated > 60 {
			return errDiverged
		}
		if m.done {
			m.found.append(m)
		}
		return nil
	}
	return errDiverged
}
