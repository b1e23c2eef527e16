package uncertainty

import (
	"math"

	"residual/core/rng"
)

// Rows are pairs (x, y), in the order in which they came; a row belongs to a
// fold for good.
type rows struct {
	x, y []float64
	fold []int
}

// add appends a row, remove takes one away.
func (r *rows) add(x, y float64, fold int) {
	r.x, r.y, r.fold = append(r.x, x), append(r.y, y), append(r.fold, fold)
}

func (r *rows) remove(i int) {
	r.x = append(r.x[:i], r.x[i+1:]...)
	r.y = append(r.y[:i], r.y[i+1:]...)
	r.fold = append(r.fold[:i], r.fold[i+1:]...)
}

// A scale takes data to mean 0 and deviation 1, and back.
type scale struct{ mx, sx, my, sy float64 }

func (s scale) x(x float64) float64 { return (x - s.mx) / s.sx }
func (s scale) y(y float64) float64 { return (y - s.my) / s.sy }

// newScale is that of rows.
func newScale(x, y []float64) (s scale) {
	s.mx, s.sx = spread(x)
	s.my, s.sy = spread(y)
	return s
}

// spread is the mean of v and its standard deviation.
func spread(v []float64) (mean, sd float64) {
	for _, x := range v {
		mean += x / float64(len(v))
	}
	for _, x := range v {
		sd += float64((x-mean)*(x-mean)) / float64(len(v))
	}
	return mean, math.Sqrt(sd)
}

// shuffle puts rows in an order that the seed decides (Fisher & Yates).
func shuffle(x, y []float64, seed uint64) {
	random := rng.New(seed, "uncertainty/shuffle")
	for i := len(x) - 1; i > 0; i-- {
		j := random.IntN(i + 1)
		x[i], x[j] = x[j], x[i]
		y[i], y[j] = y[j], y[i]
	}
}

// A frame of reference for the picture: what x and y range over.
type window struct{ lo, hi, bottom, top float64 }

func windowOf(x, y []float64) window {
	lo, hi := ends(x)
	bottom, top := ends(y)
	return window{lo, hi, bottom - 0.1*(top-bottom), top + 0.1*(top-bottom)}
}

func ends(v []float64) (lo, hi float64) {
	lo, hi = v[0], v[0]
	for _, x := range v {
		lo, hi = math.Min(lo, x), math.Max(hi, x)
	}
	return lo, hi
}
