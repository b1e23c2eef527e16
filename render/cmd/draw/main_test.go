package main

import (
	"bytes"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
)

func svg(args string) (string, error) {
	var out bytes.Buffer
	err := draw(&out, []lab.Lab{labtest.Decay}, strings.Fields(args))
	return out.String(), err
}

// Flags and knobs may stand in any order after the lab, and each has an effect.
func TestDraw(t *testing.T) {
	base, err := svg("decay --steps 3 rate=0.9 --width 400")
	if err != nil || !strings.HasPrefix(base, "<svg") || !strings.Contains(base, `width="400"`) || !strings.Contains(base, "step 3") {
		t.Fatalf("%v: %.300s", err, base)
	}
	if same, _ := svg("decay rate=0.9 -width=400 --seed 1 --steps=3"); same != base {
		t.Error("the order of arguments matters")
	}
	for _, other := range []string{
		"--steps 3 rate=0.9 --width 400 --dark", "--steps 4 rate=0.9 --width 400",
		"--steps 3 rate=0.9 --width 500", "--steps 3 rate=0.8 --width 400",
	} {
		if got, err := svg("decay " + other); err != nil || got == base {
			t.Errorf("%s changes nothing: %v", other, err)
		}
	}
}

func TestBadInput(t *testing.T) {
	for args, says := range map[string]string{
		"":                      "usage",
		"none":                  "there are decay",
		"decay rate":            "knob=value",
		"decay rate=1 rate=1":   "once",
		"decay rate=NaN":        "rate",
		"decay fault=start":     "fault",
		"decay --seed -1":       "seed",
		"decay --width 0":       "200",
		"decay --width NaN":     "200",
		"decay --steps x":       "steps",
		"decay --colour orange": "colour",
	} {
		if out, err := svg(args); err == nil || out != "" || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", args, err)
		}
	}
}
