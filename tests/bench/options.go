package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"residual/tests/bench/task"
)

// options are what was asked for.
type options struct {
	part   string
	plan   func(*options) *plan
	web    string // the folder with the page, the contenders and what they load
	points []int
	width  int
	depth  int
	sizes  [][3]int // of products, M K N
	repeat int
	budget time.Duration
	only   *regexp.Regexp
	with   *regexp.Regexp
	json   string
}

// help is the usage text where it was asked for.
type help string

func (h help) Error() string { return string(h) }

// parse reads the command line: PART [options]. Its errors are for the reader.
func parse(args []string) (*options, error) {
	o := &options{}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.web, "web", ".build/bench", "folder of the page (set by run.sh)")
	f.StringVar(&o.json, "json", "", "write all measurements to `FILE`")
	f.IntVar(&o.repeat, "repeat", 5, "rounds, in each of which every contender is timed once")
	f.DurationVar(&o.budget, "budget", 400*time.Millisecond, "time for one contender in one round")
	f.IntVar(&o.width, "width", 64, "of the hidden layers in Poisson's problem")
	f.IntVar(&o.depth, "depth", 4, "number of those layers")
	points := f.String("points", "1024,8192,65536", "collocation points in Poisson's problem, a `list`")
	sizes := f.String("sizes", "256x64x64,256,1024", "of products, a `list` of MxKxN, or N for NxNxN")
	only := f.String("only", "", "measure only tasks whose name matches `RE`")
	with := f.String("with", "", "measure only contenders whose name matches `RE`")
	if len(args) == 0 {
		return nil, errors.New("which part?\n" + usage(f))
	}
	for _, p := range parts {
		if p.name == args[0] {
			o.part, o.plan = p.name, p.plan
		}
	}
	if o.part == "" && !strings.HasPrefix(args[0], "-") {
		return nil, fmt.Errorf("no part %q\n%s", args[0], usage(f))
	}
	if o.part != "" {
		args = args[1:]
	}
	if err := f.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil, help(usage(f))
	} else if err != nil {
		return nil, err
	}
	if o.part == "" {
		return nil, errors.New("the part comes first\n" + usage(f))
	}
	if f.NArg() > 0 {
		return nil, fmt.Errorf("what is %q? Options begin with --", f.Arg(0))
	}
	var err error
	if o.points, err = counts("points", *points, ","); err != nil {
		return nil, err
	}
	if o.sizes, err = products(*sizes); err != nil {
		return nil, err
	}
	if o.only, err = regexp.Compile(*only); err != nil {
		return nil, fmt.Errorf("--only: %v", err)
	}
	if o.with, err = regexp.Compile(*with); err != nil {
		return nil, fmt.Errorf("--with: %v", err)
	}
	return o, o.check()
}

func (o *options) check() error {
	for name, n := range map[string]int{"repeat": o.repeat, "width": o.width, "depth": o.depth} {
		if n < 1 {
			return fmt.Errorf("--%s %d: must be 1 or more", name, n)
		}
	}
	if o.budget < time.Millisecond {
		return fmt.Errorf("--budget %v: must be 1ms or more", o.budget)
	}
	return nil
}

func usage(f *flag.FlagSet) string {
	var s strings.Builder
	s.WriteString("usage: build.sh bench PART [options]\n")
	for _, p := range parts {
		fmt.Fprintf(&s, "  %-8s %s\n", p.name, p.about)
	}
	f.SetOutput(&s)
	f.PrintDefaults()
	return strings.TrimRight(s.String(), "\n")
}

// counts reads positive integers.
func counts(option, text, separator string) ([]int, error) {
	var all []int
	for _, s := range strings.Split(text, separator) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 1<<24 {
			return nil, fmt.Errorf("--%s %s: %q is no count from 1 to %d", option, text, s, 1<<24)
		}
		all = append(all, n)
	}
	return all, nil
}

func products(text string) (all [][3]int, err error) {
	for _, s := range strings.Split(text, ",") {
		n, err := counts("sizes", s, "x")
		if err != nil {
			return nil, err
		}
		switch len(n) {
		case 1:
			all = append(all, [3]int{n[0], n[0], n[0]})
		case 3:
			all = append(all, [3]int(n))
		default:
			return nil, fmt.Errorf("--sizes %s: want MxKxN or N", s)
		}
	}
	return all, nil
}

// chosen is the tasks of a group that --only lets through.
func (o *options) chosen(group []task.Task) (some []task.Task) {
	for _, t := range group {
		if o.only.MatchString(t.Name) {
			some = append(some, t)
		}
	}
	return some
}

// network is the sizes of Poisson's network.
func (o *options) network() []int {
	sizes := []int{2}
	for range o.depth {
		sizes = append(sizes, o.width)
	}
	return append(sizes, 1)
}
