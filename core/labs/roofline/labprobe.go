package roofline

import (
	"errors"
	"strconv"

	"residual/core/lab"
)

// A labProbe times the steps of another lab's run; it is the probe of one step.
// Only one run is alive at a time.
type labProbe struct {
	probe
	lab    *lab.Lab
	run    *lab.Run
	budget int64      // bytes that a run may hold
	absent string     // why the lab is left out
	memory lab.Memory // the most that its runs have planned and held
	last   lab.Cost   // of the last step
}

const (
	mostSteps = 256 // between two looks at the clock
	longStep  = 1e5 // operations of a step after which the clock is looked at
)

// measure times steps until they have taken long enough. A run that ends, or
// comes to steps that are not counted, is begun again; its beginning is not
// timed.
func (p *labProbe) measure(now func() float64) {
	var seconds, flops, bytes, steps float64
	for seconds < least && p.absent == "" {
		if p.run == nil || p.run.Status().Final() || p.run.Cost().Flops == 0 {
			p.begin()
			continue
		}
		from := now()
		sum, n := p.advance()
		if p.last.Flops > 0 {
			seconds += now() - from
			flops, bytes, steps = flops+float64(sum.Flops), bytes+float64(sum.Bytes), steps+n
		}
	}
	if p.absent == "" {
		p.memory.Peak = max(p.memory.Peak, p.run.Memory().Peak)
		p.add(seconds/steps, flops/steps, bytes/steps)
	}
}

// add adds a measurement of steps that took so long and cost so much on average.
// Earlier ones, of other steps, are taken for as many operations.
func (p *labProbe) add(seconds, flops, bytes float64) {
	for i := range p.times {
		p.times[i] *= flops / p.flops
	}
	p.times = append(p.times, seconds)
	p.name, p.set, p.narrow = p.lab.Name+": "+p.last.Step, float64(p.last.Set), p.last.Narrow
	p.flops, p.bytes = flops, bytes
}

// advance takes steps until it is time to look at the clock, and adds up their
// costs.
func (p *labProbe) advance() (sum lab.Cost, steps float64) {
	for range mostSteps {
		p.run.Step()
		c := p.run.Cost()
		p.last = c
		sum.Add(c.Flops, c.Bytes, c.Set)
		steps++
		if p.run.Status().Final() || c.Flops == 0 || c.Flops > longStep {
			break
		}
	}
	return sum, steps
}

// begin starts a run of the defaults within the budget, and takes the steps
// before the first that is counted: a molecule's geometries, the sweep of a
// system.
func (p *labProbe) begin() {
	s, err := p.lab.Parse(map[string]string{lab.Budget.Name: strconv.FormatInt(p.budget, 10)})
	var run *lab.Run
	if err == nil {
		run, err = p.lab.Start(s, lab.DefaultSeed)
	}
	if err != nil {
		p.absent = reason(err)
		return
	}
	for run.Cost().Flops == 0 {
		if !run.Costed() || run.Status().Final() {
			p.absent = "steps not counted"
			return
		}
		run.Step()
	}
	p.run, p.memory.Planned = run, max(p.memory.Planned, run.Memory().Planned)
}

// reason says in a few words why a lab could not start.
func reason(err error) string {
	var wrong *lab.KnobError
	if errors.As(err, &wrong) && wrong.Knob == lab.Budget.Name {
		return "too little memory"
	}
	return err.Error()
}
