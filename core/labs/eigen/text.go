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
	all := lab.Count(len(r.modes), "mode")
	switch {
	case r.Status().State == lab.Stopped && r.found < len(r.modes):
		return fmt.Sprintf("The search ended at mode %d of %d, after %s.", r.current(), len(r.modes), lab.Count(r.Steps(), "step"))
	case r.Status().State == lab.Stopped:
		return fmt.Sprintf("There is a function for each of %s after %s, and not all are as exact as asked for: the largest relative error of an eigenvalue is %s.",
			all, lab.Count(r.Steps(), "step"), lab.Number(r.worst(), 2))
	case r.Status().Final():
		return fmt.Sprintf("%s found in %d steps; the largest relative error of an eigenvalue is %s.", all, r.Steps(), lab.Number(r.worst(), 2))
	case r.Steps() == 0:
		return fmt.Sprintf("Ready to look for %s of u″ = λu with u(0) = u(1) = 0.", lab.Count(len(r.modes), "eigenfunction")) + r.warning()
	}
	what := "turning the last layer towards the mode of least energy"
	if r.descent.Steps > 0 {
		what = "lowering the residual energy ∫(u″ − λu)²"
	}
	return fmt.Sprintf("Mode %d of %d: %s; λ = %s, truth %s.", r.current(), len(r.modes), what,
		lab.Number(r.prob.lambda, 8), lab.Number(eigenvalue(r.current()), 8))
}

// Below so many points most networks obey the law at each of them and less well
// between, and below so many far from it.
const (
	few    = 48
	tooFew = 24
)

// warning says beforehand what cannot go well.
func (r *search) warning() string {
	switch n := r.prob.nodes(); {
	case !r.prob.norm:
		return " Nothing holds the norm: u will shrink, to nothing or to a small multiple of any eigenfunction."
	case n < tooFew:
		return fmt.Sprintf(" %d points are too few: the network can obey the law at each of them and break it between.", n)
	case n < few:
		return fmt.Sprintf(" %d points are few: the last digits asked for may not be reached.", n)
	}
	return ""
}

// missed says that a mode was not found, for its law is broken by so much.
func (r *search) missed(broken float64) string {
	percent := lab.Number(100*broken, 2)
	if r.breaks() < lost/10 {
		return fmt.Sprintf("mode %d was not found: u″ = λu holds at the %d collocation points, and between them it is off by %s %% of λu; give more points, or fewer units",
			r.current(), r.prob.nodes(), percent)
	}
	text := fmt.Sprintf("mode %d was not found in %d steps: u″ is off by %s %% of λu", r.current(), r.descent.Steps, percent)
	if r.prob.nodes() < few {
		text += "; give more points"
	}
	return text
}

// inexact says which checks fail though there is a function for each mode.
func (r *search) inexact(failing string) string {
	remedy := "more points"
	switch {
	case r.prob.nodes() < few:
	case r.method == adam:
		remedy = "Levenberg–Marquardt"
	default:
		remedy = "another width"
	}
	return fmt.Sprintf("not as exact as asked for (%s); %s may bring it nearer", failing, remedy)
}

// unheld says how a run without the norm constraint ends that did not come to 0: a
// multiple of an eigenfunction has no residual either.
func (r *search) unheld() string {
	m, norm := &r.modes[0].measurement, lab.Number(r.measure(), 2)
	r.measureAs(m, r.theta, 1)
	if m.broken <= lost {
		return fmt.Sprintf("settled at step %d on a multiple of an eigenfunction, λ = %s, with ‖u‖ = %s: none of them has a residual, and without the norm constraint none is preferred",
			r.Steps(), lab.Number(m.lambda, 5), norm)
	}
	return fmt.Sprintf("adrift at step %d with ‖u‖ = %s: nothing holds the norm", r.Steps(), norm)
}

func (r *search) worst() float64 {
	worst := 0.0
	for k, m := range r.modes[:r.found] {
		worst = math.Max(worst, math.Abs(m.lambda/eigenvalue(k+1)-1))
	}
	return worst
}
