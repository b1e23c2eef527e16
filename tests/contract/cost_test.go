package contract

import (
	"testing"

	"residual/core/lab"
)

// A run that counts what its steps cost does so from the first step of training
// on, and moves at most some numbers for every operation.
func TestCosts(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		run := start(t, l, 1)
		if !run.Costed() {
			return
		}
		if c := run.Cost(); c != (lab.Cost{}) {
			t.Errorf("%+v before the first step", c)
		}
		for run.Cost().Flops == 0 && !run.Status().Final() {
			run.Step()
		}
		c := run.Cost()
		if c.Step == "" || c.Flops <= 0 || c.Bytes <= 0 || c.Set <= 0 || c.Set > run.Memory().Planned {
			t.Errorf("a step costs %+v of %+v", c, run.Memory())
		}
		if intensity := float64(c.Flops) / float64(c.Bytes); intensity < 0.01 || intensity > 1000 {
			t.Errorf("%v operations a byte", intensity)
		}
	})
}
