package main

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/chromedp/chromedp"

	"residual/tests/bench/task"
	"residual/tests/bench/work"
)

// A runner is one contender with one task ready.
type runner interface {
	answer() ([]float64, error)
	time(budget time.Duration) (timing, error)
	stop()
}

// A timing is one measurement: ms a run on a processor, and by the wall.
type timing struct{ Busy, Wall float64 }

// about is what a contender tells when a task is ready.
type about struct {
	First   float64 `json:"first"`   // ms by the wall from asking to the end of the first run
	Planned int64   `json:"planned"` // bytes of the engine's plan
	Flops   int64   `json:"flops"`   // of one run by the plan
	Memory  int64   `json:"memory"`  // bytes of WebAssembly memory
}

// errNot says that a contender does not do such tasks.
var errNot = errors.New("does not do this")

// A worker is a runner in a page.
type worker struct {
	browser *browser
	server  *server
	lane    string
	clock   clock
}

func newWorker(b *browser, s *server, lane, file, offer string) (runner, about, error) {
	w := &worker{browser: b, server: s, lane: lane}
	others := b.workerClocks()
	if _, err := call[chromedp.Void](b, script("start", lane, "/"+file)); err != nil {
		return nil, about{}, err
	}
	if _, err := call[chromedp.Void](b, fmt.Sprintf("ask(%q, 'load', %s)", lane, offer)); err != nil {
		return w, about{}, err
	}
	w.clock = b.newClock(others)
	facts, err := call[*about](b, fmt.Sprintf("ask(%q, 'setup', %s)", lane, offer))
	if err == nil && facts == nil {
		err = errNot
	}
	if err != nil {
		return w, about{}, err
	}
	return w, *facts, nil
}

func (w *worker) answer() ([]float64, error) {
	_, err := call[chromedp.Void](w.browser, script("ask", w.lane, "answer", "/answer/"+w.lane))
	return w.server.answer(w.lane), err
}

func (w *worker) time(budget time.Duration) (timing, error) {
	type facts struct {
		Wall float64 `json:"wall"`
		Runs float64 `json:"runs"`
	}
	start := w.clock.now()
	f, err := call[facts](w.browser, script("ask", w.lane, "time", budget.Milliseconds()))
	busy := w.clock.now() - start
	return timing{ms(busy) / max(1, f.Runs), f.Wall}.known(), err
}

// known is t with the time by the wall where the other is not to be had.
func (t timing) known() timing {
	if t.Busy == 0 {
		t.Busy = t.Wall
	}
	return t
}

func (w *worker) stop() { call[chromedp.Void](w.browser, script("stop", w.lane)) }

// A native is a runner in this process.
type native struct {
	*work.Job
	runs int
}

func newNative(t task.Task, in task.Inputs) (runner, about, error) {
	start := time.Now()
	job := work.New(work.Ours, t, in)
	if job == nil {
		return nil, about{}, errNot
	}
	job.Run()
	return &native{job, 1}, about{First: ms(time.Since(start)), Planned: job.Bytes, Flops: job.Flops}, nil
}

func (n *native) answer() ([]float64, error) { return n.Answer(), nil }

func (n *native) stop() {}

// time is the counterpart of the function of this name in web/lane.js: blocks
// of 20 ms, and their median.
func (n *native) time(budget time.Duration) (timing, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var each []float64
	begin, busy, all := time.Now(), here.now(), 0
	for len(each) == 0 || time.Since(begin) < budget {
		start := time.Now()
		for range n.runs {
			n.Run()
		}
		all += n.runs
		if d := time.Since(start); d < 20*time.Millisecond && 2*d < budget {
			n.runs *= 2
		} else {
			each = append(each, ms(d)/float64(n.runs))
		}
	}
	return timing{ms(here.now()-busy) / float64(all), median(each)}.known(), nil
}

func ms(d time.Duration) float64 { return d.Seconds() * 1e3 }

// median sorts x; the upper of two in the middle.
func median(x []float64) float64 {
	slices.Sort(x)
	return x[len(x)/2]
}
