package task

import (
	"fmt"
	"math"
)

// Molecule is energy and forces of so many atoms of one element by the first
// rung of nn.Potential with one channel. With d_ij = ‖x_j − x_i‖ and all vectors
// of length hidden, but for m_i of length 3,
//
//	s(d) = max(0, 1 − (d/Cutoff)²)³ · tanh(d·slope + shift)·out
//	m_i = Σⱼ s(d_ij)·(x_j − x_i)/d_ij
//	E = Σᵢ tanh(‖m_i‖²·read + bias)·energy
//
// The input theta is slope, shift, out, read, bias and energy, end to end. Every
// run is given positions and hands out E and the forces −∂E/∂x.
func Molecule(kind string, atoms, hidden int) Task {
	return Task{Name: fmt.Sprintf("molecule %s %d atoms, %d units", short(kind), atoms, hidden),
		Kind: "molecule", Type: kind, N: atoms, Hidden: hidden}
}

// Cutoff is where atoms cease to feel each other, Å; lattice keeps all of them
// closer.
const Cutoff = 20.

// lattice is atoms on a cubic lattice of 1.5 Å, five by five by as many layers
// as it takes, each up to 0.25 Å off along each axis.
func lattice(atoms int) []float32 {
	x := uniform(3*atoms, 41, -0.25, 0.25)
	for i := range atoms {
		for c, cell := range []int{i % 5, i / 5 % 5, i / 25} {
			x[3*i+c] += 1.5 * float32(cell)
		}
	}
	return x
}

// bends is parameters of the network of a molecule: tanh(slope·d + shift) is 0
// at a distance from 0 to 8 Å and bends over some Å, and weights are uniform in
// ±√(6/(in+out)).
func bends(hidden int) []float32 {
	r := generator(42)
	slope, shift := make([]float32, hidden), make([]float32, hidden)
	for h := range hidden {
		slope[h] = float32(0.05 + 0.15*r.next())
		shift[h] = -slope[h] * float32(8*r.next())
	}
	limit := math.Sqrt(6 / float64(1+hidden))
	return append(append(slope, shift...), uniform(4*hidden, 43, -limit, limit)...)
}
