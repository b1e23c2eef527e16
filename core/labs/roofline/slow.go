package roofline

import "math"

// A series is a vector with its first and second derivatives along x or y.
type series struct{ value, first, second []float64 }

// residual is Δu − f at one point in plain loops, the definition that the
// program is held against.
func residual(sizes []int, theta []float32, x, y float64) float64 {
	sum := 0.0
	for _, along := range [][2]float64{{1, 0}, {0, 1}} {
		u := network(sizes, theta, series{[]float64{x, y}, along[:], []float64{0, 0}})
		// The edge factor (4t(1−t))(4s(1−s)), t along the direction.
		t, s := x, y
		if along[1] == 1 {
			t, s = y, x
		}
		side := 4 * s * (1 - s)
		b, b1, b2 := side*4*t*(1-t), side*(4-8*t), -8*side
		sum += b2*u.value[0] + 2*b1*u.first[0] + b*u.second[0]
	}
	return sum + 2*math.Pi*math.Pi*math.Sin(math.Pi*x)*math.Sin(math.Pi*y)
}

// network is the network at x. Through v = tanh z:
//
//	v′ = (1−v²)z′    v″ = (1−v²)(z″ − 2v·z′²)
func network(sizes []int, theta []float32, x series) series {
	for l := range sizes[1:] {
		in, out := sizes[l], sizes[l+1]
		w, b := theta[:in*out], theta[in*out:][:out]
		theta = theta[in*out+out:]
		none := make([]float32, out)
		x = series{affine(x.value, w, b), affine(x.first, w, none), affine(x.second, w, none)}
		if l+2 < len(sizes) {
			squash(x)
		}
	}
	return x
}

func affine(x []float64, w, b []float32) []float64 {
	z := make([]float64, len(b))
	for j := range z {
		z[j] = float64(b[j])
		for i, v := range x {
			z[j] += v * float64(w[i*len(b)+j])
		}
	}
	return z
}

func squash(x series) {
	for j, z := range x.value {
		v := math.Tanh(z)
		slope, z1 := 1-v*v, x.first[j]
		x.value[j], x.first[j] = v, slope*z1
		x.second[j] = slope * (x.second[j] - 2*v*z1*z1)
	}
}
