package lab

import (
	"encoding/binary"
	"math"
	"slices"
)

// A Writer builds a snapshot: numbers in little-endian order, floats as their
// bits, slices with their length before them.
type Writer struct{ Bytes []byte }

func (w *Writer) Uint(v uint64)   { w.Bytes = binary.LittleEndian.AppendUint64(w.Bytes, v) }
func (w *Writer) Int(v int)       { w.Uint(uint64(v)) }
func (w *Writer) Float(v float64) { w.Uint(math.Float64bits(v)) }

func (w *Writer) Bool(v bool) {
	if v {
		w.Uint(1)
	} else {
		w.Uint(0)
	}
}

func (w *Writer) String(s string) {
	w.Int(len(s))
	w.Bytes = append(w.Bytes, s...)
}

func (w *Writer) Floats(v []float64) {
	w.Int(len(v))
	at := len(w.Bytes)
	w.Bytes = slices.Grow(w.Bytes, 8*len(v))[:at+8*len(v)]
	for i, x := range v {
		binary.LittleEndian.PutUint64(w.Bytes[at+8*i:], math.Float64bits(x))
	}
}

// A Reader takes a snapshot apart in the order in which it was written. After
// the first fault it returns zeros, and Err is ErrSnapshot.
type Reader struct {
	Bytes []byte
	Err   error
}

func (r *Reader) Uint() uint64 {
	if len(r.Bytes) < 8 {
		r.Err, r.Bytes = ErrSnapshot, nil
		return 0
	}
	v := binary.LittleEndian.Uint64(r.Bytes)
	r.Bytes = r.Bytes[8:]
	return v
}

func (r *Reader) Int() int       { return int(r.Uint()) }
func (r *Reader) Float() float64 { return math.Float64frombits(r.Uint()) }
func (r *Reader) Bool() bool     { return r.Uint() != 0 }

func (r *Reader) String() string {
	n := r.length(1)
	s := string(r.Bytes[:n])
	r.Bytes = r.Bytes[n:]
	return s
}

// Floats reads a slice of any length.
func (r *Reader) Floats() []float64 {
	v := make([]float64, r.length(8))
	r.floats(v)
	return v
}

// FloatsInto reads a slice that must have dst's length.
func (r *Reader) FloatsInto(dst []float64) {
	if n := r.length(8); n != len(dst) {
		r.Err, r.Bytes = ErrSnapshot, nil
		return
	}
	r.floats(dst)
}

// floats reads what there is enough of.
func (r *Reader) floats(dst []float64) {
	for i := range dst {
		dst[i] = math.Float64frombits(binary.LittleEndian.Uint64(r.Bytes[8*i:]))
	}
	r.Bytes = r.Bytes[8*len(dst):]
}

// length reads a count of items of a size, refusing more than there are bytes.
func (r *Reader) length(size int) int {
	n := r.Uint()
	if n > uint64(len(r.Bytes)/size) {
		r.Err, r.Bytes = ErrSnapshot, nil
		return 0
	}
	return int(n)
}

// Done returns ErrSnapshot unless everything was read and nothing was wrong.
func (r *Reader) Done() error {
	if len(r.Bytes) > 0 {
		r.Err = ErrSnapshot
	}
	return r.Err
}
