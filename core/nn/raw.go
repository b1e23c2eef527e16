package nn

import (
	"math"
	"math/rand/v2"

	"residual/core/ad"
)

// Raw is a network without symmetries: coordinates in, energy out. It has to
// learn from data that rotating a molecule changes nothing. Translations are
// taken care of: the coordinates first go through
//
//	x ↦ x·centre + shift
//
// which subtracts the centre of mass and standardises each coordinate to mean 0
// and standard deviation 1 over the training data. Start sets these two params;
// they are not trained.
type Raw struct {
	*MLP
	centre, shift ad.Value // 3A × 3A, 1 × 3A
	mass          []float64
}

// NewRaw declares the params of a network for atoms of the given masses, with
// two layers of hidden units.
func NewRaw(p *ad.Program, mass []float64, hidden int) *Raw {
	n := 3 * len(mass)
	r := &Raw{MLP: NewMLP(p, n, hidden, hidden, 1), mass: mass}
	r.centre, r.shift = p.Param("centre", n, n), p.Param("shift", 1, n)
	return r
}

// Energy records the energy at the positions x, a batch (or jet) of A rows of 3
// for each member.
func (r *Raw) Energy(p *ad.Program, x ad.Value) ad.Value {
	return r.Apply(p, p.AddBias(p.MatMul(p.Reshape(x, r.Sizes[0]), r.centre), r.shift))
}

// Start fills theta, all params side by side: those to be trained as Glorot does,
// then centre and shift for the training positions x, row by row. A standard
// deviation under narrow is taken to be narrow.
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
		mean, sd := moments(x, column)
		sd = math.Max(narrow, sd)
		for i, c := range column {
			centre[i*n+j] = c / sd
		}
		shift[j] = -mean / sd
	}
}

// moments is the mean and the standard deviation of ⟨x, column⟩ over the rows
// of x.
func moments(x, column []float64) (mean, sd float64) {
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
		sd += float64(off*off) / rows
	}
	return mean, math.Sqrt(sd)
}
