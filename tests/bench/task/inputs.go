package task

import (
	"encoding/binary"
	"fmt"
	"math"
)

// An Array is numbers with a name. All inputs are float32; a contender that
// computes in float64 widens them.
type Array struct {
	Name   string
	Values []float32
}

// Inputs is what goes into a task, in a fixed order.
type Inputs []Array

// Get is the array called name.
func (in Inputs) Get(name string) []float32 {
	for _, a := range in {
		if a.Name == name {
			return a.Values
		}
	}
	panic("task: no input " + name)
}

// Bytes is all arrays end to end, little-endian.
func (in Inputs) Bytes() []byte {
	var b []byte
	for _, a := range in {
		for _, v := range a.Values {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
	}
	return b
}

// Boundary is the number of points on the boundary of a training task.
const Boundary = 256

// Inputs makes the numbers that go into t, always the same.
func (t Task) Inputs() Inputs {
	switch t.Kind {
	case "product":
		return Inputs{{"a", uniform(t.M*t.K, 1, 0, 1)}, {"b", uniform(t.K*t.N, 2, 0, 1)}}
	case "cholesky":
		return Inputs{{"a", definite(t.N)}}
	case "dense":
		return Inputs{{"a", uniform(t.M*t.N, 8, -1, 1)}}
	case "stencil":
		return Inputs{{"u", uniform(t.Side*t.Side, 3, 0, 1)}}
	case "molecule":
		return Inputs{{"theta", bends(t.Hidden)}, {"x", lattice(t.N)}}
	case "sketched":
		return Inputs{{"theta", parameters(t.Sizes)}, {"x", uniform(2*t.Points, 9, -1, 1)}}
	case "peak", "roof":
		return Inputs{}
	case "loop":
		return Inputs{{"x", uniform(t.N, 5, -2, 2)}, {"y", uniform(t.N, 6, 0.5, 2)}}
	case "forward":
		return Inputs{{"theta", parameters(t.Sizes)}, {"x", uniform(t.Points*t.Sizes[0], 7, -1, 1)}}
	}
	t.check()
	theta := Array{"theta", parameters(t.Sizes)}
	switch t.Law {
	case "poisson":
		return append(Inputs{theta}, poisson(t.Points)...)
	case "heat":
		return append(Inputs{theta}, heat(t.Points)...)
	case "ensemble":
		return append(Inputs{theta}, ensemble(t.Points)...)
	}
	panic(fmt.Sprintf("task: no law %q", t.Law))
}

// poisson: Δu = f on the unit square, u = 0 on its edge, f such that
// u = sin πx · sin πy.
func poisson(points int) Inputs {
	x, y, t := uniform(points, 11, 0, 1), uniform(points, 12, 0, 1), uniform(Boundary, 13, 0, 1)
	f := make([]float32, points)
	for i := range f {
		f[i] = float32(-2 * math.Pi * math.Pi * math.Sin(math.Pi*float64(x[i])) * math.Sin(math.Pi*float64(y[i])))
	}
	edge := make([]float32, 0, 2*Boundary)
	for i, s := range t {
		side := float32(i & 1)
		if i&2 == 0 {
			edge = append(edge, s, side)
		} else {
			edge = append(edge, side, s)
		}
	}
	return Inputs{{"x", pairs(x, y)}, {"f", f}, {"edge", edge}, {"value", make([]float32, Boundary)}}
}

// heat: u_t = α·u_xx, the columns of x being (x, t); u(x, 0) = sin πx and
// u(0, t) = u(1, t) = 0.
func heat(points int) Inputs {
	x := pairs(uniform(points, 21, 0, 1), uniform(points, 22, 0, 1))
	edge, value := make([]float32, 0, 2*Boundary), make([]float32, Boundary)
	for i, s := range uniform(Boundary, 23, 0, 1) {
		if i&1 == 0 {
			edge = append(edge, s, 0)
			value[i] = float32(math.Sin(math.Pi * float64(s)))
		} else {
			edge = append(edge, float32(i>>1&1), s)
		}
	}
	return Inputs{{"x", x}, {"f", make([]float32, points)}, {"edge", edge}, {"value", value}}
}

// ensemble: y = sin 3x with noise that grows with x.
func ensemble(points int) Inputs {
	x, noise := uniform(points, 31, -1, 1), uniform(points, 32, -1, 1)
	y := make([]float32, points)
	for i, x := range x {
		y[i] = float32(math.Sin(3*float64(x)) + 0.2*(1+float64(x))*float64(noise[i]))
	}
	return Inputs{{"x", x}, {"y", y}}
}

// parameters of a network, layer by layer W (in × out, by rows) then b: weights
// uniform in ±√(6/(in+out)), biases in ±0.1.
func parameters(sizes []int) []float32 {
	r := generator(1)
	var theta []float32
	draw := func(n int, scale float64) {
		for range n {
			theta = append(theta, float32((2*r.next()-1)*scale))
		}
	}
	for l := range sizes[1:] {
		in, out := sizes[l], sizes[l+1]
		draw(in*out, math.Sqrt(6/float64(in+out)))
		draw(out, 0.1)
	}
	return theta
}

// definite is a symmetric n×n matrix whose diagonal dominates.
func definite(n int) []float32 {
	a := uniform(n*n, 4, -1, 1)
	for i := range n {
		for j := range i {
			a[i*n+j] = a[j*n+i]
		}
		a[i*n+i] += float32(n)
	}
	return a
}

// pairs is the matrix with columns x and y.
func pairs(x, y []float32) []float32 {
	z := make([]float32, 0, 2*len(x))
	for i := range x {
		z = append(z, x[i], y[i])
	}
	return z
}

// uniform is n numbers in [lo, hi).
func uniform(n int, seed uint32, lo, hi float64) []float32 {
	r := generator(seed)
	z := make([]float32, n)
	for i := range z {
		z[i] = float32(lo + (hi-lo)*r.next())
	}
	return z
}

// A generator is mulberry32 (Ettinger 2017): a Weyl sequence, mixed. It is
// short in every language, which is what counts here.
type generator uint32

// next is uniform in [0, 1).
func (g *generator) next() float64 {
	*g += 0x6d2b79f5
	t := uint32(*g)
	t = (t ^ t>>15) * (t | 1)
	t ^= t + (t^t>>7)*(t|61)
	return float64(t^t>>14) / (1 << 32)
}
