package interval

import "math"

// Invert sets inv to an approximate inverse of a, n × n, by the method of Gauss
// and Jordan with the largest pivots of the columns. a is used up. It is false
// where a pivot vanishes.
func Invert(inv, a []float64, n int) bool {
	clear(inv)
	for i := range n {
		inv[i*n+i] = 1
	}
	for c := range n {
		pivot := c
		for i := c + 1; i < n; i++ {
			if math.Abs(a[i*n+c]) > math.Abs(a[pivot*n+c]) {
				pivot = i
			}
		}
		d := a[pivot*n+c]
		if !(math.Abs(d) > 0) || math.IsInf(d, 0) {
			return false
		}
		for _, m := range [2][]float64{a, inv} {
			for j := range n {
				m[c*n+j], m[pivot*n+j] = m[pivot*n+j], m[c*n+j]
				m[c*n+j] /= d
			}
		}
		eliminate(inv, a, n, c)
	}
	return true
}

// eliminate takes multiples of row c off the others, so that column c vanishes
// there.
func eliminate(inv, a []float64, n, c int) {
	for i := range n {
		f := a[i*n+c]
		if i == c || f == 0 {
			continue
		}
		for j := range n {
			a[i*n+j] -= float64(f * a[c*n+j])
			inv[i*n+j] -= float64(f * inv[c*n+j])
		}
	}
}
