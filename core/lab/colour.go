package lab

import "strconv"

// A Colour is the role that a thing plays in a picture; the painter says what
// each role looks like, the same in every lab, on light and on dark paper.
type Colour uint8

const (
	Network   Colour = iota // what the network, or the method on trial, says
	Truth                   // what is exact or known
	Data                    // what is given: rows, samples, a start
	Reference               // what numbers are held against: limits, budgets, tolerances
	Noise                   // spread that is in the data (aleatoric)
	Doubt                   // spread that more data would take away (epistemic)
	Warning                 // what is wrong, undecided or calls for action
	Chosen                  // what is picked out, by the visitor or by the moment
	Guide                   // what only guides the eye: directions, grids
	first                   // of the series
)

// SeriesColours is how many things that are alike have colours of their own;
// then the colours repeat.
const SeriesColours = 8

// Series is the colour of the i-th of things that are alike, from 0: modes,
// members, methods. The first two look like Network and Doubt.
func Series(i int) Colour {
	return first + Colour((i%SeriesColours+SeriesColours)%SeriesColours)
}

// Index is i where c is Series(i), and −1 where c is a role of its own.
func (c Colour) Index() int {
	if c < first {
		return -1
	}
	return int(c-first) % SeriesColours
}

func (c Colour) String() string {
	if i := c.Index(); i >= 0 {
		return "series " + strconv.Itoa(i)
	}
	return [...]string{"network", "truth", "data", "reference", "noise", "doubt", "warning", "chosen", "guide"}[c]
}
