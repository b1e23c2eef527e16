package molecule

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
)

// A curve is a learning curve in the making: errors by kind and by number of
// geometries.
type curve struct {
	sizes   []int                // numbers of geometries
	kinds   int                  // that take part
	next    int                  // of kinds × sizes
	mae     [kindCount][]float64 // by kind and size: of the forces, eV/Å; 0 where not known
	aligned []float64            // of raw coordinates, held as they were sampled
	trainee member               // under way
	begun   bool                 // tells whether there is one
	theta   []float64            // room for any trainee
}

// traineeNumber is that of the weights of trainees.
const traineeNumber = 50

// sizes are the numbers of geometries of a learning curve, from a sixteenth of
// all on.
func (s *spec) sizes() []int {
	var list []int
	for _, part := range []int{16, 8, 4, 2, 1} {
		if n := s.geometries / part; n >= 6 {
			list = append(list, n)
		}
	}
	return list
}

func (c *curve) reserve(room *fit.Room, sizes []int, all []*ensemble) {
	c.sizes, c.kinds = sizes, len(all)
	for k := range c.mae {
		room.Floats(&c.mae[k], len(sizes))
	}
	room.Floats(&c.aligned, len(sizes))
	largest := 0
	for _, n := range all {
		largest = max(largest, n.size)
	}
	room.Floats(&c.theta, largest)
}

// State describes the errors so far, and the trainee under way.
func (c *curve) State(coder *codec.Coder, all []*ensemble) {
	coder.Int(&c.next, 0, c.kinds*len(c.sizes))
	coder.Vector(c.mae[:]...)
	coder.Vector(c.aligned)
	coder.Bool(&c.begun)
	coder.Require(!c.begun || !c.complete(), "there is a next trainee")
	if c.begun && coder.Err() == nil {
		k, _ := c.at()
		c.trainee.Theta = c.theta[:all[k].size]
		c.trainee.State(coder)
	}
}

// at is the kind and the size that are next.
func (c *curve) at() (k, i int) { return c.next / len(c.sizes), c.next % len(c.sizes) }

func (c *curve) complete() bool { return c.next == c.kinds*len(c.sizes) }

// compare trains one network with some of the geometries, a trial a step, and
// judges it. Kinds come one after the other.
func (r *experiment) compare() {
	c := &r.curve
	k, i := c.at()
	n := r.ensembles[k]
	if !c.begun {
		c.begun, c.trainee.Theta = true, c.theta[:n.size]
		r.begin(&r.sample, &c.trainee, k, traineeNumber, c.sizes[i])
	}
	if r.useTrainer(k, c.sizes[i]).Try(&c.trainee.Descent); !c.trainee.done() {
		return
	}
	c.mae[k][i] = r.sample.judge(n, &c.trainee, false).force
	if k == raw {
		c.aligned[i] = r.sample.judge(n, &c.trainee, true).force
	}
	c.begun = false
	if c.next++; c.complete() {
		r.onward()
	}
}

// fewer is how many times fewer geometries the equivariant network needs for the
// force error that a control reaches with all of them, by interpolation between
// logarithms; where even its fewest do better, that is a lower bound.
func (c *curve) fewer(control []float64) (times float64, bound bool) {
	all := len(c.sizes) - 1
	goal, own := control[all], c.mae[equivariant]
	if goal == 0 || own[all] == 0 || own[all] > goal {
		return 0, false
	}
	most := float64(c.sizes[all])
	for i, v := range own {
		if v > goal {
			continue
		}
		if i == 0 {
			return most / float64(c.sizes[0]), true
		}
		t := math.Log(own[i-1]/goal) / math.Log(own[i-1]/v)
		at := math.Exp(math.Log(float64(c.sizes[i-1])) + t*math.Log(float64(c.sizes[i])/float64(c.sizes[i-1])))
		return most / at, false
	}
	return 0, false
}

// show draws the learning curves.
func (c *curve) show(f *lab.Frame) {
	p := f.AddPanel("Learning curves", lab.Axis{Label: "training geometries", Log: true}, lab.Axis{Label: "force error", Unit: "meV/Å", Log: true})
	draw := func(name string, colour lab.Colour, shape lab.Shape, mae []float64) {
		n := 0
		for n < len(mae) && mae[n] > 0 {
			n++
		}
		if n == 0 {
			return
		}
		line := p.AddCurve("", colour, n)
		for i := range n {
			line.X[i], line.Y[i] = float64(c.sizes[i]), 1e3*mae[i]
		}
		p.AddScatter(name, colour, line.X, line.Y).Shape = shape
	}
	for k := range kinds {
		draw(kinds[k].name, lab.Series(k), lab.Shape(k), c.mae[k])
	}
	draw("raw, held as it was taught", lab.Series(5), lab.Cross, c.aligned)
}
