package fit

import (
	"math"
	"slices"
	"testing"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/nn"
	"residual/core/opt"
	"residual/core/rng"
)

// sineDescent fits a network of one hidden layer to sin 2x at many places.
func sineDescent(t *testing.T) (*Sketched, *SketchWorker) {
	t.Helper()
	const rows, block = 300, 32
	p, room := new(ad.Program), new(Room)
	x, y := p.Rows("x", 1), p.Rows("y", 1)
	net := nn.NewMLP(p, 1, 6, 1)
	s, w, b := new(Sketched), new(SketchWorker), new(Blocked)
	b.Reserve(room, p, rows, block, p.Sub(net.Apply(p, x), y), []ad.Value{x, y}, net.Params()...)
	size := opt.SketchSize{Params: net.Size(), Block: block, Parts: 3, Rows: 3 * net.Size()}
	s.Reserve(room, b, size)
	w.Reserve(room, b, size)
	if err := room.Open(1 << 22); err != nil {
		t.Fatal(err)
	}
	xs, ys := places(rows)
	copy(b.Inputs[0], xs)
	copy(b.Inputs[1], ys)
	b.Weight = 1 / math.Sqrt(rows)
	nn.Glorot(net, s.Theta, rng.New(5, "fit/sketched"))
	s.Begin(1, 0.2)
	return s, w
}

// Halves by tasks, done in any order, have the bits of halves done alone; the fit
// becomes a good one, and a state read in the middle of a step goes on as well.
func TestSketchedByTasks(t *testing.T) {
	alone, _ := sineDescent(t)
	shared, worker := sineDescent(t)
	for half := range 240 {
		moved := alone.Half()
		tasks := shared.Tasks()
		results := make([][]byte, len(tasks))
		for i := len(tasks) - 1; i >= 0; i-- {
			results[i] = worker.Do(nil, tasks[i])
		}
		if shared.Finish(results) != moved || !slices.Equal(alone.Theta, shared.Theta) || alone.Loss != shared.Loss {
			t.Fatalf("half %d: loss %v alone, %v by tasks", half, alone.Loss, shared.Loss)
		}
		if half%7 == 0 {
			c := codec.NewEncoder(nil)
			shared.State(c)
			shared, worker = sineDescent(t)
			d := codec.NewDecoder(c.Bytes())
			if shared.State(d); d.Done() != nil {
				t.Fatal(d.Err())
			}
		}
	}
	if alone.Loss > 1e-9 {
		t.Errorf("loss %g", alone.Loss)
	}
}

func TestSketchedPanics(t *testing.T) {
	s, w := sineDescent(t)
	task := s.Tasks()[0]
	for name, f := range map[string]func(){
		"a task cut short":   func() { w.Do(nil, task[:9]) },
		"no such part":       func() { w.Do(nil, append([]byte{9}, task[1:]...)) },
		"a result cut short": func() { s.Finish([][]byte{nil}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is taken", name)
				}
			}()
			f()
		}()
	}
}
