// Command draw writes a frame of a run to its standard output, as SVG:
//
//	draw LAB [knob=value …] [--seed N] [--steps N] [--width W] [--dark]
//
// The frame is that after N steps, or after the last one if the run ends before
// or N is not given. It exits with 2 for bad input.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"residual/core/lab"
	"residual/core/labs"
	"residual/render/plot"
	"residual/render/poster"
)

const usage = "usage: draw LAB [knob=value …] [--seed N] [--steps N] [--width W] [--dark]"

func main() {
	switch err := draw(os.Stdout, labs.All, os.Args[1:]); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Println(usage)
	case err != nil:
		fmt.Fprintln(os.Stderr, "draw:", strings.ReplaceAll(err.Error(), "\n", "; "))
		os.Exit(2)
	}
}

// draw does what the arguments ask.
func draw(out io.Writer, all []lab.Lab, args []string) error {
	r, err := parse(all, args)
	if err != nil {
		return err
	}
	begun := time.Now()
	clock := func() float64 { return time.Since(begun).Seconds() }
	f, err := poster.Frame(r.lab, r.settings, r.seed, r.steps, clock)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, poster.Draw(f, r.width, r.theme))
	return err
}

// A request is what the arguments ask for.
type request struct {
	lab      *lab.Lab
	settings lab.Settings
	seed     uint64
	steps    int     // −1: until the run has ended
	width    float64 // in CSS pixels
	theme    plot.Theme
}

// parse reads the lab's name, then knobs and flags in any order.
func parse(all []lab.Lab, args []string) (*request, error) {
	var seed string
	var dark bool
	r := &request{}
	flags := flag.NewFlagSet("draw", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&seed, "seed", fmt.Sprint(lab.DefaultSeed), "")
	flags.IntVar(&r.steps, "steps", -1, "")
	flags.Float64Var(&r.width, "width", 800, "")
	flags.BoolVar(&dark, "dark", false, "")
	words, err := words(flags, args)
	if err != nil {
		return nil, err
	}
	if len(words) == 0 {
		return nil, errors.New(usage)
	}
	if !(r.width >= 200 && r.width <= 4000) {
		return nil, fmt.Errorf("a width of %v is not from 200 to 4000", r.width)
	}
	if dark {
		r.theme = plot.Dark
	}
	if r.lab, err = lab.Find(all, words[0]); err != nil {
		return nil, err
	}
	if r.seed, err = lab.ParseSeed(seed); err != nil {
		return nil, err
	}
	knobs, err := knobs(words[1:])
	if err != nil {
		return nil, err
	}
	r.settings, err = r.lab.Parse(knobs)
	return r, err
}

// words returns what is no flag: package flag stops at the first such argument.
func words(flags *flag.FlagSet, args []string) ([]string, error) {
	var words []string
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			return words, nil
		}
		words, args = append(words, flags.Arg(0)), flags.Args()[1:]
	}
}

// knobs reads name=value of each.
func knobs(words []string) (map[string]string, error) {
	set := map[string]string{}
	for _, word := range words {
		name, value, ok := strings.Cut(word, "=")
		if _, twice := set[name]; twice || !ok {
			return nil, fmt.Errorf("%q is not knob=value, once for each knob", word)
		}
		set[name] = value
	}
	return set, nil
}
