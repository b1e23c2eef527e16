package dyn

import (
	"cmp"
	"math"
	"slices"

	"residual/core/kernel"
)

// A Cycle is a limit cycle of a planar field: a closed trajectory without others
// beside it. It is found numerically, not proved.
type Cycle struct {
	Period     float64
	Multiplier float64      // of Floquet: by what a small distance to it grows in a period
	Points     [][2]float64 // once around, the first again in the end
	Lo, Hi     [2]float64   // the least and the largest value of each variable
	Attracting bool
}

// A section is a half-line from an equilibrium along the first variable, and the
// map of a start on it to where the trajectory comes back (Poincaré 1881):
//
//	P(s) = s at the next crossing in the same sense,  P(s) = s on a closed trajectory
type section struct {
	f         *Field
	x, y      float64 // of the equilibrium
	side      float64 // −1 or 1
	width     [2]float64
	direction float64 // of time: −1 looks for what repels
}

// What a return may take, and how exact the trajectories are.
const (
	mostSteps  = 2000
	cycleError = 1e-11
)

// Cycles finds limit cycles around the equilibria by returns to half-lines from
// them: forwards and, for those that repel, backwards in time. Starts on a half-line
// give distances P(s) − s, whose changes of sign are narrowed down to cycles. In a
// band of closed trajectories, as around a centre, all distances are 0, and none is
// one.
func (f *Field) Cycles(around []Equilibrium) []Cycle {
	var all []Cycle
	if f.N != 2 || f.affine() || f.conservative() { // these have none
		return nil
	}
	for i := range around {
		e := &around[i]
		if e.Kind == Saddle || e.Kind == Centre {
			continue
		}
		for _, c := range f.cyclesAround(e) {
			if !slices.ContainsFunc(all, func(o Cycle) bool { return f.same(&o, &c) }) {
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Cycle) int { return cmp.Compare(a.Lo[0], b.Lo[0]) })
	return all
}

// same tells whether two cycles have the same ends, but for errors.
func (f *Field) same(a, b *Cycle) bool {
	for i, w := range f.Window() {
		if r := 1e-3 * w.Width(); math.Abs(a.Lo[i]-b.Lo[i]) > r || math.Abs(a.Hi[i]-b.Hi[i]) > r {
			return false
		}
	}
	return true
}

// starts are where trajectories start on a half-line of a length: evenly, and near
// the equilibrium, where cycles are born.
func starts(length float64) []float64 {
	all := []float64{1e-3 * length, 3.1e-3 * length, 1.1e-2 * length}
	const even = 24
	for i := range even {
		all = append(all, length*(float64(i)+0.63)/even)
	}
	return all
}

// section is the longer half-line within the window, forwards in time.
func (f *Field) section(e *Equilibrium) (c *section, length float64) {
	w := f.Window()
	c = &section{f: f, x: e.X[0], y: e.X[1], side: 1, width: [2]float64{w[0].Width(), w[1].Width()}, direction: 1}
	length = w[0].Hi - c.x
	if c.x-w[0].Lo > length {
		c.side, length = -1, c.x-w[0].Lo
	}
	return c, length
}

func (f *Field) cyclesAround(e *Equilibrium) (all []Cycle) {
	c, length := f.section(e)
	for _, c.direction = range [2]float64{1, -1} {
		last, before := math.NaN(), 0.0
		for _, s := range starts(length) {
			d := math.NaN()
			if r, ok := c.back(s, 1e-9); ok {
				d = r.at - s
			}
			if math.Abs(d) <= 1e-7*s { // closed but for errors: it does not tell
				continue
			}
			// Going outwards, P(s) − s turns from + to − at what attracts in this time.
			if last > 0 && d < 0 {
				if cycle, ok := c.narrow(before, s); ok {
					all = append(all, cycle)
				}
			}
			last, before = d, s
		}
	}
	return all
}

// narrow finds the closed trajectory between two starts by halving and secants
// (Illinois), and measures it.
func (c *section) narrow(lo, hi float64) (Cycle, bool) {
	distance := func(s float64) (float64, bool) {
		r, ok := c.back(s, cycleError)
		return r.at - s, ok
	}
	a, okA := distance(lo)
	b, okB := distance(hi)
	s := lo
	for k := range 60 {
		if !okA || !okB {
			return Cycle{}, false
		}
		s = lo + float64((hi-lo)*(a/(a-b)))
		if k%3 == 2 {
			s = (lo + hi) / 2
		}
		d, ok := distance(s)
		if !ok {
			return Cycle{}, false
		}
		if math.Abs(d) < 1e-10*c.width[0] || hi-lo < 1e-12*c.width[0] {
			break
		}
		if d > 0 {
			lo, a = s, d
		} else {
			hi, b = s, d
		}
	}
	r, ok := c.back(s, cycleError)
	return c.measure(s, r), ok && math.Abs(r.at-s) < 1e-7*c.width[0]
}

// A lap is a trajectory from the section back to it, or to where it was lost.
type lap struct {
	at, time float64 // where it comes back, and after what time
	points   [][2]float64
	lost     Loss
}

// Loss is why a trajectory was not followed back to where it began.
type Loss int

const (
	Rests   Loss = iota // it comes to rest, or has come back
	TooLong             // it takes more steps than are made
	Leaves              // the window, by more than its width
)

// Lost is what becomes at worst of trajectories from a half-line from an equilibrium:
// where one is not followed back, a limit cycle on which it ends is not found either.
func (f *Field) Lost(e *Equilibrium) (worst Loss) {
	c, length := f.section(e)
	for _, s := range starts(length) {
		r, _ := c.back(s, 1e-9)
		worst = max(worst, r.lost)
	}
	return worst
}

// back follows the trajectory that starts at a distance of s from the equilibrium.
// It is false where it leaves the window by more than its width, comes to rest or
// takes too long.
func (c *section) back(s, tolerance float64) (lap, bool) {
	start := [2]float64{c.x + float64(c.side*s), c.y}
	p := c.f.NewStepper(start[:], 1e-4*c.direction, c.error(tolerance))
	r := lap{points: [][2]float64{start}}
	velocity, before := make([]float64, 2), [2]float64{}
	c.f.Value(velocity, start[:])
	sense := math.Copysign(1, velocity[1]*c.direction)
	for k := range mostSteps {
		copy(before[:], p.X)
		t := p.T
		c.f.Value(velocity, p.X)
		speed := max(math.Abs(velocity[0])/c.width[0], math.Abs(velocity[1])/c.width[1])
		if !(speed > 1e-9) || !p.Step(0.02/speed) {
			return r, false
		}
		if k > 3 && (before[1]-c.y)*sense < 0 && (p.X[1]-c.y)*sense >= 0 {
			if at := c.meet(before, t, p); (at[0]-c.x)*c.side > 0 {
				r.at, r.time = (at[0]-c.x)*c.side, at[2]
				r.points = append(r.points, [2]float64{at[0], at[1]})
				return r, true
			}
		}
		if math.Abs(p.X[0]-c.x) > 2*c.width[0] || math.Abs(p.X[1]-c.y) > 2*c.width[1] {
			r.lost = Leaves
			return r, false
		}
		r.points = append(r.points, [2]float64{p.X[0], p.X[1]})
	}
	r.lost = TooLong
	return r, false
}

// error is a tolerance of a Stepper, which is relative to 1 + |x|, in a window that
// may be small.
func (c *section) error(tolerance float64) float64 {
	return tolerance * min(1, c.width[0], c.width[1])
}

// meet is where and when the step from before to where p is crosses the section's
// line, by Newton's method on the time of a step.
func (c *section) meet(before [2]float64, t float64, p *Stepper) (at [3]float64) {
	h := (p.T - t) * (c.y - before[1]) / (p.X[1] - before[1])
	velocity := make([]float64, 2)
	for range 8 {
		q := c.f.NewStepper(before[:], h, math.Inf(1))
		q.Step(math.Abs(h))
		c.f.Value(velocity, q.X)
		at = [3]float64{q.X[0], q.X[1], math.Abs(t + h)}
		d := (c.y - q.X[1]) / velocity[1]
		if !(math.Abs(d) > 1e-15*math.Abs(p.T)) || h+d == h {
			break
		}
		h += d
	}
	return at
}

// measure describes the closed trajectory of the start s. Its multiplier is the slope
// of the section's map, which is
//
//	exp(∮ div f dt)
//
// by Simpson's rule over each of its steps.
func (c *section) measure(s float64, r lap) Cycle {
	z := Cycle{Period: r.time, Points: r.points, Attracting: c.direction > 0, Lo: r.points[0], Hi: r.points[0]}
	for _, p := range r.points {
		for i, v := range p {
			z.Lo[i], z.Hi[i] = min(z.Lo[i], v), max(z.Hi[i], v)
		}
	}
	z.Multiplier = kernel.Exp1(c.divergence(s, r.time))
	return z
}

// divergence is the integral of div f over a period along the closed trajectory from
// s, which is the same forwards and backwards.
func (c *section) divergence(s, time float64) float64 {
	const n = 4000
	j := make([]float64, 4)
	div := func(x []float64) float64 {
		c.f.Jacobian(j, x)
		return j[0] + j[3]
	}
	h := time / n
	p := c.f.NewStepper([]float64{c.x + float64(c.side*s), c.y}, h*c.direction, c.error(cycleError))
	sum := div(p.X)
	for k := 1; k <= n; k++ {
		for end := h * float64(k); math.Abs(p.T) < end-1e-9*h; {
			if !p.Step(end - math.Abs(p.T)) {
				return math.NaN()
			}
		}
		weight := [...]float64{2, 4}[k%2]
		if k == n {
			weight = 1
		}
		sum += weight * div(p.X)
	}
	return sum * h / 3
}
