package fit

import (
	"math"
	"slices"
	"testing"

	"residual/core/ad"
	"residual/core/plan"
)

// squares is the loss Σ (a·x − y)² over x = 0, 1/n, … and y = 3x: at a it is
// (a − 3)²·Σx², with the derivative 2(a − 3)·Σx².
func squares(t *testing.T, rows int, budget int64) (s *Sharded, sum float64) {
	t.Helper()
	p := new(ad.Program)
	x := p.Rows("x", 1)
	a := p.Param("a", 1, 1)
	off := p.Sub(p.MatMul(x, a), p.Scale(x, 3))
	loss := p.SumRows(p.Mul(off, off))
	s = new(Sharded)
	var room Room
	s.Reserve(&room, p, rows, loss, p.Gradient(loss, a), func(first, n int) {
		for i := range n {
			s.Machine.Value(x)[i] = float32(first+i) / float32(rows)
		}
	})
	if err := room.Open(budget); err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		sum += float64(i) / float64(rows) * float64(i) / float64(rows)
	}
	return s, sum
}

// Loss and gradient are those in closed form, over whole shards and a part of
// one; the tasks give the same bits, by any TaskRunner in any order.
func TestSharded(t *testing.T) {
	const rows = 2*plan.Shard + 77
	s, sum := squares(t, rows, 1<<24)
	worker, _ := squares(t, rows, 1<<24)
	for _, a := range []float32{1, 4} {
		theta := []float32{a}
		s.Compute(theta)
		for i, want := range []float64{float64(a-3) * float64(a-3) * sum, 2 * float64(a-3) * sum} {
			if math.Abs(float64(s.Sums[i])/want-1) > 1e-5 {
				t.Errorf("a = %v, sum %d: %v, want %v", a, i, s.Sums[i], want)
			}
		}
		here := slices.Clone(s.Sums)
		tasks := s.Tasks(theta)
		results := make([][]byte, len(tasks))
		for i := len(tasks) - 1; i >= 0; i-- {
			results[i] = worker.Do(nil, tasks[i])
		}
		if s.Finish(results); len(tasks) != 3 || !slices.Equal(s.Sums, here) {
			t.Errorf("a = %v: %v by %d tasks, %v here", a, s.Sums, len(tasks), here)
		}
	}
}

// After the machine was used for something else the rows are placed anew.
func TestShardForgets(t *testing.T) {
	s, _ := squares(t, 100, 1<<24)
	theta := []float32{1}
	s.Compute(theta)
	before := slices.Clone(s.Sums)
	s.place(50, 50)
	if s.Compute(theta); slices.Equal(s.Sums, before) {
		t.Error("the rows are placed for every step")
	}
	s.Forget()
	if s.Compute(theta); !slices.Equal(s.Sums, before) {
		t.Errorf("%v, before %v", s.Sums, before)
	}
}

func TestShardPanics(t *testing.T) {
	s, _ := squares(t, 100, 1<<24)
	task := s.Tasks([]float32{1})[0]
	for name, f := range map[string]func(){
		"a task cut short":   func() { s.Do(nil, task[1:]) },
		"no such shard":      func() { s.Do(nil, append([]byte{9}, task[1:]...)) },
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
