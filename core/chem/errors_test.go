package chem

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestRefusals(t *testing.T) {
	cases := []struct {
		z       []int
		options Options
		want    string
	}{
		{[]int{6, 17}, Options{}, "atom 2 is Cl;"},
		{[]int{0}, Options{}, "atom 1 is ?;"},
		{[]int{1}, Options{Charge: 1}, "no electrons"},
		{nil, Options{}, "no electrons"},
		{[]int{8, 1}, Options{Multiplicity: 1}, "9 electrons cannot have the multiplicity 1: change it, or the charge, by one"},
		{[]int{8, 8}, Options{Multiplicity: 2}, "16 electrons cannot have the multiplicity 2"},
		{[]int{8, 8}, Options{Multiplicity: -1}, "cannot have the multiplicity"},
		{[]int{1, 1}, Options{Multiplicity: 5}, "2 electrons cannot have the multiplicity 5: at most 3"},
		{[]int{8, 8}, Options{Multiplicity: 7}, "16 electrons, 6 of them unpaired, do not fit into 10 basis functions: lower the multiplicity"},
		{[]int{1}, Options{Charge: -3}, "4 electrons do not fit into 1 basis function,"},
		{[]int{6, 6, 6, 6}, Options{Budget: 1 << 16}, "20 basis functions need "},
	}
	for _, c := range cases {
		if _, err := New(c.z, c.options); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v", c.z, err)
		}
	}
}

func TestPlacesThatAreNone(t *testing.T) {
	h := newTest(t, water, nil)
	pos := bohr(water)
	before := energyOf(t, h, nil, pos)
	bad := func(i int, x float64) error {
		p := append([]float64(nil), pos...)
		p[i] = x
		_, err := h.Energy(make([]float64, 9), p)
		return err
	}
	var place *NotFinite
	if err := bad(5, math.NaN()); !errors.As(err, &place) || place.Atom != 1 {
		t.Error(err)
	}
	if err := bad(0, math.Inf(-1)); !errors.As(err, &place) || place.Atom != 0 {
		t.Error(err)
	}
	var same *CoincidentAtoms
	if err := bad(3, -pos[3]); !errors.As(err, &same) || same.A != 1 || same.B != 2 {
		t.Error(err)
	}
	if after := energyOf(t, h, nil, pos); after != before {
		t.Error("a refusal leaves a trace")
	}
}
