// Package codec turns values into bytes and back from one description. A value
// lists its fields once, with their bounds, on a Coder:
//
//	func (p *particle) State(c *codec.Coder) {
//		c.Int(&p.kind, 0, 3)
//		c.Vector(p.x[:])
//		c.FloatIn(&p.mass, 0, 1e6)
//	}
//
// An encoding Coder appends the fields to its bytes. A decoding one sets them
// from its bytes and refuses what is out of bounds. So what is written and what
// is read cannot differ, and bounds are held wherever bytes come from.
//
// All is little-endian:
//
//	Bool, Uint8      1 byte
//	Int32, Float32   4 bytes
//	Int, Uint64      8 bytes
//	Float            8 bytes, IEEE 754, NaN kept bit for bit
//	Vector           its numbers; the length is known to both sides
//	Text             length (4 bytes), UTF-8
//	Floats, List     length (4 bytes), items
//	Optional         Bool: is there one?, then the value
//
// Every value has one encoding only: bytes that decode encode to themselves. A
// length is held against the bytes that are left before anything is allocated,
// so no bytes make their reader take more than a small multiple of their number.
package codec

import (
	"encoding/binary"
	"errors"
	"math"
)

var order = binary.LittleEndian

// ErrShort says that the bytes end too early, and ErrLong that there are more of
// them than the description asks for.
var (
	ErrShort = errors.New("codec: the bytes end too early")
	ErrLong  = errors.New("codec: there are bytes that nothing asks for")
)

// A RangeError says which rule the bytes break.
type RangeError struct{ Rule string }

func (e *RangeError) Error() string { return "codec: the bytes break a rule: " + e.Rule }

// A Coder encodes values to the end of its bytes, or decodes them from the
// front. After the first fault a decoding Coder leaves values as they are.
type Coder struct {
	bytes    []byte
	decoding bool
	err      error
	trusting bool  // that the bytes are of one's own
	widths   []int // of what was encoded, where it is asked for
	counting bool
}

// NewEncoder returns a Coder that appends to b.
func NewEncoder(b []byte) *Coder { return &Coder{bytes: b} }

// NewDecoder returns a Coder that reads b.
func NewDecoder(b []byte) *Coder { return &Coder{bytes: b, decoding: true} }

// NewTrustingDecoder returns a Coder that reads b, and holds it to no rule: it is
// what the same description wrote a moment ago, and goes back whatever it says.
func NewTrustingDecoder(b []byte) *Coder { return &Coder{bytes: b, decoding: true, trusting: true} }

// Widths are how many bytes each value takes that describe encodes, in order: of
// lengths, too. A slice of numbers is one value. By them what is encoded can be
// spoilt value by value.
func Widths(describe func(*Coder)) []int {
	c := &Coder{counting: true}
	describe(c)
	return c.widths
}

// Bytes is what was encoded, or what is left to decode.
func (c *Coder) Bytes() []byte { return c.bytes }

// Decoding tells whether values are being set.
func (c *Coder) Decoding() bool { return c.decoding }

// Err is the first fault of a decoding Coder.
func (c *Coder) Err() error { return c.err }

// Done is Err, or ErrLong where bytes are left over.
func (c *Coder) Done() error {
	if c.decoding && c.err == nil && len(c.bytes) > 0 {
		c.err = ErrLong
	}
	return c.err
}

// Require is a rule of the value described, stated where it is described: a
// decoding Coder refuses bytes that break it. A value that breaks it when it is
// encoded is its owner's mistake, found by its reader.
func (c *Coder) Require(ok bool, rule string) {
	if !ok && c.decoding && !c.trusting {
		c.fail(&RangeError{rule})
	}
}

func (c *Coder) fail(err error) {
	if c.err == nil {
		c.err = err
	}
	c.bytes = nil
}

// take returns the next n bytes, or nil after a fault.
func (c *Coder) take(n int) []byte {
	if c.err != nil || n > len(c.bytes) {
		c.fail(ErrShort)
		return nil
	}
	b := c.bytes[:n:n]
	c.bytes = c.bytes[n:]
	return b
}

// grow returns room for n more bytes, which need not be zero.
func (c *Coder) grow(n int) []byte {
	if c.counting {
		c.widths = append(c.widths, n)
	}
	old := len(c.bytes)
	if old+n > cap(c.bytes) {
		bigger := make([]byte, old, 2*old+n)
		copy(bigger, c.bytes)
		c.bytes = bigger
	}
	c.bytes = c.bytes[:old+n]
	return c.bytes[old:]
}

// Bool describes one byte, 0 or 1.
func (c *Coder) Bool(v *bool) {
	if !c.decoding {
		b := c.grow(1)
		b[0] = 0
		if *v {
			b[0] = 1
		}
	} else if b := c.take(1); b != nil {
		c.Require(b[0] <= 1, "a truth value is 0 or 1")
		*v = b[0] == 1
	}
}

// Uint8 describes one byte.
func (c *Coder) Uint8(v *uint8) {
	if !c.decoding {
		c.grow(1)[0] = *v
	} else if b := c.take(1); b != nil {
		*v = b[0]
	}
}

// Int32 describes a whole number in 4 bytes.
func (c *Coder) Int32(v *int32) {
	if !c.decoding {
		order.PutUint32(c.grow(4), uint32(*v))
	} else if b := c.take(4); b != nil {
		*v = int32(order.Uint32(b))
	}
}

// Uint64 describes 8 bytes of any meaning: a seed, a set of bits.
func (c *Coder) Uint64(v *uint64) {
	if !c.decoding {
		order.PutUint64(c.grow(8), *v)
	} else if b := c.take(8); b != nil {
		*v = order.Uint64(b)
	}
}

// Int describes a whole number from least to most.
func (c *Coder) Int(v *int, least, most int) {
	n := uint64(*v)
	if c.Uint64(&n); !c.decoding {
		return
	}
	i := int64(n)
	if c.Require(i >= int64(least) && i <= int64(most), "a whole number is out of its range"); c.err == nil {
		*v = int(i)
	}
}

// Count is Int for what is counted: 0, 1, 2, … below 2⁵³.
func (c *Coder) Count(all ...*int) {
	for _, v := range all {
		c.Int(v, 0, math.MaxInt&(1<<53-1))
	}
}

// Enum describes one of so many values, numbered from 0.
func Enum[T ~int | ~uint8](c *Coder, v *T, count int) {
	b := uint8(*v)
	if c.Uint8(&b); !c.decoding {
		return
	}
	if c.Require(int(b) < count, "a value is none of those there are"); c.err == nil {
		*v = T(b)
	}
}

// Float describes numbers of any kind, NaN and ±∞ too.
func (c *Coder) Float(all ...*float64) {
	for _, v := range all {
		n := math.Float64bits(*v)
		if c.Uint64(&n); c.err == nil {
			*v = math.Float64frombits(n)
		}
	}
}

// FloatIn describes a number from least to most, which NaN is not.
func (c *Coder) FloatIn(v *float64, least, most float64) {
	x := *v
	if c.Float(&x); !c.decoding {
		return
	}
	if c.Require(x >= least && x <= most, "a number is out of its range"); c.err == nil {
		*v = x
	}
}

// Float32 describes a number in 4 bytes.
func (c *Coder) Float32(v *float32) {
	n := int32(math.Float32bits(*v))
	if c.Int32(&n); c.err == nil {
		*v = math.Float32frombits(uint32(n))
	}
}

// Text describes a string.
func (c *Coder) Text(s *string) {
	n := c.length(len(*s), 1)
	if !c.decoding {
		copy(c.grow(n), *s)
	} else if b := c.take(n); b != nil && string(b) != *s {
		*s = string(b)
	}
}

// length describes the length of something whose items take at least so many
// bytes each.
func (c *Coder) length(n, least int) int {
	m := int32(n)
	if c.Int32(&m); !c.decoding || c.err != nil {
		return n
	}
	if int64(uint32(m)) > int64(len(c.bytes)/max(1, least)) {
		c.fail(ErrShort)
		return n
	}
	return int(uint32(m))
}
