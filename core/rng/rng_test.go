package rng

import (
	"fmt"
	"math"
	"math/bits"
	"testing"
)

// The first numbers of some streams, written down once: what changes them
// changes every run of every lab.
func TestStreamsAreThese(t *testing.T) {
	for _, c := range []struct {
		got, want uint64
	}{
		{New(1, "").Uint64(), 0x1809a87d4d34ed27},
		{New(1, "a").Uint64(), 0x4fbc663ce11e11d8},
		{New(1, "a", 0).Uint64(), 0x974382e4ae275257},
		{New(1<<53-1, "molecule/geometry", 7, 1).Uint64(), 0x7518dc6e8386e5bd},
	} {
		if c.got != c.want {
			t.Errorf("%#x, want %#x", c.got, c.want)
		}
	}
}

// FNV-1a of the empty name and of "foobar" are published test vectors (Fowler,
// Noll & Vo); SplitMix64 from seed 0 begins with these numbers (Vigna's
// splitmix64.c).
func TestHashIsMadeOfWhatItSays(t *testing.T) {
	if got, want := hash("", nil), mix(0xcbf29ce484222325); got != want {
		t.Errorf("%#x, want %#x", got, want)
	}
	if got, want := hash("foobar", nil), mix(0x85944171f73967e8); got != want {
		t.Errorf("%#x, want %#x", got, want)
	}
	step := uint64(0x9e3779b97f4a7c15)
	for i, want := range []uint64{0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f} {
		if got := mix(uint64(i) * step); got != want {
			t.Errorf("number %d is %#x, want %#x", i, got, want)
		}
	}
}

// Names that differ little, indices that differ little or stand in another
// order, and indices or none: a hundred thousand streams begin differently.
func TestStreamsDiffer(t *testing.T) {
	seen := map[uint64]string{}
	try := func(name string, index ...uint64) {
		what := fmt.Sprint(name, index)
		first := New(1, name, index...).Uint64()
		if other, is := seen[first]; is {
			t.Fatalf("%s and %s are one stream", what, other)
		}
		seen[first] = what
	}
	for _, name := range []string{"", "a", "b", "ab", "ba", "a\x00", "molecule/geometry", "molecule/velocities"} {
		try(name)
		for i := range uint64(100) {
			try(name, i)
			try(name, (i+1)<<32)
			for j := range uint64(100) {
				try(name, i, j)
			}
		}
	}
}

// A bit of the seed, of the name or of an index changes each of the first
// numbers as chance would: 32 of 64 bits, on the average over 64 such changes
// within five standard deviations, 4/√64.
func TestNeighboursAreUnlike(t *testing.T) {
	pairs := map[string]func(bit int) (a, b uint64){
		"seed":  func(bit int) (a, b uint64) { return New(9, "x", 3).Uint64(), New(9^1<<bit, "x", 3).Uint64() },
		"index": func(bit int) (a, b uint64) { return New(9, "x", 3).Uint64(), New(9, "x", 3^1<<bit).Uint64() },
		"name": func(bit int) (a, b uint64) {
			name := []byte("somename")
			name[bit/8] ^= 1 << (bit % 8)
			return New(9, "somename").Uint64(), New(9, string(name)).Uint64()
		},
	}
	for what, pair := range pairs {
		sum := 0
		for bit := range 64 {
			a, b := pair(bit)
			sum += bits.OnesCount64(a ^ b)
		}
		if mean := float64(sum) / 64; math.Abs(mean-32) > 5*4/8.0 {
			t.Errorf("%s: %.2f bits change", what, mean)
		}
	}
}
