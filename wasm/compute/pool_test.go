package compute

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
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
	x      float64
	clock  func() float64
	posted []float64
	told   int
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
	m.posted = seconds
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

// A floor is a crew on a bench: its helpers have aides, take their time, and
// fail when the test says so.
type floor struct {
	*bench
	said  int // the cores
	aides map[int]*aide
	queue []news      // on its way, in the order of its coming
	deaf  bool        // helpers never start
	dies  map[int]int // id → after how many tasks
	given int
}

type news struct {
	id  int // of the helper
	say func()
}

func newFloor(t *testing.T) (*floor, *[]*sum) {
	made := new([]*sum)
	f := &floor{bench: newBench(t), said: 2, aides: map[int]*aide{}, dies: map[int]int{}}
	f.labs, f.crew = sums(made), f
	return f, made
}

func (f *floor) cores() int     { return f.said }
func (f *floor) dismiss(id int) { delete(f.aides, id) }

func (f *floor) hire(id int, name, knobs string, seed uint64) {
	a := &aide{}
	f.aides[id] = a
	if f.deaf {
		return
	}
	text := fmt.Sprint(seed)
	if err := a.begin(f.labs, &arguments{Lab: name, Seed: &text}); err != nil {
		f.t.Fatal(err)
	}
	f.later(id, a, func() { f.pool.ready(id) })
}

// later is news of a helper, unless it is gone by then.
func (f *floor) later(id int, a *aide, say func()) {
	f.queue = append(f.queue, news{id, func() {
		if f.aides[id] == a {
			say()
		}
	}})
}

func (f *floor) give(id int, task []byte, echo bool) {
	a := f.aides[id]
	f.given++
	copy(a.room(len(task)), task)
	if left, ok := f.dies[id]; ok && left == 0 {
		f.later(id, a, func() { f.worker.lost(id, "it broke") })
		return
	} else if ok {
		f.dies[id]--
	}
	result := append([]byte(nil), a.do(echo)...)
	f.later(id, a, func() {
		f.clock += time.Millisecond
		if room := f.pool.room(id, len(result)); room != nil {
			copy(room, result)
		}
		f.pool.done(id)
	})
}

// rounds lets the event loop go round with the news, of the helper that spoke
// first and of the one that spoke last by turns.
func (f *floor) rounds(n int) {
	for i := range n {
		wait := f.work()
		if last := len(f.queue) - 1; last >= 0 {
			who := f.queue[last*(i%2)].id
			at := slices.IndexFunc(f.queue, func(n news) bool { return n.id == who })
			say := f.queue[at].say
			f.queue = slices.Delete(f.queue, at, at+1)
			say()
		} else if wait != idle {
			f.clock += wait
		}
	}
}

func (f *floor) begin(name, knobs string) {
	f.t.Helper()
	f.must("start", `{"lab":"`+name+`","knobs":{`+knobs+`}}`)
}

// truth is x after so many steps taken alone.
func truth(steps int, x float64) float64 {
	s := &sum{x: x}
	for range steps {
		s.Step()
	}
	return s.x
}

func TestSharedStepsAreTheSteps(t *testing.T) {
	for _, n := range []string{"1", "2", "4", "8", "16", "auto"} {
		f, made := newFloor(t)
		f.begin("sum", `"workers":"`+n+`"`)
		f.do("step", `{"number":5}`)
		f.rounds(200)
		run := (*made)[0]
		if run.Steps() != 5 || run.x != truth(5, 1) || f.given != 5*parts {
			t.Errorf("%s Workers: %d steps, x = %v, %d tasks; want 5, %v, %d", n, run.Steps(), run.x, f.given, truth(5, 1), 5*parts)
		}
		if f.view.Settings["workers"] != n || f.view.Note != "" {
			t.Errorf("the page is told %v, %q", f.view.Settings, f.view.Note)
		}
	}
}

// There are as many helpers as cores, at least one and at most sixteen, and no
// more than are asked for.
func TestHelpersByCores(t *testing.T) {
	for _, c := range []struct {
		cores int
		asked string
		want  int
	}{{0, "auto", 1}, {1, "auto", 1}, {3, "auto", 3}, {128, "auto", lab.MostWorkers}, {2, "5", 5}, {8, "1", 1}} {
		f, _ := newFloor(t)
		f.said = c.cores
		f.begin("sum", `"workers":"`+c.asked+`"`)
		if len(f.aides) != 0 {
			t.Error("helpers are there before there is work")
		}
		f.must("run", "{}")
		f.rounds(1)
		if len(f.aides) != c.want {
			t.Errorf("%d cores, %s asked: %d helpers, want %d", c.cores, c.asked, len(f.aides), c.want)
		}
	}
}

func TestWrongNumbersOfWorkers(t *testing.T) {
	for _, n := range []string{"0", "17", "-1", "2.5", "many", ""} {
		f, _ := newFloor(t)
		if said := f.do("start", `{"lab":"sum","knobs":{"workers":"`+n+`"}}`); !strings.Contains(said[0], `"knob":"workers"`) || !strings.Contains(said[0], "1 to 16") {
			t.Errorf("%q: %s", n, said)
		}
	}
	b := newBench(t)
	if said := b.do("start", `{"lab":"decay","knobs":{"workers":"2"}}`); !strings.HasPrefix(said[0], "refuse") {
		t.Errorf("a lab without Workers takes them: %s", said)
	}
}

// A helper that dies leaves its task to another, and the page is told.
func TestHelpersThatDie(t *testing.T) {
	f, made := newFloor(t)
	f.dies[1] = 3
	f.begin("sum", `"workers":"3"`)
	f.do("step", `{"number":6}`)
	f.rounds(300)
	if run := (*made)[0]; run.Steps() != 6 || run.x != truth(6, 1) {
		t.Errorf("%d steps, x = %v, want %v", run.Steps(), run.x, truth(6, 1))
	}
	if f.view.Workers != 2 || !strings.Contains(f.view.Note, "1 of 3 Workers failed (it broke)") {
		t.Errorf("the page is told of %d Workers and %q", f.view.Workers, f.view.Note)
	}
	f.must("set", `{"knobs":{"workers":"2"}}`)
	if f.view.Note != "" || f.view.Settings["workers"] != "2" {
		t.Errorf("after that it is told %q", f.view.Note)
	}
}

// Without any helper the run goes on alone.
func TestAllHelpersDie(t *testing.T) {
	f, made := newFloor(t)
	f.dies[1], f.dies[2] = 0, 1
	f.begin("sum", `"workers":"2"`)
	f.do("step", `{"number":6}`)
	f.rounds(300)
	if run := (*made)[0]; run.Steps() != 6 || run.x != truth(6, 1) || len(f.aides) != 0 {
		t.Errorf("%d steps, x = %v, want %v", run.Steps(), run.x, truth(6, 1))
	}
	if !strings.Contains(f.view.Note, "without them") {
		t.Errorf("the page is told %q", f.view.Note)
	}
}

// A helper that never starts is given up after a while.
func TestHelpersThatDoNotStart(t *testing.T) {
	f, made := newFloor(t)
	f.deaf = true
	f.begin("sum", `"workers":"2"`)
	f.do("step", `{"number":2}`)
	f.rounds(60)
	if run := (*made)[0]; run.Steps() != 2 || run.x != truth(2, 1) {
		t.Errorf("%d steps, x = %v, want %v", run.Steps(), run.x, truth(2, 1))
	}
	if !strings.Contains(f.view.Note, "it did not start") || f.clock < startTime {
		t.Errorf("after %v the page is told %q", f.clock, f.view.Note)
	}
}

// What changes the run in the middle of a step makes the step begin anew; a
// pause only holds it.
func TestMidStep(t *testing.T) {
	f, made := newFloor(t)
	f.begin("sum", `"workers":"2"`)
	run := (*made)[0]
	f.do("step", `{"number":1}`)
	f.rounds(6)
	if run.Steps() != 0 || f.pool.left == parts {
		t.Fatalf("this is not the middle of a step: %d steps, %d left", run.Steps(), f.pool.left)
	}
	f.do("pause", "{}")
	for len(f.queue) > 0 {
		f.rounds(1)
	}
	if run.Steps() != 0 || run.x != 1 {
		t.Error("a paused run moves")
	}
	before := f.given
	f.do("step", `{"number":1}`)
	f.rounds(50)
	if run.Steps() != 1 || run.x != truth(1, 1) || f.given != before {
		t.Errorf("after the pause: %d steps, x = %v, %d tasks more", run.Steps(), run.x, f.given-before)
	}
	f.do("step", `{"number":1}`)
	f.rounds(2)
	if f.pool.tasks == nil {
		t.Fatal("no step is under way")
	}
	f.must("restore", `{"snapshot":"`+base64.StdEncoding.EncodeToString(number(number(nil, 3), 0))+`"}`)
	f.do("step", `{"number":1}`)
	f.rounds(100)
	if run.x != truth(1, 3) {
		t.Errorf("after a restore x = %v, want %v", run.x, truth(1, 3))
	}
	f.do("step", `{"number":1}`)
	f.rounds(2)
	f.must("reset", "{}")
	if len(f.aides) != 0 || (*made)[1].Steps() != 0 {
		t.Error("the helpers of a run that was left stay")
	}
}

// Helpers give their memory back when the run has been still for long.
func TestHelpersRest(t *testing.T) {
	f, _ := newFloor(t)
	f.begin("sum", "")
	f.must("run", "{}")
	f.rounds(100)
	f.must("pause", "{}")
	f.rounds(100)
	if len(f.aides) != 0 || f.clock < restTime {
		t.Errorf("%d helpers after %v", len(f.aides), f.clock)
	}
	f.must("run", "{}")
	f.rounds(5)
	if len(f.aides) != 2 {
		t.Error("they do not come back")
	}
}

// A run that asks is told what messages cost, once and before its first step.
func TestMessages(t *testing.T) {
	f, made := newFloor(t)
	f.begin("messenger", "")
	run := (*made)[0]
	f.do("step", `{"number":2}`)
	for run.told == 0 {
		f.rounds(1)
		if run.Steps() > 0 {
			t.Fatal("the first step came before")
		}
	}
	f.rounds(100)
	if run.told != 1 || len(run.posted) != 2 || run.Steps() != 2 || run.clock == nil {
		t.Fatalf("told %d times of %v; %d steps", run.told, run.posted, run.Steps())
	}
	for _, s := range run.posted {
		if s < 0.9e-3 || s > 2e-3 { // a millisecond, and what the clock costs
			t.Errorf("a message takes %v s", s)
		}
	}
}

func TestMessagesWithoutHelpers(t *testing.T) {
	f, made := newFloor(t)
	f.deaf = true
	f.begin("messenger", "")
	f.do("step", `{"number":2}`)
	f.rounds(60)
	if run := (*made)[0]; run.told != 1 || run.posted != nil || run.Steps() != 2 {
		t.Errorf("told %d times of %v; %d steps", run.told, run.posted, run.Steps())
	}
}

// A state of a busy run is kept every few seconds; a new run keeps none.
func TestKeptStates(t *testing.T) {
	f, made := newFloor(t)
	f.begin("sum", "")
	f.must("run", "{}")
	f.rounds(5000)
	run := (*made)[0]
	if f.keptAt == 0 || f.keptAt > run.Steps() || len(f.kept) == 0 {
		t.Fatalf("kept are %d bytes of step %d", len(f.kept), f.keptAt)
	}
	if value(f.kept) != truth(f.keptAt, 1) {
		t.Error("the state is of another step")
	}
	f.must("reset", "{}")
	if f.kept != nil {
		t.Error("a new run keeps the old one's state")
	}
}
