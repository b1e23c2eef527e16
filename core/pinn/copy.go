package pinn

// A copying is the least-squares problem of giving the networks of a model values at
// the points of its first law: those of another model, which thus is where this one
// starts.
type copying struct {
	m      *Model
	target []float64
}

// copied is how many values there are.
func (m *Model) copied() int { return len(m.outputs) * m.count(m.equations[0]) }

// networks sets out to the networks of m at the points at which another model copies
// them.
func (m *Model) networks(out []float64, other *Model) {
	var x []float64
	for _, at := range other.outputs[0].points {
		x = append(x, at[:len(m.problem.Inputs)]...)
	}
	n := len(other.outputs[0].points)
	for f, e := range m.outputs {
		m.run(e.value, e.columns, e.residual, out[f*n:(f+1)*n], x)
	}
}

func (c copying) Rows() int { return len(c.m.outputs) * len(c.m.outputs[0].points) }

func (c copying) Residual(r, theta []float64) {
	all := r
	for _, e := range c.m.outputs {
		for k := range e.chunks() {
			r = r[e.residuals(k, r, theta):]
		}
	}
	c.subtract(all)
}

func (c copying) Jacobian(r, jac, theta []float64) {
	all := r
	for _, e := range c.m.outputs {
		for k := range e.chunks() {
			n := e.jacobian(k, r, jac, theta)
			r, jac = r[n:], jac[n*len(theta):]
		}
	}
	c.subtract(all)
}

func (c copying) subtract(r []float64) {
	scale := c.m.outputs[0].scale()
	for i := range c.Rows() {
		r[i] -= scale * c.target[i]
	}
}
