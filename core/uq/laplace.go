package uq

import (
	"errors"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas"

	"residual/core/kernel"
)

// A Gaussian is a normal law of many numbers, N(Mean, Λ⁻¹). At the maximum of a
// posterior, with Λ the Hessian of −ln p there, it is Laplace's approximation,
// and the posterior itself where that is Gaussian.
type Gaussian struct {
	Mean   []float64
	factor []float64 // U by rows, with UᵀU = Λ
}

// ErrIndefinite says that a precision is not positive definite: the point was
// no maximum.
var ErrIndefinite = errors.New("the Hessian is not positive definite: no maximum here")

// NewGaussian factors the precision, len(mean)² numbers by rows, of which the
// upper triangle counts, in place. The error is ErrIndefinite.
func NewGaussian(mean, precision []float64) (*Gaussian, error) {
	n := len(mean)
	if !new(kernel.LAPACK).Dpotrf(blas.Upper, n, precision, n) {
		return nil, ErrIndefinite
	}
	return &Gaussian{mean, precision}, nil
}

// Draw sets dst to Mean + U⁻¹z, z standard normal: its covariance is
// U⁻¹U⁻ᵀ = Λ⁻¹.
func (g *Gaussian) Draw(dst []float64, rng *rand.Rand) {
	Normals(dst, rng)
	g.back(dst)
	kernel.Add(dst, dst, g.Mean)
}

// Covariance sets dst to column i of Λ⁻¹.
func (g *Gaussian) Covariance(dst []float64, i int) {
	clear(dst)
	dst[i] = 1
	g.Solve(dst)
}

// Solve overwrites b with Λ⁻¹b and returns it.
func (g *Gaussian) Solve(b []float64) []float64 {
	g.forth(b)
	g.back(b)
	return b
}

// back sets x to U⁻¹x, forth to U⁻ᵀx.
func (g *Gaussian) back(x []float64) {
	n := len(x)
	for i := n - 1; i >= 0; i-- {
		row := g.factor[i*n:][:n]
		x[i] = (x[i] - kernel.Dot(row[i+1:], x[i+1:])) / row[i]
	}
}

func (g *Gaussian) forth(x []float64) {
	n := len(x)
	for i := range n {
		row := g.factor[i*n:][:n]
		x[i] /= row[i]
		kernel.Axpy(x[i+1:], -x[i], row[i+1:])
	}
}
