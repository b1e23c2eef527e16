package lab

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Check holds a measured number against a truth that comes from elsewhere: a
// closed form, a published value or an independent second method. It passes
// when |Measured − Truth| ≤ Tolerance or, where Bound says so, when it is not
// beyond Truth on one side by more than that. What is not measured is NaN, and not
// Known. A name is short: with its verdict it stands on one line of a phone.
type Check struct {
	Name      string
	Measured  float64
	Truth     float64
	Tolerance float64 // absolute
	Bound     string  // "": the truth is a value; "least" or "most": a bound
	Known     bool    // something was measured; what was not neither passes nor fails
	Pass      bool
	Source    string // where the truth comes from
	Of        Scope
	// By construction: what is measured cannot be otherwise, by the shape of the
	// network or the method. Such a check is of the method, and not counted among
	// what was measured.
	Construction bool
}

// Scope is what a check judges.
type Scope string

const (
	ThisRun Scope = ""       // what this run has come to
	Method  Scope = "method" // the formulas and the code, which other runs share
)

// String is "run" or "method".
func (s Scope) String() string {
	if s == ThisRun {
		return "run"
	}
	return string(s)
}

// OfMethod makes checks those of the method: they are shown apart, and do not
// count in the score of the run.
func OfMethod(checks ...Check) []Check {
	for i := range checks {
		checks[i].Of = Method
	}
	return checks
}

// Near is the check that measured is within an absolute tolerance of truth.
func Near(name string, measured, truth, tolerance float64, source string) Check {
	pass := math.Abs(measured-truth) <= tolerance
	return Check{Name: name, Measured: measured, Truth: truth, Tolerance: tolerance, Known: known(measured),
		Pass: pass, Source: source, Of: ThisRun}
}

// AtLeast is the check that measured is not below least by more than a tolerance.
func AtLeast(name string, measured, least, tolerance float64, source string) Check {
	return Check{Name: name, Measured: measured, Truth: least, Tolerance: tolerance, Bound: "least",
		Known: known(measured), Pass: measured >= least-tolerance, Source: source, Of: ThisRun}
}

// AtMost is the check that measured is not above most by more than a tolerance.
func AtMost(name string, measured, most, tolerance float64, source string) Check {
	return Check{Name: name, Measured: measured, Truth: most, Tolerance: tolerance, Bound: "most",
		Known: known(measured), Pass: measured <= most+tolerance, Source: source, Of: ThisRun}
}

// ByConstruction is the check that measured is exactly what it cannot but be, for
// the reason given: a value that is off shows a mistake in the program.
func ByConstruction(name string, measured, truth float64, reason string) Check {
	c := Near(name, measured, truth, 0, reason)
	c.Construction, c.Of = true, Method
	return c
}

func known(v float64) bool { return !math.IsNaN(v) }

// Relative is Near with the tolerance a fraction of |truth|.
func Relative(name string, measured, truth, fraction float64, source string) Check {
	return Near(name, measured, truth, fraction*math.Abs(truth), source)
}

// Fails tells whether something was measured and is not as it should be.
func (c Check) Fails() bool { return c.Known && !c.Pass }

// AnyFails tells whether there is a check that fails.
func AnyFails(checks []Check) bool { return slices.ContainsFunc(checks, Check.Fails) }

// AllPass tells whether every check passes, which none does that is not measured.
func AllPass(checks []Check) bool {
	for _, c := range checks {
		if !c.Pass {
			return false
		}
	}
	return true
}

// Failing names the checks that do not pass, or is "" where all do.
func Failing(checks []Check) string {
	var names []string
	for _, c := range checks {
		if !c.Pass {
			names = append(names, c.Name)
		}
	}
	return strings.Join(names, ", ")
}

// State is how a run stands.
type State int

const (
	Ready     State = iota // not begun
	Running                // goes on
	Converged              // did what it was asked
	Stopped                // ended otherwise; Status.Reason says why
)

func (s State) String() string {
	return [...]string{"ready", "running", "converged", "stopped"}[s]
}

// A Status is how a run stands and, where it ended, why: "diverged at step
// 412: max |u| > 1e300". A run that diverges on purpose (a control) says so
// here; that is its result.
type Status struct {
	State  State
	Reason string
}

// Final tells whether the run has ended.
func (s Status) Final() bool { return s.State >= Converged }

func (s Status) String() string {
	if s.Reason == "" {
		return s.State.String()
	}
	return fmt.Sprintf("%s: %s", s.State, s.Reason)
}

// Memory is what a run holds, in bytes: planned before it began, and the peak
// that it has really taken.
type Memory struct {
	Planned int64 `json:"planned_bytes"`
	Peak    int64 `json:"peak_bytes"`
}
