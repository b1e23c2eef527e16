package plan

import "residual/core/ad"

// A Need is one computation of several that share a budget.
type Need struct {
	Program *ad.Program
	Rows    int
	Outputs []ad.Value
}

// Share plans several computations within one budget of bytes for numbers of
// the given size. Each has what it cannot do without; what is left goes to the
// first that can use it. The error is a *BudgetError with the least that works
// for all.
func Share(budget int64, size int, needs ...Need) ([]*Plan, error) {
	least := make([]int64, len(needs))
	left, sum := budget, int64(0)
	for i, n := range needs {
		least[i] = Least(size, n)
		left, sum = left-least[i], sum+least[i]
	}
	if left < 0 {
		return nil, &BudgetError{budget, sum}
	}
	plans := make([]*Plan, len(needs))
	for i, n := range needs {
		pl, err := Within(least[i]+left, size, n.Program, n.Rows, n.Outputs...)
		if err != nil {
			return nil, err
		}
		plans[i], left = pl, left-max(0, pl.Bytes(size)-least[i])
	}
	return plans, nil
}

// Least is the smallest budget in which a need can be planned.
func Least(size int, n Need) int64 {
	least := newPlan(n.Program, n.Rows, min(n.Rows, blockOf(n.Program)), n.Outputs).Bytes(size)
	return min(least, New(n.Program, n.Rows, n.Outputs...).Bytes(size))
}
