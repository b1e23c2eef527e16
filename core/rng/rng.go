// Package rng gives every use of random numbers a stream of its own, by name:
//
//	r := rng.New(seed, "molecule/geometry", i)
//
// The generator is PCG with 128 bits of state (O'Neill 2014; PCG-DXSM in
// math/rand/v2). Its first word starts as the seed, its second as a hash of 64
// bits of the name and the indices. So
//
//   - streams of different seeds begin in different states, always;
//   - streams of one seed and one name with one index begin in different states,
//     always: the hash is a bijection of the last index;
//   - other streams of one seed begin in the same state with a chance of 2⁻⁶⁴ a
//     pair: of a million streams, about 3·10⁻⁸ that any two do;
//   - streams from different states are segments of one cycle of 2¹²⁸ numbers. A
//     million of them with 10⁹ numbers each overlap with a chance of about
//     6·10⁻¹⁸.
//
// Two uses collide only where they use the same name. A name is a literal in the
// package that draws, and starts with that package's name.
package rng

import "math/rand/v2"

// New is the stream of a seed for what has this name and these indices, from
// its beginning. The same arguments give the same numbers on every machine.
func New(seed uint64, name string, index ...uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, hash(name, index)))
}

// hash is FNV-1a of the name, mixed with each index in turn.
func hash(name string, index []uint64) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	h = mix(h)
	for _, i := range index {
		h = mix(h ^ i)
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, after Stafford's
// variant 13): a bijection in which every bit of the argument changes every bit
// of the result with a chance of about one half. The increment before it keeps 0
// from being a fixed point.
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
