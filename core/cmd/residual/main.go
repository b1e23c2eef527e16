// Command residual runs a lab without a page:
//
//	residual LAB [knob=value …] [--seed N] [--steps N] [--json]
//
// It steps until the lab has ended, or N times, and prints the checks as
// sentences or, with --json, the report that the page's element calls state.
// It exits with 0 if every check passes, 1 if one fails and 2 for bad input,
// with one line that names what is wrong and what is allowed. Where the
// compiler fused products and sums, a warning comes first.
package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/labs"
)

// The exit codes.
const (
	exitPass  = 0
	exitFail  = 1
	exitInput = 2
)

// fusedWarning is for a program that was built without build.sh on a machine
// with fused multiply–adds.
const fusedWarning = "residual: warning: the compiler fused products and sums, so numbers and digests differ from those of other machines; build with GOCOMPILEDEBUG=fmahash=qn, as ./build.sh does"

// A runner is what main needs from its surroundings.
type runner struct {
	labs     []lab.Lab
	out, err io.Writer
	terminal bool // err is a terminal, which progress may overwrite
	fused    bool // the compiler has fused products and sums
}

func main() {
	r := runner{labs: labs.All, out: os.Stdout, err: os.Stderr, terminal: isTerminal(os.Stderr), fused: kernel.Fused()}
	os.Exit(r.main(os.Args[1:]))
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// main does what the arguments ask and returns the exit code.
func (r *runner) main(args []string) int {
	if len(args) == 0 || args[0] == "--help" || args[0] == "-h" {
		r.usage()
		return exitPass
	}
	job, err := r.parse(args)
	if err != nil {
		fmt.Fprintln(r.err, "residual:", oneLine(err))
		return exitInput
	}
	start := time.Now()
	run, err := job.lab.Start(job.settings, job.seed)
	if err != nil {
		fmt.Fprintln(r.err, "residual:", oneLine(err))
		return exitInput
	}
	if r.fused {
		fmt.Fprintln(r.err, fusedWarning)
	}
	run.Attach(func() float64 { return time.Since(start).Seconds() }, true)
	r.advance(run, job.steps)
	report := lab.NewReport(run, time.Since(start).Seconds())
	job.print(r.out, report)
	if !lab.AllPass(report.Checks) {
		return exitFail
	}
	return exitPass
}

// advance steps until the run has ended or has taken so many steps; a negative
// number sets no bound.
func (r *runner) advance(run *lab.Run, steps int) {
	p := progress{out: r.err, shown: r.terminal}
	for (steps < 0 || run.Steps() < steps) && !run.Status().Final() {
		run.Step()
		p.update(run)
	}
	p.clear()
}
