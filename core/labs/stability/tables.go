package stability

import (
	"fmt"
	"math"

	"residual/core/dyn"
	"residual/core/lab"
)

// Tables lists all equilibria, bifurcations and limit cycles, with all digits.
func (r *experiment) Tables() []lab.Table {
	return []lab.Table{r.system.equilibriaTable(), r.diagram.bifurcationsTable(), r.system.cyclesTable()}
}

// numbers are those that at gives for n rows.
func numbers(n int, at func(i int) float64) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = at(i)
	}
	return all
}

func words(n int, at func(i int) string) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = at(i)
	}
	return all
}

func (s *system) equilibriaTable() lab.Table {
	t, all := lab.NewTable("equilibria"), s.found.Proved
	n := len(all)
	t.AddWords("equilibrium", words(n, letters))
	for i, v := range s.equations.Vars {
		t.AddNumbers(v.Name, "", numbers(n, func(k int) float64 { return all[k].X[i] }))
	}
	for i := range s.equations.Vars {
		t.AddNumbers(fmt.Sprintf("Re λ%d", i+1), "", numbers(n, func(k int) float64 { return real(all[k].Values[i]) }))
		t.AddNumbers(fmt.Sprintf("Im λ%d", i+1), "", numbers(n, func(k int) float64 { return imag(all[k].Values[i]) }))
	}
	t.AddWords("kind", words(n, func(k int) string { return all[k].Kind.String() }))
	t.AddWords("proof", words(n, func(k int) string { return "by intervals: the only one near it" }))
	return t
}

func (d *diagram) bifurcationsTable() lab.Table {
	t, all := lab.NewTable("bifurcations"), d.sweep.Bifurcations
	n := len(all)
	t.AddWords("bifurcation", words(n, func(k int) string { return all[k].Name() }))
	if d.swept >= 0 {
		t.AddNumbers("at "+d.parameter().Name, "", numbers(n, func(k int) float64 { return all[k].P }))
	}
	for i, v := range d.equations.Vars {
		t.AddNumbers(v.Name, "", numbers(n, func(k int) float64 { return all[k].X[i] }))
	}
	t.AddNumbers("frequency of a Hopf point", "", numbers(n, func(k int) float64 { return ofHopf(&all[k], all[k].Rate) }))
	t.AddNumbers("first Lyapunov coefficient", "", numbers(n, func(k int) float64 { return ofHopf(&all[k], all[k].L1) }))
	t.AddWords("proof", words(n, func(k int) string {
		if all[k].Proved {
			return "by intervals or fractions"
		}
		return "none: Gauss and Newton's method"
	}))
	return t
}

// ofHopf is v of a Hopf point; others have none.
func ofHopf(b *dyn.Bifurcation, v float64) float64 {
	if b.Kind == dyn.Hopf {
		return v
	}
	return math.NaN()
}

func (s *system) cyclesTable() lab.Table {
	t, all := lab.NewTable("limit cycles"), s.cycles
	n := len(all)
	t.AddWords("kind", words(n, func(k int) string { return attraction(&all[k]) }))
	t.AddNumbers("period", "", numbers(n, func(k int) float64 { return all[k].Period }))
	t.AddNumbers("Floquet multiplier", "", numbers(n, func(k int) float64 { return all[k].Multiplier() }))
	t.AddNumbers("its logarithm", "", numbers(n, func(k int) float64 { return all[k].LogMultiplier }))
	if s.planar() {
		for i, v := range s.equations.Vars {
			t.AddNumbers("least "+v.Name, "", numbers(n, func(k int) float64 { return all[k].Lo[i] }))
			t.AddNumbers("largest "+v.Name, "", numbers(n, func(k int) float64 { return all[k].Hi[i] }))
		}
	}
	return t
}

func attraction(c *dyn.Cycle) string {
	if c.Attracting {
		return "attracting"
	}
	return "repelling"
}
