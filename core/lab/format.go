package lab

import (
	"math"
	"strconv"
	"strings"
)

// No line ends at these spaces, so that a number stays whole, and with its unit.
const (
	space = "\u00a0"
	thin  = "\u202f"
)

// Number writes v for a reader, with that many significant digits, or with as
// many as v needs where digits is 0: 0.4, −12.50, 1.2 × 10⁻⁹. The minus sign
// is a real one, powers of ten are raised, and what is no number is a dash.
func Number(v float64, digits int) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "−∞"
	case v == 0:
		return "0"
	}
	mantissa, power := scientific(v, digits)
	whole := power
	if digits > 0 && digits < 6 { // what is below a million is written whole
		_, whole = scientific(v, 6)
	}
	if power < -3 || whole > 5 {
		return minus(mantissa) + space + "×" + space + "10" + superscript(power)
	}
	if digits == 0 {
		return minus(strconv.FormatFloat(v, 'f', -1, 64))
	}
	return minus(strconv.FormatFloat(v, 'f', max(0, digits-1-power), 64))
}

// scientific splits v, rounded to that many digits, into m and p: v = m·10ᵖ.
func scientific(v float64, digits int) (mantissa string, power int) {
	text := strconv.FormatFloat(v, 'e', digits-1, 64)
	mantissa, exponent, _ := strings.Cut(text, "e")
	power, _ = strconv.Atoi(exponent)
	return mantissa, power
}

// Count writes a number of things: 1 step, 2 steps.
func Count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

func minus(text string) string { return strings.Replace(text, "-", "−", 1) }

var raised = strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³",
	"4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

func superscript(i int) string { return raised.Replace(strconv.Itoa(i)) }

// Formula writes a formula of plain text as it is printed: x^3 as x³, y^(-2) as
// y⁻², a*b as a·b, and minus signs. Exponents that are no whole numbers stay.
func Formula(text string) string {
	parts := strings.Split(text, "^")
	for i, p := range parts[1:] {
		rest := strings.TrimLeft(p, "0123456789")
		exponent := p[:len(p)-len(rest)]
		if inner, after, ok := strings.Cut(strings.TrimPrefix(p, "(-"), ")"); ok && strings.HasPrefix(p, "(-") && strings.Trim(inner, "0123456789") == "" {
			exponent, rest = "-"+inner, after
		}
		if exponent == "" || strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "e") {
			parts[i+1] = "^" + p
			continue
		}
		parts[i+1] = raised.Replace(exponent) + rest
	}
	return strings.NewReplacer("-", "−", "*", "·").Replace(strings.Join(parts, ""))
}

// Quantity writes v as Number does, with its unit: 12.5 meV.
func Quantity(v float64, digits int, unit string) string { return Number(v, digits) + thin + unit }

// Bytes writes a size of memory: 512 B, 2.00 kB, 1.05 MB.
func Bytes(n int64) string {
	units := []string{"B", "kB", "MB", "GB"}
	v, u := float64(n), 0
	for v >= 1000 && u < len(units)-1 {
		v, u = v/1000, u+1
	}
	if u == 0 {
		return strconv.FormatInt(n, 10) + thin + units[u]
	}
	return Quantity(v, 3, units[u])
}

var lowered = strings.NewReplacer("-", "₋", "0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄",
	"5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉")

// Subscript writes i as an index: λ₃.
func Subscript(i int) string { return lowered.Replace(strconv.Itoa(i)) }
