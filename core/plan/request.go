package plan

import "residual/core/ad"

// A Request is what New takes: a program, a number of rows and the outputs.
type Request struct {
	Program *ad.Program
	Rows    int
	Outputs []ad.Value
}

// All plans several computations within one budget of bytes, for numbers of the
// given size. Each is given the least that it needs; what is left goes to the
// first that can use it. The error is a *BudgetError with the least that works
// for all of them.
func All(budget int64, size int, requests ...Request) ([]*Plan, error) {
	least := make([]int64, len(requests))
	left, sum := budget, int64(0)
	for i, r := range requests {
		least[i] = Least(size, r)
		left, sum = left-least[i], sum+least[i]
	}
	if left < 0 {
		return nil, &BudgetError{budget, sum}
	}
	plans := make([]*Plan, len(requests))
	for i, r := range requests {
		pl, err := Within(least[i]+left, size, r.Program, r.Rows, r.Outputs...)
		if err != nil {
			return nil, err
		}
		plans[i], left = pl, left-max(0, pl.Bytes(size)-least[i])
	}
	return plans, nil
}

// Least is the smallest budget of bytes within which r can be planned, for
// numbers of the given size.
func Least(size int, r Request) int64 {
	least := newPlan(r.Program, r.Rows, min(r.Rows, blockOf(r.Program)), r.Outputs).Bytes(size)
	return min(least, New(r.Program, r.Rows, r.Outputs...).Bytes(size))
}
