package browser_test

import (
	"encoding/json"
	"slices"

	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// A task is one task of a page's main thread, in milliseconds: by the clock on
// the wall, and of processor time. On a machine that is busy with something
// else the first says nothing of us.
type task struct{ wall, work float64 }

// tasks notes the tasks of all pages' main threads while f goes on, the longest
// first.
func (b *tab) tasks(f func()) []task {
	b.t.Helper()
	done := make(chan bool, 1)
	var events []traceEvent
	b.must(chromedp.Listen(b.ctx, func(event any) {
		switch e := event.(type) {
		case *tracing.EventDataCollected:
			for _, v := range e.Value {
				var t traceEvent
				if json.Unmarshal(v, &t) == nil {
					events = append(events, t)
				}
			}
		case *tracing.EventTracingComplete:
			done <- true
		}
	}))
	_, err := chromedp.Call(b.ctx, tracing.Start, tracing.StartParams{
		TraceConfig: &tracing.TraceConfig{IncludedCategories: []string{"toplevel", "__metadata"}, ExcludedCategories: []string{"*"}}})
	b.must(err)
	f()
	_, err = chromedp.Call(b.ctx, tracing.End, struct{}{})
	b.must(err)
	<-done
	return longest(events)
}

// A traceEvent is what of Chromium's trace format is needed here; its times are
// in microseconds.
type traceEvent struct {
	Name, Ph string
	Pid, Tid int
	Dur      float64
	Tdur     float64
	Args     struct{ Name string }
}

func longest(events []traceEvent) (list []task) {
	type thread struct{ pid, tid int }
	main := map[thread]bool{}
	for _, e := range events {
		if e.Ph == "M" && e.Name == "thread_name" && e.Args.Name == "CrRendererMain" {
			main[thread{e.Pid, e.Tid}] = true
		}
	}
	for _, e := range events {
		if e.Ph == "X" && main[thread{e.Pid, e.Tid}] {
			list = append(list, task{e.Dur / 1000, e.Tdur / 1000})
		}
	}
	slices.SortFunc(list, func(a, b task) int { return int(1000 * (b.work - a.work)) })
	return list
}
