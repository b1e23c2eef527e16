package uq

import "math"

// Moments are the mean and the covariance (by rows, n × n, unbiased) of draws of n
// numbers each, given side by side, chain by chain.
func Moments(chains [][]float64, n int) (mean, cov []float64) {
	mean, cov = make([]float64, n), make([]float64, n*n)
	count := 0.0
	for _, draws := range chains {
		for ; len(draws) > 0; draws = draws[n:] {
			count++
			for i := range n {
				mean[i] += (draws[i] - mean[i]) / count
			}
		}
	}
	for _, draws := range chains {
		for ; len(draws) > 0; draws = draws[n:] {
			for i := range n {
				for j := range n {
					cov[i*n+j] += float64((draws[i]-mean[i])*(draws[j]-mean[j])) / (count - 1)
				}
			}
		}
	}
	return mean, cov
}

// MeanSD is the mean of v and its standard deviation, that of all of a population:
// the mean square is over n, not n − 1.
func MeanSD(v []float64) (mean, sd float64) {
	for _, x := range v {
		mean += x / float64(len(v))
	}
	for _, x := range v {
		sd += float64((x-mean)*(x-mean)) / float64(len(v))
	}
	return mean, math.Sqrt(sd)
}

// VarianceESS is the least effective sample size of the squares (θᵢ − mᵢ)², whose
// means are the variances, of draws as Moments takes them, with the mean m. It may
// be far below that of θᵢ itself.
func VarianceESS(chains [][]float64, mean []float64) float64 {
	least := math.Inf(1)
	for i, m := range mean {
		squares := make([][]float64, len(chains))
		for k, draws := range chains {
			for d := i; d < len(draws); d += len(mean) {
				squares[k] = append(squares[k], float64((draws[d]-m)*(draws[d]-m)))
			}
		}
		least = math.Min(least, MeanESS(squares))
	}
	return least
}
