package collocate

import (
	"errors"
	"fmt"
)

// A Slot is a derivative of a field.
type Slot struct {
	Field int
	Order Order // by each input
}

// An Equation is F(x, s) = 0 of the inputs and some derivatives.
type Equation struct {
	Slots []Slot
	// Eval is F, and its partial derivatives by s where there is room for them.
	Eval func(x, s, partials []float64) float64
}

// A Condition is an equation on a side of the shape.
type Condition struct {
	Equation
	Side int
}

// A Problem is laws, as many as fields, and conditions.
type Problem struct {
	Shape      Shape
	Fields     int
	Laws       []Equation
	Conditions []Condition
	Orders     [][]int // by field and input of space: how many conditions it needs

	// Of a problem in time:
	Time       int // the input, −1 where there is none
	T0, T1     float64
	TimeOrders []int // by field
	// Initial is ∂ᵏu/∂tᵏ of a field at T0.
	Initial func(field, k int, x []float64) float64

	// Guess is where Newton's method begins without time; nil is 0.
	Guess func(field int, x []float64) float64
}

// check says what is wrong with a problem.
func (p *Problem) check() error {
	if len(p.Laws) != p.Fields {
		return fmt.Errorf("%d laws for %d fields", len(p.Laws), p.Fields)
	}
	for i := range p.Shape.inputs() {
		if !p.Shape.square() {
			break
		}
		need, have := 0, 0
		for f := range p.Fields {
			need += p.Orders[f][i]
		}
		for _, c := range p.Conditions {
			if p.Shape.direction(c.Side) == i {
				have++
			}
		}
		if need != have {
			return fmt.Errorf("%d conditions where %d are needed", have, need)
		}
	}
	if !p.Shape.square() && p.Time >= 0 {
		return errors.New("a shape of this kind that changes in time")
	}
	for f := range p.Fields {
		if p.Time >= 0 && p.TimeOrders[f] > 2 {
			return fmt.Errorf("of order %d in time", p.TimeOrders[f])
		}
	}
	return nil
}

// owners gives each condition to a field that needs one in its direction, if
// possible to one that stands in it.
func (p *Problem) owners() []int {
	left := make([][]int, p.Fields)
	for f := range left {
		left[f] = append([]int(nil), p.Orders[f]...)
	}
	owner := make([]int, len(p.Conditions))
	if !p.Shape.square() {
		return owner
	}
	take := func(k, f, i int) bool {
		if left[f][i] == 0 {
			return false
		}
		left[f][i]--
		owner[k] = f
		return true
	}
	for k := range owner {
		owner[k] = -1
	}
	for k, c := range p.Conditions {
		for _, s := range c.Slots {
			if owner[k] < 0 && take(k, s.Field, p.Shape.direction(c.Side)) {
				break
			}
		}
	}
	for k, c := range p.Conditions {
		for f := range p.Fields {
			if owner[k] < 0 && take(k, f, p.Shape.direction(c.Side)) {
				break
			}
		}
	}
	return owner
}

// ends is by input how many conditions a field has at the lower and the upper end, at
// the most.
func (p *Problem) ends(owners []int) [][2]int {
	all := make([][2]int, len(p.Shape.inputs()))
	for f := range p.Fields {
		own := make([][2]int, len(all))
		for k, c := range p.Conditions {
			if owners[k] == f {
				own[p.Shape.direction(c.Side)][c.Side%2]++
			}
		}
		for i, e := range own {
			all[i] = [2]int{max(all[i][0], e[0]), max(all[i][1], e[1])}
		}
	}
	return all
}
