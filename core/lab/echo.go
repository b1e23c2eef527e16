package lab

// An Echo is what is understood of a text while it is typed.
type Echo struct {
	MathML  string   `json:"mathml"`  // a math element, "" where there is none
	Remarks []string `json:"remarks"` // what can be said of it, the graver first
	Wrong   string   `json:"wrong"`   // why it is not read, as New would say it; ""
}

// Echo is what is understood of a text for the knob of that name; ok tells whether
// the lab says so at all.
func (l *Lab) Echo(name, text string) (e Echo, ok bool) {
	k := l.knob(name)
	if k == nil || k.Echo == nil {
		return e, false
	}
	if _, err := k.parse(text); err != nil {
		return Echo{Wrong: err.Error()}, true
	}
	return k.Echo(text), true
}
