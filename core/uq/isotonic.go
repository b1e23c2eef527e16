package uq

import "sort"

// Isotonic returns the non-decreasing sequence nearest to y in least squares,
// by pooling adjacent violators (Ayer et al. 1955; Barlow et al. 1972): blocks
// in falling order are merged and take their mean, until none are left. weight may be nil
// for equal weights.
func Isotonic(y, weight []float64) []float64 {
	var blocks []block
	for i, v := range y {
		w := 1.0
		if weight != nil {
			w = weight[i]
		}
		b := block{v, w, 1}
		for len(blocks) > 0 && blocks[len(blocks)-1].mean >= b.mean {
			b = blocks[len(blocks)-1].merge(b)
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	fit := make([]float64, 0, len(y))
	for _, b := range blocks {
		for range b.n {
			fit = append(fit, b.mean)
		}
	}
	return fit
}

// A block is n neighbours with one value.
type block struct {
	mean, weight float64
	n            int
}

func (a block) merge(b block) block {
	w := a.weight + b.weight
	return block{(float64(a.mean*a.weight) + float64(b.mean*b.weight)) / w, w, a.n + b.n}
}

// A Recalibration maps predicted probabilities to observed frequencies: p ↦ the
// fraction of calibration values at most p, non-decreasing and piecewise linear
// (Kuleshov, Fenner & Ermon 2018).
type Recalibration struct{ p, frequency []float64 }

// Recalibrate learns from PIT values of rows that the model was not fitted to.
// Between the i-th and the next of n sorted values the frequency is i/(n+1), as
// for n draws of a uniform number.
func Recalibrate(pit []float64) *Recalibration {
	p := append(append(make([]float64, 0, len(pit)+2), 0), pit...)
	sort.Float64s(p)
	p = append(p, 1)
	frequency := make([]float64, len(p))
	for i := range frequency {
		frequency[i] = float64(i) / float64(len(p)-1)
	}
	return &Recalibration{p, Isotonic(frequency, nil)}
}

// Chance is the observed frequency where p was predicted.
func (r *Recalibration) Chance(p float64) float64 { return interpolate(r.p, r.frequency, p) }

// Level is the prediction at which that frequency was observed: the inverse.
func (r *Recalibration) Level(frequency float64) float64 {
	return interpolate(r.frequency, r.p, frequency)
}

// interpolate is linear between the points (x, y), x rising.
func interpolate(x, y []float64, at float64) float64 {
	i := max(1, min(len(x)-1, sort.SearchFloat64s(x, at)))
	d := x[i] - x[i-1]
	if d <= 0 {
		return y[i]
	}
	t := min(max((at-x[i-1])/d, 0), 1)
	return y[i-1] + float64(t*(y[i]-y[i-1]))
}
