package md

import (
	"math"
	"strconv"
)

// A BondGuard says which atoms are bonded and how long each bond may become.
type BondGuard struct {
	Bonds  [][2]int  // atoms, from 0
	Limits []float64 // the greatest length of each
}

// NewBondGuard takes every two atoms closer than cutoff at pos for bonded, and
// allows a bond to stretch by that factor.
func NewBondGuard(pos []float64, cutoff, stretch float64) BondGuard {
	var g BondGuard
	for i := range len(pos) / 3 {
		for j := range i {
			if r := math.Sqrt(distance2(pos[3*i:], pos[3*j:])); r < cutoff {
				g.Bonds = append(g.Bonds, [2]int{j, i})
				g.Limits = append(g.Limits, stretch*r)
			}
		}
	}
	return g
}

// Check names the first bond of s that is longer than its limit: *Stopped, or
// nil.
func (g BondGuard) Check(s *System) error {
	for k, b := range g.Bonds {
		r := math.Sqrt(distance2(s.Pos[3*b[0]:], s.Pos[3*b[1]:]))
		if !(r <= g.Limits[k]) {
			return &Stopped{s.Step, "the bond of atoms " + strconv.Itoa(b[0]+1) + " and " + strconv.Itoa(b[1]+1) +
				" is " + strconv.FormatFloat(r, 'f', 2, 64) + " long, past " + strconv.FormatFloat(g.Limits[k], 'f', 2, 64), BondBroken}
		}
	}
	return nil
}
