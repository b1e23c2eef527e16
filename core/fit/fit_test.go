package fit

import (
	"errors"
	"math"
	"strings"
	"testing"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/lab"
	"residual/core/opt"
	"residual/core/plan"
	"residual/core/rng"
)

// sine is a network of one hidden layer fitted to sin 2x on [−1, 1].
func sine(t *testing.T, budget int64) (*Network, *Room) {
	t.Helper()
	n, room := new(Network), new(Room)
	n.Reserve(room, Task{Sizes: []int{1, 6, 1}, Rows: 40, Places: 16, Ridge: 1e-4})
	if err := room.Open(budget); err != nil {
		t.Fatal(err)
	}
	x, y := places(40)
	n.Begin(rng.New(3, "fit/test"), x, y)
	return n, room
}

func places(rows int) (x, y []float64) {
	for i := range rows {
		at := 2*float64(i)/float64(rows-1) - 1
		x, y = append(x, at), append(y, math.Sin(2*at))
	}
	return x, y
}

// A few steps fit the curve, at places that were not taught too.
func TestNetworkFits(t *testing.T) {
	n, _ := sine(t, 1<<20)
	for range 300 {
		n.Step()
	}
	if n.Loss() > 1e-6 {
		t.Errorf("loss %g", n.Loss())
	}
	x, y := places(97)
	got := make([]float64, len(x))
	n.Predict(got, x)
	for i := range got {
		if math.Abs(got[i]-y[i]) > 5e-3 {
			t.Errorf("f(%g) = %g, want %g", x[i], got[i], y[i])
		}
	}
}

// The Jacobian, the ridge's rows too, is that of the residual by differences.
func TestNetworkJacobian(t *testing.T) {
	n, _ := sine(t, 1<<20)
	p := len(n.Theta)
	r, jac := make([]float64, n.Rows()), make([]float64, n.Rows()*p)
	n.Jacobian(r, jac, n.Theta)
	up, down := make([]float64, n.Rows()), make([]float64, n.Rows())
	for j := range p {
		const h = 1e-6
		theta := append([]float64(nil), n.Theta...)
		theta[j] += h
		n.Residual(up, theta)
		theta[j] -= 2 * h
		n.Residual(down, theta)
		for i := range r {
			if d := (up[i] - down[i]) / (2 * h); math.Abs(d-jac[i*p+j]) > 1e-8 {
				t.Fatalf("row %d, parameter %d: %g, differences say %g", i, j, jac[i*p+j], d)
			}
		}
	}
}

// A network restored from its state goes on with the same bits.
func TestNetworkState(t *testing.T) {
	n, _ := sine(t, 1<<20)
	n.Step()
	c := codec.NewEncoder(nil)
	n.State(c)
	again, _ := sine(t, 1<<20)
	for range 3 {
		again.Step()
	}
	d := codec.NewDecoder(c.Bytes())
	if again.State(d); d.Done() != nil {
		t.Fatal(d.Err())
	}
	n.Step()
	again.Step()
	for i, v := range n.Theta {
		if again.Theta[i] != v {
			t.Fatalf("parameter %d: %v, want %v", i, again.Theta[i], v)
		}
	}
}

// The least that works is named, works and is kept to; one byte less does not
// work, and nothing is allocated then.
func TestLeastThatWorks(t *testing.T) {
	var room Room
	reserve(&room)
	least := room.Need()
	err := room.Open(least - 1)
	var knob *lab.KnobError
	if !errors.As(err, &knob) || knob.Knob != lab.Budget.Name || !strings.Contains(err.Error(), "least") {
		t.Fatalf("one byte less: %v", err)
	}
	if room.Memory() != (lab.Memory{}) {
		t.Errorf("a room that is not open holds %+v", room.Memory())
	}
	if err := room.Open(least); err != nil {
		t.Fatal(err)
	}
	if m := room.Memory(); m.Planned > least || m.Peak > m.Planned {
		t.Errorf("%+v within %d", m, least)
	}
}

func reserve(room *Room) {
	var (
		a []float64
		b []int
		m *plan.Machine[float64]
		n *plan.Machine[float32]
		o opt.LBFGS
	)
	p := new(ad.Program)
	x := p.Rows("x", 3)
	y := p.Tanh(p.MatMul(x, p.Param("W", 3, 5)))
	room.Floats(&a, 100)
	Slice(room, &b, 7)
	room.Count(11)
	room.Machine(&m, p, 1000, y)
	room.Machine32(&n, p, 1000, y)
	o.Reserve(room, 10, 3)
}

// TestRoomExchanges: other bytes in the place of some are counted, within the budget.
func TestRoomExchanges(t *testing.T) {
	var room Room
	room.Count(100)
	if err := room.Open(150); err != nil {
		t.Fatal(err)
	}
	var blamed *lab.KnobError
	if err := room.Exchange(60, 120, 150); !errors.As(err, &blamed) || room.Memory().Planned != 100 {
		t.Errorf("%v, and %d bytes are planned", err, room.Memory().Planned)
	}
	if err := room.Exchange(60, 110, 150); err != nil || room.Memory() != (lab.Memory{Planned: 150, Peak: 150}) {
		t.Errorf("%v, and there is %v", err, room.Memory())
	}
}

// What is asked for is there when the room is open, and not before.
func TestRoomGives(t *testing.T) {
	var room Room
	var v, empty []float64
	told := false
	room.Floats(&v, 3)
	Stack(&room, &empty, 4)
	room.Then(func() { told = len(v) == 3 })
	if v != nil || told {
		t.Error("given before it is open")
	}
	if err := room.Open(1000); err != nil || len(v) != 3 || len(empty) != 0 || cap(empty) != 4 || !told {
		t.Errorf("%v, %v, %v", v, empty, err)
	}
	if m := room.Memory(); m.Planned != 56 || m.Peak != 56 {
		t.Errorf("%+v, want 56 bytes", m)
	}
}

func TestRules(t *testing.T) {
	r := Rule{Most: 10, Little: 0.1, Patience: 2}
	for _, c := range []struct {
		losses []float64
		steps  int // until it ends; 0: it does not
	}{
		{[]float64{8, 4, 2, 1}, 0},
		{[]float64{8, 4, 3.9, 3.8}, 4},
		{[]float64{8, 7.9, 4, 3.9, 3.8, 1}, 5},
		{[]float64{9, 8, 7, 6, 5, 4, 3, 2, 1, .5, .2}, 10},
		{[]float64{math.NaN(), math.NaN(), math.NaN()}, 3},
	} {
		var p Progress
		ended, before := 0, 0.0
		for i, loss := range c.losses {
			if p.Done(r, before, loss) && ended == 0 {
				ended = i + 1
			}
			before = loss
		}
		if ended != c.steps {
			t.Errorf("%v: ends after %d steps, want %d", c.losses, ended, c.steps)
		}
	}
}
