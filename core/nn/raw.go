package nn

import (
	"math"
	"math/rand/v2"

	"residual/core/ad"
)

// Raw is the ordinary network: coordinates in, energy out. It must be shown
// that turning a molecule changes nothing. That moving it changes nothing is made
// easy: the coordinates go through
//
//	x ↦ x·centre + shift
//
// which takes off the centre of mass and makes each coordinate that the network
// is taught with of mean 0 and spread 1. These two are params that are set by
// Start and not among those to be taught.
type Raw struct {
	*MLP
	centre, shift ad.Value // 3A × 3A, 1 × 3A
	mass          []float64
}

// NewRaw declares the params of a network for atoms of such masses, with two
// hidden layers.
func NewRaw(p *ad.Program, mass []float64, hidden int) *Raw {
	n := 3 * len(mass)
	r := &Raw{MLP: NewMLP(p, n, hidden, hidden, 1), mass: mass}
	r.centre, r.shift = p.Param("centre", n, n), p.Param("shift", 1, n)
	return r
}

// Energy records the energy at positions x, of A rows of 3 for each member.
func (r *Raw) Energy(p *ad.Program, x ad.Value) ad.Value {
	return r.Apply(p, p.AddBias(p.MatMul(p.Reshape(x, r.Sizes[0]), r.centre), r.shift))
}

// Start fills theta, all params side by side: those to be taught as Glorot does,
// then centre and shift for positions x, row by row, as they will be taught.
// A coordinate whose spread is under narrow counts as if it had that.
func (r *Raw) Start(theta, x []float64, narrow float64, rng *rand.Rand) {
	Glorot(r.MLP, theta, rng)
	n := r.Sizes[0]
	centre, shift := theta[r.Size():][:n*n], theta[r.Size()+n*n:]
	total := 0.0
	for _, m := range r.mass {
		total += m
	}
	column := make([]float64, n)
	for j := range n {
		clear(column)
		column[j] = 1
		for i, m := range r.mass {
			column[3*i+j%3] -= m / total
		}
		mean, spread := moments(x, column)
		spread = math.Max(narrow, spread)
		for i, c := range column {
			centre[i*n+j] = c / spread
		}
		shift[j] = -mean / spread
	}
}

// moments is the mean and the standard deviation of ⟨x, column⟩ over the rows
// of x.
func moments(x, column []float64) (mean, spread float64) {
	n := len(column)
	rows := float64(len(x) / n)
	at := func(i int) (sum float64) {
		for k, c := range column {
			sum += float64(c * x[i+k])
		}
		return sum
	}
	for i := 0; i < len(x); i += n {
		mean += at(i) / rows
	}
	for i := 0; i < len(x); i += n {
		off := at(i) - mean
		spread += float64(off*off) / rows
	}
	return mean, math.Sqrt(spread)
}
