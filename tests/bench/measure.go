package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"residual/tests/bench/task"
	"residual/tests/bench/truth"
)

// A lane is one contender at one task, and what was measured of it.
type lane struct {
	Contender string    `json:"contender"`
	Task      string    `json:"task"`
	Times     []float64 `json:"times"` // ms a run on a processor, one a round
	Wall      []float64 `json:"wall"`  // ms a run by the wall
	Off       float64   `json:"off"`   // relative distance of the answer from the truth
	Failure   string    `json:"failure,omitempty"`
	Peak      int64     `json:"peak,omitempty"` // bytes held by the browser's renderer, if it had one alone
	about

	key    string
	offer  string // the task, for a browser
	script string
	task   task.Task
	inputs task.Inputs
	judge  *truth.Judge
	runner runner
	failed error
}

// measure times every contender at every task of a group, in turn, round by
// round, after checking its answer. Contenders share one browser, unless the
// tasks are so large that each gets a new one every round.
func measure(ctx context.Context, o *options, s *server, contenders []contender, group []task.Task) []*lane {
	lanes := prepare(o, s, contenders, group)
	if group[0].Alone {
		for range min(o.repeat, 3) {
			for _, l := range lanes {
				l.visit(ctx, o, s)
			}
		}
	} else {
		together(ctx, o, s, lanes)
	}
	return slices.DeleteFunc(lanes, func(l *lane) bool { return errors.Is(l.failed, errNot) })
}

func prepare(o *options, s *server, contenders []contender, group []task.Task) (lanes []*lane) {
	for i, t := range group {
		in := t.Inputs()
		judge, key := truth.Of(t, in), fmt.Sprint("task", i)
		offer := s.offer(key, t, in)
		for _, c := range contenders {
			if o.with.MatchString(c.name) {
				lanes = append(lanes, &lane{Contender: c.name, Task: t.Name, task: t, inputs: in, judge: judge,
					key: fmt.Sprint("lane", len(lanes)), offer: offer, script: c.script})
			}
		}
	}
	return lanes
}

// together runs all lanes side by side in one browser.
func together(ctx context.Context, o *options, s *server, lanes []*lane) {
	b, err := open(ctx, s.URL)
	if err != nil {
		for _, l := range lanes {
			l.fail(err)
		}
		return
	}
	defer b.stop()
	for _, l := range lanes {
		l.enter(b, s)
	}
	compare(lanes)
	for round := range o.repeat + 1 {
		for _, l := range lanes {
			l.measure(o, round > 0) // round 0 warms up
		}
	}
}

// visit runs one round of a lane in a browser of its own.
func (l *lane) visit(ctx context.Context, o *options, s *server) {
	if l.failed != nil {
		return
	}
	b, err := open(ctx, s.URL)
	if err != nil {
		l.fail(err)
		return
	}
	defer b.stop()
	l.enter(b, s)
	l.measure(o, true)
	l.Peak = max(l.Peak, b.peak())
	l.runner = nil
}

// enter makes the task ready and checks the answer.
func (l *lane) enter(b *browser, s *server) {
	progress(l, "…")
	first := l.First
	if l.script == "" {
		l.runner, l.about, l.failed = newNative(l.task, l.inputs)
	} else {
		l.runner, l.about, l.failed = newWorker(b, s, l.key, l.script, l.offer)
	}
	if first > 0 {
		l.First = min(l.First, first)
	}
	if l.failed == nil && l.judge != nil {
		l.check()
	}
	l.fail(l.failed)
}

func (l *lane) check() {
	answer, err := l.runner.answer()
	if err == nil {
		l.Off, err = l.judge.Verdict(answer)
	}
	l.failed = err
}

// compare holds the answers of tasks without a judge against each other: they
// are kernels of this engine, which promise the same bits everywhere.
func compare(lanes []*lane) {
	want := map[string][]float64{}
	for _, l := range lanes {
		if l.judge != nil || l.failed != nil {
			continue
		}
		answer, err := l.runner.answer()
		if err == nil && want[l.Task] == nil {
			want[l.Task] = answer
		}
		if err == nil && !slices.Equal(answer, want[l.Task]) {
			err = errors.New("not the bits that " + lanes[0].Contender + " has")
		}
		l.fail(err)
	}
}

// measure times the lane once.
func (l *lane) measure(o *options, counts bool) {
	if l.failed != nil {
		return
	}
	t, err := l.runner.time(o.budget)
	l.fail(err)
	if err == nil && counts {
		l.Times, l.Wall = append(l.Times, t.Busy), append(l.Wall, t.Wall)
		progress(l, fmt.Sprintf("%.4g ms", t.Busy))
	}
}

// fail ends the lane, if there is an error: others must not suffer from what it
// may still be doing.
func (l *lane) fail(err error) {
	if err == nil {
		return
	}
	l.failed, l.Failure = err, err.Error()
	progress(l, l.Failure)
	if l.runner != nil {
		l.runner.stop()
		l.runner = nil
	}
}

// progress says what is being done, and then makes room for results, on a
// terminal only.
func progress(l *lane, what string) { status(fmt.Sprintf("%s, %s: %s", l.Task, l.Contender, what)) }

func status(line string) {
	if f, err := os.Stderr.Stat(); err == nil && f.Mode()&os.ModeCharDevice != 0 {
		fmt.Fprint(os.Stderr, "\r\033[K"+line)
	}
}

// ratio is the median over rounds of how many times as long slow took as quick,
// or 0 if one of them has no times.
func ratio(slow, quick *lane) float64 {
	if slow == nil || quick == nil {
		return 0
	}
	var each []float64
	for i := range min(len(slow.Times), len(quick.Times)) {
		each = append(each, slow.Times[i]/quick.Times[i])
	}
	if len(each) == 0 {
		return 0
	}
	return median(each)
}
