package plan

import (
	"residual/core/ad"
	"residual/core/kernel"
)

// exec computes v.
func (m *Machine[T]) exec(v ad.Value) {
	in := m.Plan.code(v)
	m.table[in.Op].run(m, in, m.vals[v])
}

// arg is argument i of in.
func (m *Machine[T]) arg(in *ad.Instr, i int) []T { return m.vals[in.Args[i]] }

// argShape is the shape of argument i of in.
func (m *Machine[T]) argShape(in *ad.Instr, i int) *ad.Shape {
	return &m.Plan.code(in.Args[i]).Shape
}

// planeSize is the count of numbers of one plane of what in makes.
func (m *Machine[T]) planeSize(in *ad.Instr) int { return in.Shape.Plain().Size(m.n) }

// binary runs a kernel z = f(x, y) number by number.
func binary[T kernel.Float](f func(z, x, y []T)) func(*Machine[T], *ad.Instr, []T) {
	return func(m *Machine[T], in *ad.Instr, z []T) { f(z, m.arg(in, 0), m.arg(in, 1)) }
}

// jetUnary runs a kernel y = f(x) of jets.
func jetUnary[T kernel.Float](f func(y, x []T, j kernel.Jet, n int)) func(*Machine[T], *ad.Instr, []T) {
	return func(m *Machine[T], in *ad.Instr, z []T) {
		f(z, m.arg(in, 0), in.Shape.Jet, m.planeSize(in))
	}
}

// jetBinary runs a kernel z = f(x, y) of jets.
func jetBinary[T kernel.Float](f func(z, x, y []T, j kernel.Jet, n int)) func(*Machine[T], *ad.Instr, []T) {
	return func(m *Machine[T], in *ad.Instr, z []T) {
		f(z, m.arg(in, 0), m.arg(in, 1), in.Shape.Jet, m.planeSize(in))
	}
}

func runFill[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	n := m.planeSize(in)
	kernel.Fill(z[:n], T(in.Const))
	clear(z[n:])
}

func runScale[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	kernel.Scale(z, T(in.Const), m.arg(in, 0))
}

func runAddConst[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	x, n := m.arg(in, 0), m.planeSize(in)
	kernel.AddScalar(z[:n], T(in.Const), x[:n])
	copy(z[n:], x[n:])
}

func runAddBias[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	x, n := m.arg(in, 0), m.planeSize(in)
	kernel.AddRow(z[:n], x[:n], m.arg(in, 1), m.n*in.Shape.RowsPerMember(), in.Shape.Cols)
	copy(z[n:], x[n:])
}

// Sine and cosine are computed together; the one not asked for goes to scratch.
func runSin[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	kernel.JetSinCos(z, m.scratch[:len(z)], m.arg(in, 0), in.Shape.Jet, m.planeSize(in))
}

func runCos[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	kernel.JetSinCos(m.scratch[:len(z)], z, m.arg(in, 0), in.Shape.Jet, m.planeSize(in))
}

func runSparseMul[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	planes := in.Shape.Planes()
	kernel.SparseMul(z, m.arg(in, 0), in.Map, planes*m.n, in.Shape.Cols)
}
