package lab

// A Preset is settings that are worth a try, and what they show.
type Preset struct {
	Name  string            // "Without the norm"
	About string            // one sentence that the run bears out
	Knobs map[string]string // what differs from the defaults, as Parse reads it
}
