package uncertainty

import (
	"residual/core/kernel"
)

// A shallow network is the model with one hidden layer, worked out unit by unit:
//
//	hⱼ = tanh(wⱼx + bⱼ),  μ = Σ uⱼhⱼ + c,  a = Σ sⱼhⱼ + d,  ln σ = S·tanh(a/S)
//
// The sampler asks for its density some hundred thousand times. A matrix product
// with two or six columns takes six times as long as these loops along the rows.
// Rows come in blocks that stay in the cache.
type shallow struct {
	units int // 0: the network is none of these
	theta []float64
	rows  points
	room  []float64 // roomOfBlock numbers

	// Of a block.
	mu, t, e, z, dz, da []float64 // t = tanh(a/S), e = 1/σ, then ∂ln p/∂μ and ∂ln p/∂a
	work, more          []float64
	h                   []float64 // unit after unit
}

// blockRows is how many rows are worked out at a time.
const blockRows = 256

// roomOfBlock is for its eight vectors and the units.
func (s *shallow) roomOfBlock() int { return (8 + s.units) * blockRows }

// weights are the parts of theta: w and b of the units, then u and s of each, then
// c and d.
func (s *shallow) weights() (w, b, out, bias []float64) {
	n := s.units
	return s.theta[:n], s.theta[n : 2*n], s.theta[2*n : 4*n], s.theta[4*n:]
}

// block is the network at so many rows from that one on.
func (s *shallow) block(from, n int) shallow {
	b := *s
	b.rows = points{s.rows.x[from:][:n], s.rows.y[from:][:n]}
	for i, v := range []*[]float64{&b.mu, &b.t, &b.e, &b.z, &b.dz, &b.da, &b.work, &b.more} {
		*v = s.room[i*blockRows:][:n]
	}
	b.h = s.room[8*blockRows:]
	return b
}

// forward works out μ, t and 1/σ.
func (s *shallow) forward() {
	w, bias, out, last := s.weights()
	kernel.Fill(s.mu, last[0])
	kernel.Fill(s.t, last[1])
	for j := range s.units {
		h := s.unit(j)
		kernel.Scale(h, w[j], s.rows.x)
		kernel.AddScalar(h, bias[j], h)
		kernel.Tanh(h, h)
		kernel.Axpy(s.mu, out[2*j], h)
		kernel.Axpy(s.t, out[2*j+1], h)
	}
	kernel.Scale(s.t, 1/reach, s.t)
	kernel.Tanh(s.t, s.t)
	kernel.Scale(s.e, -reach, s.t)
	kernel.Exp(s.e, s.e)
}

// unit is hⱼ at the rows of the block.
func (s *shallow) unit(j int) []float64 { return s.h[j*blockRows:][:len(s.mu)] }

// logLikelihood returns −Σ (ln σ + ½z²) and sets grad to its gradient.
func (s *shallow) logLikelihood(grad, theta []float64) (log float64) {
	s.theta = theta
	clear(grad)
	for from := 0; from < len(s.rows.x); from += blockRows {
		b := s.block(from, min(blockRows, len(s.rows.x)-from))
		b.forward()
		kernel.Sub(b.z, b.rows.y, b.mu)
		kernel.Mul(b.z, b.z, b.e)
		log -= float64(reach*kernel.Sum(b.t)) + kernel.Dot(b.z, b.z)/2
		b.addGradient(grad)
	}
	return log
}

// addGradient goes backwards: ∂ln p/∂μ = z/σ, ∂ln p/∂a = (z² − 1)(1 − t²).
func (s *shallow) addGradient(grad []float64) {
	n := s.units
	_, _, out, _ := s.weights()
	kernel.Mul(s.dz, s.z, s.e)
	kernel.Mul(s.work, s.z, s.z)
	kernel.AddScalar(s.work, -1, s.work)
	s.bend(s.da, s.work, s.t)
	grad[4*n] += kernel.Sum(s.dz)
	grad[4*n+1] += kernel.Sum(s.da)
	for j := range s.units {
		h := s.unit(j)
		grad[2*n+2*j] += kernel.Dot(s.dz, h)
		grad[2*n+2*j+1] += kernel.Dot(s.da, h)
		kernel.Scale(s.work, out[2*j], s.dz)
		kernel.Axpy(s.work, out[2*j+1], s.da)
		s.bend(s.work, s.work, h)
		grad[j] += kernel.Dot(s.work, s.rows.x)
		grad[n+j] += kernel.Sum(s.work)
	}
}

// bend sets dst to v·(1 − t²), for tanh′ = 1 − tanh².
func (s *shallow) bend(dst, v, t []float64) {
	kernel.Mul(s.more, t, t)
	kernel.Mul(s.more, s.more, v)
	kernel.Sub(dst, v, s.more)
}
