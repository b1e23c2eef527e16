package table

import (
	"residual/core/rng"
)

// A Sample holds at most so many rows, drawn from all that it was given so that
// each has the same chance to be held (Vitter 1985, algorithm R): row n, once
// the sample is full, takes the place j drawn from 0 … n, if there is one.
//
// The exported fields are its whole state: the draw for row n depends on Seed
// and n alone.
type Sample struct {
	Seed uint64
	Seen int       // rows given
	Rows []float64 // held, side by side

	columns, most int
}

// NewSample makes room for that many rows.
func NewSample(columns, most int, seed uint64) *Sample {
	return &Sample{Seed: seed, Rows: make([]float64, 0, columns*most), columns: columns, most: most}
}

// Add gives the sample a row.
func (s *Sample) Add(row []float64) {
	n := s.Seen
	s.Seen++
	if n < s.most {
		s.Rows = append(s.Rows, row[:s.columns]...)
		return
	}
	random := rng.New(s.Seed, "table/sample", uint64(n))
	if j := random.IntN(n + 1); j < s.most {
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

// Len is how many rows are held.
func (s *Sample) Len() int { return len(s.Rows) / s.columns }
