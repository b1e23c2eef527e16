package compute

import (
	"encoding/binary"
	"math"

	"residual/core/codec"
	"residual/core/lab"
	"residual/core/lab/labtest"
)

// A sum is decay whose steps are shared in parts: x ← x + Σᵢ sin(x + i)/8, the
// sum taken in order.
type sum struct {
	lab.Experiment
	x         float64
	clock     func() float64
	latencies []float64
	told      int // how many times
}

const parts = 8

func part(x float64, i int) float64 { return math.Sin(x+float64(i)) / 8 }

func (s *sum) Progress() float64 { return 0 }

func (s *sum) Step() {
	total := 0.0
	for i := range parts {
		total += part(s.x, i)
	}
	s.x += total
}

func (s *sum) Tasks() [][]byte {
	tasks := make([][]byte, parts)
	for i := range tasks {
		tasks[i] = number(nil, s.x)
		tasks[i] = append(tasks[i], byte(i))
	}
	return tasks
}

func (s *sum) Finish(results [][]byte) {
	total := 0.0
	for _, r := range results {
		total += value(r)
	}
	s.x += total
}

func (s *sum) Change(lab.Settings) error { return nil }

func (s *sum) Act(a lab.Action) error {
	s.x = a.Y
	return nil
}

func (s *sum) State(c *codec.Coder) { c.Float(&s.x) }

// A messenger is a sum that asks what messages cost.
type messenger struct{ *sum }

func (m messenger) SetClock(seconds func() float64) { m.clock = seconds }
func (m messenger) Messages() []int                 { return []int{16, 1 << 16} }

func (m messenger) SetLatencies(seconds []float64) {
	m.latencies = seconds
	m.told++
}

type adder struct{}

func (adder) Do(dst, task []byte) []byte { return number(dst, part(value(task), int(task[8]))) }

func number(b []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
}
func value(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

// sums are the two labs.
func sums(made *[]*sum) []lab.Lab {
	begin := func(wrap func(*sum) lab.Experiment) func(lab.Settings, uint64) (lab.Experiment, error) {
		return func(s lab.Settings, seed uint64) (lab.Experiment, error) {
			inner, err := labtest.Decay.New(s, seed)
			run := &sum{Experiment: inner, x: float64(seed)}
			*made = append(*made, run)
			return wrap(run), err
		}
	}
	worker := func(lab.Settings, uint64) (lab.TaskRunner, error) { return adder{}, nil }
	l := labtest.Decay
	l.Name, l.Worker, l.New = "sum", worker, begin(func(s *sum) lab.Experiment { return s })
	m := l
	m.Name, m.New = "messenger", begin(func(s *sum) lab.Experiment { return messenger{s} })
	return []lab.Lab{l, m}
}

// truth is x after so many steps that were not shared.
func truth(steps int, x float64) float64 {
	s := &sum{x: x}
	for range steps {
		s.Step()
	}
	return s.x
}
