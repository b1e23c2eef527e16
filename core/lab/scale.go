package lab

// A Scale is what a knob means in the run at present: its values At, which rise,
// stand for Values of the quantity of that name, which rise too, in straight lines
// from one to the next. Where there are none the knob means nothing at present.
type Scale struct {
	Knob, Name, Unit string
	At, Values       []float64
}

// A Scaled experiment has knobs that stand for quantities which are known only
// when it has been made: the parameter of a system that was typed in.
type Scaled interface{ Scales() []Scale }

// Scales says what knobs mean at present, where that is not what they declare.
func (r *Run) Scales() []Scale {
	if s, ok := r.exp.(Scaled); ok {
		return s.Scales()
	}
	return nil
}
