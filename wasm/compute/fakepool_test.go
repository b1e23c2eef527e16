package compute

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

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
	told      int
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

// A fakePool is the workerFactory of a fakePage: its helpers are taskServers, take
// their time, and fail when the test says so.
type fakePool struct {
	*fakePage
	coreCount int
	servers   map[int]*taskServer
	events    []event     // that are on their way, in order
	hung      bool        // helpers never start
	failsAt   map[int]int // id → after how many tasks
	assigned  int
}

type event struct {
	id     int // of the helper
	handle func()
}

func newFakePool(t *testing.T) (*fakePool, *[]*sum) {
	made := new([]*sum)
	f := &fakePool{fakePage: newFakePage(t), coreCount: 2, servers: map[int]*taskServer{}, failsAt: map[int]int{}}
	f.labs, f.factory = sums(made), f
	return f, made
}

func (f *fakePool) cores() int       { return f.coreCount }
func (f *fakePool) terminate(id int) { delete(f.servers, id) }

func (f *fakePool) spawn(id int, name, knobs string, seed uint64) {
	s := &taskServer{}
	f.servers[id] = s
	if f.hung {
		return
	}
	text := fmt.Sprint(seed)
	if err := s.start(f.labs, &arguments{Lab: name, Seed: &text}); err != nil {
		f.t.Fatal(err)
	}
	f.later(id, s, func() { f.pool.onReady(id) })
}

// later sends an event of a helper, which is lost if the helper is gone by then.
func (f *fakePool) later(id int, s *taskServer, handle func()) {
	f.events = append(f.events, event{id, func() {
		if f.servers[id] == s {
			handle()
		}
	}})
}

func (f *fakePool) assign(id int, task []byte, echo bool) {
	s := f.servers[id]
	f.assigned++
	copy(s.taskBuffer(len(task)), task)
	if left, ok := f.failsAt[id]; ok && left == 0 {
		f.later(id, s, func() { f.onHelperLost(id, "it broke") })
		return
	} else if ok {
		f.failsAt[id]--
	}
	result := slices.Clone(s.do(echo))
	f.later(id, s, func() {
		f.clock += time.Millisecond
		if b := f.pool.resultBuffer(id, len(result)); b != nil {
			copy(b, result)
		}
		f.pool.onDone(id)
	})
}

// rounds lets the event loop go round n times, each with one event: by turns of the
// helper that spoke first and of the one that spoke last.
func (f *fakePool) rounds(n int) {
	for i := range n {
		wait := f.work()
		if last := len(f.events) - 1; last >= 0 {
			id := f.events[last*(i%2)].id
			at := slices.IndexFunc(f.events, func(e event) bool { return e.id == id })
			handle := f.events[at].handle
			f.events = slices.Delete(f.events, at, at+1)
			handle()
		} else if wait != idle {
			f.clock += wait
		}
	}
}

func (f *fakePool) begin(name, knobs string) {
	f.t.Helper()
	f.must("start", `{"lab":"`+name+`","knobs":{`+knobs+`}}`)
}

// snapshotAt is a snapshot of another run like the present one, at its start, with
// the x given.
func (f *fakePool) snapshotAt(x float64) []byte {
	f.t.Helper()
	run, err := f.run.Lab().Start(f.run.Settings(), f.run.Seed())
	if err == nil {
		err = run.Act(lab.Action{Y: x})
	}
	if err != nil {
		f.t.Fatal(err)
	}
	return run.Snapshot()
}

// truth is x after so many steps that were not shared.
func truth(steps int, x float64) float64 {
	s := &sum{x: x}
	for range steps {
		s.Step()
	}
	return s.x
}
