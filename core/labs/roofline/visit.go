package roofline

import (
	"errors"
	"slices"
	"strconv"

	"residual/core/lab"
)

// A visit is another lab's run, stepped here to be timed. Only one is alive at a
// time.
type visit struct {
	lab     *lab.Lab
	run     *lab.Run
	room    int64  // bytes that it may hold
	absent  string // why it is left out
	planned int64
	peak    int64
	step    string // what its steps are
	times   []float64
	flops   float64 // per step, on the average
	bytes   float64
	set     float64
	narrow  bool
}

// begin starts the run, with what memory there is.
func (v *visit) begin() {
	settings, err := v.lab.Parse(nil)
	if err != nil {
		v.absent = err.Error()
		return
	}
	text := settings.Text()
	if text["memory"], err = budget(v.lab, v.room); err != nil {
		v.absent = lacks(err)
		return
	}
	if settings, err = v.lab.Parse(text); err != nil {
		v.absent = err.Error()
		return
	}
	run, err := v.lab.Start(settings, lab.DefaultSeed)
	if err != nil {
		v.absent = lacks(err)
		return
	}
	if !run.Costed() {
		v.absent = uncounted
		return
	}
	v.run = run
	v.planned = max(v.planned, run.Memory().Planned)
	v.approach()
}

const uncounted = "steps not counted"

// lacks says in a few words why a lab could not start.
func lacks(err error) string {
	var wrong *lab.KnobError
	if errors.As(err, &wrong) && wrong.Knob == "memory" {
		return "too little memory"
	}
	return err.Error()
}

// approach takes the steps before the first that is counted: a molecule's
// geometries, the sweep of a system.
func (v *visit) approach() {
	for v.run.Cost().Flops == 0 {
		if v.run.Status().Final() {
			v.absent = uncounted
			return
		}
		v.run.Step()
	}
}

// end lets the run go.
func (v *visit) end() { v.run = nil }

// measure times steps until they have taken long enough; a run that ends, or
// comes to steps that are not counted, is begun again. Starting is not counted.
func (v *visit) measure(now func() float64) {
	var took, flops, bytes float64
	steps := 0
	for took < least && v.absent == "" {
		if v.run == nil || v.run.Status().Final() || v.run.Cost().Flops == 0 {
			v.begin()
			continue
		}
		from := now()
		var c, sum lab.Cost
		n := 0
		for range most {
			v.run.Step()
			c = v.run.Cost()
			sum.Add(c.Flops, c.Bytes, c.Set)
			n++
			if v.run.Status().Final() || c.Flops == 0 || c.Flops > long {
				break
			}
		}
		if c.Flops == 0 {
			continue
		}
		took += now() - from
		flops, bytes, steps = flops+float64(sum.Flops), bytes+float64(sum.Bytes), steps+n
		v.step, v.set, v.narrow = c.Step, float64(c.Set), c.Narrow
	}
	if v.absent != "" {
		return
	}
	v.peak = max(v.peak, v.run.Memory().Peak)
	v.times = append(v.times, took/flops)
	v.flops, v.bytes = flops/float64(steps), bytes/float64(steps)
}

const (
	most = 256 // steps between two looks at the clock
	long = 1e5 // operations of a step after which the clock is looked at
)

// probe is the visit as a probe that has been measured: times are for one step.
func (v *visit) probe() *probe {
	p := &probe{name: v.lab.Name + ": " + v.step, brief: v.lab.Name + " step", flops: v.flops, bytes: v.bytes, set: v.set, narrow: v.narrow}
	for _, t := range v.times {
		p.times = append(p.times, t*v.flops)
	}
	return p
}

// budget is the setting of a lab's memory knob for so many bytes.
func budget(l *lab.Lab, room int64) (string, error) {
	at := slices.IndexFunc(l.Knobs, func(k lab.Knob) bool { return k.Name == "memory" })
	if at < 0 {
		return "", &lab.KnobError{Knob: "memory", Reason: "the lab takes no budget"}
	}
	if least := int64(l.Knobs[at].Min); room < least {
		return "", &lab.KnobError{Knob: "memory", Reason: "only " + lab.Bytes(room) + " are left"}
	}
	return strconv.FormatInt(room, 10), nil
}
