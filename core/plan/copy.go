package plan

import (
	"residual/core/ad"
	"residual/core/kernel"
)

// The functions below only copy numbers.

// runSeed makes the argument plane 0, the directions the first coefficients and
// the others 0.
func runSeed[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	n := m.planeSize(in)
	copy(z, m.arg(in, 0))
	clear(z[n:])
	for d, along := range in.Along {
		first := z[in.Shape.Jet.Plane(d, 1)*n:][:n]
		for i := range first {
			first[i] = T(along[i%len(along)])
		}
	}
}

func runPlane[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	copy(z, m.arg(in, 0)[in.At*len(z):])
}

func runEmbed[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	clear(z)
	copy(z[in.At*m.planeSize(in):], m.arg(in, 0))
}

func runReshape[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) { copy(z, m.arg(in, 0)) }

func runBroadcast[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	x := m.arg(in, 0)
	for i := 0; i < len(z); i += len(x) {
		copy(z[i:], x)
	}
}

func runColumns[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	copyColumns(z, m.arg(in, 0)[in.At:], in.Shape.Cols, m.argShape(in, 0).Cols, in.Shape.Cols)
}

func runPadColumns[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	clear(z)
	cols := m.argShape(in, 0).Cols
	copyColumns(z[in.At:], m.arg(in, 0), in.Shape.Cols, cols, cols)
}

func runConcat[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	at := 0
	for i := range in.Args {
		cols := m.argShape(in, i).Cols
		copyColumns(z[at:], m.arg(in, i), in.Shape.Cols, cols, cols)
		at += cols
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
