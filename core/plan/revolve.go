package plan

import "math"

// A Chain is a computation of equal steps, each of which makes the next state
// from the present one: time stepping, or a deep residual network. Its reversal
// needs the states in the opposite order, and there may be no room for all. Here
// the only Chain is the network of a DeepMachine (deep.go), for the lab roofline.
type Chain interface {
	// Advance replaces state i, the present one, by state i+1 and stores nothing
	// else.
	Advance(i int)
	// Save copies the present state into a slot.
	Save(slot int)
	// Restore makes the state in a slot the present one.
	Restore(slot int)
	// Reverse computes step i from state i, the present one, storing what its
	// adjoint needs, and pulls the adjoint of state i+1 back to state i.
	Reverse(i int)
}

// Counts is the cost of a reversal: how often a step was computed without being
// reversed, and the largest number of states kept at once.
type Counts struct{ Advances, States int }

// A reversal runs a chain and counts.
type reversal struct {
	Chain
	Counts
	kept int
}

// StoreAll reverses n steps from the present state and keeps every state: n
// states, n−1 advances.
func StoreAll(c Chain, n int) Counts {
	r := &reversal{Chain: c}
	r.all(0, n)
	return r.Counts
}

// SquareRoot reverses n steps and keeps the first state of each of ⌈√n⌉ segments
// and all states of one segment: at most 2⌈√n⌉ states, and n advances more than
// StoreAll (Chen et al. 2016).
func SquareRoot(c Chain, n int) Counts {
	r := &reversal{Chain: c}
	width := int(math.Ceil(math.Sqrt(float64(n))))
	last := (n - 1) / width
	for k := range last + 1 {
		r.save(k)
		for i := k * width; k < last && i < (k+1)*width; i++ {
			r.advance(i)
		}
	}
	for k := last; k >= 0; k-- {
		r.Restore(k)
		r.all(k*width, min(n, (k+1)*width))
		r.kept--
	}
	return r.Counts
}

// Revolve reverses n steps with at most s states kept and the fewest advances
// possible (Griewank & Walther 2000, Algorithm 799):
//
//	t(n, s) = r·n − C(s+r, r−1), r the least with C(s+r, s) ≥ n
//
// It panics if s < 1.
func Revolve(c Chain, n, s int) Counts {
	if s < 1 {
		panic("plan: Revolve needs room for a state")
	}
	r := &reversal{Chain: c}
	r.save(0)
	r.revolve(0, n, 0, s)
	return r.Counts
}

// RevolveAdvances is t(n, s) of Revolve.
func RevolveAdvances(n, s int) int {
	if n < 2 {
		return 0
	}
	r := 1
	for binomial(s+r, r) < n {
		r++
	}
	return r*n - binomial(s+r, r-1)
}

// revolve reverses the steps [lo, hi), with s slots from slot on; state lo is
// present and in slot. It splits the steps at mid, where the advances
//
//	(mid − lo) + t(hi − mid, s−1) + t(mid − lo, s)
//
// are fewest.
func (r *reversal) revolve(lo, hi, slot, s int) {
	for ; hi-lo > 1; r.Restore(slot) {
		mid := hi - 1
		if s > 1 {
			mid = lo + split(hi-lo, s)
		}
		for i := lo; i < mid; i++ {
			r.advance(i)
		}
		if s > 1 {
			r.save(slot + 1)
			r.revolve(mid, hi, slot+1, s-1)
		} else {
			r.Reverse(mid)
		}
		hi = mid
	}
	r.Reverse(lo)
	r.kept--
}

// split is the length of the first part of n steps with s states, n and s at
// least 2.
func split(n, s int) int {
	best, least := 1, math.MaxInt
	for m := 1; m < n; m++ {
		if t := m + RevolveAdvances(n-m, s-1) + RevolveAdvances(m, s); t < least {
			best, least = m, t
		}
	}
	return best
}

// all reverses the steps [lo, hi) from state lo, which is present, and keeps every
// state in a slot above those in use.
func (r *reversal) all(lo, hi int) {
	first := r.kept
	for i := lo; i < hi; i++ {
		r.save(first + i - lo)
		if i+1 < hi {
			r.advance(i)
		}
	}
	for i := hi - 1; i >= lo; i-- {
		r.Restore(first + i - lo)
		r.Reverse(i)
		r.kept--
	}
}

func (r *reversal) advance(i int) {
	r.Advances++
	r.Advance(i)
}

func (r *reversal) save(slot int) {
	r.kept++
	r.States = max(r.States, r.kept)
	r.Save(slot)
}

// binomial is C(n, k) = C(n, n − k), 0 ≤ k ≤ n, at most math.MaxInt32.
func binomial(n, k int) int {
	k = min(k, n-k)
	c := 1
	for i := 1; i <= k; i++ {
		if c = c * (n - k + i) / i; c > math.MaxInt32 {
			return math.MaxInt32
		}
	}
	return c
}
