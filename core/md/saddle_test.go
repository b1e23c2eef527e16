package md

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// Three atoms on a line are a saddle of Lennard-Jones's law, four in a square one,
// too; the minima are the triangle and the tetrahedron, of −1 for each pair.
func TestSaddlesAreLeft(t *testing.T) {
	c := Cluster{LennardJones}
	for _, x := range []struct {
		name string
		pos  []float64
		want float64
	}{
		{"line", []float64{0, 0, 0, 1.1, 0, 0, 2.2, 0, 0}, -3},
		{"square", []float64{0, 0, 0, 1.1, 0, 0, 1.1, 1.1, 0, 0, 1.1, 0}, -6},
		{"line of four", []float64{0, 0, 0, 1.1, 0, 0, 2.2, 0, 0, 3.3, 0, 0}, -6},
		{"triangle", []float64{0, 0, 0, 1.1, 0, 0, 0.5, 1, 0}, -3},
	} {
		mass := []float64{1, 2, 1, 1}[:len(x.pos)/3]
		flat := append([]float64(nil), x.pos...)
		if _, err := Relax(c, flat, 1e-9, 300); err != nil {
			t.Fatal(x.name, err)
		}
		var saddle *Saddle
		if _, err := NewModes(c, mass, flat, 1e-4); (x.name == "triangle") != (err == nil) || err != nil && !errors.As(err, &saddle) {
			t.Errorf("%s: %v", x.name, err)
		}
		m, e, err := Minimum(c, mass, x.pos, 1e-9, 300, 1e-4)
		if err != nil || math.Abs(e-x.want) > 1e-9 || len(m.Omega) != InternalDOF(len(mass)) {
			t.Errorf("%s: %.9f, want %g; %v", x.name, e, x.want, err)
		}
	}
}

// Along a fall the curvature is that of the potential: of three atoms at distance
// r on a line the bend of the middle one has −ω².
func TestSaddleIsSteepest(t *testing.T) {
	c := Cluster{LennardJones}
	pos := []float64{0, 0, 0, 1.12, 0, 0, 2.24, 0, 0}
	if _, err := Relax(c, pos, 1e-10, 300); err != nil {
		t.Fatal(err)
	}
	var s *Saddle
	if _, err := NewModes(c, []float64{1, 1, 1}, pos, 1e-4); !errors.As(err, &s) {
		t.Fatal(err)
	}
	along := func(by float64) float64 {
		x := append([]float64(nil), pos...)
		for i, d := range s.Direction {
			x[i] += by * d
		}
		e, _ := c.Energy(nil, x)
		return e
	}
	const h = 1e-3
	norm := 0.0
	for _, d := range s.Direction {
		norm += d * d
	}
	bend := (along(h) - 2*along(0) + along(-h)) / (h * h * norm)
	if math.Abs(bend+s.Omega*s.Omega) > 1e-3*s.Omega*s.Omega {
		t.Errorf("ω² = −%g, by differences %g", s.Omega*s.Omega, bend)
	}
}

// repels pushes the two halves of four atoms apart, each a bond of length one.
type repels struct{}

func (repels) Energy(force, pos []float64) (e float64, err error) {
	bond, e1 := Cluster{Morse(1, 3, 1)}, 0.0
	if e1, err = bond.Energy(force[:6], pos[:6]); err != nil {
		return 0, err
	}
	e2, err := bond.Energy(force[6:], pos[6:])
	x := pos[6] - pos[0]
	force[6] += 1 / (x * x)
	force[0] -= 1 / (x * x)
	return e1 + e2 + 1/x, err
}

func TestRelaxationsDoNotRunAway(t *testing.T) {
	pos := []float64{0, 0, 0, 0, 1.1, 0, 1.2, 0, 0, 1.2, 1.1, 0}
	_, err := Relax(repels{}, pos, 1e-5, 400)
	var a *Apart
	if !errors.As(err, &a) || a.Distance > 8 || !strings.Contains(err.Error(), "atoms") {
		t.Errorf("%v, %.3f", err, pos)
	}
}
