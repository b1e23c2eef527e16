package lab

import (
	"math"
	"testing"
)

func TestChecks(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	cases := []struct {
		measured, truth, tolerance float64
		pass                       bool
	}{
		{1, 1, 0, true}, {1, 1.5, 0.5, true}, {1.5, 1, 0.5, true}, {1, 1.5, 0.49, false},
		{nan, 1, 1, false}, {1, nan, 1, false}, {1, 1, nan, false}, {inf, inf, 1, false}, {inf, 1, 1, false},
	}
	for _, c := range cases {
		got := Near("", c.measured, c.truth, c.tolerance, "")
		if got.Pass != c.pass || got.Known == math.IsNaN(c.measured) || got.Fails() != (got.Known && !c.pass) {
			t.Errorf("%v", got)
		}
	}
	for _, c := range []struct {
		check Check
		pass  bool
	}{
		{AtLeast("", 0.8, 0.75, 0, ""), true}, {AtLeast("", 0.7, 0.75, 0, ""), false}, {AtLeast("", 0.7, 0.75, 0.1, ""), true},
		{AtLeast("", nan, 0, 1, ""), false}, {AtLeast("", inf, 5, 0, ""), true},
		{AtMost("", 0.95, 1, 0, ""), true}, {AtMost("", 1.04, 1, 0.05, ""), true}, {AtMost("", 1.06, 1, 0.05, ""), false},
		{AtMost("", nan, 0, 1, ""), false}, {AtMost("", -inf, 5, 0, ""), true},
	} {
		if c.check.Pass != c.pass {
			t.Errorf("%v", c.check)
		}
	}
	if c := Relative("", -99, -100, 0.01, ""); !c.Pass || c.Tolerance != 1 {
		t.Errorf("%v", c)
	}
	pass, fail := Check{Pass: true}, Check{}
	if !AllPass(nil) || !AllPass([]Check{pass, pass}) || AllPass([]Check{pass, fail}) {
		t.Error("AllPass")
	}
	open := Near("", nan, 1, 0, "")
	if AnyFails([]Check{Near("", 1, 1, 0, ""), open}) || !AnyFails([]Check{open, Near("", 2, 1, 0, "")}) || AllPass([]Check{open}) {
		t.Error("what is not measured passes or fails")
	}
	if of := append(OfMethod(open), ByConstruction("", 1, 1, "")); of[0].Of != Method || of[1].Of != Method || open.Of != ThisRun {
		t.Errorf("%v", of)
	}
}

func TestStatus(t *testing.T) {
	for s, final := range map[State]bool{Ready: false, Running: false, Converged: true, Stopped: true} {
		if (Status{State: s}).Final() != final {
			t.Errorf("%v is final: %v", s, !final)
		}
	}
	if got := (Status{Stopped, "diverged at step 3"}).String(); got != "stopped: diverged at step 3" {
		t.Errorf("got %q", got)
	}
}
