package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"residual/core/lab"
)

// print writes the results as text for a reader.
func (j *job) print(w io.Writer, r lab.Results) {
	fmt.Fprintf(w, "%s\n%s\n%s seed=%d\n\n", j.lab.Title, j.lab.Law, j.knobs(), r.Seed)
	fmt.Fprintf(w, "%s%s\n", r.Status, reason(r.Reason))
	fmt.Fprintf(w, "%d steps in %.2f s\n\n", r.Steps, r.Seconds)
	fmt.Fprintf(w, "%s\n\n", r.Summary)
	for _, o := range r.Readouts {
		fmt.Fprintln(w, reading(o))
	}
	for _, t := range r.Tables {
		fmt.Fprintf(w, "table %q: %s (--json, --csv)\n", t.Name, plural(t.Rows(), "row", "rows"))
	}
	fmt.Fprintln(w)
	for _, c := range r.Checks {
		fmt.Fprintln(w, sentence(c))
	}
	fmt.Fprintf(w, "\n%s\n", verdict(r.Checks))
	fmt.Fprintf(w, "memory %s planned, %s at most\n", lab.Bytes(r.Memory.Planned), lab.Bytes(r.Memory.Peak))
	fmt.Fprintf(w, "digest %s\n", r.Digest)
}

// reading writes a readout: spectral radius: 1.04; a name may end with its sign.
func reading(r lab.Readout) string {
	name := r.Name + ": "
	if strings.HasSuffix(r.Name, "=") {
		name = r.Name + " "
	}
	return strings.TrimSpace(name + r.Value + " " + r.Unit)
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

// sentence writes a check:
//
//	λ₃ = −88.82643961 · truth −88.82643961, −(3π)² · off by 4.1e-12, allowed 8.9e-07 ✓
//	largest |u(0)|, |u(1)| = 0 · by construction: the trial function has the factor x(1 − x) ✓
func sentence(c lab.Check) string {
	mark := "✗"
	if c.Pass {
		mark = "✓"
	}
	if !c.Known {
		return fmt.Sprintf("%s: not measured (%s)", c.Name, c.Source)
	}
	return fmt.Sprintf("%s = %s · %s %s", c.Name, number(c.Measured), comparison(c), mark)
}

// comparison says what a check is held against.
func comparison(c lab.Check) string {
	switch {
	case c.Construction:
		return "by construction: " + c.Source
	case c.Bound != "":
		return fmt.Sprintf("at %s %s, %s%s", c.Bound, number(c.Truth), c.Source, slack(c))
	}
	off := math.Abs(c.Measured - c.Truth)
	return fmt.Sprintf("truth %s, %s · off by %.2g, allowed %.2g", number(c.Truth), c.Source, off, c.Tolerance)
}

// slack is what a bound may be missed by, if anything.
func slack(c lab.Check) string {
	if c.Tolerance == 0 {
		return ""
	}
	more := map[string]string{"least": "less", "most": "more"}[c.Bound]
	return fmt.Sprintf(" · allowed %.2g %s", c.Tolerance, more)
}

// number has the digits that a check may turn on, and a true minus sign.
func number(v float64) string {
	return strings.ReplaceAll(fmt.Sprintf("%.10g", v), "-", "−")
}

// A tally counts the checks of the run, and apart from them those of the method, of
// which only what has been measured counts.
type tally struct{ passed, failed, open, held, broken int }

func count(checks []lab.Check) (t tally) {
	for _, c := range checks {
		switch {
		case c.Of == lab.Method && c.Pass:
			t.held++
		case c.Of == lab.Method && c.Known:
			t.broken++
		case c.Of == lab.Method:
		case c.Pass:
			t.passed++
		case c.Known:
			t.failed++
		default:
			t.open++
		}
	}
	return t
}

// verdict says how many checks pass.
func verdict(checks []lab.Check) string {
	t := count(checks)
	var parts []string
	switch {
	case t == (tally{}):
		return "no checks yet"
	case t.failed > 0:
		parts = append(parts, fmt.Sprintf("%d of %d checks fail", t.failed, t.failed+t.passed+t.open))
	case t.passed == len(checks) && t.passed > 1:
		return fmt.Sprintf("all %d checks pass", t.passed)
	case t.passed > 0:
		parts = append(parts, plural(t.passed, "check passes", "checks pass"))
	}
	if t.open > 0 {
		parts = append(parts, fmt.Sprintf("%d not measured", t.open))
	}
	if t.broken > 0 {
		parts = append(parts, plural(t.broken, "of the method fails", "of the method fail"))
	}
	if t.held > 0 {
		parts = append(parts, plural(t.held, "of the method holds", "of the method hold"))
	}
	return strings.Join(parts, ", ")
}

func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", more)
}

// help says what no list of knobs can.
const help = `residual LAB [knob=value …] ` + flags + `

  --json        print everything as JSON: settings, seed, status, checks, digest, readouts, tables, panels
  --csv FILE    write the numbers of all panels and tables, or of one: --panel NAME
  --svg FILE    write the picture, W pixels wide (800), --dark on dark paper
  knob=@FILE    for knobs that take text or a file: what stands in FILE
  FILE may be - for the standard output or input.

  exit 0: the run did what it was asked and all checks pass
       1: the run stopped (it diverged, or could not do it), or a check fails
       2: wrong usage, a setting that is not allowed, a file that cannot be read or written
`

// usage lists the labs and their knobs, or those of the lab that args begin with.
func (r *runner) usage(args []string) {
	all := r.labs
	if len(args) > 0 {
		if l, err := lab.Find(r.labs, args[0]); err == nil {
			all = []lab.Lab{*l}
		}
	}
	fmt.Fprint(r.out, help)
	for _, l := range all {
		fmt.Fprintf(r.out, "\n%s · %s\n", l.Name, l.Title)
		for _, k := range l.Knobs {
			fmt.Fprintf(r.out, "  %s=%s  %s (%s)\n", k.Name, k.Default, k.Help, k.Allowed())
		}
	}
}
