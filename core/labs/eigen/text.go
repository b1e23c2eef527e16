package eigen

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// current is the number of the mode being sought, from 1.
func (r *search) current() int { return min(r.found+1, len(r.modes)) }

func (r *search) moment() string {
	return fmt.Sprintf("step %d, mode %d of %d", r.Steps(), r.current(), len(r.modes))
}

func (r *search) summary() string {
	switch {
	case r.Status().State == lab.Stopped:
		return fmt.Sprintf("%d of %d modes were found in %d steps.", r.found, len(r.modes), r.Steps())
	case r.Status().State == lab.Converged:
		return fmt.Sprintf("All %d modes found in %d steps; the largest relative error of an eigenvalue is %s.",
			len(r.modes), r.Steps(), lab.Number(r.worst(), 2))
	case r.Steps() == 0:
		return fmt.Sprintf("Ready to look for %d eigenfunctions of u″ = λu with u(0) = u(1) = 0.", len(r.modes))
	}
	what := "turning the last layer towards the mode of least energy"
	if r.descent.Steps > 0 {
		what = "lowering the residual energy ∫(u″ − λu)²"
	}
	return fmt.Sprintf("Mode %d of %d: %s; λ = %s, truth %s.", r.current(), len(r.modes), what,
		lab.Number(r.prob.lambda, 8), lab.Number(eigenvalue(r.current()), 8))
}

func (r *search) worst() float64 {
	worst := 0.0
	for k, m := range r.modes[:r.found] {
		worst = math.Max(worst, math.Abs(m.lambda/eigenvalue(k+1)-1))
	}
	return worst
}
