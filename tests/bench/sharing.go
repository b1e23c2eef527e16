package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"residual/core/lab"
	"residual/core/labs"
	"residual/tests/bench/task"
)

// digestsAgree runs a few steps of a training of 65 536 points (--points, the
// last) in every way there is; all must end with the same bits.
func digestsAgree(ctx context.Context, o *options, l *ledger) error {
	knobs := []string{"show=train", fmt.Sprint("points=", o.points[len(o.points)-1])}
	s := section{Title: "two steps of training, " + knobs[1], Head: []string{"how", "digest"}}
	want, differ := "", 0.0
	note := func(how, digest string) {
		if want == "" {
			want = digest
		}
		if digest != want {
			differ++
		}
		s.add(how, digest)
	}
	for _, budget := range []string{"16MB", "64MB", "256MB", "1GB"} {
		digest, err := digestOf(ctx, nil, filepath.Join(o.web, "residual"), append(knobs, "memory="+budget)...)
		if err != nil {
			return err
		}
		note("native, "+budget, digest)
	}
	for _, way := range []struct {
		how, program string
		environment  []string
	}{
		{"native, GODEBUG=simd=128", "residual", []string{"GODEBUG=simd=128"}},
		{"native, GODEBUG=simd=256", "residual", []string{"GODEBUG=simd=256"}},
		{"native, GODEBUG=simd=512", "residual", []string{"GODEBUG=simd=512"}},
		{"native, plain loops", "residual-plain", nil},
	} {
		digest, err := digestOf(ctx, way.environment, filepath.Join(o.web, way.program), knobs...)
		if err != nil {
			return err
		}
		note(way.how, digest)
	}
	digest, err := digestOf(ctx, nil, "node", append([]string{filepath.Join(o.web, "wasm_exec_node.js"), filepath.Join(o.web, "residual-node.wasm")}, knobs...)...)
	if err != nil {
		return err
	}
	note("Node", digest)
	for _, workers := range []int{1, 2, 4} {
		digest, err := shared(workers, knobs)
		if err != nil {
			return err
		}
		note(fmt.Sprint("native, Workers: ", workers), digest)
	}
	l.Sections = append(l.Sections, s)
	l.want("ways with another digest", differ, 0, 0)
	return nil
}

// digestOf runs the command residual and returns the digest it reports; program may be node, with the program in
// its arguments.
func digestOf(ctx context.Context, environment []string, program string, arguments ...string) (string, error) {
	at := 0
	if program == "node" {
		at = 2
	}
	arguments = append(arguments[:at:at], append([]string{"roofline"}, arguments[at:]...)...)
	c := exec.CommandContext(ctx, program, append(arguments, "--steps", "2", "--json")...)
	c.Env = append([]string{"PATH=" + os.Getenv("PATH")}, environment...)
	out, err := c.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(out) == 0 {
		return "", fmt.Errorf("%v: %s", c, exit.Stderr)
	}
	var report struct{ Digest string }
	if err := json.Unmarshal(out, &report); err != nil {
		return "", fmt.Errorf("%v: %w", c, err)
	}
	return report.Digest, nil
}

// shared takes the steps with tasks handed out in turn.
func shared(n int, knobs []string) (string, error) {
	l, err := lab.Find(labs.All, "roofline")
	if err != nil {
		return "", err
	}
	settings, err := l.Parse(map[string]string{"show": "train", "points": knobs[1][len("points="):]})
	if err != nil {
		return "", err
	}
	run, err := l.Start(settings, lab.DefaultSeed)
	if err != nil {
		return "", err
	}
	workers := make([]lab.TaskRunner, n)
	for i := range workers {
		if workers[i], err = l.Worker(settings, lab.DefaultSeed); err != nil {
			return "", err
		}
	}
	for range 2 {
		var results [][]byte
		for i, t := range run.Tasks() {
			results = append(results, workers[i%n].Do(nil, t))
		}
		run.Finish(results)
	}
	return run.Digest(), nil
}

// twoWorkers times 65 536 points in one Worker against halves of them in two at
// once, in turn, by the clock on the wall: it needs two idle cores.
func twoWorkers(ctx context.Context, o *options, l *ledger) error {
	server, err := serve(o.web)
	if err != nil {
		return err
	}
	defer server.Close()
	b, err := open(ctx, server.URL)
	if err != nil {
		return err
	}
	defer b.stop()
	const points = 65536
	for _, w := range []struct {
		lane   string
		points int
	}{{"whole", points}, {"left", points / 2}, {"right", points / 2}} {
		t := task.Train("poisson", w.points, o.network()...)
		offer := server.offer("memory-"+w.lane, t, t.Inputs())
		if _, _, err := newWorker(b, server, w.lane, "go.js?wasm=residual.wasm&engine=residual", offer); err != nil {
			return err
		}
	}
	var ratios, one, two []float64
	for range o.repeat + 1 {
		whole, err := call[float64](b, `wall(() => ask('whole', 'time', 1))`)
		if err != nil {
			return err
		}
		halves, err := call[float64](b, `wall(() => Promise.all([ask('left', 'time', 1), ask('right', 'time', 1)]))`)
		if err != nil {
			return err
		}
		one, two, ratios = append(one, whole), append(two, halves), append(ratios, whole/halves)
	}
	s := section{Title: "a step of 65 536 points in Chromium", Head: []string{"Workers", "ms"}}
	s.add(1, digits(median(one[1:])))
	s.add(2, digits(median(two[1:])))
	l.Sections = append(l.Sections, s)
	l.want("two Workers: times as fast as one", median(ratios[1:]), 1.7, -1)
	return nil
}
