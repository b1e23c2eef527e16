package cdf

// A sweep asks what the penalty buys: from the network without one, λ grows
// from value to value, the network follows for some steps each, and the size of
// what is left of the violation is noted.
type sweep struct {
	theta []float64
	size  []float64 // of the violation, for each λ that is done
}

// The values of λ, a decade apart, and the steps at each.
const (
	sweepFrom  = 1e-4
	sweepCount = 9
	sweepSteps = 30
)

// sweepLambda is value i of λ.
func sweepLambda(i int) float64 {
	v := sweepFrom
	for range i {
		v *= 10
	}
	return v
}

// step goes on with the sweep and tells whether it is over.
func (r *run) sweepStep() bool {
	s := &r.sweep
	if r.lm.step(&r.prob, s.theta) || r.lm.steps >= sweepSteps {
		s.size = append(s.size, r.violation(s.theta))
		r.pose()
		r.lm.begin(r.prob.Rows())
	}
	return len(s.size) == sweepCount
}

// violation is ∫ max(0, −F̂′)dt over the watched points.
func (r *run) violation(theta []float64) float64 {
	r.prob.load(r.at.grid, theta)
	d := r.at.grid.Value(r.n.d)
	lo, hi := r.sample.span()
	sum := 0.0
	for _, v := range d {
		sum += max(0, -v)
	}
	return sum * (hi - lo) / float64(len(d))
}
