// Command residual runs a lab without a page:
//
//	residual LAB [knob=value …] [--seed N] [--steps N]
//	         [--json] [--csv FILE [--panel NAME]] [--svg FILE [--width W] [--dark]]
//
// It steps until the lab has ended, or N times, and prints what it says and its
// checks as sentences or, with --json, everything that there is to know of the run:
// the report that the page's element calls state, the readouts, the tables and the
// numbers of every panel, with all their digits. --csv writes the file that the
// page's export writes, --svg the picture. A knob that takes text or a file takes
// knob=@FILE too; FILE may be - for the standard output or input.
//
// It exits with 0 if the run did what it was asked and every check passes, with 1
// if the run stopped or a check fails, and with 2 for wrong usage and what cannot
// be read or written, with one line that names what is wrong and what is allowed.
// Where the compiler fused products and sums, a warning comes first.
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
	in       io.Reader
	out, err io.Writer
	terminal bool // err is a terminal, which progress may overwrite
	fused    bool // the compiler has fused products and sums
}

func main() {
	r := runner{labs: labs.All, in: os.Stdin, out: os.Stdout, err: os.Stderr, terminal: isTerminal(os.Stderr), fused: kernel.Fused()}
	os.Exit(r.main(os.Args[1:]))
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// main does what the arguments ask and returns the exit code.
func (r *runner) main(args []string) int {
	if wantsHelp(args) {
		r.usage(args)
		return exitPass
	}
	job, err := r.parse(args)
	if err != nil {
		return r.refuse(err)
	}
	start := time.Now()
	run, err := job.lab.Start(job.settings, job.seed)
	if err != nil {
		return r.refuse(err)
	}
	outputs, err := job.open(r.out)
	if err != nil {
		return r.refuse(err)
	}
	if r.fused {
		fmt.Fprintln(r.err, fusedWarning)
	}
	run.Attach(func() float64 { return time.Since(start).Seconds() }, true)
	r.advance(run, job.steps)
	var f lab.Frame
	run.Frame(&f)
	code := r.judge(job, lab.NewResults(run, &f, time.Since(start).Seconds()))
	if err := outputs.write(run, &f); err != nil {
		return r.refuse(err)
	}
	return code
}

// refuse says in one line what is wrong.
func (r *runner) refuse(err error) int {
	fmt.Fprintln(r.err, "residual:", oneLine(err))
	return exitInput
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

// judge prints the results, if the standard output is not a file's, and tells
// whether they are as they should be.
func (r *runner) judge(j *job, results lab.Results) int {
	good := results.Status != lab.Stopped.String() && !lab.AnyFails(results.Checks)
	switch {
	case j.json:
		fmt.Fprintf(r.out, "%s\n", indent(lab.JSON(results)))
	case !j.piped():
		j.print(r.out, results)
	case !good:
		fmt.Fprintf(r.err, "residual: %s%s; %s\n", results.Status, reason(results.Reason), verdict(results.Checks))
	}
	if !good {
		return exitFail
	}
	return exitPass
}
