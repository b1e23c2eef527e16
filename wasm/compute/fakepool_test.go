package compute

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// A fakePool is the workerFactory of a fakePage: its helpers are taskServers, take
// their time, and fail when the test says so.
type fakePool struct {
	*fakePage
	coreCount int
	servers   map[int]*taskServer
	events    []event     // that are on their way, in order
	hung      bool        // helpers never start
	failsAt   map[int]int // id → after how many tasks
	closesAt  map[int]int // id → after how many it says nothing more
	assigned  int
}

type event struct {
	id     int // of the helper
	handle func()
}

func newFakePool(t *testing.T) (*fakePool, *[]*sum) {
	made := new([]*sum)
	f := &fakePool{fakePage: newFakePage(t), coreCount: 2, servers: map[int]*taskServer{}, failsAt: map[int]int{}, closesAt: map[int]int{}}
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
	args := &arguments{Lab: name, Seed: &text}
	f.decode(knobs, &args.Knobs)
	if err := s.start(f.labs, args); err != nil {
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
	if left, ok := f.closesAt[id]; ok && left == 0 {
		return
	} else if ok {
		f.closesAt[id]--
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
