package fit

import (
	"testing"

	"residual/core/ad"
	"residual/core/lab"
	"residual/core/plan"
)

// A machine for a given plan is made within a budget that holds its bytes, and
// refused with one byte less.
func TestPlanned(t *testing.T) {
	var p ad.Program
	x := p.Rows("x", 3)
	pl := plan.InChunks(&p, 4, 4, p.Mul(x, x))
	for _, lack := range []int64{1, 0} {
		var room Room
		var m *plan.Machine[float32]
		Planned(&room, &m, pl)
		need := pl.Bytes(4)
		err := room.Open(need - lack)
		if lack == 0 && (err != nil || m.Bytes() != need || room.Memory() != lab.Memory{Planned: need, Peak: need}) {
			t.Errorf("%v, %+v for %d bytes", err, room.Memory(), need)
		}
		if lack > 0 && (err == nil || m != nil) {
			t.Error("a machine that does not fit is made")
		}
	}
}
