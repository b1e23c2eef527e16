package pde

import (
	"residual/core/codec"
	"residual/core/lab"
	"residual/core/law"
)

// A stage is what of the inputs is pictured: one or two of them vary over the
// picture, and the others have the values of one place.
type stage struct {
	p          *law.Problem
	across, up int                    // the inputs that vary; up is −1 where there is one input
	slid       int                    // the input that the slider of the moment moves; −1: there is none
	at         [law.MaxInputs]float64 // the place
}

// newStage chooses. Places come first, then the time, then parameters. Of two
// inputs the slider moves the one that goes up: a curve is cut out of the field
// there. Of more it moves the time or else the third.
func newStage(p *law.Problem) stage {
	var order []int
	for kind := law.Space; kind <= law.Label; kind++ {
		for i, c := range p.Inputs {
			if c.Kind == kind {
				order = append(order, i)
			}
		}
	}
	s := stage{p: p, across: order[0], up: -1, slid: -1}
	for i, c := range p.Inputs {
		s.at[i] = c.Lo + (c.Hi-c.Lo)/2
	}
	if len(order) > 1 {
		s.up, s.slid = order[1], order[1]
	}
	if len(order) > 2 {
		s.slid = order[2]
	}
	for _, i := range order {
		if p.Inputs[i].Kind == law.Time && i != s.across {
			s.slid = i
		}
	}
	return s
}

// planar tells whether the picture is a field.
func (s *stage) planar() bool { return s.up >= 0 }

// slide sets the moved input to a fraction of its interval.
func (s *stage) slide(to float64) {
	if s.slid >= 0 {
		c := s.p.Inputs[s.slid]
		s.at[s.slid] = c.Lo + float64(to*(c.Hi-c.Lo))
	}
}

// press puts the place under the pointer, within the intervals.
func (s *stage) press(x, y float64) {
	s.at[s.across] = s.within(s.across, x)
	if s.planar() {
		s.at[s.up] = s.within(s.up, y)
	}
}

func (s *stage) within(i int, v float64) float64 {
	return min(max(v, s.p.Inputs[i].Lo), s.p.Inputs[i].Hi)
}

// scale gives the slider of the moment the name and interval of its input.
func (s *stage) scale() lab.Scale {
	c := lab.Scale{Knob: moment.Name}
	if s.slid >= 0 {
		i := s.p.Inputs[s.slid]
		c.Name, c.At, c.Values = i.Name, []float64{0, 1}, []float64{i.Lo, i.Hi}
	}
	return c
}

// axis is that of an input.
func (s *stage) axis(i int) lab.Axis {
	c := s.p.Inputs[i]
	return lab.Axis{Label: c.Name, Min: c.Lo, Max: c.Hi}
}

// State describes the place.
func (s *stage) State(c *codec.Coder) {
	for i, in := range s.p.Inputs {
		c.FloatIn(&s.at[i], in.Lo, in.Hi)
	}
}

// square tells whether the picture is of two directions of space.
func (s *stage) square() bool {
	return s.p.Inputs[s.across].Kind == law.Space && s.p.Inputs[s.up].Kind == law.Space
}

// films tells whether a time can go through the picture.
func (s *stage) films() bool { return s.slid >= 0 && s.p.Inputs[s.slid].Kind == law.Time }

// place is an input with its value: "t = 0.5".
func (s *stage) place(i int) string { return s.p.Inputs[i].Name + " = " + lab.Number(s.at[i], 3) }

// where is the values of the inputs that the picture does not show: " at t = 0.5".
func (s *stage) where(up int) string {
	text := ""
	for i := range s.p.Inputs {
		if i != s.across && i != up {
			text += ", " + s.place(i)
		}
	}
	if text == "" {
		return ""
	}
	return " at " + text[2:]
}

// line sets x, rows of all inputs, to points along the picture through the place.
func (s *stage) line(x []float64) {
	k := len(s.p.Inputs)
	n := len(x) / k
	c := s.p.Inputs[s.across]
	for i := range n {
		row := x[i*k:][:k]
		copy(row, s.at[:])
		row[s.across] = c.Lo + (c.Hi-c.Lo)*float64(i)/float64(n-1)
	}
}

// grid sets x to the middles of the cells of the picture, row by row from the lowest.
func (s *stage) grid(x []float64) {
	k := len(s.p.Inputs)
	for i := range cells * cells {
		row := x[i*k:][:k]
		copy(row, s.at[:])
		row[s.across] = middle(s.p.Inputs[s.across], i%cells)
		row[s.up] = middle(s.p.Inputs[s.up], i/cells)
	}
}

// middle is that of a cell.
func middle(c law.Coordinate, i int) float64 {
	return c.Lo + (c.Hi-c.Lo)*(float64(i)+0.5)/cells
}
