package md

import (
	"errors"
	"math"
	"strconv"

	"residual/core/kernel"
	"residual/core/opt"
)

// maxRelaxation of a coordinate in one step of a relaxation.
const maxRelaxation = 0.2

// Relax moves pos downhill to where no component of a force of p exceeds tolerance,
// in at most steps steps of at most 0.2 a coordinate. The error is that of the
// potential, *Apart, or says that the steps were not enough. From a symmetric start
// it may end on a saddle: see Minimum.
func Relax(p Potential, pos []float64, tolerance float64, steps int) (energy float64, err error) {
	l := opt.NewLBFGS(len(pos), 8, maxRelaxation)
	f := func(grad, x []float64) float64 {
		e, wrong := p.Energy(grad, x)
		if wrong != nil {
			err = wrong
			kernel.Fill(grad, 0)
			return math.Inf(1)
		}
		kernel.Scale(grad, -1, grad)
		return e
	}
	l.Begin(f, pos)
	if err != nil {
		return 0, err
	}
	_, first := bonds(pos)
	for n := 0; kernel.MaxAbs(l.Grad) > tolerance; n++ {
		if n == steps || !l.Step(f, pos) {
			return l.Value, errors.New("no minimum was reached")
		}
		if a := apart(pos); a != nil && a.Distance > 2*first.Distance {
			return l.Value, a
		}
	}
	return l.Value, nil
}

// Apart is a relaxation in which the atoms fall into parts that repel each other.
type Apart struct {
	A, B     int     // the nearest atoms of the two parts, from 0
	Distance float64 // theirs
}

func (a *Apart) Error() string {
	return "the atoms fall into parts, and atoms " + strconv.Itoa(a.A+1) + " and " + strconv.Itoa(a.B+1) +
		", the nearest of them, are " + strconv.FormatFloat(a.Distance, 'f', 2, 64) + " apart: there is no minimum nearby"
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
