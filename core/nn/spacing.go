package nn

import "math"

// Spacings is what the distances of each ordered pair of elements are like in
// geometries, each A × 3 numbers of x. A standard deviation under narrow is taken
// to be narrow.
func (m *Molecule) Spacings(x []float64, narrow float64) []Spacing {
	at, other, pair := m.Pairs()
	all, count := make([]Spacing, m.PairKinds()), make([]float64, m.PairKinds())
	each := func(do func(k int, s *Spacing, d float64)) {
		for i := 0; i < len(x); i += 3 * len(m.Kinds) {
			for k := range at {
				do(pair[k], &all[pair[k]], separation(x[i+3*at[k]:], x[i+3*other[k]:]))
			}
		}
	}
	each(func(k int, s *Spacing, d float64) {
		s.Mean += d
		count[k]++
	})
	for k := range all {
		all[k].Mean /= math.Max(1, count[k])
	}
	each(func(_ int, s *Spacing, d float64) { s.Spread += float64((d - s.Mean) * (d - s.Mean)) })
	for k := range all {
		all[k].Spread = math.Max(narrow, math.Sqrt(all[k].Spread/math.Max(1, count[k])))
	}
	return all
}

// separation is the distance of two points.
func separation(a, b []float64) float64 {
	x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
	return math.Sqrt(float64(x*x) + float64(y*y) + float64(z*z))
}
