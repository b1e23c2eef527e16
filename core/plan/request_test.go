package plan_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"residual/core/ad"
	"residual/core/plan"
)

// TestAll: plans made within one budget keep to it and need the least that the
// error names.
func TestAll(t *testing.T) {
	p := &ad.Program{}
	_, _, loss, grad := poisson(p, 2, 9, 9, 1)
	requests := []plan.Request{{p, 5000, append(grad, loss)}, {p, 700, []ad.Value{loss}}, {p, 3, []ad.Value{loss}}}
	_, err := plan.All(1000, 8, requests...)
	var small *plan.BudgetError
	if !errors.As(err, &small) {
		t.Fatal(err)
	}
	if _, err := plan.All(small.Least-1, 8, requests...); err == nil {
		t.Errorf("%d bytes are the least, and one fewer works", small.Least)
	}
	for _, budget := range []int64{small.Least, small.Least + 50000, 1 << 30} {
		plans, err := plan.All(budget, 8, requests...)
		if err != nil {
			t.Fatal(err)
		}
		sum := int64(0)
		for i, pl := range plans {
			sum += pl.Bytes(8)
			if pl.Rows != requests[i].Rows {
				t.Errorf("plan %d is for %d rows", i, pl.Rows)
			}
		}
		if sum > budget {
			t.Errorf("%d bytes of a budget of %d", sum, budget)
		}
	}
}

// TestRunRows: a machine run for fewer rows than it was planned for does what
// one for as many does.
func TestRunRows(t *testing.T) {
	const most = 2*plan.Block + 40
	p := &ad.Program{}
	x, f, loss, grad := poisson(p, 2, 9, 9, 1)
	outputs := append(grad, loss)
	large := plan.NewMachine[float64](plan.New(p, most, outputs...))
	for _, n := range []int{1, plan.Block, plan.Block + 1, most} {
		small := plan.NewMachine[float64](plan.New(p, n, outputs...))
		fill(rand.New(rand.NewPCG(3, 3)), small.Params(), small.Value(x), small.Value(f))
		copy(large.Params(), small.Params())
		copy(large.Value(x), small.Value(x))
		copy(large.Value(f), small.Value(f))
		small.Run()
		large.RunRows(n)
		for _, v := range outputs {
			if !slices.Equal(small.Value(v), large.Value(v)) {
				t.Errorf("%d of %d rows: value %d differs", n, most, v)
			}
		}
	}
}

func TestShards(t *testing.T) {
	for rows, want := range map[int]int{1: 1, plan.Shard: 1, plan.Shard + 1: 2, 65536: 8} {
		at := 0
		for i := range plan.Shards(rows) {
			lo, n := plan.ShardRows(rows, i)
			if lo != at || n < 1 || n > plan.Shard {
				t.Errorf("shard %d of %d rows is [%d, %d)", i, rows, lo, lo+n)
			}
			at = lo + n
		}
		if at != rows || plan.Shards(rows) != want {
			t.Errorf("%d shards reach %d of %d rows", plan.Shards(rows), at, rows)
		}
	}
}

// TestTraffic counts a product and a sum by hand.
func TestTraffic(t *testing.T) {
	p := &ad.Program{}
	x, w, b := p.Rows("x", 3), p.Param("w", 3, 5), p.Param("b", 1, 5)
	y := p.AddBias(p.MatMul(x, w), b)
	pl := plan.New(p, 10, y)
	product, bias := 10*3+3*5+10*5, 10*5+5+10*5
	if got, want := pl.Traffic(4), int64(4*(product+bias)); got != want {
		t.Errorf("%d bytes are moved, want %d", got, want)
	}
}
