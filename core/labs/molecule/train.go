package molecule

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// lessons is how many steps of Levenberg and Marquardt teach a member.
const lessons = 80

// A job is a member to be taught.
type job struct{ kind, number int }

// jobs lists them in order: the ensemble, then the controls.
func (s *spec) jobs() []job {
	var all []job
	for k, d := range kinds {
		for i := range d.members {
			if s.active(k) {
				all = append(all, job{k, i})
			}
		}
	}
	return all
}

// train takes one step of the member at hand.
func (r *run) train() {
	j := r.jobs()[r.job]
	r.useFit(j.kind)
	n := r.networks[j.kind]
	if len(n.members) == j.number {
		n.members = append(n.members, r.begin(j.kind, j.number, r.geometries))
		r.count()
	}
	m := &n.members[j.number]
	r.lesson(m)
	if j.number == 0 {
		off := r.judge(n, m, false)
		r.past[j.kind].Record(m.steps, off.energy, off.force)
	}
	if math.IsNaN(m.cost) {
		r.stop(fmt.Sprintf("training diverged at step %d", m.steps))
		return
	}
	if m.done {
		r.best(n)
		if r.job++; r.job == len(r.jobs()) {
			r.after()
		}
	}
}

// best puts that member first which fits what it was taught best.
func (r *run) best(n *network) {
	for i := range n.members {
		if n.members[i].cost < n.members[0].cost {
			n.members[0], n.members[i] = n.members[i], n.members[0]
		}
	}
}

// lesson is one step of the optimiser.
func (r *run) lesson(m *member) {
	moved := r.fit.lm.Step(r.fit, m.theta[:r.fit.size()])
	m.mu, m.nu, m.cost = r.fit.lm.Mu, r.fit.lm.Nu, r.fit.lm.Cost
	m.steps++
	r.cost = r.fit.cost()
	m.done = !moved || m.steps >= lessons
}

// verdict says what came out.
func (r *run) verdict() string {
	if !r.plans.learns() {
		return fmt.Sprintf("%d steps of dynamics on the reference", r.motion.system.Step)
	}
	n := r.networks[equivariant]
	off := r.judge(n, &n.members[0], false)
	text := fmt.Sprintf("rung %d, %d geometries: energies off by %s meV, forces by %s meV/Å on unseen ones",
		r.plans.rung, r.geometries, lab.Number(1e3*off.energy, 2), lab.Number(1e3*off.force, 2))
	if r.motion.system.Step > 0 {
		text += fmt.Sprintf("; %d steps of dynamics", r.motion.system.Step)
	}
	return text
}

// A curve is a learning curve in the making: errors by kind and by number of
// geometries.
type curve struct {
	sizes []int
	next  int         // of sizes × kinds
	off   [][]float64 // by kind and size: the error of the forces, eV/Å; 0 where not known
	still []float64   // of raw coordinates, held as they were taught
}

// newCurve is empty.
func (r *run) newCurve() curve {
	c := curve{sizes: r.sizes()}
	for range kindCount {
		c.off = append(c.off, make([]float64, len(c.sizes)))
	}
	c.still = make([]float64, len(c.sizes))
	return c
}

func (c *curve) complete() bool { return c.next == len(c.sizes)*kindCount }
func (c *curve) part() float64  { return float64(c.next) / float64(len(c.sizes)*kindCount) }

// judgeNext teaches one network with some of the geometries and judges it, in as
// many steps as it has lessons. Kinds come one after the other.
func (r *run) judgeNext() {
	c := &r.curve
	k, i := c.next/len(c.sizes), c.next%len(c.sizes)
	if !r.active(k) {
		c.next = len(c.sizes) * kindCount
		r.after()
		return
	}
	r.useFit(k)
	if len(r.pupil.theta) == 0 {
		r.pupil = r.begin(k, 50, c.sizes[i])
	}
	r.lesson(&r.pupil)
	if !r.pupil.done {
		return
	}
	c.off[k][i] = r.judge(r.networks[k], &r.pupil, false).force
	if k == raw {
		c.still[i] = r.judge(r.networks[k], &r.pupil, true).force
	}
	r.pupil = member{}
	if c.next++; c.complete() {
		r.after()
	}
}

// span is the largest number of geometries over the smallest.
func (c *curve) span() float64 { return float64(c.sizes[len(c.sizes)-1]) / float64(c.sizes[0]) }

// fewer is how many times fewer geometries the equivariant network needs for the
// force error that a control reaches with all of them, by interpolation between
// logarithms; where even its fewest do better, that is a lower bound.
func (c *curve) fewer(control []float64) (times float64, bound bool) {
	all := len(c.sizes) - 1
	goal, own := control[all], c.off[equivariant]
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
