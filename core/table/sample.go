package table

import (
	"residual/core/codec"
	"residual/core/rng"
)

// A Sample holds at most a given number of rows, a random sample of all that were
// added in which each has the same probability (Vitter 1985, algorithm R): row n,
// once the sample is full, replaces row j drawn from 0 … n, if it exists.
//
// The exported fields are its whole state: the draw for row n depends on Seed
// and n alone.
type Sample struct {
	Seed uint64
	Seen int       // rows given
	Rows []float64 // held, side by side

	columns, capacity int
}

// NewSample makes room for that many rows.
func NewSample(columns, capacity int, seed uint64) *Sample {
	return &Sample{Seed: seed, Rows: make([]float64, 0, columns*capacity), columns: columns, capacity: capacity}
}

// Add gives the sample a row.
func (s *Sample) Add(row []float64) {
	n := s.Seen
	s.Seen++
	if n < s.capacity {
		s.Rows = append(s.Rows, row[:s.columns]...)
		return
	}
	random := rng.New(s.Seed, "table/sample", uint64(n))
	if j := random.IntN(n + 1); j < s.capacity {
		copy(s.Rows[j*s.columns:], row[:s.columns])
	}
}

// Take gives the sample the next rows of a Reader, at most that many, and tells
// whether there may be more. The error is the Reader's.
func (s *Sample) Take(r *Reader, rows int) (more bool, err error) {
	row := make([]float64, r.Columns)
	for range rows {
		if ok, err := r.Next(row); !ok {
			return false, err
		}
		s.Add(row)
	}
	return true, nil
}

// State describes a sample with the same columns, capacity and seed.
func (s *Sample) State(c *codec.Coder) {
	if c.Count(&s.Seen); c.Decoding() {
		s.Rows = s.Rows[:min(s.Seen, s.capacity)*s.columns]
	}
	c.Finite(s.Rows)
}

// Len is how many rows are held.
func (s *Sample) Len() int { return len(s.Rows) / s.columns }
