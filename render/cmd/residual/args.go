package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"residual/core/lab"
	"residual/render/plot"
)

// A job is what the arguments ask for.
type job struct {
	lab      *lab.Lab
	settings lab.Settings
	seed     uint64
	steps    int // −1: until the run has ended
	json     bool
	csv, svg string // files, - for the standard output; "": none
	panel    string // the one in the CSV file; "": all
	width    float64
	theme    plot.Theme
}

const flags = "[--seed N] [--steps N] [--json] [--csv FILE [--panel NAME]] [--svg FILE [--width W] [--dark]]"

func wantsHelp(args []string) bool {
	return len(args) == 0 || slices.Contains(args, "--help") || slices.Contains(args, "-h")
}

// parse reads the lab's name, then knobs and flags in any order.
func (r *runner) parse(args []string) (*job, error) {
	l, err := lab.Find(r.labs, args[0])
	if err != nil {
		return nil, err
	}
	j := &job{lab: l, seed: lab.DefaultSeed, steps: -1, width: 800}
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
		err = j.consistent()
	}
	if err == nil {
		err = readFiles(l, text, r.in)
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
	switch {
	case name == "json" && !given:
		j.json = true
		return rest, nil
	case name == "dark" && !given:
		j.theme = plot.Dark
		return rest, nil
	}
	if !given && len(rest) > 0 {
		value, rest = rest[0], rest[1:]
	}
	switch name {
	case "seed":
		j.seed, err = lab.ParseSeed(value)
	case "steps":
		j.steps, err = parseSteps(value)
	case "width":
		j.width, err = parseWidth(value)
	case "csv":
		j.csv, err = fileName(name, value)
	case "svg":
		j.svg, err = fileName(name, value)
	case "panel":
		j.panel = value
	default:
		err = fmt.Errorf("unknown flag %s: there are %s", args[0], flags)
	}
	return rest, err
}

// consistent refuses flags that mean nothing, or contradict each other.
func (j *job) consistent() error {
	switch {
	case j.panel != "" && j.csv == "":
		return errors.New("--panel chooses what --csv FILE writes; give both")
	case j.csv == "-" && j.svg == "-" || j.json && j.piped():
		return errors.New("the standard output takes one of --json, --csv - and --svg -; give the others files")
	}
	return nil
}

// piped tells whether the standard output is a CSV file or a picture.
func (j *job) piped() bool { return j.csv == "-" || j.svg == "-" }

func parseSteps(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, &lab.KnobError{Knob: "steps", Reason: fmt.Sprintf("%q is not allowed; give a whole number from 0", text)}
	}
	return n, nil
}

func parseWidth(text string) (float64, error) {
	w, err := strconv.ParseFloat(text, 64)
	if err != nil || !(w >= 200 && w <= 4000) {
		return 0, &lab.KnobError{Knob: "width", Reason: fmt.Sprintf("%q is not allowed; give a number of pixels from 200 to 4000", text)}
	}
	return w, nil
}

func fileName(flag, value string) (string, error) {
	if value == "" {
		return "", fmt.Errorf("--%s needs the name of a file, or - for the standard output", flag)
	}
	return value, nil
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
