package md

import (
	"math"
	"strconv"
)

// A Leash says which atoms must stay together, and how near.
type Leash struct {
	Bonds [][2]int
	Most  []float64 // length of each
}

// NewLeash ties every two atoms nearer than reach at pos, and lets the bond
// become stretch times as long.
func NewLeash(pos []float64, reach, stretch float64) Leash {
	var l Leash
	for i := range len(pos) / 3 {
		for j := range i {
			if r := math.Sqrt(square(pos[3*i:], pos[3*j:])); r < reach {
				l.Bonds = append(l.Bonds, [2]int{j, i})
				l.Most = append(l.Most, stretch*r)
			}
		}
	}
	return l
}

// Check says where a bond of s has broken: *Stopped, or nil.
func (l Leash) Check(s *System) error {
	for k, b := range l.Bonds {
		r := math.Sqrt(square(s.Pos[3*b[0]:], s.Pos[3*b[1]:]))
		if !(r <= l.Most[k]) {
			return &Stopped{s.Step, "the bond of atoms " + strconv.Itoa(b[0]+1) + " and " + strconv.Itoa(b[1]+1) +
				" is " + strconv.FormatFloat(r, 'f', 2, 64) + " long, past " + strconv.FormatFloat(l.Most[k], 'f', 2, 64)}
		}
	}
	return nil
}
