// Package catalogue is problems of differential equations as data: each some lines
// in the language of core/law, with where it comes from and, where one is known in
// closed form, its solution.
package catalogue

import "slices"

// An Entry is one problem.
type Entry struct {
	Name   string // of links and the command line: "burgers"
	Title  string // for people
	About  string // one sentence
	Source string // who posed it, or from where the solution is known
	Text   string // as core/law reads it

	// Of an inverse problem: how many samples its data have, and the standard
	// deviation of their noise as a fraction of the largest value.
	Samples int
	Noise   float64

	// What was found to suit it where all layers are trained; zeros: nothing unusual.
	Width, Depth, Points int // of the network, and at which the laws are asked to hold
	Redraw               int // after so many steps the points are drawn anew
}

// All is every problem, kind by kind.
var All = slices.Concat(ordinary, stationary, evolution, eigenstates, inverse)

// Find is the entry of that name, or nil.
func Find(name string) *Entry {
	if i := slices.IndexFunc(All, func(e Entry) bool { return e.Name == name }); i >= 0 {
		return &All[i]
	}
	return nil
}
