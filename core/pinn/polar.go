package pinn

import (
	"math"
	"slices"

	"residual/core/law"
)

// A direction is a vector of whole numbers in the inputs.
type direction [law.MaxInputs]int8

// A share is how much a derivative along a direction counts.
type share struct {
	along  direction
	weight float64
}

// maxMixed is the largest number of inputs by which is differentiated at once.
const maxMixed = 3

// polarised writes a derivative as a sum of derivatives along directions, each of the
// same order k. Since
//
//	dᵏ/dhᵏ u(x + h v) = Σ_{|β|=k} k!/β! v^β ∂^β u
//
// the weights w of directions v solve Σ_v w_v vᵝ = α!/k! for β = α, and = 0 for the
// other β: for example u_xy = ½ (D²₍₁,₁₎ − D²₍₁,₀₎ − D²₍₀,₁₎) u. The directions with
// the smallest numbers are taken that suffice. It returns nil where none of them do.
func polarised(o law.Order) []share {
	inputs := involved(o)
	k := o.Sum()
	if len(inputs) == 0 {
		return nil
	}
	if len(inputs) == 1 {
		return []share{{unit(inputs[0]), 1}}
	}
	if len(inputs) > maxMixed {
		return nil
	}
	want := map[law.Order]float64{o: ratio(o)}
	var e elimination
	for _, v := range candidates(inputs) {
		column := map[law.Order]float64{}
		for _, b := range ordersOf(inputs, k) {
			column[b] = power(v, b)
		}
		if e.add(v, column); e.solves(want) {
			return e.shares(want)
		}
	}
	return nil
}

func involved(o law.Order) (inputs []int) {
	for i, k := range o {
		if k > 0 {
			inputs = append(inputs, i)
		}
	}
	return inputs
}

func unit(i int) (v direction) {
	v[i] = 1
	return v
}

// ratio is α!/k!.
func ratio(o law.Order) float64 {
	v := 1.0
	for _, k := range o {
		v *= factorial(int(k))
	}
	return v / factorial(o.Sum())
}

func factorial(n int) float64 {
	v := 1.0
	for k := 2; k <= n; k++ {
		v *= float64(k)
	}
	return v
}

// power is v^β.
func power(v direction, o law.Order) float64 {
	z := 1.0
	for i, k := range o {
		for range k {
			z *= float64(v[i])
		}
	}
	return z
}

// ordersOf is all derivatives of order k by some inputs.
func ordersOf(inputs []int, k int) (all []law.Order) {
	if len(inputs) == 1 {
		var o law.Order
		o[inputs[0]] = uint8(k)
		return []law.Order{o}
	}
	for j := range k + 1 {
		for _, o := range ordersOf(inputs[1:], k-j) {
			o[inputs[0]] = uint8(j)
			all = append(all, o)
		}
	}
	return all
}

// candidates is the directions in some inputs with numbers up to 3, of each pair v
// and −v one, those with small numbers first.
func candidates(inputs []int) (all []direction) {
	var extend func(v direction, left []int)
	extend = func(v direction, left []int) {
		if len(left) == 0 {
			if primitive(v) {
				all = append(all, v)
			}
			return
		}
		for n := int8(-3); n <= 3; n++ {
			v[left[0]] = n
			extend(v, left[1:])
		}
	}
	extend(direction{}, inputs)
	slices.SortStableFunc(all, func(a, b direction) int { return size(a) - size(b) })
	return all
}

// size is the sum of squares.
func size(v direction) (n int) {
	for _, k := range v {
		n += int(k) * int(k)
	}
	return n
}

// primitive tells whether the first number of a direction is positive and all have
// no common divisor.
func primitive(v direction) bool {
	first, common := int8(0), 0
	for _, k := range v {
		if first == 0 {
			first = k
		}
		for a := int(max(k, -k)); a > 0; {
			common, a = a, common%a
		}
	}
	return first > 0 && common == 1
}

// An elimination is a linear system that grows by columns.
type elimination struct {
	along []direction
	rows  []map[law.Order]float64 // reduced columns
	pivot []law.Order
	made  [][]float64 // each reduced column as a sum of the given ones
}

// add takes a column in, unless it depends on those that are there.
func (e *elimination) add(v direction, column map[law.Order]float64) {
	made := make([]float64, len(e.along)+1)
	made[len(e.along)] = 1
	e.reduce(column, made)
	var best law.Order
	for _, o := range sorted(column) {
		if math.Abs(column[o]) > math.Abs(column[best]) {
			best = o
		}
	}
	if math.Abs(column[best]) < 1e-9 {
		return
	}
	e.along, e.rows, e.pivot, e.made = append(e.along, v), append(e.rows, column), append(e.pivot, best), append(e.made, made)
}

// reduce takes multiples of the reduced columns off until the pivots are 0.
func (e *elimination) reduce(column map[law.Order]float64, made []float64) {
	for i, row := range e.rows {
		f := column[e.pivot[i]] / row[e.pivot[i]]
		for _, o := range sorted(row) {
			column[o] -= f * row[o]
		}
		for j, m := range e.made[i] {
			made[j] -= f * m
		}
	}
}

func sorted(column map[law.Order]float64) (all []law.Order) {
	for o := range column {
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b law.Order) int { return slices.Compare(a[:], b[:]) })
	return all
}

// solves tells whether a column is a sum of those that are there.
func (e *elimination) solves(want map[law.Order]float64) bool {
	rest, _ := e.rest(want)
	for _, v := range rest {
		if math.Abs(v) > 1e-12 {
			return false
		}
	}
	return true
}

func (e *elimination) rest(want map[law.Order]float64) (map[law.Order]float64, []float64) {
	rest, made := map[law.Order]float64{}, make([]float64, len(e.along))
	for o, v := range want {
		rest[o] = v
	}
	e.reduce(rest, made)
	return rest, made
}

// shares is that sum, without what counts nothing.
func (e *elimination) shares(want map[law.Order]float64) (all []share) {
	_, made := e.rest(want)
	for i, v := range e.along {
		if w := -made[i]; math.Abs(w) > 1e-12 {
			all = append(all, share{v, w})
		}
	}
	return all
}
