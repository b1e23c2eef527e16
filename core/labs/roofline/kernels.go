package roofline

import (
	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/plan"
)

// The kernels that a program can ask for, each as a program of its own over rows
// of 64 numbers, planned, counted and run like any other.
var recipes = []struct {
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

// A workshop holds the kernels' probes and counts what they hold.
type workshop struct {
	probes       []*probe
	planned, got int64
}

// newWorkshop makes ready every kernel in both types over so many rows.
func newWorkshop(rows int) *workshop {
	w := &workshop{}
	stock[float32](w, rows, ", float32", true)
	stock[float64](w, rows, ", float64", false)
	return w
}

func stock[T kernel.Float](w *workshop, rows int, suffix string, narrow bool) {
	size := int64(8)
	if narrow {
		size = 4
	}
	add := func(name string, flops, bytes, set int64, run func()) {
		w.probes = append(w.probes, &probe{name: name + suffix, flops: float64(flops), bytes: float64(bytes),
			set: float64(set), narrow: narrow, run: run})
	}
	for _, k := range recipes {
		pl := recipe(k.record, rows)
		m := plan.NewMachine[T](pl)
		for v := range pl.Program.Code {
			if pl.Program.Code[v].Op == ad.Rows || pl.Program.Code[v].Op == ad.Param {
				kernel.Fill(m.Value(ad.Value(v)), 0.25)
			}
		}
		w.planned, w.got = w.planned+pl.Bytes(int(size)), w.got+m.Bytes()
		add(k.name, pl.Flops(), pl.Traffic(int(size)), pl.Bytes(int(size)), m.Run)
	}
	side := rows / 2
	n := side * side
	u, v := filled[T](n), filled[T](n)
	add("stencil", 7*int64(n), 2*size*int64(n), 2*size*int64(n), func() { kernel.Diffuse2(v, u, side, side, 0.2) })
	adam := opt.NewAdam[T](rows*cols, 1e-3)
	theta, g := filled[T](rows*cols), filled[T](rows*cols)
	add("Adam", adam.Flops(), adam.Traffic(), adam.Traffic(), func() { adam.Step(theta, g) })
	w.planned += size * int64(2*n+4*rows*cols)
	w.got += size * int64(cap(u)+cap(v)+cap(theta)+cap(g)+cap(adam.M)+cap(adam.V))
}

func recipe(record func(*ad.Program) ad.Value, rows int) *plan.Plan {
	var p ad.Program
	out := record(&p)
	return plan.InChunks(&p, rows, rows, out)
}

func filled[T kernel.Float](n int) []T {
	z := make([]T, n)
	kernel.Fill(z, 0.25)
	return z
}

// workshopBytes is what newWorkshop will hold.
func workshopBytes(rows int) (sum int64) {
	for _, k := range recipes {
		pl := recipe(k.record, rows)
		sum += pl.Bytes(4) + pl.Bytes(8)
	}
	return sum + 12*int64(2*(rows/2)*(rows/2)+4*rows*cols)
}
