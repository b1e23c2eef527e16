package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"residual/core/lab"
)

// A knobText is a knob as the page's scripts read it.
type knobText struct {
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Unit    string   `json:"unit"`
	Help    string   `json:"help"`
	Kind    string   `json:"kind"`
	Min     float64  `json:"min"`
	Max     float64  `json:"max"`
	Step    float64  `json:"step"`
	Log     bool     `json:"log"`
	Choices []string `json:"choices"`
	Accept  string   `json:"accept"`
	Default string   `json:"default"`
	Allowed string   `json:"allowed"`
	Live    bool     `json:"live"`
}

// A labText is what a page knows of a lab before any wasm arrives.
type labText struct {
	Name   string     `json:"name"`
	Title  string     `json:"title"`
	Law    string     `json:"law"`
	Hint   string     `json:"hint"`
	Pace   float64    `json:"pace"`
	Poster posterText `json:"poster"`
	Knobs  []knobText `json:"knobs"`
}

// describe turns what a lab declares into text. The number of Workers stands
// among the knobs of those that have some.
func describe(l *lab.Lab) labText {
	t := labText{Name: l.Name, Title: l.Title, Law: l.Law, Hint: l.Hint, Pace: l.Pace}
	knobs := l.Knobs
	if l.Worker != nil {
		knobs = append(slices.Clone(knobs), lab.WorkersKnob())
	}
	for _, k := range knobs {
		t.Knobs = append(t.Knobs, knobText{
			k.Name, k.Label, k.Unit, k.Help, k.Kind.String(), k.Min, k.Max, k.Step,
			k.Log, k.Choices, k.Accept, k.Default, k.Allowed(), k.Live,
		})
	}
	return t
}

// describeAll describes every lab of the site.
func (d *dist) describeAll() []labText {
	var all []labText
	for i := range d.labs {
		t := describe(&d.labs[i])
		t.Poster = d.posters[t.Name]
		all = append(all, t)
	}
	return all
}

// The seed stands among the controls, though no lab declares it.
var seedText = knobText{
	Name: "seed", Label: "Seed", Help: "which random numbers the run begins with", Kind: "seed",
	Default: strconv.Itoa(lab.DefaultSeed), Max: lab.MaxSeed,
	Allowed: fmt.Sprintf("a whole number from 0 to %d", lab.MaxSeed),
}

// writeLabs adds labs.js, from which the poster, the controls, the messages
// about a wrong link and the names of elements come.
func (d *dist) writeLabs() {
	text := []byte("// What every lab declares, written by site/generate.\n")
	for _, part := range []struct {
		name  string
		value any
	}{{"labs", d.describeAll()}, {"seed", seedText}, {"elements", lab.Symbols()}} {
		value, err := json.Marshal(part.value)
		d.fail(err)
		text = fmt.Appendf(text, "export const %s = %s;\n", part.name, value)
	}
	d.write("labs.js", text)
}
