package roofline

import (
	"strings"
	"testing"

	"residual/core/kernel"
	"residual/core/lab"
)

// TestDisturbed judges times that are made up: of a quiet machine, of one that
// another program slowed now and then, and of one slowed all through one peak.
func TestDisturbed(t *testing.T) {
	lanes := float64(kernel.Lanes[float32]()) / float64(kernel.Lanes[float64]())
	for _, c := range []struct {
		name   string
		times  []float64 // of float32 in vectors; of float64 they are 1
		spread float64
		failed int
	}{
		{"quiet", []float64{1, 1.01, 1.02, 1.05, 1, 1.02, 3}, 0.02, 0},
		{"slowed now and then", []float64{1, 1.9, 1.1, 2, 1.5, 1.4, 1}, 0.4, 1},
		{"slowed all through", []float64{3.4, 3.4, 3.4, 3.5, 3.4, 3.4, 3.4}, 0, 1},
		{"both", []float64{2, 3, 4, 5, 6, 7, 8}, 1.5, 2},
	} {
		run := begin(t, map[string]string{"memory": "8MB"})
		finish(run)
		m := run.Experiment().(*survey)
		for _, p := range m.roof.peaks {
			p.times = []float64{p.flops, p.flops} // a flop a second
		}
		p := m.roof.peaks[vector32]
		p.times = nil
		for _, s := range c.times {
			p.times = append(p.times, s*p.flops/lanes)
		}
		var f lab.Frame
		run.Frame(&f)
		failed := 0
		for _, check := range m.roof.quietChecks() {
			if !check.Pass {
				failed++
			}
		}
		if got := m.roof.spread(); got < c.spread-1e-12 || got > c.spread+1e-12 || failed != c.failed {
			t.Errorf("%s: a spread of %v, want %v; %d checks fail, want %d", c.name, got, c.spread, failed, c.failed)
		}
		said := strings.HasPrefix(f.Summary, "Disturbed") && strings.Contains(readout(&f, "repeats of the peaks"), "measure again")
		if said != (c.failed > 0) {
			t.Errorf("%s: %s", c.name, f.Summary)
		}
	}
}
