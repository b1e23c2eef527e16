// Command bench measures this project's engine beside others, in one Chromium and
// natively. run.sh builds what it needs and starts it; README.md says how to
// read the result.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// parts are what can be measured, in the order of the usage text.
var parts = []struct {
	name, about string
	plan        func(*options) *plan
}{
	{"kernels", "the engine's kernels natively and in Chromium, against plain loops", kernels},
	{"peers", "the engine, jax-js, TensorFlow.js and C in one Chromium", peers},
	{"memory", "planned bytes against measured, deep chains, many points in a small budget", nil},
}

func main() {
	o, err := parse(os.Args[1:])
	if h, ok := err.(help); ok {
		fmt.Println(h)
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, o *options) error {
	if o.plan == nil {
		return memory(ctx, o)
	}
	p := o.plan(o)
	server, err := serve(o.web)
	if err != nil {
		return err
	}
	defer server.Close()
	r := &report{Part: o.part, Repeat: o.repeat, Budget: o.budget.Seconds(), Contenders: p.names()}
	for _, group := range p.groups {
		if group = o.chosen(group); len(group) == 0 {
			continue
		}
		lanes := measure(ctx, o, server, p.contenders, group)
		if ctx.Err() != nil {
			return fmt.Errorf("interrupted")
		}
		r.add(group, lanes)
		r.print(os.Stdout, group)
	}
	if len(r.Lanes) == 0 {
		return fmt.Errorf("nothing matches --only %v --with %v", o.only, o.with)
	}
	r.judge(p.figures)
	r.finish(os.Stdout)
	if o.json != "" {
		return r.save(o.json)
	}
	return nil
}
