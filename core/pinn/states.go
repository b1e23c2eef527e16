package pinn

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"residual/core/law"
	"residual/core/linalg"
)

// A State is an eigenvalue with its function: all that is trained.
type State struct {
	Value float64
	Theta []float64
}

// eigen is the parameter that is an eigenvalue, −1 where there is none.
func eigen(p *law.Problem) int {
	return slices.IndexFunc(p.Params, func(q law.Parameter) bool { return q.Kind == law.Eigen })
}

// checkStates refuses eigenproblems that are of no form that is solved here.
func checkStates(m *Model) error {
	p := m.problem
	for i, q := range p.Params {
		if q.Kind >= law.Sought && i != eigen(p) {
			return m.blame(p.Laws[0].At, errors.New("one eigenvalue is found at a time, and nothing else from data"))
		}
	}
	if p.Degree() > law.Linear {
		return m.blame(p.Laws[0].At, errors.New("an eigenproblem is linear in its fields"))
	}
	for _, a := range m.ansatzes {
		if a.lift == nil {
			continue
		}
		n, err := p.Expand(a.lift, nil)
		if v, ok := m.value(n); err != nil || contains(n, isInput) || ok != nil || v != 0 {
			return m.blame(p.Conditions[0].At, errors.New("the conditions of an eigenproblem have 0 on one side"))
		}
	}
	return nil
}

// isNorm tells whether an equation is one that fixes the size of a function.
func (m *Model) isNorm(e *equation) bool {
	return e == m.pin || e.condition >= 0 && m.problem.Conditions[e.condition].Kind == law.Integrated
}

// homogeneous is the rows of laws and conditions, without norms, at an eigenvalue λ:
// A − λB, so many rows of as many columns as there are features.
func (m *Model) homogeneous(lambda float64) (a []float64, rows int) {
	theta := make([]float64, m.size)
	theta[m.size-1] = lambda
	r, jac := make([]float64, chunk), make([]float64, chunk*m.size)
	for _, e := range m.equations {
		if m.isNorm(e) {
			continue
		}
		for k := range e.chunks() {
			n := e.jacobian(k, r, jac, theta)
			for i := range n {
				a = append(a, jac[i*m.size:][:m.size-1]...)
			}
			rows += n
		}
	}
	return a, rows
}

// inverseSteps is how many iterations find the lowest states.
const inverseSteps = 15

// statesNear is the states with eigenvalues nearest to a number σ, by iteration of a
// subspace: of (A − σB)c = μ⁻¹Bc, with μ = 1/(λ − σ) the largest. A − σB is inverted by
// least squares with a little of the identity below it, since features nearly depend on
// each other.
func (m *Model) statesNear(sigma float64, count int) ([]State, bool) {
	a, rows := m.homogeneous(sigma)
	b, _ := m.homogeneous(sigma + 1)
	n := m.size - 1
	largest := 0.0
	for j := range n {
		largest = math.Max(largest, linalg.ColumnSquare(a, n, j))
	}
	for i, v := range a {
		b[i] = v - b[i] // B
	}
	b = transposed(b, rows, n)
	a = append(a, make([]float64, n*n)...)
	for i := range n {
		a[(rows+i)*n+i] = 1e-14 * math.Sqrt(largest)
	}
	f := linalg.FactorQR(a, rows+n, n)
	width := min(2*count+4, n)
	s := &subspace{b: b, rows: rows, n: n, k: width}
	s.start()
	for range inverseSteps {
		if !s.iterate(f) {
			return nil, false
		}
	}
	return s.states(sigma, count)
}

// A subspace is k functions: their coefficients c, n×k, and y = Bc, rows×k, whose
// columns are orthonormal.
type subspace struct {
	b          []float64 // Bᵀ
	rows, n, k int
	c, y       []float64
	t          []float64 // the operator on the subspace, k×k
}

// start begins with coefficients that have nothing to do with each other.
func (s *subspace) start() {
	s.c = make([]float64, s.n*s.k)
	for i := range s.c {
		v := uint64(i+1) * 0x9e3779b97f4a7c15
		s.c[i] = float64(v>>11)/(1<<53) - 0.5
	}
	s.t = make([]float64, s.k*s.k)
	s.apply()
}

// apply sets y to Bc.
func (s *subspace) apply() {
	s.y = make([]float64, s.rows*s.k)
	linalg.MulTrans(s.y, s.b, s.c, s.n, s.rows, s.k)
}

func transposed(a []float64, m, n int) []float64 {
	z := make([]float64, len(a))
	for i := range m {
		for j := range n {
			z[j*m+i] = a[i*n+j]
		}
	}
	return z
}

// iterate replaces c by (A − σB)⁺ Bc with orthonormal columns of Bc.
func (s *subspace) iterate(f linalg.QR) bool {
	if !s.orthonormalise() {
		return false
	}
	before := s.y
	x := append(slices.Clone(s.y), make([]float64, s.n*s.k)...)
	if !f.SolveMany(x, s.k) {
		return false
	}
	copy(s.c, x[:s.n*s.k])
	s.apply()
	linalg.MulTrans(s.t, before, s.y, s.rows, s.k, s.k)
	return true
}

// orthonormalise makes the columns of y so, by Gram and Schmidt's method, twice.
func (s *subspace) orthonormalise() bool {
	for j := range s.k {
		for range 2 {
			for i := range j {
				s.subtract(j, i, -dotColumns(s.y, s.k, i, j))
			}
		}
		size := math.Sqrt(dotColumns(s.y, s.k, j, j))
		if !(size > 0) || math.IsInf(size, 0) {
			return false
		}
		s.subtract(j, j, 1/size-1)
	}
	return true
}

// dotColumns is the dot product of two columns of a matrix with k.
func dotColumns(y []float64, k, i, j int) (sum float64) {
	for at := 0; at < len(y); at += k {
		sum += y[at+i] * y[at+j]
	}
	return sum
}

// subtract adds f times column i to column j, of y and c.
func (s *subspace) subtract(j, i int, f float64) {
	for _, v := range [][]float64{s.y, s.c} {
		for at := 0; at < len(v); at += s.k {
			v[at+j] += f * v[at+i]
		}
	}
}

// states are those of the subspace, by the distance of their values from σ.
func (s *subspace) states(sigma float64, count int) (all []State, ok bool) {
	values, ok := linalg.Eigenvalues(s.k, slices.Clone(s.t))
	if !ok {
		return nil, false
	}
	slices.SortStableFunc(values, func(a, b complex128) int { return compareSize(b, a) })
	for _, mu := range values {
		if math.Abs(imag(mu)) > 1e-6*math.Abs(real(mu)) || len(all) == count {
			continue
		}
		if v, ok := eigenvector(s.t, s.k, real(mu)); ok {
			theta := make([]float64, s.n+1)
			linalg.MulVec(theta[:s.n], 1, s.c, v, 0)
			theta[s.n] = sigma + 1/real(mu)
			all = append(all, State{theta[s.n], theta})
		}
	}
	return all, len(all) > 0
}

func compareSize(a, b complex128) int {
	x, y := real(a)*real(a)+imag(a)*imag(a), real(b)*real(b)+imag(b)*imag(b)
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// eigenvector is that of a matrix for an eigenvalue, by inverse iteration next to it.
func eigenvector(t []float64, k int, mu float64) ([]float64, bool) {
	v := make([]float64, k)
	for i := range v {
		v[i] = 1 + float64(i)/float64(k)
	}
	for range 3 {
		a := slices.Clone(t)
		for i := range k {
			a[i*k+i] -= mu * (1 + 1e-10)
		}
		if !linalg.Solve(a, v, make([]int, k)) {
			return nil, false
		}
		size := 0.0
		for _, x := range v {
			size = math.Max(size, math.Abs(x))
		}
		for i := range v {
			v[i] /= size
		}
	}
	return v, true
}

// addPin adds the row u(x) = 1 at a point, to be chosen, which fixes the size of an
// eigenfunction where no integral does.
func (m *Model) addPin() error {
	for _, e := range m.equations {
		if m.isNorm(e) {
			return nil
		}
	}
	w := place{region: -1}
	for i, c := range m.problem.Inputs {
		w.inputs, w.values = append(w.inputs, i), append(w.values, c.Lo)
	}
	m.pin = &equation{law: -1, condition: -1, weight: m.options.Weight, place: w}
	return m.add(m.pin, law.Equation{Left: leaf(law.Unknown, 0), Right: number(1), At: m.problem.Laws[0].At})
}

// take makes a state what the model is, with its largest value positive and the size
// that is asked for.
func (m *Model) take(s State, rng *rand.Rand) {
	copy(m.Theta, s.Theta)
	inputs := len(m.problem.Inputs)
	x := m.Points(unseen, rng)
	u := make([]float64, len(x)/inputs)
	m.Eval(u, x, 0, law.Order{})
	most := 0
	for i := range u {
		if math.Abs(u[i]) > math.Abs(u[most]) {
			most = i
		}
	}
	m.scaleStates(1 / u[most])
	if m.pin != nil {
		var at point
		copy(at[:inputs], x[most*inputs:])
		m.pin.show([]point{at}, -1)
		return
	}
	var one, none [1]float64
	zeros := make([]float64, m.size)
	for _, e := range m.equations {
		if m.isNorm(e) && e.used == 1 {
			e.residuals(0, one[:], m.Theta)
			e.residuals(0, none[:], zeros)
			if q := -none[0] / (one[0] - none[0]); q > 0 {
				m.scaleStates(math.Sqrt(q))
			}
		}
	}
}

// scaleStates multiplies a function, but not its eigenvalue.
func (m *Model) scaleStates(f float64) {
	for i := range m.Theta[:m.size-1] {
		m.Theta[i] *= f
	}
}
