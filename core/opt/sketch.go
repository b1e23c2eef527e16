package opt

import (
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/rng"
)

// A Sketch makes a least-squares problem small from both sides,
//
//	min ‖S(JΩz + r)‖²,   δ = Ωz
//
// and never stores J. Ω is a subsampled Walsh–Hadamard transform with random signs
// (Ailon & Chazelle 2009): some of the columns of DH/√n, D the signs. S is a CountSketch with hashes rows for each column
// (Nelson & Nguyên 2013): every row of J is added to so many rows of SJ, with a
// random sign and 1/√hashes before it.
//
// Both are drawn anew for every step, and for each block of rows by itself, so
// that SJΩ is a sum over blocks, in whatever place they are computed.
type Sketch struct {
	rows, cols, n int

	signs  []float64 // D/√n
	chosen []float64 // which columns, as numbers
	r, jac []float64 // of a block
	grad   []float64 // Jᵀr of the blocks of a part
	raw    []float64 // SJ of the blocks of a part
	wide   []float64 // a row of it, to the next power of two

	seed uint64
	step int
}

// hashes is to how many rows of the sketch each row of J goes.
const hashes = 4

// Reserve asks m for the room of a sketch. Size is complete.
func (k *Sketch) Reserve(m Memory, size SketchSize) {
	k.rows, k.cols, k.n = size.Rows, size.Cols, size.Params
	m.Floats(&k.signs, k.n)
	m.Floats(&k.chosen, k.cols)
	m.Floats(&k.r, size.Block)
	m.Floats(&k.jac, size.Block*k.n)
	m.Floats(&k.grad, k.n)
	m.Floats(&k.raw, k.rows*k.n)
	m.Floats(&k.wide, power(k.n))
}

// power is the least power of two that is not below n.
func power(n int) int {
	p := 1
	for p < n {
		p *= 2
	}
	return p
}

// PartLen is how many numbers a part has: SJΩ by rows, Sr and ΩᵀJᵀr.
func (k *Sketch) PartLen() int { return k.rows*k.cols + k.rows + k.cols }

// split cuts a part into SJΩ, Sr and ΩᵀJᵀr.
func (k *Sketch) split(part []float64) (matrix, right, slope []float64) {
	at := k.rows * k.cols
	return part[:at], part[at:][:k.rows], part[at+k.rows:]
}

// Draw draws Ω of a step.
func (k *Sketch) Draw(seed uint64, step int) {
	k.seed, k.step = seed, step
	r := rng.New(seed, "opt/columns", uint64(step))
	size := 1 / math.Sqrt(float64(k.n))
	for i := range k.signs {
		k.signs[i] = sign(r) * size
	}
	for i := range k.wide {
		k.wide[i] = float64(i)
	}
	for i := range k.chosen {
		at := i + r.IntN(len(k.wide)-i)
		k.wide[i], k.wide[at] = k.wide[at], k.wide[i]
		k.chosen[i] = k.wide[i]
	}
}

func sign(r *rand.Rand) float64 { return float64(int64(r.Uint64()&2)) - 1 }

// Part sets part to that of blocks first … last−1 at theta.
func (k *Sketch) Part(part []float64, p Blocks, first, last int, theta []float64) {
	matrix, right, slope := k.split(part)
	clear(k.raw)
	clear(k.grad)
	clear(right)
	for i := first; i < last; i++ {
		k.count(right, p, i, theta)
	}
	for i := range k.rows {
		k.mix(matrix[i*k.cols:][:k.cols], k.raw[i*k.n:][:k.n])
	}
	kernel.Scale(matrix, 1/math.Sqrt(hashes), matrix)
	kernel.Scale(right, 1/math.Sqrt(hashes), right)
	k.mix(slope, k.grad)
}

// count adds the rows of block i to raw, grad and the right side.
func (k *Sketch) count(right []float64, p Blocks, i int, theta []float64) {
	rows := p.Rows(i)
	r, jac := k.r[:rows], k.jac[:rows*k.n]
	p.Jacobian(i, r, jac, theta)
	linalg.MulTransVec(k.grad, 1, jac, r, 1)
	draw := rng.New(k.seed, "opt/rows", uint64(k.step), uint64(i))
	for j, v := range r {
		for range hashes {
			bits := draw.Uint64()
			to := int(bits >> 33 % uint64(k.rows))
			sum, row := k.raw[to*k.n:][:k.n], jac[j*k.n:][:k.n]
			if bits&1 == 0 {
				right[to] += v
				kernel.Add(sum, sum, row)
			} else {
				right[to] -= v
				kernel.Sub(sum, sum, row)
			}
		}
	}
}

// mix sets out to x·Ω.
func (k *Sketch) mix(out, x []float64) {
	kernel.Mul(k.wide[:k.n], x, k.signs)
	clear(k.wide[k.n:])
	kernel.Hadamard(k.wide)
	for i, c := range k.chosen {
		out[i] = k.wide[int(c)]
	}
}

// Spread sets delta to Ωz.
func (k *Sketch) Spread(delta, z []float64) {
	clear(k.wide)
	for i, c := range k.chosen {
		k.wide[int(c)] = z[i]
	}
	kernel.Hadamard(k.wide)
	kernel.Mul(delta, k.wide[:k.n], k.signs)
}
