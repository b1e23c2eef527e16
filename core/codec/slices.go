package codec

import "math"

// Vector describes the numbers of slices whose lengths both sides know.
func (c *Coder) Vector(all ...[]float64) {
	for _, v := range all {
		if !c.decoding {
			putFloats(c.grow(8*len(v)), v)
		} else if b := c.take(8 * len(v)); b != nil {
			getFloats(v, b)
		}
	}
}

// Finite is Vector for numbers none of which is NaN or infinite.
func (c *Coder) Finite(all ...[]float64) {
	c.Vector(all...)
	for _, v := range all {
		c.Require(!c.decoding || finite(v), "a number is not finite")
	}
}

func finite(v []float64) bool {
	for _, x := range v {
		if x-x != 0 {
			return false
		}
	}
	return true
}

// Vector32 is Vector for numbers of 4 bytes.
func (c *Coder) Vector32(all ...[]float32) {
	for _, v := range all {
		if !c.decoding {
			putFloats32(c.grow(4*len(v)), v)
		} else if b := c.take(4 * len(v)); b != nil {
			getFloats32(v, b)
		}
	}
}

// Floats describes a slice of any length. A decoded one takes the room of the
// one before where that is large enough.
func (c *Coder) Floats(s *[]float64) {
	n := c.length(len(*s), 8)
	if c.err != nil {
		return
	}
	if c.decoding {
		*s = resize(*s, n)
	}
	c.Vector(*s)
}

// Floats32 is Floats for numbers of 4 bytes.
func (c *Coder) Floats32(s *[]float32) {
	n := c.length(len(*s), 4)
	if c.err != nil {
		return
	}
	if c.decoding {
		*s = resize(*s, n)
	}
	c.Vector32(*s)
}

// Raw describes bytes of any length.
func (c *Coder) Raw(s *[]byte) {
	n := c.length(len(*s), 1)
	if !c.decoding {
		copy(c.grow(n), *s)
	} else if b := c.take(n); b != nil {
		*s = append((*s)[:0], b...)
	}
}

// List describes a slice of any length whose items take at least so many bytes
// each. A decoded one reuses the items, and so the slices in them, of the one
// before.
func List[T any](c *Coder, s *[]T, least int, item func(*Coder, *T)) {
	n := c.length(len(*s), least)
	if c.err != nil {
		return
	}
	if c.decoding {
		*s = resize(*s, n)
	}
	for i := range *s {
		item(c, &(*s)[i])
	}
}

// Optional describes a value that may be missing.
func Optional[T any](c *Coder, p **T, item func(*Coder, *T)) {
	there := *p != nil
	if c.Bool(&there); c.err != nil {
		return
	}
	if !there {
		*p = nil
		return
	}
	if *p == nil {
		*p = new(T)
	}
	item(c, *p)
}

// resize returns s with n items, and keeps those it can.
func resize[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	bigger := make([]T, n)
	copy(bigger, s[:cap(s)])
	return bigger
}

func putFloats(b []byte, v []float64) {
	for i, x := range v {
		order.PutUint64(b[8*i:], math.Float64bits(x))
	}
}

func getFloats(v []float64, b []byte) {
	for i := range v {
		v[i] = math.Float64frombits(order.Uint64(b[8*i:]))
	}
}

func putFloats32(b []byte, v []float32) {
	for i, x := range v {
		order.PutUint32(b[4*i:], math.Float32bits(x))
	}
}

func getFloats32(v []float32, b []byte) {
	for i := range v {
		v[i] = math.Float32frombits(order.Uint32(b[4*i:]))
	}
}
