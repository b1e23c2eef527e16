package kernel

import "math"

// Adam is one step of the optimiser of Kingma and Ba (2015) over parameters p
// with gradient g, first moment m and second moment v:
//
//	m = b1·m + (1−b1)·g
//	v = b2·v + (1−b2)·g²
//	p = p − lr·(c1·m)/(√(c2·v) + eps)
//
// where c1 = 1/(1−b1ᵗ) and c2 = 1/(1−b2ᵗ) undo the bias of step t.
func Adam[T Float](p, m, v, g []T, lr, b1, b2, eps, c1, c2 T) {
	n := fastAdam(p, m, v, g, lr, b1, b2, eps, c1, c2)
	plainAdam(p[n:], m[n:], v[n:], g[n:], lr, b1, b2, eps, c1, c2)
}

func plainAdam[T Float](p, m, v, g []T, lr, b1, b2, eps, c1, c2 T) {
	m, v, g = m[:len(p)], v[:len(p)], g[:len(p)]
	d1, d2 := 1-b1, 1-b2
	for i := range p {
		m[i] = T(b1*m[i]) + T(d1*g[i])
		v[i] = T(b2*v[i]) + T(d2*T(g[i]*g[i]))
		root := T(math.Sqrt(float64(T(c2 * v[i]))))
		p[i] -= T(lr*T(c1*m[i])) / (root + eps)
	}
}
