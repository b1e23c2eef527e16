package plot

import (
	"math"
	"strconv"
	"strings"
)

var raised = strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³",
	"4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// power is 10ⁿ in print.
func power(n int) string { return "10" + raised.Replace(strconv.Itoa(n)) }

// fixed writes v with that many decimals and a real minus sign, none for zero.
func fixed(v float64, decimals int) string {
	if v == 0 {
		v = 0 // −0
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', decimals, 64), "-", "−", 1)
}

// pow10 is 10ⁿ, with no overflow for exponents of finite numbers.
func pow10(n int) float64 { return math.Pow10(n) }

// exponent is n where 10ⁿ ≤ |v| < 10ⁿ⁺¹.
func exponent(v float64) int {
	text := strconv.FormatFloat(math.Abs(v), 'e', -1, 64)
	n, _ := strconv.Atoi(text[strings.IndexByte(text, 'e')+1:])
	return n
}
