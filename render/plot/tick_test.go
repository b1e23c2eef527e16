package plot

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// parse reads a label back: 2.5×10⁻⁵, −0.5, 10³.
func parse(t *testing.T, label string) float64 {
	t.Helper()
	lower := strings.NewReplacer("−", "-", "⁻", "-", "⁰", "0", "¹", "1", "²", "2", "³", "3",
		"⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
	mantissa, exponent, raised := strings.Cut(label, "×10")
	if !raised && strings.ContainsAny(label, "⁰¹²³⁴⁵⁶⁷⁸⁹") {
		mantissa, exponent, raised = "1", strings.TrimPrefix(label, "10"), true
	}
	text := lower.Replace(mantissa)
	if raised {
		text += "e" + lower.Replace(exponent)
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatalf("label %q: %v", label, err)
	}
	return v
}

func near(a, b, scale float64) bool { return math.Abs(a-b) <= 1e-9*scale }

// checkTicks holds what is true of every axis: ticks rise, lie on it, are not
// more than asked for, are evenly spaced, and say their values.
func checkTicks(t *testing.T, low, high float64, n int) {
	t.Helper()
	ticks := linearTicks(low, high, n)
	if len(ticks) > n || len(ticks) == 0 {
		t.Fatalf("[%g, %g]: %d ticks, at most %d asked for", low, high, len(ticks), n)
	}
	scale := max(math.Abs(low), math.Abs(high))
	for i, k := range ticks {
		if k.at < low-1e-5*(high/2-low/2) || k.at > high+1e-5*(high/2-low/2) {
			t.Errorf("[%g, %g]: tick at %g", low, high, k.at)
		}
		if i > 0 && !(k.at > ticks[i-1].at) {
			t.Errorf("[%g, %g]: tick %g after %g", low, high, k.at, ticks[i-1].at)
		}
		if i > 1 && !near(k.at-ticks[i-1].at, ticks[1].at-ticks[0].at, scale) {
			t.Errorf("[%g, %g]: steps differ", low, high)
		}
		if got := parse(t, k.label); !near(got, k.at, scale) {
			t.Errorf("[%g, %g]: %q at %g", low, high, k.label, k.at)
		}
	}
}

func TestLinearTicks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		size := math.Pow(10, r.Float64()*600-300)
		low := (r.Float64()*2 - 1) * size
		checkTicks(t, low, low+size*math.Pow(10, -3*r.Float64()), 2+r.IntN(9))
	}
	checkTicks(t, -math.MaxFloat64, math.MaxFloat64, 5)
	checkTicks(t, 0, math.MaxFloat64, 2)
	checkTicks(t, 1e15, 1e15+1e7, 6)
}

// Labels that are known by heart.
func TestTickLabels(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		n         int
		want      string
	}{
		{0, 1, 6, "0 0.2 0.4 0.6 0.8 1.0"},
		{-1.6, 1.6, 4, "−1 0 1"},
		{0, 250, 6, "0 50 100 150 200 250"},
		{0, 3e-5, 4, "0 1×10⁻⁵ 2×10⁻⁵ 3×10⁻⁵"},
		{-2e7, 2e7, 5, "−2×10⁷ −1×10⁷ 0 1×10⁷ 2×10⁷"},
		{1000, 1000.4, 5, "1000.0 1000.1 1000.2 1000.3 1000.4"},
	} {
		var got []string
		for _, k := range linearTicks(c.low, c.high, c.n) {
			got = append(got, k.label)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("[%g, %g]: %s, want %s", c.low, c.high, s, c.want)
		}
	}
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		n         int
		want      string
	}{
		{1e-12, 1e0, 5, "10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 10⁰"},
		{0.5, 2000, 5, "1 10 100 1000"},
		{0.8, 120, 7, "1 10 100"},
		{0.8, 60, 7, "1 2 5 10 20 50"},
		{1e-300, 1e300, 5, "10⁻²⁰⁰ 10⁰ 10²⁰⁰"},
		{2, 4, 5, "2.0 2.5 3.0 3.5 4.0"},
		{5e-324, 1e-323, 3, ""},
	} {
		var got []string
		for _, k := range logTicks(c.low, c.high, c.n) {
			got = append(got, k.label)
			if parse(t, k.label) != k.at && k.at > 1e-300 && !near(parse(t, k.label), k.at, k.at) {
				t.Errorf("%q at %g", k.label, k.at)
			}
		}
		if s := strings.Join(got, " "); s != c.want && c.want != "" {
			t.Errorf("[%g, %g]: %s, want %s", c.low, c.high, s, c.want)
		}
	}
}

// On any log axis ticks rise, lie on it and say their values.
func TestLogTicksProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		low := math.Pow(10, r.Float64()*500-250)
		high := low * math.Pow(10, 0.01+r.Float64()*r.Float64()*40)
		n := 2 + r.IntN(9)
		ticks := logTicks(low, high, n)
		if len(ticks) == 0 || len(ticks) > n {
			t.Fatalf("[%g, %g]: %d ticks for %d", low, high, len(ticks), n)
		}
		for i, k := range ticks {
			if k.at < low*(1-1e-6) || k.at > high*(1+1e-6) || i > 0 && k.at <= ticks[i-1].at {
				t.Fatalf("[%g, %g]: tick %d at %g", low, high, i, k.at)
			}
			if got := parse(t, k.label); !near(got, k.at, k.at+high*1e-3) {
				t.Fatalf("[%g, %g]: %q at %g", low, high, k.label, k.at)
			}
		}
	}
}
