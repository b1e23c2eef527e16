package pinn

import (
	"math"
	"slices"
	"testing"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/law"
	"residual/core/rng"
)

// layered has, with a network of zeros, a residual that is a thin bump: the law's source.
const layered = `u_xx + u_yy = e^(-2500 (x - 0.5)²)
x in [0, 1]; y in [0, 1]; where x^2 + y^2 > 0.01
u = 0 on boundary`

// resampling is a model of a problem with a network of zeros.
func resampling(t *testing.T, problem string) *Model {
	t.Helper()
	p, err := law.Parse(problem)
	if err != nil {
		t.Fatal(err)
	}
	m, err := New(p, Options{Width: 4, Points: 4000})
	if err != nil {
		t.Fatal(err)
	}
	var room fit.Room
	m.Reserve(&room)
	(&Drawing{Every: 1}).Reserve(&room, m)
	if err := room.Open(1 << 26); err != nil {
		t.Fatal(err)
	}
	if err := m.Begin(rng.New(1, "pinn/resample")); err != nil {
		t.Fatal(err)
	}
	clear(m.Theta)
	return m
}

// The part of the points in a strip is that of the density 1 + |r|/mean, by integrals in
// closed form: the bump has the area √π/50, nearly all of it within 0.04 of the middle.
// Drawing four for one, without putting back, fills it by no more than four times.
func TestResampleDensity(t *testing.T) {
	m := resampling(t, layered)
	before := len(m.equations[0].points)
	m.Resample(rng.New(1, "pinn/resample", 2))
	points := m.equations[0].points
	in := 0.0
	for _, at := range points {
		if !m.domain.contains(at) {
			t.Fatalf("%v lies outside", at)
		}
		if math.Abs(at[0]-0.5) < 0.04 {
			in++
		}
	}
	in /= float64(len(points))
	want := (0.08 + 1) / 2 // before the bound: half of all points are where the bump is
	if most := oversampled * 0.085; in > most || in < 0.6*math.Min(want, most) {
		t.Errorf("%.3f of the points are in the bump", in)
	}
	if len(points) != before {
		t.Errorf("%d points, before %d", len(points), before)
	}
}

// The points follow from the network and the stream, whatever they were before, and a
// model that is read has them.
func TestResampleFollows(t *testing.T) {
	a, b, c := resampling(t, layered), resampling(t, layered), resampling(t, layered)
	a.Resample(rng.New(1, "pinn/resample", 1))
	a.Resample(rng.New(1, "pinn/resample", 2))
	b.Resample(rng.New(1, "pinn/resample", 2))
	e := codec.NewEncoder(nil)
	b.State(e)
	c.State(codec.NewDecoder(e.Bytes()))
	for i := range a.equations {
		p, q, s := a.equations[i].points, b.equations[i].points, c.equations[i].points
		if !slices.Equal(p, q) || !slices.Equal(q, s) {
			t.Errorf("equation %d has other points", i)
		}
	}
	if x, y := b.Loss(b.Theta), c.Loss(b.Theta); x != y {
		t.Errorf("loss %v, of the model that was read %v", x, y)
	}
}

// Where nothing is left over there is nothing to draw by: the points stay.
func TestResampleOfNothing(t *testing.T) {
	m := resampling(t, "u_xx + u_yy = 0; x in [0, 1]; y in [0, 1]; u = 0 on boundary")
	before := slices.Clone(m.equations[0].points)
	if m.Resample(rng.New(1, "pinn/resample", 1)); !slices.Equal(before, m.equations[0].points) {
		t.Error("the points move")
	}
}
