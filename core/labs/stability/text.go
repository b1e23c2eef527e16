package stability

import (
	"fmt"
	"math"
	"strings"

	"residual/core/dyn"
	"residual/core/expr"
	"residual/core/interval"
	"residual/core/lab"
)

// summary says what was found and what the networks make of it.
func (r *experiment) summary() string {
	s := &r.system
	parts := []string{s.title + ": " + s.counted() + "."}
	if n := len(s.cycles); n > 0 {
		parts = append(parts, plural(n, "limit cycle")+" found by returns to half-lines, which is no proof that there are no more.")
	}
	if s.lost != dyn.Rests {
		parts = append(parts, [...]string{
			dyn.Leaves:  "Trajectories were followed until they were a hundred windows away: a limit cycle that reaches so far shows in a larger window.",
			dyn.TooLong: "Not every trajectory was followed to where it returns, for want of steps: there may be limit cycles that are not listed.",
		}[s.lost])
	}
	if s.undefined != nil {
		parts = append(parts, s.without())
	}
	for i, b := range s.found.Undecided {
		parts = append(parts, s.doubt(b, s.found.Reasons[i]))
	}
	for i := range s.found.Proved {
		if s.found.Proved[i].Kind == dyn.Inconclusive {
			parts = append(parts, fmt.Sprintf([...]string{
				dyn.NearAxis:   "At %s an eigenvalue lies on the imaginary axis, or too near it to tell: linearisation decides nothing there.",
				dyn.ThirdOrder: "At %s two eigenvalues are ±iω, and the first Lyapunov coefficient is 0 or has no proved sign: neither linearisation nor the terms of third order decide anything there.",
				dyn.NoSlopes:   "At %s f has no derivative, as abs has none at 0: no linearisation is possible there.",
			}[s.found.Proved[i].Doubt], s.point(s.found.Proved[i].X)))
		}
	}
	if d := &r.diagram; d.sweep.Done() && len(d.sweep.Unresolved) > 0 {
		parts = append(parts, d.unresolved())
	}
	if r.tau > 0 && r.tau < 0.01 {
		parts = append(parts, "With so small an error of the expert the network of Jacobians may come out badly calibrated: it is too small to resolve it on every seed.")
	}
	return strings.Join(append(parts, r.phase()), " ")
}

// unresolved says where the sweep could not tell whether there are bifurcations.
func (d *diagram) unresolved() string {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, u := range d.sweep.Unresolved {
		p := u[len(u)-1]
		lo, hi = math.Min(lo, p.Lo), math.Max(hi, p.Hi)
	}
	return fmt.Sprintf("For some %s between %s and %s the sweep could not resolve whether there are more bifurcations than it lists.",
		expr.Letter(d.parameter().Name), lab.Number(lo, 4), lab.Number(hi, 4))
}

// without says where f may have no value: the variables of which this is not the
// whole window.
func (s *system) without() string {
	var where []string
	for _, piece := range s.undefined {
		var sides []string
		for i, v := range piece {
			w := s.equations.Vars[i]
			if v.Lo > w.Lo || v.Hi < w.Hi {
				sides = append(sides, fmt.Sprintf("%s from %s to %s", w.Name, lab.Number(v.Lo, 3), lab.Number(v.Hi, 3)))
			}
		}
		if sides != nil {
			where = append(where, strings.Join(sides, ", "))
		}
	}
	what := "f may not be defined"
	if s.certain {
		what = "f is not defined everywhere"
	}
	if where == nil {
		return what + " in this window; where it is not, nothing lies."
	}
	return what + " near " + strings.Join(where, "; ") + "; where it is not, nothing lies."
}

// counted says how many equilibria there are, of which kinds.
func (s *system) counted() string {
	n := len(s.found.Proved)
	if n == 0 && len(s.found.Undecided) == 0 {
		return "no equilibrium in this window, and that is proved"
	}
	var counts [dyn.Kinds]int
	for _, e := range s.found.Proved {
		counts[e.Kind]++
	}
	var kinds []string
	for k, count := range counts {
		if count > 0 {
			kinds = append(kinds, plural(count, dyn.Kind(k).String()))
		}
	}
	switch {
	case n == 0:
		return "no equilibrium that can be proved"
	case len(s.found.Undecided) > 0:
		return fmt.Sprintf("%s proved (%s), and more that could not be decided", plural(n, "equilibrium"), strings.Join(kinds, ", "))
	}
	return fmt.Sprintf("%s in this window, proved to be all (%s)", plural(n, "equilibrium"), strings.Join(kinds, ", "))
}

// plural counts equilibria, or those of a kind.
func plural(n int, what string) string {
	if n != 1 {
		what = strings.NewReplacer("node", "nodes", "focus", "foci", "saddle", "saddles", "centre", "centres", "equilibrium", "equilibria", "cycle", "cycles").Replace(what)
	}
	return fmt.Sprintf("%d %s", n, what)
}

// doubt says why a box is undecided.
func (s *system) doubt(box []interval.Interval, why dyn.Reason) string {
	middle := make([]float64, len(box))
	for i, b := range box {
		if w := s.equations.Vars[i]; !b.Contains(0) || math.Abs(b.Mid()) > 1e-2*(w.Hi-w.Lo) {
			middle[i] = b.Mid()
		}
	}
	return fmt.Sprintf([...]string{
		dyn.Singular:    "Near %s the Jacobian is singular: two or more equilibria lie there as one, or nearly so, and no proof is possible.",
		dyn.Line:        "Around %s nothing could be decided over a whole stretch: there may be a line of equilibria, which no linearisation tells apart.",
		dyn.Undefined:   "Near %s f is not defined: nothing can be proved there.",
		dyn.NotSmooth:   "Near %s f has no bounded derivative, as a root at 0 has none: no linearisation is possible.",
		dyn.Kinked:      "Near %s f may have no derivative, as abs has none at 0: no linearisation is possible.",
		dyn.OutOfBudget: "Around %s the search stopped: the most boxes that it looks at are used up, and there may be more equilibria than are listed. Make the window smaller.",
	}[why], s.point(middle))
}

// point writes a point; what is next to 0, seen from the window, is 0.
func (t *target) point(x []float64) string {
	var parts []string
	for i, v := range x {
		w := t.equations.Vars[i]
		parts = append(parts, lab.Number(nonZero(v, 1e-11*(w.Hi-w.Lo)), 4))
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// phase says how the sweep and the training stand.
func (r *experiment) phase() string {
	switch {
	case r.Status().State == lab.Stopped:
		return "There is no network to ask."
	case r.trained():
		return fmt.Sprintf("The networks are trained; their expected calibration error on examples kept back is %s.%s", lab.Number(r.ece(), 2), r.kept())
	case r.updated > 0:
		return fmt.Sprintf("The networks learn from the expert: step %d of %d.", r.updated, updates)
	case r.Steps() > 0:
		return "Following the equilibria along the parameter."
	}
	return "Ready to follow them along the parameter and to train the networks."
}

// kept says what becomes of trained networks with this system: they have seen random
// eigenvalues and Jacobians, and no system.
func (r *experiment) kept() (text string) {
	if !r.diagram.done() {
		text = " They have seen no system, and stay."
	}
	if !r.system.planar() {
		text += " The one of Jacobians takes two variables, and is not asked here."
	}
	return text
}

// readouts lists the equilibria, by letters, with their eigenvalues and what the
// networks say, then the bifurcations.
func (r *experiment) readouts(f *lab.Frame) {
	s := &r.system
	for i := range s.found.Proved {
		e := &s.found.Proved[i]
		f.AddReadout(letters(i)+", "+e.Kind.String(), "at "+s.point(e.X), "")
	}
	s.readEquations(f)
	for i := range s.found.Proved {
		e, name := &s.found.Proved[i], letters(i)
		f.AddReadout("λ at "+name, eigenvalues(e), "")
		f.AddReadout("is "+name+" stable?", r.opinion(e), "")
		if e.Band > 0 {
			f.AddReadout("around "+name, band[e.Band], "")
		}
	}
	for i := range s.cycles {
		c, name := &s.cycles[i], fmt.Sprintf("limit cycle %d", i+1)
		f.AddReadout(name, attraction(c), "")
		f.AddNumber(name+": period", c.Period, 9, "")
		f.AddReadout(name+": Floquet multiplier", multiplier(c), "")
	}
	for i := range r.diagram.sweep.Bifurcations {
		b := &r.diagram.sweep.Bifurcations[i]
		p := s.parameter()
		f.AddReadout(fmt.Sprintf("%d: %s at %s =", i+1, b.Name(), expr.Letter(p.Name)), lab.Number(nonZero(b.P, 1e-11*(p.Hi-p.Lo)), 9), "")
		f.AddReadout(fmt.Sprintf("%d: where", i+1), s.point(b.X), "")
	}
}

// multiplier is Floquet's, by its logarithm where no float64 is as small or as large.
func multiplier(c *dyn.Cycle) string {
	m := c.Multiplier()
	if m == 0 || math.IsInf(m, 1) {
		return "exp(" + lab.Number(c.LogMultiplier, 6) + ")"
	}
	return lab.Number(m, 5)
}

// band says why closed curves surround a centre.
var band = [...]string{
	dyn.Affine:      "closed curves: the field is linear, and a quadratic form is conserved",
	dyn.Hamiltonian: "closed curves: Hamiltonian, since div f = 0; the Hamiltonian is conserved",
	dyn.Weighted:    "closed curves: div f/(x·y) = 0, as of prey and predators; a Hamiltonian of log x and log y is conserved",
	dyn.Reversible:  "closed curves: the field runs backwards in a mirror through it",
}

// letters counts A, B, … Z, AA, AB, …
func letters(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letters(i/26-1) + letters(i%26)
}

// nonZero is v, or 0 where it is as small as errors make it.
func nonZero(v, error float64) float64 {
	if math.Abs(v) < error {
		return 0
	}
	return v
}

// readEquations shows the right sides as they were understood.
func (s *system) readEquations(f *lab.Frame) {
	n := len(s.equations.Vars)
	for _, part := range strings.SplitN(s.equations.String(), "; ", n+1)[:n] {
		name, right, _ := strings.Cut(part, "' = ")
		f.AddReadout(name+"′ =", lab.Formula(expr.Lettered(right)), "")
	}
}

// eigenvalues writes those of an equilibrium; pairs as a ± bi.
func eigenvalues(e *dyn.Equilibrium) string {
	var parts []string
	size := 0.0
	if e.Kind == dyn.Inconclusive || e.Kind == dyn.Unstable {
		size = 1e-15 * dyn.Norm(e.Jacobian)
	}
	for _, v := range e.Values {
		text := lab.Number(nonZero(real(v), size), 5)
		if imag(v) > 0 {
			text += fmt.Sprintf(" ± %si", lab.Number(imag(v), 5))
		}
		if imag(v) >= 0 {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, ", ")
}

// opinion is what the networks say of an equilibrium.
func (r *experiment) opinion(e *dyn.Equilibrium) string {
	if !r.trained() {
		return "not trained yet"
	}
	var parts []string
	for i := range r.learners {
		l := &r.learners[i]
		if l.planar && !r.system.planar() {
			continue
		}
		parts = append(parts, "by "+l.symbol+" "+r.answer(l.chance(e)))
	}
	return strings.Join(parts, ", ")
}

// answer is yes, no or neither, by a chance.
func (r *experiment) answer(p float64) string {
	verdict := "no"
	if abstains(p, r.confidence) {
		verdict = "abstains"
	} else if p > 0.5 {
		verdict = "yes"
	}
	return fmt.Sprintf("%s (%.0f %%)", verdict, 100*p)
}
