package lab

import "strconv"

// MostWorkers is how many Workers a run may be shared among.
const MostWorkers = 16

// WorkersKnob is the setting that every lab with Workers has beside its own:
// among how many the steps of a run are shared. It belongs to whoever drives the
// run and never changes a result.
func WorkersKnob() Knob {
	k := Knob{
		Name: "workers", Label: "Workers", Kind: Choice, Level: Advanced, Live: true,
		Choices: []string{"auto"}, Labels: []string{"one for each core"}, Default: "auto",
		Help: "how many share the work, as many as there are cores unless you say; the results stay the same",
	}
	for n := range MostWorkers {
		k.Choices, k.Labels = append(k.Choices, strconv.Itoa(n+1)), append(k.Labels, strconv.Itoa(n+1))
	}
	return k
}

// ParseWorkers reads a number of Workers, 0 for auto. The error is a *KnobError.
func ParseWorkers(text string) (int, error) {
	k := WorkersKnob()
	v, err := k.parse(text)
	if err != nil {
		return 0, &KnobError{k.Name, strconv.Quote(text) + " is not allowed; give auto, or a whole number from 1 to " + strconv.Itoa(MostWorkers)}
	}
	n, _ := strconv.Atoi(v.(string)) // auto is no number
	return n, nil
}
