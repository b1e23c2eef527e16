package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"residual/core/lab"
)

// print writes the report as JSON or as text for a reader.
func (j *job) print(w io.Writer, r lab.Report) {
	if j.json {
		var b bytes.Buffer
		if err := json.Indent(&b, lab.JSON(r), "", "  "); err != nil {
			panic(err) // we wrote it
		}
		fmt.Fprintln(w, b.String())
		return
	}
	fmt.Fprintf(w, "%s\n%s\n%s seed=%d\n\n", j.lab.Title, j.lab.Law, j.knobs(), r.Seed)
	fmt.Fprintf(w, "%s%s\n", r.Status, reason(r.Reason))
	fmt.Fprintf(w, "%d steps in %.2f s\n\n", r.Steps, r.Seconds)
	for _, c := range r.Checks {
		fmt.Fprintln(w, sentence(c))
	}
	fmt.Fprintf(w, "\n%s\n", verdict(r.Checks))
	fmt.Fprintf(w, "memory %s planned, %s at most\n", lab.Bytes(r.Memory.Planned), lab.Bytes(r.Memory.Peak))
	fmt.Fprintf(w, "digest %s\n", r.Digest)
}

// knobs writes the settings as the arguments that give them.
func (j *job) knobs() string {
	text := j.settings.Brief()
	var all []string
	for _, k := range j.lab.Knobs {
		all = append(all, k.Name+"="+text[k.Name])
	}
	return strings.Join(all, " ")
}

func reason(s string) string {
	if s == "" {
		return ""
	}
	return ": " + s
}

// sentence says a check:
//
//	λ₃ = −88.82643961 · truth −88.82643961, −(3π)² · off by 4.1e-12, allowed 8.9e-07 ✓
func sentence(c lab.Check) string {
	mark := "✗"
	if c.Pass {
		mark = "✓"
	}
	if c.Bound != "" {
		return fmt.Sprintf("%s = %s · at %s %s, %s%s %s", c.Name, number(c.Measured), c.Bound, number(c.Truth), c.Source, slack(c), mark)
	}
	off := math.Abs(c.Measured - c.Truth)
	return fmt.Sprintf("%s = %s · truth %s, %s · off by %.2g, allowed %.2g %s",
		c.Name, number(c.Measured), number(c.Truth), c.Source, off, c.Tolerance, mark)
}

// slack is what a bound may be missed by, if anything.
func slack(c lab.Check) string {
	if c.Tolerance == 0 {
		return ""
	}
	return fmt.Sprintf(" · allowed %.2g more", c.Tolerance)
}

// number has the digits that a check may turn on, and a true minus sign.
func number(v float64) string {
	return strings.Replace(fmt.Sprintf("%.10g", v), "-", "−", 1)
}

func verdict(checks []lab.Check) string {
	failed := 0
	for _, c := range checks {
		if !c.Pass {
			failed++
		}
	}
	switch {
	case len(checks) == 0:
		return "no checks yet"
	case failed == 0:
		return fmt.Sprintf("all %d checks pass", len(checks))
	}
	return fmt.Sprintf("%d of %d checks fail", failed, len(checks))
}

// usage lists the labs and their knobs.
func (r *runner) usage() {
	fmt.Fprintln(r.out, "residual LAB [knob=value …] [--seed N] [--steps N] [--json]")
	for _, l := range r.labs {
		fmt.Fprintf(r.out, "\n%s · %s\n", l.Name, l.Title)
		for _, k := range l.Knobs {
			fmt.Fprintf(r.out, "  %s=%s  %s (%s)\n", k.Name, k.Default, k.Help, k.Allowed())
		}
	}
}
