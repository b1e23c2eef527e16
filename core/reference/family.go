package reference

import (
	"fmt"
	"math"

	"residual/core/law"
)

// A family is a problem with an input that is a parameter, such as a viscosity that a
// network is to learn for all values: a reference at each of some values, and the
// polynomial in the parameter that goes through them. The values are Chebyshev's points
//
//	aⱼ = (lo + hi)/2 − (hi − lo)/2 cos(πj/n),   n = 4, 8, 16, …
//
// of which those of the last n are half; what the polynomial of the last n said at the
// others, less what is found there, is the error.
type family struct {
	p      *law.Problem
	input  int
	n      int
	most   int         // which n may be
	at     []Reference // by j of the finest n; nil for those to come
	err    float64
	reason string
	done   bool
}

// coarsest and finest are the least and the largest n, with members of several inputs,
// which take much memory, finestOfMany; must is the error that is
// small enough, and useless one that says nothing.
const (
	coarsest, finest, finestOfMany = 4, 64, 16

	must, useless = 1e-9, 0.01
)

// labelled tells whether a problem has one input that is a parameter.
func labelled(p *law.Problem) bool { return len(labels(p)) == 1 }

func labels(p *law.Problem) (all []int) {
	for i, c := range p.Inputs {
		if c.Kind == law.Label {
			all = append(all, i)
		}
	}
	return all
}

func makeFamily(p *law.Problem) (Reference, error) {
	z := &family{p: p, input: labels(p)[0], n: coarsest, most: finest, at: make([]Reference, finest+1)}
	if len(p.Inputs) > 2 {
		z.most = finestOfMany
	}
	_, err := z.member(0)
	return z, err
}

// stride is how far the indices of the values in use are apart.
func (z *family) stride() int { return finest / z.n }

// value is that of the parameter, number j of the finest.
func (z *family) value(j int) float64 {
	c := z.p.Inputs[z.input]
	return (c.Lo+c.Hi)/2 - (c.Hi-c.Lo)/2*math.Cos(math.Pi*float64(j)/finest)
}

// member is the reference at a value, begun where it is not yet.
func (z *family) member(j int) (Reference, error) {
	if z.at[j] == nil {
		q, err := z.p.Held(z.input, z.value(j))
		if err != nil {
			return nil, err
		}
		if z.at[j], err = numerical(q); err != nil {
			return nil, fmt.Errorf("at %s: %w", z.text(j), err)
		}
	}
	return z.at[j], nil
}

func (z *family) text(j int) string {
	return fmt.Sprintf("%s = %.4g", z.p.Inputs[z.input].Name, z.value(j))
}

// Step refines the next member, or goes on to more of them.
func (z *family) Step() bool {
	for j := 0; j <= finest && !z.done; j += z.stride() {
		if r := z.at[j]; r != nil && r.Progress() == 1 {
			continue
		}
		r, err := z.member(j)
		if err != nil {
			z.reason, z.done = err.Error(), true
		} else if r.Step() {
			z.finish(j, r)
		}
		return z.done
	}
	if !z.done {
		z.refine()
	}
	return z.done
}

// finish looks at a member that has come to its end.
func (z *family) finish(j int, r Reference) {
	if _, ok := r.Error(); !ok {
		z.reason, z.done = fmt.Sprintf("at %s: %s", z.text(j), r.Reason()), true
	}
}

// refine compares, once all members are found, and doubles their number unless the
// error is small.
func (z *family) refine() {
	if z.n > coarsest {
		between, own := z.compare(), z.worst()
		if z.err = between + own; between <= max(must, own) || z.n == z.most {
			z.done = true
			if z.err > useless {
				z.reason = fmt.Sprintf("solutions at %d values of %s do not tell those between them", z.n+1, z.p.Inputs[z.input].Name)
			}
			return
		}
	}
	z.n *= 2
}

// worst is the largest error of the members.
func (z *family) worst() (most float64) {
	for j := 0; j <= finest; j += z.stride() {
		e, _ := z.at[j].Error()
		most = max(most, e)
	}
	return most
}

// samples is at how many points members are compared.
const samples = 256

// compare is how far the polynomial through every other member is from those between.
func (z *family) compare() (most float64) {
	inputs, fields := len(z.p.Inputs)-1, len(z.p.Fields)
	x := make([]float64, samples*inputs)
	k := 0
	for i, c := range z.p.Inputs {
		if i == z.input {
			continue
		}
		for r := range samples {
			_, part := math.Modf(float64(r+1) * math.Sqrt(float64([...]int{2, 3, 5, 7, 11, 13}[k])))
			x[r*inputs+k] = c.Lo + (c.Hi-c.Lo)*part
		}
		k++
	}
	u, v := make([]float64, samples*fields), make([]float64, samples*fields)
	for j := z.stride(); j < finest; j += 2 * z.stride() {
		z.at[j].Eval(u, x)
		z.through(v, x, z.value(j), 2*z.stride())
		most = max(most, apart(u, v, fields))
	}
	return most
}

// apart is the largest relative L² difference of a field, at points where both are known.
func apart(u, v []float64, fields int) (most float64) {
	for f := range fields {
		difference, size := 0.0, 0.0
		for i := f; i < len(u); i += fields {
			if d := u[i] - v[i]; d == d {
				difference, size = difference+d*d, size+u[i]*u[i]
			}
		}
		if difference > 0 {
			most = max(most, math.Sqrt(difference/size))
		}
	}
	return most
}

// through is the polynomial through the members a stride apart, at rows of points
// without the parameter: Σ wⱼuⱼ/(a−aⱼ) over Σ wⱼ/(a−aⱼ), w = 1, −1, 1, …, halved at the
// ends (Salzer, 1972).
func (z *family) through(out, x []float64, a float64, stride int) {
	clear(out)
	row, total := make([]float64, len(out)), 0.0
	for j, sign := 0, 1.0; j <= finest; j, sign = j+stride, -sign {
		z.at[j].Eval(row, x)
		d := a - z.value(j)
		if d == 0 {
			copy(out, row)
			return
		}
		w := sign / d
		if j == 0 || j == finest {
			w /= 2
		}
		total += w
		for i, v := range row {
			out[i] += w * v
		}
	}
	for i := range out {
		out[i] /= total
	}
}

// Eval is that of a [Reference].
func (z *family) Eval(out, x []float64) {
	inputs, fields := len(z.p.Inputs), len(z.p.Fields)
	c := z.p.Inputs[z.input]
	for ; len(x) >= inputs; x, out = x[inputs:], out[fields:] {
		at := append(append([]float64(nil), x[:z.input]...), x[z.input+1:inputs]...)
		if a := x[z.input]; z.done && z.err > 0 && a >= c.Lo && a <= c.Hi {
			z.through(out[:fields], at, a, z.stride())
			continue
		}
		for f := range fields {
			out[f] = math.NaN()
		}
	}
}

// Method is that of a [Reference].
func (z *family) Method() string {
	return fmt.Sprintf("%s, at %d values of %s", z.at[0].Method(), z.n+1, z.p.Inputs[z.input].Name)
}

// Progress is that of a [Reference]: most families need n = 16.
func (z *family) Progress() float64 {
	if z.done {
		return 1
	}
	found := 0
	for j := 0; j <= finest; j += z.stride() {
		if z.at[j] != nil && z.at[j].Progress() == 1 {
			found++
		}
	}
	return min(0.95, float64(found)/float64(max(17, z.n+2)))
}

// Error is that of a [Reference].
func (z *family) Error() (float64, bool) { return z.err, z.done && z.reason == "" }

// Reason is that of a [Reference].
func (z *family) Reason() string { return z.reason }

// Params is that of a [Reference]; what is sought depends on the parameter.
func (z *family) Params() []float64 { return nil }
