package labtest

import (
	"slices"
	"strings"

	"residual/core/lab"
)

// mostMain is how many knobs a visitor takes in at once.
const mostMain = 5

// forPeople asks for what the page shows in place of names and values.
func (x *examiner) forPeople() {
	main := 0
	for i := range x.lab.Knobs {
		k := &x.lab.Knobs[i]
		if k.Level == lab.Main {
			main++
		}
		x.labels(k)
		for name, values := range k.When {
			x.condition(k, name, values)
		}
		if _, err := x.lab.Parse(k.Along); err != nil {
			x.breach("knob %q: what is set along with it is not allowed: %v", k.Name, err)
		}
	}
	if main < 1 || main > mostMain {
		x.breach("%d knobs are Main: give the others the Level More or Advanced, so that 1 to %d are left", main, mostMain)
	}
}

func (x *examiner) labels(k *lab.Knob) {
	if k.Kind == lab.Choice && len(k.Labels) == 0 || len(k.Labels) > 0 && len(k.Labels) != len(k.Choices) || slices.Contains(k.Labels, "") {
		x.breach("knob %q: give each of its %d Choices a label", k.Name, len(k.Choices))
	}
	if n := len(k.Hints); n > 0 && n != len(k.Choices) {
		x.breach("knob %q: %d Hints for %d Choices", k.Name, n, len(k.Choices))
	}
}

// condition is one that the other knob can meet, and another one than its own.
func (x *examiner) condition(k *lab.Knob, name string, values []string) {
	at := slices.IndexFunc(x.lab.Knobs, func(other lab.Knob) bool { return other.Name == name })
	if at < 0 || name == k.Name {
		x.breach("knob %q: When names %q, which is no other knob", k.Name, name)
		return
	}
	for _, v := range values {
		if !slices.Contains(ends(x.lab.Knobs[at]), v) {
			x.breach("knob %q: When asks for %s=%s, which cannot be", k.Name, name, v)
		}
	}
}

// tried is how many steps of a preset are taken.
const tried = 5

// presets are settings that differ from the defaults and run.
func (x *examiner) presets() {
	var names []string
	for _, p := range x.lab.Presets {
		if p.Name == "" || slices.Contains(names, p.Name) || !strings.HasSuffix(p.About, ".") {
			x.breach("preset %q: give it a name of its own, and a sentence about it", p.Name)
		}
		names = append(names, p.Name)
		x.preset(p)
	}
}

func (x *examiner) preset(p lab.Preset) {
	settings, err := x.lab.Parse(p.Knobs)
	if err != nil {
		x.breach("preset %q: %v", p.Name, err)
		return
	}
	text := settings.Text()
	for _, k := range x.lab.Knobs {
		if value, given := p.Knobs[k.Name]; given && value == k.Default {
			x.breach("preset %q: %s=%s is the default", p.Name, k.Name, value)
		}
		for name, values := range k.When {
			if _, given := p.Knobs[k.Name]; given && !slices.Contains(values, text[name]) {
				x.breach("preset %q: %s does not matter with %s=%s", p.Name, k.Name, name, text[name])
			}
		}
	}
	if len(p.Knobs) == 0 {
		x.breach("preset %q is the defaults", p.Name)
	}
	r := x.start(p.Knobs, lab.DefaultSeed)
	advance(r, tried)
	if r.Steps() == 0 {
		x.breach("preset %q takes no step", p.Name)
	}
}
