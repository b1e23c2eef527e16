package roofline

import "math"

// A taylor is a number with its first and second derivatives along x or y.
type taylor [3]float64

// residual is Δu − f at one point in plain loops, the definition that the
// program is held against.
func residual(sizes []int, theta []float32, x, y float64) float64 {
	sum := 0.0
	for along := range 2 {
		xy := []taylor{{x}, {y}}
		xy[along][1] = 1
		edge := hill(xy[0]).times(hill(xy[1]))
		sum += edge.times(network(sizes, theta, xy))[2]
	}
	return sum + 2*math.Pi*math.Pi*math.Sin(math.Pi*x)*math.Sin(math.Pi*y)
}

// hill is 4t(1 − t).
func hill(t taylor) taylor { return t.times(taylor{4 - 4*t[0], -4 * t[1], -4 * t[2]}) }

// network is the network at x.
func network(sizes []int, theta []float32, x []taylor) taylor {
	for l := range sizes[1:] {
		in, out := sizes[l], sizes[l+1]
		w, b := theta[:in*out], theta[in*out:][:out]
		theta = theta[in*out+out:]
		z := make([]taylor, out)
		for j := range z {
			z[j][0] = float64(b[j])
			for i, v := range x {
				for d := range v {
					z[j][d] += v[d] * float64(w[i*out+j])
				}
			}
			if l+2 < len(sizes) {
				z[j] = z[j].tanh()
			}
		}
		x = z
	}
	return x[0]
}

// times is the product rule.
func (a taylor) times(b taylor) taylor {
	return taylor{a[0] * b[0], a[1]*b[0] + a[0]*b[1], a[2]*b[0] + 2*a[1]*b[1] + a[0]*b[2]}
}

// tanh is v = tanh z with v′ = (1−v²)z′ and v″ = (1−v²)(z″ − 2v·z′²).
func (z taylor) tanh() taylor {
	v := math.Tanh(z[0])
	slope := 1 - v*v
	return taylor{v, slope * z[1], slope * (z[2] - 2*v*z[1]*z[1])}
}
