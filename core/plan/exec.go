package plan

import (
	"residual/core/ad"
	"residual/core/kernel"
)

// exec computes v.
func (m *Machine[T]) exec(v ad.Value) {
	in, z := m.Plan.code(v), m.vals[v]
	switch in.Op {
	case ad.Fill:
		n := m.plane(v)
		kernel.Fill(z[:n], T(in.Const))
		clear(z[n:])
	case ad.Seed, ad.Plane, ad.Embed, ad.Columns, ad.PadColumns, ad.Concat, ad.Broadcast, ad.Reshape:
		m.move(v, in, z)
	case ad.Add, ad.Sub, ad.Scale, ad.AddConst, ad.AddBias:
		m.combine(v, in, z)
	case ad.MatMul, ad.MatMulT, ad.TMatMul, ad.RowOuter, ad.SumRows, ad.SparseMul:
		m.couple(v, in, z)
	default:
		m.function(v, in, z)
	}
}

// plane is the count of numbers of one plane of v.
func (m *Machine[T]) plane(v ad.Value) int { return m.Plan.Program.Shape(v).Plain().Size(m.n) }

// arg is argument i of in.
func (m *Machine[T]) arg(in *ad.Instr, i int) []T { return m.vals[in.Args[i]] }

// combine does what is linear number by number.
func (m *Machine[T]) combine(v ad.Value, in *ad.Instr, z []T) {
	x := m.arg(in, 0)
	n := m.plane(v)
	switch in.Op {
	case ad.Add:
		kernel.Add(z, x, m.arg(in, 1))
	case ad.Sub:
		kernel.Sub(z, x, m.arg(in, 1))
	case ad.Scale:
		kernel.Scale(z, T(in.Const), x)
	case ad.AddConst:
		kernel.AddScalar(z[:n], T(in.Const), x[:n])
		copy(z[n:], x[n:])
	case ad.AddBias:
		kernel.AddRow(z[:n], x[:n], m.arg(in, 1), m.n*in.Shape.Each(), in.Shape.Cols)
		copy(z[n:], x[n:])
	}
}

// function does what is nonlinear: products and functions of jets.
func (m *Machine[T]) function(v ad.Value, in *ad.Instr, z []T) {
	x, j, n := m.arg(in, 0), in.Shape.Jet, m.plane(v)
	switch in.Op {
	case ad.Mul:
		kernel.JetMul(z, x, m.arg(in, 1), j, n)
	case ad.Corr:
		kernel.JetCorr(z, x, m.arg(in, 1), j, n)
	case ad.Tanh:
		kernel.JetTanh(z, x, j, n)
	case ad.TanhBack:
		kernel.JetTanhBack(z, x, m.arg(in, 1), j, n)
	case ad.Exp:
		kernel.JetExp(z, x, j, n)
	case ad.Sin:
		kernel.JetSinCos(z, m.work[:len(z)], x, j, n)
	case ad.Cos:
		kernel.JetSinCos(m.work[:len(z)], z, x, j, n)
	case ad.Sqrt:
		kernel.JetSqrt(z, x, j, n)
	case ad.Recip:
		kernel.JetRecip(z, x, j, n)
	case ad.Log:
		kernel.JetLog(z, x, j, n)
	default:
		panic("plan: no kernel for " + in.Op.String())
	}
}

// couple does products of matrices and sums over rows.
func (m *Machine[T]) couple(v ad.Value, in *ad.Instr, z []T) {
	p, n := m.Plan.Program, m.n
	x := m.arg(in, 0)
	switch in.Op {
	case ad.RowOuter:
		m.rowOuter(in, z)
	case ad.SumRows:
		m.sumRows(z, x, p.Shape(in.Args[0]))
	case ad.SparseMul:
		kernel.SparseMul(z, x, in.Map, p.Shape(in.Args[0]).Planes()*n, in.Shape.Cols)
	case ad.TMatMul:
		if sumsRows(p, v) {
			m.sumOuter(in, z)
			return
		}
		fallthrough
	default:
		g, _ := product(p, v, n)
		kernel.Multiply(g, z, x, m.arg(in, 1), m.work)
	}
}

// rowOuter adds the outer products of the planes and rows, member by member.
func (m *Machine[T]) rowOuter(in *ad.Instr, z []T) {
	p, n := m.Plan.Program, m.n
	x, y := m.arg(in, 0), m.arg(in, 1)
	s, t := p.Shape(in.Args[0]), p.Shape(in.Args[1])
	each, size := s.Each(), s.Cols*t.Cols
	for k := range s.Planes() {
		x, y := x[k*n*each*s.Cols:], y[k*n*each*t.Cols:]
		if each == 1 {
			kernel.RowOuter(z, x, y, n, s.Cols, t.Cols, size, k > 0)
			continue
		}
		for i := range n * each {
			kernel.RowOuter(z[i/each*size:], x[i*s.Cols:], y[i*t.Cols:], 1, s.Cols, t.Cols, size, k > 0 || i%each > 0)
		}
	}
}

// sumRows sets z to the sum of the rows of x, of shape s, block by block.
func (m *Machine[T]) sumRows(z, x []T, s ad.Shape) {
	cols, each, block := s.Cols, s.Each(), m.Plan.block
	sum := m.work[:cols]
	m.firstClears(z)
	for lo := 0; lo < m.n; lo += block {
		rows := each * min(block, m.n-lo)
		kernel.SumRows(sum, x[lo*each*cols:][:rows*cols], rows, cols)
		kernel.Add(z, z, sum)
	}
}

// sumOuter sets z to xᵀ·y, block by block; within a block plane by plane.
func (m *Machine[T]) sumOuter(in *ad.Instr, z []T) {
	p, n := m.Plan.Program, m.n
	x, y := m.arg(in, 0), m.arg(in, 1)
	s, t := p.Shape(in.Args[0]), p.Shape(in.Args[1])
	each, block := s.Each(), m.Plan.block
	sum, work := m.work[:len(z)], m.work[len(z):]
	m.firstClears(z)
	for lo := 0; lo < n; lo += block {
		rows := each * min(block, n-lo)
		for k := range s.Planes() {
			g := kernel.Product{M: s.Cols, K: rows, N: t.Cols, TransA: true, Add: k > 0}
			at := (k*n + lo) * each
			kernel.Multiply(g, sum, x[at*s.Cols:][:rows*s.Cols], y[at*t.Cols:][:rows*t.Cols], work)
		}
		kernel.Add(z, z, sum)
	}
}

// firstClears empties a sum over rows before the first chunk adds to it.
func (m *Machine[T]) firstClears(z []T) {
	if m.lo == 0 && !m.onward {
		clear(z)
	}
}
