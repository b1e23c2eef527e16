package pinn

import (
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/law"

	"math"
)

// A point is the inputs of a problem, and what integrals run over.
type point [law.MaxInputs + maxBound]float64

// maxBound is how many integrals may stand in each other.
const maxBound = 2

// maxTries is how many points are looked at for one in the domain.
const maxTries = 1000

var primes = [law.MaxInputs]int{2, 3, 5, 7, 11, 13}

// halton is number i of a sequence that fills [0, 1] evenly (Halton, 1960).
func halton(i, base int) (v float64) {
	for f := 1.0; i > 0; i /= base {
		f /= float64(base)
		v += f * float64(i%base)
	}
	return v
}

// A domain chooses points of a problem.
type domain struct {
	p      *law.Problem
	params []float64
	inside *law.Evaluator // one condition for each region
	holds  []float64
}

func newDomain(p *law.Problem, params []float64) (*domain, error) {
	d := &domain{p: p, params: params, holds: make([]float64, len(p.Where))}
	var trees []*law.Node
	for _, g := range p.Where {
		n, err := p.Expand(g.Node, nil)
		if err != nil {
			return nil, err
		}
		trees = append(trees, n)
	}
	var err error
	d.inside, err = p.Compile(nil, trees...)
	return d, err
}

// contains tells whether all regions hold at a point.
func (d *domain) contains(at point) bool { return d.outside(at) < 0 }

// outside is the first region that does not hold, −1 where all do.
func (d *domain) outside(at point) int {
	if len(d.holds) == 0 {
		return -1
	}
	d.inside.Eval(d.holds, at[:len(d.p.Inputs)], d.params, nil)
	for i, v := range d.holds {
		if v == 0 {
			return i
		}
	}
	return -1
}

// interior is n points: in an interval those of Chebyshev, denser at its ends; in more
// inputs a sequence of Halton, shifted by random numbers, of which the domain keeps
// what lies in it.
func (d *domain) interior(n int, rng *rand.Rand) (all []point) {
	if len(d.p.Inputs) == 1 && len(d.p.Where) == 0 {
		for i := range n {
			c := d.p.Inputs[0]
			all = append(all, point{c.Lo + (c.Hi-c.Lo)*chebyshev(i, n)})
		}
		return all
	}
	return d.section(nil, nil, n, rng)
}

// chebyshev is node i of n on [0, 1].
func chebyshev(i, n int) float64 {
	return (1 - kernel.Cos1(math.Pi*(float64(i)+0.5)/float64(n))) / 2
}

// section is up to n points of the domain in which some inputs have values. Where all
// inputs are fixed it is one.
func (d *domain) section(inputs []int, values []float64, n int, rng *rand.Rand) (all []point) {
	if len(inputs) == len(d.p.Inputs) {
		n = 1
	}
	var shift [law.MaxInputs]float64
	for i := range shift {
		shift[i] = rng.Float64()
	}
	all = make([]point, 0, n)
	for i := 1; len(all) < n && i <= maxTries+20*n; i++ {
		at := d.place(i, shift)
		for k, input := range inputs {
			at[input] = values[k]
		}
		if d.contains(at) {
			all = append(all, at)
		}
	}
	return all
}

// place is number i of the shifted sequence in the box.
func (d *domain) place(i int, shift [law.MaxInputs]float64) (at point) {
	for k, c := range d.p.Inputs {
		v := halton(i, primes[k]) + shift[k]
		at[k] = c.Lo + (c.Hi-c.Lo)*(v-math.Floor(v))
	}
	return at
}

// edge is up to n points on the edge of a region: where segments leave the domain and
// that region. They lead from points inside to points of the box, and half of them
// further, out of the box, for the edge may touch its sides. Of more such points those
// far from each other are kept.
func (d *domain) edge(region, n int, rng *rand.Rand) (all []point) {
	inner := d.section(nil, nil, n, rng)
	if len(inner) == 0 {
		return nil
	}
	var shift [law.MaxInputs]float64
	for i := range shift {
		shift[i] = rng.Float64()
	}
	for i := 1; len(all) < crowd*n && i <= maxTries+20*crowd*n; i++ {
		in, out := inner[rng.IntN(len(inner))], d.place(i, shift)
		if rng.IntN(2) == 0 {
			out = toward(in, out, beyond)
		}
		if d.contains(out) {
			continue
		}
		if at, last := d.crossing(in, out); last == region && d.inBox(at) {
			all = append(all, at)
		}
	}
	return d.apart(all, n)
}

// crowd is how many points of an edge are looked at for one.
const crowd = 8

// apart is n of these points, each the one farthest from those before it (Gonzalez,
// 1985), by the lengths of the box.
func (d *domain) apart(all []point, n int) []point {
	nearest := make([]float64, len(all))
	for i := range nearest {
		nearest[i] = math.Inf(1)
	}
	n = min(n, len(all))
	for k := range n {
		far := k
		for i := k; i < len(all); i++ {
			if k > 0 {
				nearest[i] = min(nearest[i], d.square(all[i], all[k-1]))
			}
			if nearest[i] > nearest[far] {
				far = i
			}
		}
		all[k], all[far] = all[far], all[k]
		nearest[k], nearest[far] = nearest[far], nearest[k]
	}
	return all[:n]
}

// square is that of the distance of two points, by the lengths of the box.
func (d *domain) square(a, b point) (z float64) {
	for k, c := range d.p.Inputs {
		s := (a[k] - b[k]) / (c.Hi - c.Lo)
		z += s * s
	}
	return z
}

// beyond is how much longer than to a point of the box a segment is that leaves it.
const beyond = 4

// toward is the point at t on the line through two: 0 is the first, 1 the second.
func toward(a, b point, t float64) (z point) {
	for k := range z {
		z[k] = a[k] + (b[k]-a[k])*t
	}
	return z
}

// inBox tells whether a point is within the intervals of all inputs.
func (d *domain) inBox(at point) bool {
	for k, c := range d.p.Inputs {
		if !(at[k] >= c.Lo && at[k] <= c.Hi) {
			return false
		}
	}
	return true
}

// crossing is the point at which a segment leaves the domain, and the region that it
// leaves there.
func (d *domain) crossing(in, out point) (at point, region int) {
	region = d.outside(out)
	for range 60 {
		mid := toward(in, out, 0.5)
		if g := d.outside(mid); g < 0 {
			in = mid
		} else {
			out, region = mid, g
		}
	}
	return in, region
}
