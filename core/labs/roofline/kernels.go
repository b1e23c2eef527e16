package roofline

import (
	"residual/core/ad"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/plan"
)

// programs are the kernels that a program can ask for, each as a program of its
// own over rows of 64 numbers, planned, counted and run like any other.
var programs = []struct {
	name   string
	record func(p *ad.Program) ad.Value
}{
	{"product A·B", func(p *ad.Program) ad.Value { return p.MatMul(p.Rows("x", cols), p.Param("w", cols, cols)) }},
	{"product A·Bᵀ", func(p *ad.Program) ad.Value { return p.MatMulT(p.Rows("x", cols), p.Param("w", cols, cols)) }},
	{"product Aᵀ·B", func(p *ad.Program) ad.Value { return p.TMatMul(p.Rows("x", cols), p.Rows("y", cols)) }},
	{"sum", func(p *ad.Program) ad.Value { return p.Add(p.Rows("x", cols), p.Rows("y", cols)) }},
	{"bias", func(p *ad.Program) ad.Value { return p.AddBias(p.Rows("x", cols), p.Param("b", 1, cols)) }},
	{"sum of rows", func(p *ad.Program) ad.Value { return p.SumRows(p.Rows("x", cols)) }},
	{"tanh", func(p *ad.Program) ad.Value { return p.Tanh(p.Rows("x", cols)) }},
	{"exp", func(p *ad.Program) ad.Value { return p.Exp(p.Rows("x", cols)) }},
	{"sin", func(p *ad.Program) ad.Value { return p.Sin(p.Rows("x", cols)) }},
	{"jet product", func(p *ad.Program) ad.Value { x := jet(p); return p.Mul(x, x) }},
	{"jet tanh", func(p *ad.Program) ad.Value { return p.Tanh(jet(p)) }},
	{"jet tanh adjoint", func(p *ad.Program) ad.Value { x := jet(p); return p.TanhBack(x, x) }},
}

const cols = 64

// jet is a batch with its Laplacian in two dimensions.
func jet(p *ad.Program) ad.Value {
	along := make([]float64, cols)
	along[0] = 1
	return p.SeedSum(p.Rows("x", cols), 2, along, along)
}

// addKernels asks a room for what every kernel takes in one type, of so many bytes
// a number, over so many rows; when it is opened, their probes are added to all.
func addKernels[T kernel.Float](room *fit.Room, all *[]*probe, rows int, typeName string, size int) {
	add := func(name string, flops, bytes, set int64, run func()) {
		*all = append(*all, &probe{name: name + ", " + typeName, flops: float64(flops), bytes: float64(bytes),
			set: float64(set), narrow: size == 4, run: run})
	}
	for _, k := range programs {
		var p ad.Program
		pl := plan.InChunks(&p, rows, rows, k.record(&p))
		var m *plan.Machine[T]
		fit.Planned(room, &m, pl)
		room.Then(func() {
			fillInputs(m)
			add(k.name, pl.Flops(), pl.Traffic(size), pl.Bytes(size), m.Run)
		})
	}
	side, n := rows/2, rows*cols
	var u, v, theta, g []T
	var adam opt.Adam[T]
	fit.Slice(room, &u, side*side)
	fit.Slice(room, &v, side*side)
	fit.Slice(room, &theta, n)
	fit.Slice(room, &g, n)
	adam.Reserve(room, n)
	room.Then(func() {
		for _, z := range [][]T{u, v, theta, g} {
			kernel.Fill(z, 0.25)
		}
		area := int64(side * side)
		adam.Begin(1e-3)
		add("stencil", 7*area, 2*int64(size)*area, 2*int64(size)*area, func() { kernel.Diffuse2(v, u, side, side, 0.2) })
		add("Adam", adam.Flops(), adam.Traffic(), adam.Traffic(), func() { adam.Step(theta, g) })
	})
}

func fillInputs[T kernel.Float](m *plan.Machine[T]) {
	for v, in := range m.Plan.Program.Code {
		if in.Op.IsInput() {
			kernel.Fill(m.Value(ad.Value(v)), 0.25)
		}
	}
}
