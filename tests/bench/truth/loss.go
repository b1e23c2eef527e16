package truth

import (
	"math"

	"residual/tests/bench/task"
)

// loss is the loss of a training task in plain loops, one point at a time, with
// the library's tanh and exp: the definition that all contenders share.
func loss(t task.Task, in task.Inputs, theta []float64) float64 {
	x := in.Get("x")
	if t.Law == "ensemble" {
		sum := 0.0
		for i, y := range in.Get("y") {
			out := network(t.Sizes, theta, series{value: []float64{float64(x[i])}})
			m, v := out.value[0], out.value[1]
			sum += 0.5 * (v + (float64(y)-m)*(float64(y)-m)*math.Exp(-v))
		}
		return sum / float64(t.Points)
	}
	sum := 0.0
	for i, f := range in.Get("f") {
		point := wide(x[2*i:][:2])
		along0 := network(t.Sizes, theta, series{point, []float64{1, 0}, []float64{0, 0}})
		along1 := network(t.Sizes, theta, series{point, []float64{0, 1}, []float64{0, 0}})
		r := along1.first[0] - task.Diffusivity*along0.second[0]
		if t.Law == "poisson" {
			r = along0.second[0] + along1.second[0] - float64(f)
		}
		sum += r * r
	}
	edge, off := in.Get("edge"), 0.0
	for i, value := range in.Get("value") {
		u := network(t.Sizes, theta, series{value: wide(edge[2*i:][:2])})
		off += (u.value[0] - float64(value)) * (u.value[0] - float64(value))
	}
	return sum/float64(t.Points) + off/task.Boundary
}

// A series is vectors with their first and second derivatives along one
// direction; these are nil where they are not wanted.
type series struct{ value, first, second []float64 }

// network is the network at x. Through y = tanh z:
//
//	y′ = (1−y²)z′    y″ = (1−y²)(z″ − 2y·z′²)
func network(sizes []int, theta []float64, x series) series {
	for l := range sizes[1:] {
		in, out := sizes[l], sizes[l+1]
		w, b := theta[:in*out], theta[in*out:][:out]
		theta = theta[in*out+out:]
		x = series{affine(x.value, w, b), affine(x.first, w, make([]float64, out)), affine(x.second, w, make([]float64, out))}
		if l+2 < len(sizes) {
			squash(x)
		}
	}
	return x
}

// affine is xᵀW + b, or nil.
func affine(x, w, b []float64) []float64 {
	if x == nil {
		return nil
	}
	z := append([]float64(nil), b...)
	for i, v := range x {
		for j := range z {
			z[j] += v * w[i*len(z)+j]
		}
	}
	return z
}

func squash(x series) {
	for j, z := range x.value {
		y := math.Tanh(z)
		x.value[j] = y
		if x.first != nil {
			slope, z1 := 1-y*y, x.first[j]
			x.first[j] = slope * z1
			x.second[j] = slope * (x.second[j] - 2*y*z1*z1)
		}
	}
}
