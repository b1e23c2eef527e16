package plot

import "math"

// A tick is a number on an axis and how it is written.
type tick struct {
	at    float64
	label string
}

// linearTicks returns at most n ticks in [low, high], at the multiples of the
// least step m·10ᵏ, with m = 1, 2 or 5, that are so few. n is at least 2.
func linearTicks(low, high float64, n int) []tick {
	m, k := 1.0, exponent(high/float64(n+1)-low/float64(n+1))
	from, to := multiples(low, high, m, k)
	for to-from+1 > float64(n) {
		m, k = nextStep(m, k)
		from, to = multiples(low, high, m, k)
	}
	var ticks []tick
	for i := from; i <= to; i++ {
		ticks = append(ticks, tick{at: multiple(i, m, k)})
	}
	labelEvenly(ticks, k)
	return ticks
}

func nextStep(m float64, k int) (float64, int) {
	switch m {
	case 1:
		return 2, k
	case 2:
		return 5, k
	}
	return 1, k + 1
}

// multiple is i·m·10ᵏ, rounded once where k ≥ −22 so that 3 × 0.1 is 0.3.
func multiple(i, m float64, k int) float64 {
	if k < 0 && k > -300 {
		return i * m / pow10(-k)
	}
	return i * m * pow10(k)
}

// multiples is the range of i for which i·m·10ᵏ lies in [low, high], give or
// take a rounding.
func multiples(low, high, m float64, k int) (from, to float64) {
	step := multiple(1, m, k)
	return math.Ceil(low/step - 1e-6), math.Floor(high/step + 1e-6)
}

// labelEvenly writes multiples of 10ᵏ with the same decimals, and all as
// multiples of one power of ten where they are very large or very small.
func labelEvenly(ticks []tick, k int) {
	largest := 0.0
	for _, t := range ticks {
		largest = max(largest, math.Abs(t.at))
	}
	e := 0
	if largest > 0 {
		e = exponent(largest)
	}
	for i, t := range ticks {
		switch {
		case t.at == 0:
			ticks[i].label = "0"
		case e >= 5 || e < -3:
			ticks[i].label = fixed(shift(t.at, -e), max(0, e-k)) + "×" + power(e)
		default:
			ticks[i].label = fixed(t.at, max(0, -k))
		}
	}
}

// shift is v·10ⁿ, in two parts so that neither factor overflows.
func shift(v float64, n int) float64 { return v * pow10(n/2) * pow10(n-n/2) }

// logTicks returns at most n ticks in [low, high], both positive: decades (every
// second, third, … where they are many), with their doubles and fives, or their
// triples, where they are two and there is room, and the ticks of a linear axis
// where there is hardly one.
func logTicks(low, high float64, n int) []tick {
	from := int(math.Ceil(math.Log10(low) - 1e-9))
	to := int(math.Floor(math.Log10(high) + 1e-9))
	decades := to - from + 1
	if decades <= 2 && math.Log10(high)-math.Log10(low) >= 1 {
		for _, parts := range [][]float64{{1, 2, 5}, {1, 3}} {
			if fine := fineTicks(low, high, from-1, to, parts); len(fine) >= 2 && len(fine) <= n {
				return fine
			}
		}
	}
	if decades < 2 {
		return linearTicks(low, high, n)
	}
	stride := niceStride((decades + n - 1) / n)
	plain := from >= -3 && to <= 3
	var ticks []tick
	for e := ceilTo(from, stride); e <= to; e += stride {
		ticks = append(ticks, decade(1, e, plain))
	}
	return ticks
}

// fineTicks returns these parts of the powers of ten in [low, high].
func fineTicks(low, high float64, from, to int, parts []float64) []tick {
	var ticks []tick
	for e := from; e <= to; e++ {
		for _, m := range parts {
			if t := decade(m, e, from >= -3 && to <= 3); t.at >= low && t.at <= high {
				ticks = append(ticks, t)
			}
		}
	}
	return ticks
}

// decade is the tick at m·10ᵉ.
func decade(m float64, e int, plain bool) tick {
	t := tick{at: multiple(1, m, e)}
	switch {
	case plain:
		t.label = fixed(t.at, max(0, -e))
	case m == 1:
		t.label = power(e)
	default:
		t.label = fixed(m, 0) + "×" + power(e)
	}
	return t
}

// niceStride is the least of 1, 2, 3, 5, 10, … that is not under raw; 200 does
// for all numbers there are.
func niceStride(raw int) int {
	for _, s := range []int{1, 2, 3, 5, 10, 20, 30, 50, 100} {
		if s >= raw {
			return s
		}
	}
	return 200
}

// ceilTo is the least multiple of stride that is not under i.
func ceilTo(i, stride int) int {
	return int(math.Ceil(float64(i)/float64(stride))) * stride
}
