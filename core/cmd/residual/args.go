package main

import (
	"fmt"
	"strconv"
	"strings"

	"residual/core/lab"
)

// A job is what the arguments ask for.
type job struct {
	lab      *lab.Lab
	settings lab.Settings
	seed     uint64
	steps    int // −1: until the run has ended
	json     bool
}

// parse reads the lab's name, then knobs and flags in any order.
func (r *runner) parse(args []string) (*job, error) {
	l, err := lab.Find(r.labs, args[0])
	if err != nil {
		return nil, err
	}
	j := &job{lab: l, seed: lab.DefaultSeed, steps: -1}
	text := map[string]string{}
	for rest := args[1:]; len(rest) > 0 && err == nil; {
		if strings.HasPrefix(rest[0], "-") {
			rest, err = j.flag(rest)
		} else {
			err = knob(text, rest[0])
			rest = rest[1:]
		}
	}
	if err == nil {
		j.settings, err = l.Parse(text)
	}
	return j, err
}

// flag reads the flag in front of args and returns what follows it.
func (j *job) flag(args []string) (rest []string, err error) {
	name, value, given := strings.Cut(strings.TrimLeft(args[0], "-"), "=")
	rest = args[1:]
	if name == "json" && !given {
		j.json = true
		return rest, nil
	}
	if name != "seed" && name != "steps" {
		return nil, fmt.Errorf("unknown flag %s: there are --seed N, --steps N and --json", args[0])
	}
	if !given && len(rest) > 0 {
		value, rest = rest[0], rest[1:]
	}
	if name == "seed" {
		j.seed, err = lab.ParseSeed(value)
	} else {
		j.steps, err = parseSteps(value)
	}
	return rest, err
}

func parseSteps(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, &lab.KnobError{Knob: "steps", Reason: fmt.Sprintf("%q is not allowed; give a whole number from 0", text)}
	}
	return n, nil
}

// knob reads name=value.
func knob(text map[string]string, arg string) error {
	name, value, ok := strings.Cut(arg, "=")
	if !ok {
		return fmt.Errorf("%q is neither knob=value nor a flag", arg)
	}
	if _, twice := text[name]; twice {
		return &lab.KnobError{Knob: name, Reason: "given twice"}
	}
	text[name] = value
	return nil
}

// oneLine joins what several knobs have wrong.
func oneLine(err error) string {
	return strings.ReplaceAll(err.Error(), "\n", "; ")
}
