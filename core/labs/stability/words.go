package stability

import (
	"fmt"
	"math"
	"strings"

	"residual/core/dyn"
	"residual/core/interval"
	"residual/core/lab"
)

// summary says what was found and what the networks make of it.
func (r *run) summary() string {
	parts := []string{r.title() + ": " + r.counted() + "."}
	for _, b := range r.found.Undecided {
		parts = append(parts, r.doubt(b))
	}
	for i := range r.found.Proved {
		if r.found.Proved[i].Kind == dyn.Inconclusive {
			parts = append(parts, "At "+point(r.found.Proved[i].X)+" an eigenvalue lies on the imaginary axis: linearisation decides nothing there.")
		}
	}
	return strings.Join(append(parts, r.progress()), " ")
}

// counted says how many equilibria there are, of which kinds.
func (r *run) counted() string {
	n := len(r.found.Proved)
	if n == 0 && len(r.found.Undecided) == 0 {
		return "no equilibrium in this window, and that is proved"
	}
	var kinds []string
	for k := dyn.StableNode; k <= dyn.Inconclusive; k++ {
		count := 0
		for _, e := range r.found.Proved {
			if e.Kind == k {
				count++
			}
		}
		if count > 0 {
			kinds = append(kinds, fmt.Sprintf("%d %s", count, plural(k.String(), count)))
		}
	}
	switch {
	case n == 0:
		return "no equilibrium that can be proved"
	case len(r.found.Undecided) > 0:
		return fmt.Sprintf("%s proved (%s), and more that could not be decided", equilibria(n), strings.Join(kinds, ", "))
	}
	return fmt.Sprintf("%s in this window, proved to be all (%s)", equilibria(n), strings.Join(kinds, ", "))
}

// plural is the name of a kind for so many.
func plural(kind string, n int) string {
	if n == 1 {
		return kind
	}
	return strings.NewReplacer("node", "nodes", "focus", "foci", "saddle", "saddles").Replace(kind)
}

func equilibria(n int) string {
	if n == 1 {
		return "1 equilibrium"
	}
	return fmt.Sprintf("%d equilibria", n)
}

// doubt says why a box is undecided.
func (r *run) doubt(box []interval.Interval) string {
	if r.field.Continuum(box) {
		return fmt.Sprintf("Around %s nothing could be decided over a whole stretch: there may be a line of equilibria, which no linearisation tells apart.", middle(box))
	}
	return fmt.Sprintf("Near %s the Jacobian is singular: two or more equilibria lie there as one, or nearly so, and no proof is possible.", middle(box))
}

func middle(box []interval.Interval) string {
	x := make([]float64, len(box))
	interval.Mids(x, box)
	return point(x)
}

// point writes a point, numbers next to 0 as 0.
func point(x []float64) string {
	var parts []string
	for _, v := range x {
		if math.Abs(v) < 1e-7 {
			v = 0
		}
		parts = append(parts, lab.Number(v, 4))
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// progress says how the sweep and the training stand.
func (r *run) progress() string {
	switch {
	case r.status.State == lab.Stopped:
		return "There is no network to ask."
	case r.trained():
		return fmt.Sprintf("The networks are trained; their expected calibration error on examples kept back is %s.", lab.Number(r.sharp, 2))
	case r.learnt > 0:
		return fmt.Sprintf("The networks learn from the expert: step %d of %d.", r.learnt, updates)
	case r.steps > 0:
		return "Following the equilibria along the parameter."
	}
	return "Ready to follow them along the parameter and to train the networks."
}

// readouts lists the equilibria, by letters, with their eigenvalues and what the
// networks say, then the bifurcations.
func (r *run) readouts(f *lab.Frame) {
	r.readEquations(f)
	for i := range r.found.Proved {
		if i == mostRead {
			break
		}
		e, letter := &r.found.Proved[i], string(rune('A'+i))
		f.AddReadout(letter+", "+e.Kind.String(), "at "+point(e.X), "")
		f.AddReadout("λ at "+letter, eigenvalues(e), "")
		f.AddReadout("is "+letter+" stable?", r.opinion(e), "")
	}
	if r.sweep != nil {
		for i, b := range r.sweep.Bifurcations {
			if i == mostRead {
				break
			}
			f.AddReadout(fmt.Sprintf("%v at %s =", b.Kind, r.sys.Params[r.subject.swept].Name), lab.Number(tidy(b.P), 9), "")
			f.AddReadout("where", point(b.X), "")
		}
	}
}

// mostRead bounds the lists.
const mostRead = 6

// tidy takes dust for 0.
func tidy(v float64) float64 {
	if math.Abs(v) < 1e-12 {
		return 0
	}
	return v
}

// readEquations shows the right sides as they were understood.
func (r *run) readEquations(f *lab.Frame) {
	n := len(r.sys.Vars)
	for _, part := range strings.SplitN(r.sys.String(), "; ", n+1)[:n] {
		name, right, _ := strings.Cut(part, "' = ")
		f.AddReadout(name+"′ =", raised(strings.ReplaceAll(right, "*", "·")), "")
	}
}

// raised writes whole powers as such, x^3 as x³ and y^(-2) as y⁻², and minus
// signs as they are printed.
func raised(text string) string {
	parts := strings.Split(text, "^")
	for i, p := range parts[1:] {
		exponent, rest, _ := strings.Cut(strings.TrimPrefix(p, "("), ")")
		if p[0] != '(' {
			rest = strings.TrimLeft(p, "0123456789")
			exponent = p[:len(p)-len(rest)]
		}
		parts[i+1] = superscripts.Replace(exponent) + rest
	}
	return strings.ReplaceAll(strings.Join(parts, ""), "-", "−")
}

var superscripts = strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³",
	"4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// eigenvalues writes those of an equilibrium; pairs as a ± bi.
func eigenvalues(e *dyn.Equilibrium) string {
	var parts []string
	for _, v := range e.Values {
		switch {
		case imag(v) < 0:
		case imag(v) > 0:
			parts = append(parts, fmt.Sprintf("%s ± %si", lab.Number(tidy(real(v)), 5), lab.Number(imag(v), 5)))
		default:
			parts = append(parts, lab.Number(tidy(real(v)), 5))
		}
	}
	return strings.Join(parts, ", ")
}

// opinion is what the networks say of an equilibrium.
func (r *run) opinion(e *dyn.Equilibrium) string {
	if !r.trained() {
		return "not trained yet"
	}
	text := "by Re λ " + r.saying(r.byPair.answer(e))
	if r.byJ != nil {
		text += ", by J " + r.saying(r.byJ.answer(e))
	}
	return text
}

func (r *run) saying(p float64) string {
	chance := fmt.Sprintf("%.0f %%", 100*p)
	switch {
	case unsure(p, r.confidence):
		return "abstains (" + chance + ")"
	case p > 0.5:
		return "yes (" + chance + ")"
	}
	return "no (" + chance + ")"
}
