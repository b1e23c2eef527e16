package main

import (
	"cmp"
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
	Labels  []string `json:"labels"`
	Hints   []string `json:"hints"`
	Level   string   `json:"level"`
	Rows    int      `json:"rows"`
	Accept  string   `json:"accept"`
	Default string   `json:"default"`
	Allowed string   `json:"allowed"`
	Live    bool     `json:"live"`

	When  map[string][]string `json:"when"`
	Along map[string]string   `json:"along"`
}

// A presetText is a preset likewise.
type presetText struct {
	Name  string            `json:"name"`
	About string            `json:"about"`
	Knobs map[string]string `json:"knobs"`
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

	Presets []presetText `json:"presets"`
	Slider  string       `json:"slider"` // the knob to have at hand where there is room for one; "": none
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
			k.Log, k.Choices, k.Labels, k.Hints, k.Level.String(), k.Rows, k.Accept, k.Default, k.Allowed(), k.Live, k.When, k.Along,
		})
	}
	for _, p := range l.Presets {
		t.Presets = append(t.Presets, presetText(p))
	}
	t.Slider = slider(l)
	return t
}

// slider is the name of the first main knob that acts while a run goes on and has
// a slider, or of the first main one that has, or "".
func slider(l *lab.Lab) string {
	first := ""
	for _, k := range l.Knobs {
		if k.Level != lab.Main || k.When != nil || k.Kind != lab.Int && k.Kind != lab.Float {
			continue
		}
		if k.Live {
			return k.Name
		}
		first = cmp.Or(first, k.Name)
	}
	return first
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
	Default: strconv.Itoa(lab.DefaultSeed), Max: lab.MaxSeed, Level: lab.Advanced.String(),
	Allowed: fmt.Sprintf("a whole number from 0 to %d", lab.MaxSeed),
}

// writeLabs adds labs.js, from which the poster, the controls, the messages
// about a wrong link come.
func (d *dist) writeLabs() {
	text := []byte("// What every lab declares, written by site/generate.\n")
	for _, part := range []struct {
		name  string
		value any
	}{{"labs", d.describeAll()}, {"seed", seedText}} {
		value, err := json.Marshal(part.value)
		d.fail(err)
		text = fmt.Appendf(text, "export const %s = %s;\n", part.name, value)
	}
	d.write("labs.js", text)
}
