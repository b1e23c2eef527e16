package lab

import (
	"math"
	"testing"
)

func TestReadNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"−12.50": -12.5, "‑3": -3, "–3": -3, "-3": -3, "+3": 3, ".5": 0.5, "3.": 3, "1e−3": 1e-3, "1E-3": 1e-3,
		"1.2\u00a0×\u00a010⁻⁹": 1.2e-9, "1.5·10⁻³": 1.5e-3, "1.5*10^-3": 1.5e-3, "2 × 10^+3": 2000, "10⁻⁹": 1e-9, "−10³": -1000,
		"1\u202f048\u202f576": 1048576, "12 400.5": 12400.5, "−1 000": -1000, "12.5\u202fmeV": 12.5, "12.5 meV": 12.5, "\u00a07\n": 7,
	} {
		if got, ok := readNumber(text, "meV"); !ok || got != want {
			t.Errorf("%q is %v, %t; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "meV", "1,5", "1 2", "1 0000", "1 00", "1. 000", "2 10³", "210³ 4", "10^", "×10³", "1 e3", "12 meV K", "½", "–", "−−1"} {
		if v, ok := readNumber(text, "meV"); ok {
			t.Errorf("%q is read as %v", text, v)
		}
	}
	if v, ok := readNumber("5\u202f%", "%"); !ok || v != 5 {
		t.Error("percent", v, ok)
	}
}

// What a knob refuses is quoted shortly.
func TestLongTextsAreQuotedShortly(t *testing.T) {
	k := Knob{Name: "l", Kind: Line, Max: 5}
	if _, err := k.parse(string(make([]byte, 1e6))); len(err.Error()) > 500 {
		t.Errorf("%d characters", len(err.Error()))
	}
}

// What Number and Quantity print is read: with all digits the same bits, with some
// the same digits, and the same that they stand for.
func FuzzNumbersReturn(f *testing.F) {
	for _, v := range []float64{0, -1.5, 1e-300, 5e-324, math.MaxFloat64, 123456, 1e5, 999999.5, 999949.5, 1e-3, 1.04e-322} {
		f.Add(v, uint8(3), "meV")
		f.Add(v, uint8(6), "meV")
	}
	f.Fuzz(func(t *testing.T, v float64, digits uint8, text string) {
		readNumber(text, "s") // whatever it is
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return
		}
		if v == 0 {
			v = 0 // −0 is written as 0
		}
		if got, ok := readNumber(Quantity(v, 0, "meV"), "meV"); !ok || math.Float64bits(got) != math.Float64bits(v) {
			t.Errorf("%v is written as %q and read as %v", v, Number(v, 0), got)
		}
		if math.Abs(v) < 0x1p-1022 {
			return // subnormal: fewer digits than are asked for
		}
		n := 1 + int(digits%17)
		shown := Number(v, n)
		got, ok := readNumber(shown, "")
		if math.IsInf(got, 0) || !ok && math.Abs(v) > 1e308 {
			return // rounded up past the largest
		}
		if !ok || Number(got, n) != shown {
			t.Errorf("%v is written as %q and read as %v, %t", v, shown, got, ok)
		}
	})
}

func FuzzBytesReturn(f *testing.F) {
	f.Add(int64(64e6), "1.5 GB")
	f.Fuzz(func(t *testing.T, n int64, text string) {
		parseBytes(text)
		if n < 0 || n >= 1<<53 {
			return
		}
		if got, ok := parseBytes(bytesText(float64(n))); !ok || got != float64(n) {
			t.Errorf("%d is written as %s and read as %v", n, bytesText(float64(n)), got)
		}
		if got, ok := parseBytes(Bytes(n)); n < 1e12 && (!ok || math.Abs(got-float64(n)) > 0.005*float64(n)) {
			t.Errorf("%d is shown as %s and read as %v", n, Bytes(n), got)
		}
	})
}
