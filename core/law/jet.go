package law

import (
	"math"

	"residual/core/kernel"
)

// A box says up to which order Taylor coefficients go by each input: all
// multi-indices α ≤ box. What is cut off so is an ideal, so products of what is
// kept are exact.
type box = Order

// maxVolume is the largest number of coefficients that are carried.
const maxVolume = 243

func volume(b box) int {
	n := 1
	for _, k := range b {
		n *= int(k) + 1
	}
	return n
}

// A jet is the Taylor coefficients of a function at a point, over a box, input 0
// the fastest.
type jet []float64

// indices lists the multi-indices of a box in the order of a jet.
func indices(b box) []Order {
	all := make([]Order, volume(b))
	for i := 1; i < len(all); i++ {
		o := all[i-1]
		for k := range o {
			if o[k]++; o[k] <= b[k] {
				break
			}
			o[k] = 0
		}
		all[i] = o
	}
	return all
}

// fits tells whether a multi-index lies in a box.
func (o Order) fits(b box) bool {
	for i := range o {
		if o[i] > b[i] {
			return false
		}
	}
	return true
}

// A calculus computes with jets over one box.
type calculus struct {
	box box
	all []Order
	at  map[Order]int
	sum int // the highest power of what is nilpotent that is not 0
}

func newCalculus(b box) *calculus {
	c := &calculus{box: b, all: indices(b), at: map[Order]int{}, sum: b.Sum()}
	for i, o := range c.all {
		c.at[o] = i
	}
	return c
}

func (c *calculus) constant(v float64) jet {
	z := make(jet, len(c.all))
	z[0] = v
	return z
}

// variable is input i near v.
func (c *calculus) variable(i int, v float64) jet {
	z := c.constant(v)
	if k, ok := c.at[along(i, 1)]; ok {
		z[k] = 1
	}
	return z
}

func (c *calculus) add(a, b jet, sign float64) jet {
	z := make(jet, len(a))
	for i := range z {
		z[i] = a[i] + sign*b[i]
	}
	return z
}

func (c *calculus) mul(a, b jet) jet {
	z := make(jet, len(a))
	for i, o := range c.all {
		if a[i] == 0 && i > 0 {
			continue
		}
		for j, q := range c.all {
			if s := o.plus(q); s.fits(c.box) {
				z[c.at[s]] += a[i] * b[j]
			}
		}
	}
	return z
}

// compose is f(a) = Σ fₖ hᵏ, h = a − a₀, from the Taylor coefficients of f at a₀.
func (c *calculus) compose(f []float64, a jet) jet {
	h := append(jet(nil), a...)
	h[0] = 0
	z := c.constant(f[c.sum])
	for k := c.sum - 1; k >= 0; k-- {
		z = c.mul(z, h)
		z[0] = f[k]
	}
	return z
}

// power is aʸ.
func (c *calculus) power(a, y jet) jet {
	constant := true
	for _, v := range y[1:] {
		constant = constant && v == 0
	}
	n := y[0]
	switch {
	case constant && n == math.Trunc(n) && math.Abs(n) <= 64:
		z := c.constant(1)
		for range int(math.Abs(n)) {
			z = c.mul(z, a)
		}
		if n < 0 {
			z = c.compose(reciprocal(z[0], c.sum), z)
		}
		return z
	case constant:
		return c.compose(powerSeries(a[0], n, c.sum), a)
	}
	return c.apply(Exp, c.mul(y, c.apply(Log, a)))
}

func (c *calculus) div(a, b jet) jet { return c.mul(a, c.compose(reciprocal(b[0], c.sum), b)) }

// apply is a function of one jet.
func (c *calculus) apply(f Function, a jet) jet { return c.compose(taylor(f, a[0], c.sum), a) }

// shifted is the derivative of a jet over a larger box: (∂^o a)_α = a_{α+o} (α+o)!/α!.
func (c *calculus) shifted(a jet, from *calculus, o Order) jet {
	z := make(jet, len(c.all))
	for i, q := range c.all {
		s := q.plus(o)
		v := a[from.at[s]]
		for k := range s {
			for m := q[k] + 1; m <= s[k]; m++ {
				v *= float64(m)
			}
		}
		z[i] = v
	}
	return z
}

func reciprocal(v float64, n int) []float64 {
	f := []float64{1 / v}
	for k := 1; k <= n; k++ {
		f = append(f, -f[k-1]/v)
	}
	return f
}

// powerSeries is xʸ near v.
func powerSeries(v, y float64, n int) []float64 {
	f := []float64{power(v, y)}
	for k := 1; k <= n; k++ {
		f = append(f, f[k-1]*(y-float64(k-1))/(float64(k)*v))
	}
	return f
}

// power is vʸ for a y that is no small whole number.
func power(v, y float64) float64 {
	if 2*y == math.Trunc(2*y) && math.Abs(y) <= 64 {
		z, r := 1.0, math.Sqrt(v)
		for range int(math.Abs(2 * y)) {
			z *= r
		}
		if y < 0 {
			z = 1 / z
		}
		return z
	}
	if v == 0 && y > 0 {
		return 0
	}
	return kernel.Exp1(y * kernel.Log1(v))
}
