package uq

import (
	"errors"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/rng"
)

// A Gaussian is a normal law of many numbers, N(Mean, Λ⁻¹). At the maximum of a
// posterior, with Λ the Hessian of −ln p there, it is Laplace's approximation,
// and the posterior itself where that is Gaussian.
type Gaussian struct {
	Mean   []float64
	factor linalg.Cholesky // UᵀU = Λ
}

// ErrIndefinite says that a precision is not positive definite: the point was
// no maximum.
var ErrIndefinite = errors.New("the Hessian is not positive definite: no maximum here")

// NewGaussian factors the precision, len(mean)² numbers by rows, of which the
// upper triangle counts, in place. The error is ErrIndefinite.
func NewGaussian(mean, precision []float64) (*Gaussian, error) {
	factor, ok := linalg.Factor(len(mean), precision)
	if !ok {
		return nil, ErrIndefinite
	}
	return &Gaussian{mean, factor}, nil
}

// Draw sets dst to Mean + U⁻¹z, z standard normal: its covariance is
// U⁻¹U⁻ᵀ = Λ⁻¹.
func (g *Gaussian) Draw(dst []float64, random *rand.Rand) {
	rng.Normals(dst, random)
	g.factor.SolveU(dst)
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
	g.factor.SolveUT(b)
	g.factor.SolveU(b)
	return b
}
