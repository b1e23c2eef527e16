package roofline

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// A survey measures the roof, the kernels and the steps of the other labs, turn
// by turn: what is compared is measured side by side, many times. Of the times
// under the roof the median counts, of the roof's the shortest.
type survey struct {
	base
	*roof
	arena  []float64
	work   *workshop
	visits []*visit
	fixed  []*probe  // roof and kernels
	turn   []int     // by step: a probe of fixed, or −1−i for visit i
	sent   []float64 // seconds of a message of each size
	picked string    // the point that the visitor asks about; no part of the state
}

const (
	rounds = 7 // after one to warm up
	calls  = 5 // measurements of a lab's steps
)

func newSurvey(s spec, others []lab.Lab) (*survey, error) {
	rows := 256
	for rows > 16 && workshopBytes(rows) > s.memory/4 {
		rows /= 2
	}
	need := workshopBytes(rows) + 8*smallest
	if need > s.memory {
		return nil, lab.MemoryError(need)
	}
	arena := s.memory / 8 * 5
	arena = min(arena, s.memory-workshopBytes(rows), largest) / 8 // numbers
	m := &survey{base: base{spec: s}, arena: make([]float64, arena)}
	for i := range m.arena {
		m.arena[i] = 0.25
	}
	m.roof, m.work = newRoof(m.arena), newWorkshop(rows)
	m.fixed = append(m.roof.probes(), m.work.probes...)
	for i := range others {
		m.visits = append(m.visits, &visit{lab: &others[i], room: s.memory - m.own()})
	}
	m.plan()
	return m, nil
}

// largest is the largest working set measured, in bytes.
const largest = 128 << 20

// own is what the survey holds itself.
func (m *survey) own() int64 { return 8*int64(len(m.arena)) + m.work.planned }

// plan spreads the visits evenly over the rounds.
func (m *survey) plan() {
	slots, visits := (1+rounds)*len(m.fixed), calls*len(m.visits)
	done := 0
	for i := range slots {
		m.turn = append(m.turn, i%len(m.fixed))
		for ; done*slots < (i+1)*visits && done < visits; done++ {
			m.turn = append(m.turn, -1-done/calls)
		}
	}
}

// Step is one measurement.
func (m *survey) Step() lab.Status {
	if m.status.Final() {
		return m.status
	}
	if m.now == nil {
		m.steps++
		m.status = lab.Status{State: lab.Stopped, Reason: "there is no clock here to measure with"}
		return m.status
	}
	at := m.turn[m.steps]
	m.steps++
	m.status.State = lab.Running
	if at >= 0 {
		m.measure(m.fixed[at])
	} else {
		m.call(-1 - at)
	}
	if m.steps == len(m.turn) {
		m.status = lab.Status{State: lab.Converged, Reason: fmt.Sprintf("%d measurements, the median of %d of each", m.steps, rounds)}
	}
	return m.status
}

// measure times a probe; what the first round says is forgotten in the second.
func (m *survey) measure(p *probe) {
	if len(p.times) == 1 && m.steps > len(m.fixed) && m.steps < 3*len(m.fixed) {
		p.times = p.times[:0]
	}
	p.measure(m.now)
}

// call times a lab's steps, and lets the lab before it go.
func (m *survey) call(i int) {
	if i > 0 {
		m.visits[i-1].end()
	}
	m.visits[i].measure(m.now)
	if m.steps == len(m.turn) {
		m.visits[i].end()
	}
}

// Finish ends a step that was not shared.
func (m *survey) Finish([][]byte) lab.Status { return m.Step() }

func (m *survey) Progress() float64 {
	if m.status.State == lab.Converged {
		return 1
	}
	return float64(m.steps) / float64(len(m.turn))
}

// Memory is the arena, the kernels and the largest of the visits.
func (m *survey) Memory() lab.Memory {
	var planned, peak int64
	for _, v := range m.visits {
		planned, peak = max(planned, v.planned), max(peak, v.peak)
	}
	return lab.Memory{Planned: m.own() + planned, Peak: 8*int64(cap(m.arena)) + m.work.got + peak}
}

// placed is all that has a place under the roof, steps of labs first.
func (m *survey) placed() []*probe {
	all := m.stepped()
	for _, p := range m.work.probes {
		if p.known() {
			all = append(all, p)
		}
	}
	return all
}

func (m *survey) stepped() (all []*probe) {
	for _, v := range m.visits {
		if len(v.times) > 0 {
			all = append(all, v.probe())
		}
	}
	return all
}

// Checks: the peak's loop did what it says, and nothing is faster than the roof.
func (m *survey) Checks() []lab.Check {
	var checks []lab.Check
	for i, end := range m.ends {
		if p := m.peaks[i]; p.known() {
			checks = append(checks, lab.Near("z ← z/2 + 1, "+p.name+": where it ends", end(), 2, 1e-6, "fixed point b/(1 − a)"))
		}
	}
	if high, name := m.highest(); m.status.Final() && name != "" {
		checks = append(checks, lab.AtMost("highest of all, as a fraction of its roof ("+name+")",
			high, 1, 0.05, "the roof, measured by loops that do nothing else"))
	}
	return checks
}

// highest is what comes nearest to its roof or farthest above it, and how high
// that is as a fraction of the roof; "" before anything and its roof are known.
func (m *survey) highest() (fraction float64, name string) {
	for _, p := range m.placed() {
		if allowed, _ := m.over(p); allowed > 0 && p.rate() > fraction*allowed {
			fraction, name = p.rate()/allowed, p.name
		}
	}
	return fraction, name
}

// Hint says what a press does as soon as there is a point to press.
func (m *survey) Hint() string {
	if len(m.placed()) == 0 {
		return ""
	}
	return "press a point to ask what it is"
}

// stage is what the panel of the roofline is called.
const stage = "roof"

// Act picks the point nearest to the visitor's finger.
func (m *survey) Act(a lab.Action) error {
	if a.Panel != stage || a.Kind != lab.Press || a.X <= 0 || a.Y <= 0 {
		return nil
	}
	near := math.Inf(1)
	for _, p := range m.placed() {
		dx, dy := math.Log(p.flops/p.bytes/a.X), math.Log(p.rate()/1e9/a.Y)
		if d := dx*dx + dy*dy; d < near {
			near, m.picked = d, p.name
		}
	}
	return nil
}
