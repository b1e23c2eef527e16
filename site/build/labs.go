package main

import (
	"encoding/json"
	"fmt"
	"strconv"

	"residual/core/lab"
	"residual/core/labs"
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
	Name  string     `json:"name"`
	Title string     `json:"title"`
	Law   string     `json:"law"`
	Hint  string     `json:"hint"`
	Pace  float64    `json:"pace"`
	Knobs []knobText `json:"knobs"`
}

// describe turns what a lab declares into text.
func describe(l *lab.Lab) labText {
	t := labText{l.Name, l.Title, l.Law, l.Hint, l.Pace, nil}
	for i := range l.Knobs {
		k := &l.Knobs[i]
		t.Knobs = append(t.Knobs, knobText{
			k.Name, k.Label, k.Unit, k.Help, k.Kind.String(), k.Min, k.Max, k.Step,
			k.Log, k.Choices, k.Accept, k.Default, k.Allowed(), k.Live,
		})
	}
	return t
}

// describeAll lists every lab.
func describeAll() []labText {
	var all []labText
	for i := range labs.All {
		all = append(all, describe(&labs.All[i]))
	}
	return all
}

// The seed stands among the controls, though no lab declares it.
var seedText = knobText{
	Name: "seed", Label: "Seed", Help: "which random numbers the run begins with", Kind: "seed",
	Default: strconv.Itoa(lab.DefaultSeed), Max: lab.MaxSeed,
	Allowed: fmt.Sprintf("a whole number from 0 to %d", lab.MaxSeed),
}

// writeLabs adds labs.js, from which the poster, the controls and the messages
// about a wrong link come.
func (d *dist) writeLabs() {
	list, err := json.Marshal(describeAll())
	d.fail(err)
	seed, err := json.Marshal(seedText)
	if !d.fail(err) {
		d.write("labs.js", fmt.Appendf(nil, "// What every lab declares, written by site/build.\nexport const labs = %s;\n\nexport const seed = %s;\n", list, seed))
	}
}
