package heat

// A history remembers numbers along the way, at most kept of them: when it is
// full every second one goes, and from then on half as many come in.
type history struct {
	stride int
	steps  []float64
	peaks  []float64 // max |u|
	modes  []float64 // amplitude of the watched mode; 0 where there is none
}

const kept = 256

func newHistory() history {
	return history{1, make([]float64, 0, kept), make([]float64, 0, kept), make([]float64, 0, kept)}
}

// record adds what the gauge shows after a step.
func (h *history) record(step int, g *gauge) {
	if step%h.stride != 0 {
		return
	}
	if len(h.steps) == kept {
		h.thin()
		if step%h.stride != 0 {
			return
		}
	}
	h.steps = append(h.steps, float64(step))
	h.peaks = append(h.peaks, g.peak)
	h.modes = append(h.modes, g.amplitude)
}

func (h *history) thin() {
	h.stride *= 2
	for i := range kept / 2 {
		h.steps[i], h.peaks[i], h.modes[i] = h.steps[2*i], h.peaks[2*i], h.modes[2*i]
	}
	h.steps, h.peaks, h.modes = h.steps[:kept/2], h.peaks[:kept/2], h.modes[:kept/2]
}

// forget drops the amplitudes when another mode is watched from now on.
func (h *history) forget() { clear(h.modes) }
