package collocate

import (
	"sort"

	"residual/core/kernel"
)

// A Solution is the coefficients of the fields, in time at the ends and stages of
// windows.
type Solution struct {
	*system
	radau        *radau        // nil without time
	times        []float64     // where windows begin and, last, where they end
	coefficients [][][]float64 // by field, instants
}

func (s *Solution) windows() int { return len(s.times) - 1 }

// begin takes over the initial values.
func (s *Solution) begin(m *march) {
	s.times = []float64{m.T0}
	s.coefficients = make([][][]float64, m.Fields)
	for f := range m.Fields {
		first := make([]float64, m.spaces[f].size())
		if m.order(f) > 0 {
			copy(first, m.start[f][0])
		}
		s.coefficients[f] = [][]float64{first}
	}
}

// append takes over a window, or the solution without time.
func (s *Solution) append(m *march) {
	if m.Time < 0 {
		s.coefficients = make([][][]float64, m.Fields)
	} else {
		s.times = append(s.times, m.t+m.h)
	}
	for f := range m.Fields {
		for _, v := range m.values {
			s.coefficients[f] = append(s.coefficients[f], append([]float64(nil), v[f][0]...))
		}
	}
}

// Eval is the values of the fields at points: x are rows of inputs, out rows of
// fields.
func (s *Solution) Eval(out, x []float64, inputs int) {
	at, basis := make([]float64, MaxInputs), make([]float64, 0)
	for i := range len(x) / inputs {
		copy(at, x[i*inputs:][:inputs])
		window, place := s.window(at)
		for f := range s.Fields {
			n := s.spaces[f].size()
			basis = append(basis[:0], make([]float64, n)...)
			s.spaces[f].row(basis, at, Order{})
			out[i*s.Fields+f] = s.value(f, basis, window, place)
		}
	}
}

// window is the number of the window in which a time lies, and where in it, from 0
// to 1.
func (s *Solution) window(x []float64) (w int, place float64) {
	if s.Time < 0 {
		return 0, 0
	}
	t := x[s.Time]
	w = max(0, min(sort.SearchFloat64s(s.times, t)-1, s.windows()-1))
	return w, (t - s.times[w]) / (s.times[w+1] - s.times[w])
}

// value interpolates in time: between the start and the stages, or between the stages
// alone where no derivative by time says anything of the start.
func (s *Solution) value(f int, basis []float64, window int, place float64) (sum float64) {
	if s.Time < 0 {
		return kernel.Dot(basis, s.coefficients[f][0])
	}
	first, nodes, w := window*s.radau.s, s.radau.ends, s.radau.endWeights
	if s.order(f) == 0 {
		first, nodes, w = first+1, s.radau.nodes, s.radau.weights
	}
	var room [maxStages + 1]float64
	lagrange(room[:len(nodes)], nodes, w, place)
	for k, weight := range room[:len(nodes)] {
		sum += weight * kernel.Dot(basis, s.coefficients[f][first+k])
	}
	return sum
}
