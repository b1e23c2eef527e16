package md

import (
	"math"
	"strconv"
)

// Apart is a relaxation in which the atoms fall into parts that repel each other.
type Apart struct {
	A, B     int     // the nearest atoms of the two parts, from 0
	Distance float64 // theirs
}

func (a *Apart) Error() string {
	return "the atoms fall into parts that repel each other, of which atoms " + strconv.Itoa(a.A+1) + " and " + strconv.Itoa(a.B+1) +
		" are the nearest"
}

// farApart is how many of the shortest bonds make a distance that none holds
// together.
const farApart = 6

// apart names the gap between two parts, if there is one.
func apart(pos []float64) *Apart {
	shortest, longest := bonds(pos)
	if !(longest.Distance > farApart*shortest.Distance) {
		return nil
	}
	return &longest
}

// WidestGap is the longest of the edges that join all atoms by the shortest way: where
// the atoms are in parts, it is between the nearest atoms of two of them.
func WidestGap(pos []float64) *Apart {
	_, longest := bonds(pos)
	return &longest
}

// bonds are the shortest and the longest edge of the tree of least length that
// joins all atoms (Prim 1957).
func bonds(pos []float64) (shortest, longest Apart) {
	n := len(pos) / 3
	nearest := make([]Apart, n) // of the atoms not yet joined, to those that are
	for i := range nearest {
		nearest[i] = Apart{0, i, math.Sqrt(distance2(pos, pos[3*i:]))}
	}
	shortest.Distance = math.Inf(1)
	for joined := 1; joined < n; joined++ {
		next := Apart{Distance: math.Inf(1)}
		for _, a := range nearest[1:] {
			if a.Distance < next.Distance && a.A >= 0 {
				next = a
			}
		}
		if next.Distance < shortest.Distance {
			shortest = next
		}
		if next.Distance > longest.Distance {
			longest = next
		}
		nearest[next.B].A = -1
		for i, a := range nearest {
			if d := math.Sqrt(distance2(pos[3*next.B:], pos[3*i:])); a.A >= 0 && d < a.Distance {
				nearest[i] = Apart{next.B, i, d}
			}
		}
	}
	return shortest, longest
}
