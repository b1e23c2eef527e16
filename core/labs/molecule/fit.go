package molecule

import (
	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/plan"
)

// A fit is a network's distance from reference data as a least-squares problem.
// Each of its rows is one number known about one geometry: the energy there, or
// how the energy changes along one direction v, which is −v·F. Both come from
// one pass with a jet along v,
//
//	E(x + t·v) = E₀ + E₁t + …      residual = α·E₀ + β·E₁ − target
//
// so that nothing is differentiated backwards but by the parameters.
type fit struct {
	program          *ad.Program
	x, v             ad.Value // A × 3 a row
	alpha, beta      ad.Value
	target, residual ad.Value
	jacobian         ad.Value
	params           []ad.Value

	coords, rows int
	value, jets  *plan.Machine[float64]
	lm           *opt.LevenbergMarquardt
}

// A model is a network for the energy of a molecule, as package nn has them.
type model interface {
	Params() []ad.Value
	Energy(p *ad.Program, x ad.Value) ad.Value
}

// recordFit records the fit of the model that build makes.
func recordFit(atoms int, build func(p *ad.Program) model) *fit {
	p := new(ad.Program)
	f := &fit{program: p, coords: 3 * atoms}
	m := build(p)
	f.params = m.Params()
	f.x, f.v = p.RowsOf("x", atoms, 3), p.RowsOf("v", atoms, 3)
	f.alpha, f.beta, f.target = p.Rows("α", 1), p.Rows("β", 1), p.Rows("target", 1)
	along := kernel.Jet{Dirs: 1, Order: 1}
	e := m.Energy(p, p.Add(p.Embed(f.x, 0, along), p.Embed(f.v, 1, along)))
	known := p.Add(p.Mul(f.alpha, p.Plane(e, 0)), p.Mul(f.beta, p.Plane(e, 1)))
	f.residual = p.Sub(known, f.target)
	f.jacobian = p.Jacobian(f.residual, f.params...)
	return f
}

// plans are those of the residuals alone and of the Jacobian, for so many rows.
func (f *fit) plans(rows int) (value, jets *plan.Plan) {
	return plan.New(f.program, rows, f.residual), plan.New(f.program, rows, f.residual, f.jacobian)
}

// planned is what open allocates, in bytes.
func (f *fit) planned(rows int) int64 {
	value, jets := f.plans(rows)
	own := 8 * int64(rows) * int64(f.size()) // the Jacobian stands in the machine
	return value.Bytes(8) + jets.Bytes(8) + opt.LevenbergMarquardtBytes(rows, f.size()) - own
}

func (f *fit) open(rows int) {
	value, jets := f.plans(rows)
	f.value, f.jets = plan.NewMachine[float64](value), plan.NewMachine[float64](jets)
	f.lm = opt.NewLevenbergMarquardtIn(f.jets.Value(f.jacobian), rows, f.size())
}

func (f *fit) bytes() int64 {
	if f == nil {
		return 0
	}
	return f.value.Bytes() + f.jets.Bytes() + f.lm.Bytes() - 8*int64(len(f.jets.Value(f.jacobian)))
}

// size is the number of parameters.
func (f *fit) size() int {
	n := 0
	for _, v := range f.params {
		n += f.program.Shape(v).Size(0)
	}
	return n
}

// Rows is the number of residuals.
func (f *fit) Rows() int { return f.rows }

// Residual sets r to the residuals at theta.
func (f *fit) Residual(r, theta []float64) {
	copy(f.value.Params(), theta)
	f.value.RunRows(f.rows)
	copy(r, f.value.Value(f.residual)[:f.rows])
}

// Jacobian sets r likewise and jac to its derivatives; jac is where the machine
// leaves them anyway.
func (f *fit) Jacobian(r, jac, theta []float64) {
	copy(f.jets.Params(), theta)
	f.jets.RunRows(f.rows)
	copy(r, f.jets.Value(f.residual)[:f.rows])
}

// add adds a row.
func (f *fit) add(x, v []float64, alpha, beta, target float64) {
	i := f.rows
	for _, m := range []*plan.Machine[float64]{f.value, f.jets} {
		copy(m.Value(f.x)[i*f.coords:], x)
		copy(m.Value(f.v)[i*f.coords:], v)
		m.Value(f.alpha)[i], m.Value(f.beta)[i], m.Value(f.target)[i] = alpha, beta, target
	}
	f.rows++
}
