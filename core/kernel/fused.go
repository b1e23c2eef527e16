package kernel

// Fused tells whether the compiler of this program has turned products and sums
// into fused multiply–adds. Go allows it, and does so on most architectures but
// amd64 and wasm; what is computed outside this package then has other bits
// than elsewhere. GOCOMPILEDEBUG=fmahash=qn forbids it.
//
// (1 + 2⁻³⁰)(1 − 2⁻³⁰) = 1 − 2⁻⁶⁰ is 1 when rounded, and 1 − 1 = 0; rounded
// once, the difference is −2⁻⁶⁰.
func Fused() bool { return productSum(1+0x1p-30, 1-0x1p-30, -1) != 0 }

// productSum is not inlined, so that the compiler does not know its arguments.
//
//go:noinline
func productSum(x, y, z float64) float64 { return x*y + z }
