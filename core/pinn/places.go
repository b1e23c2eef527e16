package pinn

import (
	"math/rand/v2"

	"residual/core/law"
)

// A place is where a condition holds: where inputs have values, or the edge of a
// region. Without either it is anywhere.
type place struct {
	inputs []int
	values []float64
	region int // −1: none
	normal []*law.Node
}

// places are those of a condition, the sides of a boundary one by one.
func (m *Model) places(c *law.Condition) (all []place) {
	if len(c.Places) == 0 {
		return []place{{region: -1}}
	}
	for _, w := range c.Places {
		switch w.Kind {
		case law.Section:
			all = append(all, m.sectionAt(w.Fixed))
		case law.Edge:
			all = append(all, m.edgeOf(w.Region))
		case law.Boundary:
			for i, c := range m.problem.Inputs {
				if c.Kind == law.Space {
					all = append(all, m.side(i, false), m.side(i, true))
				}
			}
			for g := range m.problem.Where {
				all = append(all, m.edgeOf(g))
			}
		}
	}
	return all
}

func (m *Model) side(input int, high bool) place {
	v := m.problem.Inputs[input].Lo
	if high {
		v = m.problem.Inputs[input].Hi
	}
	return place{inputs: []int{input}, values: []float64{v}, region: -1, normal: m.problem.Side(input, high)}
}

func (m *Model) sectionAt(fixed []law.Fixed) place {
	w := place{region: -1}
	for _, f := range fixed {
		v, err := m.value(f.Value)
		if err != nil {
			panic(err) // a place has the value of a number
		}
		w.inputs, w.values = append(w.inputs, f.Input), append(w.values, v)
	}
	if i := w.inputs[0]; len(fixed) == 1 {
		switch w.values[0] {
		case m.problem.Inputs[i].Lo:
			w.normal = m.problem.Side(i, false)
		case m.problem.Inputs[i].Hi:
			w.normal = m.problem.Side(i, true)
		}
	}
	return w
}

func (m *Model) edgeOf(region int) place {
	normal, err := m.problem.Outward(region)
	if err != nil {
		normal = nil // a condition that needs it says so
	}
	return place{region: region, normal: normal}
}

// points is up to n points of a place.
func (w *place) points(d *domain, n int, rng *rand.Rand) []point {
	if w.region >= 0 {
		return d.edge(w.region, n, rng)
	}
	return d.section(w.inputs, w.values, n, rng)
}
