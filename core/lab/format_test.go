package lab

import (
	"math"
	"testing"
)

func TestNumber(t *testing.T) {
	cases := []struct {
		v      float64
		digits int
		want   string
	}{
		{0, 3, "0"},
		{0.4, 0, "0.4"},
		{0.4, 3, "0.400"},
		{-12.5, 4, "−12.50"},
		{999.96, 4, "1000"},
		{1.2e-9, 2, "1.2\u00a0×\u00a010⁻⁹"},
		{-1.25e30, 0, "−1.25\u00a0×\u00a010³⁰"},
		{9.9996e-5, 4, "1.000\u00a0×\u00a010⁻⁴"},
		{123456, 3, "123456"},
		{1234567, 3, "1.23\u00a0×\u00a010⁶"},
		{math.Inf(-1), 3, "−∞"},
		{math.NaN(), 3, "–"},
	}
	for _, c := range cases {
		if got := Number(c.v, c.digits); got != c.want {
			t.Errorf("Number(%v, %d) = %q, want %q", c.v, c.digits, got, c.want)
		}
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{0: "0\u202fB", 999: "999\u202fB", 2000: "2.00\u202fkB", 1_048_576: "1.05\u202fMB"} {
		if got := Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestQuantity(t *testing.T) {
	if got, want := Quantity(-12.5, 3, "meV"), "−12.5\u202fmeV"; got != want {
		t.Errorf("Quantity(-12.5, 3) = %q, want %q", got, want)
	}
}

func TestFormula(t *testing.T) {
	for text, want := range map[string]string{"x^12 - (a - 1)^(-2)": "x¹² − (a − 1)⁻²", "sin(x^2)/(y^3)^2": "sin(x²)/(y³)²", "2e-07*x": "2e−07·x", "x^n*y^0.5 + z^(n - 1)": "x^n·y^0.5 + z^(n − 1)"} {
		if got := Formula(text); got != want {
			t.Errorf("%s is written %s, want %s", text, got, want)
		}
	}
}
