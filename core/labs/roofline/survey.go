package roofline

import (
	"errors"
	"math"
	"slices"

	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
)

// A survey measures the roof, the kernels and the steps of the other labs in
// turn: what is compared is measured side by side, many times. Of the times under
// the roof the median counts, of the roof's own the shortest.
type survey struct {
	timed
	room      fit.Room
	arena     []float64 // in which bandwidths are measured
	roof      *roof
	kernels   []*probe
	labs      []*labProbe
	fixed     []*probe  // those of the roof and the kernels
	schedule  []int     // by step: a probe of fixed, or −1−i for labs[i]
	latencies []float64 // seconds of a message of each size
	selected  string    // the probe that the visitor asks about; no part of the state
}

const (
	rounds  = 7         // over the fixed probes, after one to warm up
	repeats = 5         // measurements of each lab
	largest = 128 << 20 // bytes of the largest working set
)

func newSurvey(s lab.Settings, others []lab.Lab) (lab.Experiment, error) {
	m, budget := &survey{}, lab.Budget.Of(s)
	for rows := 256; rows >= 16; rows /= 2 {
		m.room = fit.Room{}
		addKernels[float32](&m.room, &m.kernels, rows, "float32", 4)
		addKernels[float64](&m.room, &m.kernels, rows, "float64", 8)
		if m.room.Need() <= budget/4 {
			break
		}
	}
	arena := min(budget/8*5, budget-m.room.Need(), largest) / 8
	m.room.Floats(&m.arena, int(max(smallest, arena)))
	if err := m.room.Open(budget); err != nil {
		return nil, err
	}
	kernel.Fill(m.arena, 0.25)
	m.roof = newRoof(m.arena)
	m.fixed = append(m.fixed, m.roof.peaks...)
	for _, s := range m.roof.sets {
		m.fixed = append(m.fixed, s.loops[:]...)
	}
	m.fixed = append(m.fixed, m.kernels...)
	for i := range others {
		m.labs = append(m.labs, &labProbe{lab: &others[i], probe: probe{short: others[i].Name + " step"}, budget: budget - m.room.Memory().Planned})
	}
	m.plan()
	return m, nil
}

// plan spreads the labs' measurements evenly over the rounds.
func (m *survey) plan() {
	slots, repeated, done := (1+rounds)*len(m.fixed), repeats*len(m.labs), 0
	for i := range slots {
		m.schedule = append(m.schedule, i%len(m.fixed))
		for ; done*slots < (i+1)*repeated && done < repeated; done++ {
			m.schedule = append(m.schedule, -1-done/repeats)
		}
	}
	m.total = len(m.schedule)
}

// Step is one measurement.
func (m *survey) Step() {
	if m.now == nil {
		m.Stop("there is no clock here to measure with")
		return
	}
	if at := m.schedule[m.Steps()-1]; at >= 0 {
		m.fixed[at].measure(m.now)
	} else {
		m.release(-1 - at)
		m.labs[-1-at].measure(m.now)
	}
	if m.Steps() == m.total {
		m.release(-1)
		m.Converge("%d measurements, the median of %d of each", m.Steps(), rounds)
	}
}

// release lets the runs of all labs go but one.
func (m *survey) release(one int) {
	for i, p := range m.labs {
		if i != one {
			p.run = nil
		}
	}
}

// Resume begins with no other lab's run under way.
func (m *survey) Resume() { m.release(-1) }

// Tasks are none: what is timed must not be done elsewhere. A survey is Parallel
// all the same, so that there are TaskRunners whose latency can be measured.
func (m *survey) Tasks() [][]byte { return nil }

// Finish ends a step that was not shared.
func (m *survey) Finish([][]byte) { m.Step() }

// Memory is the survey's own and that of the largest run of another lab.
func (m *survey) Memory() lab.Memory {
	var run lab.Memory
	for _, p := range m.labs {
		run.Planned, run.Peak = max(run.Planned, p.memory.Planned), max(run.Peak, p.memory.Peak)
	}
	own := m.room.Memory()
	return lab.Memory{Planned: own.Planned + run.Planned, Peak: own.Peak + run.Peak}
}

// measured is all that has a place under the roof so far, steps of labs first.
func (m *survey) measured() (all []*probe) {
	for _, p := range m.labs {
		all = append(all, &p.probe)
	}
	return slices.DeleteFunc(append(all, m.kernels...), func(p *probe) bool { return !p.known() })
}

// Hint says what a press does as soon as there is a point to press.
func (m *survey) Hint() string {
	if len(m.measured()) == 0 {
		return ""
	}
	return "press a point to ask what it is"
}

// stage is what the panel of the roofline is called.
const stage = "roof"

// Act selects the point nearest to a press.
func (m *survey) Act(a lab.Action) error {
	all := m.measured()
	if a.Panel != stage || a.X <= 0 || a.Y <= 0 || len(all) == 0 {
		return errors.New("there is no point here to press")
	}
	if a.Kind != lab.Press {
		return nil
	}
	nearest := math.Inf(1)
	for _, p := range all {
		if d := math.Hypot(math.Log(p.intensity()/a.X), math.Log(p.rate()/1e9/a.Y)); d < nearest {
			nearest, m.selected = d, p.name
		}
	}
	return nil
}
