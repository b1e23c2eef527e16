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
	Period        float64
	LogMultiplier float64      // of Floquet's: ln of what a small distance to it grows by in a period
	Points        [][2]float64 // once around, the first again in the end
	Lo, Hi        [2]float64   // the least and the largest value of each variable
	Attracting    bool
}

// Multiplier is Floquet's: 0 or +Inf where no float64 is as small or as large.
func (c *Cycle) Multiplier() float64 { return kernel.Exp1(c.LogMultiplier) }

// A follower follows one trajectory.
type follower interface {
	Step(limit float64) bool
	At() (x []float64, t float64)
}

// follow starts a follower: forwards, but for the sign of h.
func (c *section) follow(x []float64, h, tolerance float64) follower {
	if c.stiff {
		return c.f.NewStiffStepper(x, h, tolerance)
	}
	return c.f.NewStepper(x, h, tolerance)
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
	stiff     bool    // slow and fast parts alternate
	hopeless  bool    // a StiffStepper has not come back either
}

// What a return may take, and how exact the trajectories are.
const (
	mostSteps  = 2000 // of a Stepper
	mostStiff  = 6000 // of a StiffStepper
	farAway    = 100  // widths of the window
	cycleError = 1e-11
)

// Cycles finds limit cycles around the equilibria by returns to half-lines from
// them: forwards and, for those that repel, backwards in time. Starts on a half-line
// give distances P(s) − s, whose changes of sign are narrowed down to cycles. In a
// band of closed trajectories, as around a centre, all distances are 0, and none is
// one. The loss is why there may be others: a cycle that could not be measured, or none
// around what repels.
func (f *Field) Cycles(around []Equilibrium) (all []Cycle, lost Loss) {
	if f.N != 2 || f.affine() || f.conservative() { // these have none
		return nil, Rests
	}
	for i := range around {
		e := &around[i]
		if e.Kind == Saddle || e.Kind == Centre {
			continue
		}
		cycles, loss := f.cyclesAround(e)
		lost = max(lost, loss)
		for _, c := range cycles {
			if !slices.ContainsFunc(all, func(o Cycle) bool { return f.same(&o, &c) }) {
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Cycle) int { return cmp.Compare(a.Lo[0], b.Lo[0]) })
	return all, lost
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

func (f *Field) cyclesAround(e *Equilibrium) (all []Cycle, lost Loss) {
	c, length := f.section(e)
	repels, gone := e.Kind == UnstableNode || e.Kind == UnstableFocus, Rests
	for _, c.direction = range [2]float64{1, -1} {
		last, before := math.NaN(), 0.0
		for _, s := range starts(length) {
			d, loss := c.distance(s, 1e-9)
			if repels && c.direction > 0 {
				gone = max(gone, loss)
			}
			if math.Abs(d) <= 1e-7*s { // closed but for errors: it does not tell
				continue
			}
			// Going outwards, P(s) − s turns from + to − at what attracts in this time.
			if last > 0 && d < 0 {
				cycle, ok, loss := c.narrow(before, s)
				if ok {
					all = append(all, cycle)
				}
				lost = max(lost, loss)
			}
			last, before = d, s
		}
	}
	if all == nil {
		lost = max(lost, gone)
	}
	return all, lost
}

// distance is P(s) − s, NaN where the trajectory is lost.
func (c *section) distance(s, tolerance float64) (float64, Loss) {
	r, ok := c.back(s, tolerance)
	if !ok {
		return math.NaN(), r.lost
	}
	return r.at - s, Rests
}

// narrow finds the closed trajectory between two starts by halving and secants
// (Illinois), and measures it. It is false where there is none, or where a trajectory
// was lost on the way.
func (c *section) narrow(lo, hi float64) (found Cycle, ok bool, lost Loss) {
	a, lostA := c.distance(lo, cycleError)
	b, lostB := c.distance(hi, cycleError)
	lost = max(lostA, lostB)
	s := lo
	for k := range 60 {
		if !(a >= 0 && b <= 0) {
			return Cycle{}, false, lost
		}
		s = lo + float64((hi-lo)*(a/(a-b)))
		if k%3 == 2 {
			s = (lo + hi) / 2
		}
		d, loss := c.distance(s, cycleError)
		if lost = loss; math.Abs(d) < 1e-10*c.width[0] || hi-lo < 1e-12*c.width[0] {
			break
		}
		if d > 0 {
			lo, a = s, d
		} else {
			hi, b = s, d
		}
	}
	r, back := c.back(s, cycleError)
	return c.measure(s, r), back && math.Abs(r.at-s) < 1e-7*c.width[0], r.lost
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
	Leaves              // far outside of the window
)

// back follows the trajectory that starts at a distance of s from the equilibrium.
// It is false where it goes far away, comes to rest or takes too long.
func (c *section) back(s, tolerance float64) (lap, bool) {
	r := c.lap(s, tolerance)
	if r.lost == TooLong && !c.hopeless {
		c.stiff = true
		r = c.lap(s, tolerance)
		c.stiff, c.hopeless = false, r.lost == TooLong
	}
	return r, r.time > 0
}

// lap is back by one of the methods. Its time is 0 where the trajectory does not come back.
func (c *section) lap(s, tolerance float64) lap {
	start := [2]float64{c.x + float64(c.side*s), c.y}
	p := c.follow(start[:], 1e-4*c.direction, c.error(tolerance))
	r := lap{points: [][2]float64{start}}
	velocity, before := make([]float64, 2), [2]float64{}
	c.f.Value(velocity, start[:])
	sense := math.Copysign(1, velocity[1]*c.direction)
	x, t := p.At()
	most := mostSteps
	if c.stiff {
		most = mostStiff
	}
	for k := range most {
		copy(before[:], x)
		c.f.Value(velocity, x)
		speed := max(math.Abs(velocity[0])/c.width[0], math.Abs(velocity[1])/c.width[1])
		away := max(1, math.Abs(x[0]-c.x)/c.width[0], math.Abs(x[1]-c.y)/c.width[1])
		if away > farAway {
			r.lost = Leaves
			return r
		}
		if !(speed > 1e-9) || !p.Step(0.02*away/speed) {
			return r
		}
		last := t
		x, t = p.At()
		if k > 3 && (before[1]-c.y)*sense < 0 && (x[1]-c.y)*sense >= 0 {
			h := (t - last) * (c.y - before[1]) / (x[1] - before[1])
			if at := c.meet(before, last, h); (at[0]-c.x)*c.side > 0 {
				r.at, r.time = (at[0]-c.x)*c.side, at[2]
				r.points = append(r.points, [2]float64{at[0], at[1]})
				return r
			}
		}
		r.points = append(r.points, [2]float64{x[0], x[1]})
	}
	r.lost = TooLong
	return r
}

// error is a tolerance of a Stepper, which is relative to 1 + |x|, in a window that
// may be small.
func (c *section) error(tolerance float64) float64 {
	return tolerance * min(1, c.width[0], c.width[1])
}

// meet is where and when the trajectory from before, at the time t, crosses the section's
// line, by Newton's method on the time h until then, from a guess.
func (c *section) meet(before [2]float64, t, h float64) (at [3]float64) {
	velocity := make([]float64, 2)
	for range 8 {
		p := c.follow(before[:], h, c.error(cycleError))
		x, passed := p.At()
		for k := 0; k < mostSteps && math.Abs(passed) < math.Abs(h) && p.Step(math.Abs(h-passed)); k++ {
			x, passed = p.At()
		}
		c.f.Value(velocity, x)
		at = [3]float64{x[0], x[1], math.Abs(t + h)}
		d := (c.y - x[1]) / velocity[1]
		if !(math.Abs(d) > 1e-15*math.Abs(t+h)) || h+d == h {
			break
		}
		h += d
	}
	return at
}

// measure describes the closed trajectory of the start s. Its multiplier is the slope
// of the section's map, whose logarithm is ∮ div f dt.
func (c *section) measure(s float64, r lap) Cycle {
	z := Cycle{Period: r.time, Points: r.points, Attracting: c.direction > 0, Lo: r.points[0], Hi: r.points[0]}
	for _, p := range r.points {
		for i, v := range p {
			z.Lo[i], z.Hi[i] = min(z.Lo[i], v), max(z.Hi[i], v)
		}
	}
	z.LogMultiplier = c.divergence(s, r.time)
	return z
}

// divergence is the integral of div f over a period along the closed trajectory from
// s, which is the same forwards and backwards. It is NaN where that takes too many steps.
func (c *section) divergence(s, time float64) (sum float64) {
	j := make([]float64, 4)
	div := func(x []float64) float64 {
		c.f.Jacobian(j, x)
		return j[0] + j[3]
	}
	const least = 400 // steps
	p := c.f.NewStiffStepper([]float64{c.x + float64(c.side*s), c.y}, time/least*c.direction, c.error(cycleError))
	for range 2 * mostStiff {
		left := time - math.Abs(p.T)
		if !(left > 1e-12*time) {
			return sum * c.direction
		}
		if !p.Step(min(left, time/least)) {
			break
		}
		sum += p.Integral(div)
	}
	return math.NaN()
}
