package ode

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"residual/core/law"
	"residual/core/linalg"
)

// An Eigen is a linear problem with an eigenvalue E. On the first pieces the laws and
// conditions are (A + E B) c = 0; with a shift σ the eigenvalues μ of
//
//	(A + σB)⁻¹ B,   E = σ − 1/μ
//
// tell the first states. Each is then refined as a problem of its own, in which E is
// unknown and a norm is given: the one that the problem has, else ∫ψ² = 1. The first
// of its values beyond a tenth of the largest is positive.
type Eigen struct {
	y      *system
	norm   int       // which of the conditions
	about  []float64 // the eigenvalues on the first pieces
	states []*Boundary
	at     int
	reason string
	done   bool
}

// mostStates is how many are refined.
const mostStates = 4

// IsEigen tells whether one eigenvalue is sought.
func IsEigen(p *law.Problem) bool {
	eigen, other := 0, 0
	for _, q := range p.Params {
		switch q.Kind {
		case law.Eigen:
			eigen++
		case law.Sought:
			other++
		}
	}
	return len(p.Inputs) == 1 && eigen == 1 && other == 0
}

// NewEigen prepares such a problem.
func NewEigen(p *law.Problem) (*Eigen, error) {
	y, err := compile(p)
	if err != nil {
		return nil, err
	}
	z := &Eigen{y: y, norm: -1}
	if len(y.conditions) == y.order() {
		if err := y.addNorm(); err != nil {
			return nil, err
		}
	}
	u := newPieces(y.orders, degree, y.mesh(even(firstPieces)), 1)
	c := calculation{y, u, gauss(degree, false)}
	for i, q := range y.conditions {
		s, _ := u.find(q.x, false)
		switch v := c.add(q.form, s, 1, nil); {
		case v != 0 && z.norm >= 0:
			return nil, errors.New("an eigenproblem has one condition that is not homogeneous, its norm, or none")
		case v != 0:
			z.norm = i
		}
	}
	if z.norm < 0 {
		return nil, errors.New("this eigenproblem has too many conditions, or no norm")
	}
	return z, nil
}

// addNorm adds that the integral of the squares of all fields is 1.
func (y *system) addNorm() error {
	square := &law.Node{Op: law.Number}
	for f := range y.orders {
		u := &law.Node{Op: law.Unknown, Index: f}
		square = &law.Node{Op: law.Add, Args: []*law.Node{square, {Op: law.Mul, Args: []*law.Node{u, u}}}}
	}
	total := &law.Node{Op: law.Total, Args: []*law.Node{square}}
	f, err := y.form(&law.Node{Op: law.Sub, Args: []*law.Node{total, {Op: law.Number, Value: 1}}})
	y.conditions = append(y.conditions, condition{f, y.lo})
	return err
}

// pencil is A and B on some pieces: the equations but for the norm, by all unknowns
// but the eigenvalue. It is an error where the problem is not linear and homogeneous.
func (z *Eigen) pencil(u *pieces) (a, b []float64, err error) {
	m, err := newNewton(z.y, u)
	if err != nil {
		return nil, nil, err
	}
	n := len(u.c) - 1
	skip := n + 1 - len(z.y.conditions) + z.norm
	rows := func(value, e float64) (all []float64) {
		for i := range n {
			u.c[i] = value * float64(1+i%3)
		}
		u.c[n] = e
		m.assemble(true)
		for i := range n + 1 {
			if i != skip {
				all = append(all, m.matrix[i*(n+1):][:n]...)
			}
		}
		return all
	}
	other, third := rows(0.3, 1), rows(0, 2)
	b, a = rows(0, 1), rows(0, 0)
	for i, v := range m.right {
		if i != skip && v != 0 {
			return nil, nil, errors.New("the laws and conditions of an eigenproblem must be linear and homogeneous: 0 satisfies them")
		}
	}
	for i := range b {
		if !near(other[i], b[i]) || !near(third[i]+a[i], 2*b[i]) {
			return nil, nil, errors.New("the laws of an eigenproblem must be linear in the fields, and linear in the eigenvalue")
		}
		b[i] -= a[i]
	}
	return a, b, nil
}

// near tells whether two numbers are the same but for rounding.
func near(x, y float64) bool { return math.Abs(x-y) <= 1e-9*(math.Abs(x)+math.Abs(y)) }

// shift is any number: no eigenvalue of a problem with simple coefficients.
const shift = 0.0371829

// first finds the first states on the first pieces.
func (z *Eigen) first() error {
	u := newPieces(z.y.orders, degree, z.y.mesh(even(firstPieces)), 1)
	for len(u.c) < 100 {
		u = newPieces(z.y.orders, degree, z.y.mesh(even(2*u.count()/(len(z.y.breaks)+1))), 1)
	}
	a, b, err := z.pencil(u)
	if err != nil {
		return err
	}
	values, err := spectrum(len(u.c)-1, a, b)
	if err != nil {
		return err
	}
	z.about = values
	q := z.y.p.Params[z.y.sought[0]]
	for _, e := range values {
		if len(z.states) == mostStates {
			break
		}
		if q.Lo < q.Hi && !(e >= q.Lo && e <= q.Hi) {
			continue
		}
		s, err := z.state(u, a, b, e)
		if err != nil {
			return err
		}
		z.states = append(z.states, s)
	}
	if len(z.states) == 0 {
		return errors.New("no real eigenvalue was found")
	}
	return nil
}

// spectrum is the real eigenvalues, from the end at which functions are smooth: the
// other end is where they are largest.
func spectrum(n int, a, b []float64) (all []float64, err error) {
	factors, err := shifted(n, a, b, shift)
	if err != nil {
		return nil, err
	}
	m := slices.Clone(b)
	factors.solve(m, n)
	values, ok := linalg.Eigenvalues(n, m)
	if !ok {
		return nil, errors.New("the eigenvalues on the first pieces were not found")
	}
	largest := 0.0
	for _, v := range values {
		largest = max(largest, math.Abs(real(v)))
	}
	far := 0.0
	for _, v := range values {
		mu := real(v)
		if math.Abs(mu) < 1e-9*largest || math.Abs(imag(v)) > 1e-6*math.Abs(mu) {
			continue
		}
		e := shift - 1/mu
		all = append(all, e)
		if math.Abs(e) > math.Abs(far) {
			far = e
		}
	}
	slices.SortFunc(all, func(x, y float64) int {
		if far < 0 {
			x, y = y, x
		}
		return cmp.Compare(x, y)
	})
	return all, nil
}

// A scaledLU solves equations that were divided by the largest entries of their rows.
type scaledLU struct {
	linalg.LU
	scale []float64
}

// shifted factors A + σB.
func shifted(n int, a, b []float64, sigma float64) (z scaledLU, err error) {
	m := make([]float64, n*n)
	for i := range n {
		largest := 0.0
		for j := range n {
			m[i*n+j] = a[i*n+j] + sigma*b[i*n+j]
			largest = max(largest, math.Abs(m[i*n+j]))
		}
		for j := range n {
			m[i*n+j] /= largest
		}
		z.scale = append(z.scale, largest)
	}
	ok := true
	if z.LU, ok = linalg.FactorLU(n, m); !ok {
		return z, errSingular
	}
	return z, nil
}

// solve is of k right sides.
func (z scaledLU) solve(b []float64, k int) {
	for i, s := range z.scale {
		for j := range k {
			b[i*k+j] /= s
		}
	}
	z.SolveMany(b, k)
}

// state is the refinement of one with an eigenvalue near e: its function by inverse
// iteration.
func (z *Eigen) state(u *pieces, a, b []float64, e float64) (*Boundary, error) {
	n := len(u.c) - 1
	factors, err := shifted(n, a, b, e+1e-7*(1+math.Abs(e)))
	if err != nil {
		return nil, err
	}
	v := newPieces(u.orders, u.s, u.x, 1)
	c := v.c[:n]
	for i := range c {
		c[i] = 1 / float64(i+2)
	}
	for range 4 {
		right := make([]float64, n)
		for i := range right {
			for j, x := range c {
				right[i] += b[i*n+j] * x
			}
		}
		factors.solve(right, 1)
		size := norm(right)
		for i := range c {
			c[i] = right[i] / size
		}
	}
	v.c[n] = e
	z.normalise(v)
	s := &Boundary{y: z.y, eigen: true, guess: e, start: mostStarts, rough: mostRough}
	s.follow(v)
	return s, nil
}

// normalise scales a state so that its norm is as is said: of g(α) = aα² + bα + g(0)
// one of a and b is 0. Where both signs are right the first value beyond a tenth of the
// largest becomes positive.
func (z *Eigen) normalise(u *pieces) {
	f := z.y.conditions[z.norm]
	c := calculation{z.y, u, gauss(u.s+2, false)}
	v := u.c[:len(u.c)-1]
	from := slices.Clone(v)
	scaled := func(factor float64) float64 {
		for i, x := range from {
			v[i] = factor * x
		}
		s, _ := u.find(f.x, false)
		return c.add(f.form, s, 1, nil)
	}
	none, one, two := scaled(0), scaled(1), scaled(2)
	square := (two - 2*one + none) / 2
	linear := one - none - square
	if math.Abs(linear) > math.Abs(square) {
		scaled(-none / linear)
		return
	}
	factor := math.Sqrt(math.Abs(none / square))
	scaled(factor)
	if u.first() < 0 {
		scaled(-factor)
	}
}

// first is the first value of the first field, at points in each piece, that is beyond
// a tenth of the largest.
func (u *pieces) first() float64 {
	var all []float64
	most := 0.0
	for i := range u.count() {
		for k := range 2 * u.s {
			v := u.value(0, 0, u.inside(i, -1+float64(k)/float64(u.s)))
			all, most = append(all, v), max(most, math.Abs(v))
		}
	}
	return all[slices.IndexFunc(all, func(v float64) bool { return math.Abs(v) >= most/10 })]
}

// Step finds the first states, or takes one step in the refinement of one.
func (z *Eigen) Step() bool {
	switch {
	case z.done:
	case z.states == nil:
		if err := z.first(); err != nil {
			z.reason, z.done = err.Error(), true
		}
	case z.at == len(z.states):
		z.done = true
	case z.states[z.at].Step():
		if _, ok := z.states[z.at].Error(); !ok || !z.isNext() {
			z.reason = fmt.Sprintf("state %d was not resolved: its eigenvalue is a double one, or its function too fine", z.at+1)
			z.done = true
			break
		}
		z.at++
	}
	return z.done
}

// isNext tells whether a state is another one than the one before, and nearest to the
// eigenvalue from which it was refined: none was skipped.
func (z *Eigen) isNext() bool {
	e := z.value(z.at)
	for _, other := range z.about {
		if math.Abs(e-other) < math.Abs(e-z.states[z.at].guess) {
			return false
		}
	}
	return z.at == 0 || math.Abs(e-z.value(z.at-1)) > 1e-9*math.Abs(e)
}

func (z *Eigen) value(state int) float64 { return z.states[state].Params()[0] }

// Method is that of a reference.
func (z *Eigen) Method() string {
	if z.at == 0 {
		return "collocation, eigenvalues of a matrix"
	}
	return fmt.Sprintf("%d states by the eigenvalues of a matrix, each refined by %s", z.at, z.states[0].Method())
}

// Progress is how many states are refined.
func (z *Eigen) Progress() float64 {
	if z.done {
		return 1
	}
	return float64(z.at) / (mostStates + 1)
}

// Error is that of the function of the first state.
func (z *Eigen) Error() (float64, bool) {
	if z.at == 0 {
		return 0, false
	}
	return z.states[0].Error()
}

// Reason says why there are not more states.
func (z *Eigen) Reason() string { return z.reason }

// Params are the eigenvalues that were found, from the first.
func (z *Eigen) Params() (all []float64) {
	for i := range z.at {
		all = append(all, z.value(i))
	}
	return all
}

// Eval is the function of the first state.
func (z *Eigen) Eval(out, x []float64) { z.State(0, out, x) }

// State is the function of any state that was found, not numbers of others.
func (z *Eigen) State(state int, out, x []float64) {
	if state >= z.at {
		(*pieces)(nil).eval(out, x)
		return
	}
	z.states[state].Eval(out, x)
}
