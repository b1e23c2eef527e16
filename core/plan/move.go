package plan

import "residual/core/ad"

// move does what only moves numbers.
func (m *Machine[T]) move(v ad.Value, in *ad.Instr, z []T) {
	x := m.arg(in, 0)
	n := m.plane(v)
	switch in.Op {
	case ad.Seed:
		copy(z, x)
		m.seed(in, z, n)
	case ad.Reshape:
		copy(z, x)
	case ad.Plane:
		copy(z, x[in.At*n:])
	case ad.Embed:
		clear(z)
		copy(z[in.At*n:], x)
	case ad.Broadcast:
		for i := 0; i < len(z); i += len(x) {
			copy(z[i:], x)
		}
	case ad.Columns:
		cols := m.Plan.Program.Shape(in.Args[0]).Cols
		copyColumns(z, x[in.At:], in.Shape.Cols, cols, in.Shape.Cols)
	case ad.PadColumns:
		clear(z)
		cols := m.Plan.Program.Shape(in.Args[0]).Cols
		copyColumns(z[in.At:], x, in.Shape.Cols, cols, cols)
	case ad.Concat:
		at := 0
		for i, a := range in.Args {
			cols := m.Plan.Program.Shape(a).Cols
			copyColumns(z[at:], m.arg(in, i), in.Shape.Cols, cols, cols)
			at += cols
		}
	}
}

// seed fills the planes above the first: the directions, then zeros.
func (m *Machine[T]) seed(in *ad.Instr, z []T, n int) {
	clear(z[n:])
	for d, along := range in.Along {
		plane := z[in.Shape.Jet.Plane(d, 1)*n:][:n]
		for i := range plane {
			plane[i] = T(along[i%len(along)])
		}
	}
}

// copyColumns copies rows of cols numbers from x, whose rows lie ldx apart, to
// z, whose rows lie ldz apart.
func copyColumns[T any](z, x []T, ldz, ldx, cols int) {
	for len(z) >= cols && len(x) >= cols {
		copy(z[:cols], x[:cols])
		z, x = z[min(ldz, len(z)):], x[min(ldx, len(x)):]
	}
}
