package wire

import (
	"encoding/binary"
	"math"
)

var order = binary.LittleEndian

// A coder writes values to the end of bytes, or reads them from its front.
// After the first fault a reading coder has no bytes left and yields zeros.
type coder struct {
	bytes   []byte
	writing bool
	bad     bool
}

// begin starts a message after what b holds and returns where; its length is
// left open.
func (c *coder) begin(b []byte, kind byte) (start int) {
	c.bytes = append(b, kind, version, 0, 0, 0, 0)
	return len(b)
}

// finish writes the length of the message that began at start.
func (c *coder) finish(start int) []byte {
	order.PutUint32(c.bytes[start+2:], uint32(len(c.bytes)-start))
	return c.bytes
}

// header reads what begin and finish wrote and forgets the bytes after the
// message.
func (c *coder) header(kind byte) {
	whole, b := len(c.bytes), c.take(head)
	if b == nil {
		return
	}
	n := int(order.Uint32(b[2:]))
	c.require(b[0] == kind && b[1] == version && n >= head && n <= whole)
	if !c.bad {
		c.bytes = c.bytes[:n-head]
	}
}

// end reports a fault, or bytes within the message that nothing asked for.
func (c *coder) end() error {
	if c.bad || len(c.bytes) > 0 {
		return ErrMessage
	}
	return nil
}

// require makes a reading coder bad where a message breaks a rule. A frame
// that breaks it when written is its lab's mistake, found by its reader.
func (c *coder) require(ok bool) {
	if !ok && !c.writing {
		c.bad, c.bytes = true, nil
	}
}

// take returns the next n bytes of a message, or nil.
func (c *coder) take(n int) []byte {
	if n > len(c.bytes) {
		c.require(false)
		return nil
	}
	b := c.bytes[:n]
	c.bytes = c.bytes[n:]
	return b
}

// grow returns room for n more bytes of a message.
func (c *coder) grow(n int) []byte {
	old := len(c.bytes)
	if old+n > cap(c.bytes) {
		bigger := make([]byte, old, 2*old+n)
		copy(bigger, c.bytes)
		c.bytes = bigger
	}
	c.bytes = c.bytes[:old+n]
	return c.bytes[old:]
}

func (c *coder) uint32(v uint32) uint32 {
	if c.writing {
		order.PutUint32(c.grow(4), v)
	} else if b := c.take(4); b != nil {
		return order.Uint32(b)
	} else {
		return 0
	}
	return v
}

func (c *coder) int(v *int) { *v = int(int32(c.uint32(uint32(*v)))) }

func (c *coder) bool(v *bool) {
	if c.writing {
		b := c.grow(1)
		b[0] = 0
		if *v {
			b[0] = 1
		}
		return
	}
	b := c.take(1)
	c.require(b != nil && b[0] <= 1)
	*v = b != nil && b[0] == 1
}

func (c *coder) small(v *uint8) {
	if c.writing {
		c.grow(1)[0] = *v
	} else if b := c.take(1); b != nil {
		*v = b[0]
	}
}

func (c *coder) float32(v *float32) { *v = math.Float32frombits(c.uint32(math.Float32bits(*v))) }

func (c *coder) float(v *float64) {
	if c.writing {
		order.PutUint64(c.grow(8), math.Float64bits(*v))
	} else if b := c.take(8); b != nil {
		*v = math.Float64frombits(order.Uint64(b))
	} else {
		*v = 0
	}
}

// count codes the length of something whose items take at least so many bytes.
func (c *coder) count(n, least int) int {
	n = int(c.uint32(uint32(n)))
	if !c.writing && n > len(c.bytes)/least {
		c.require(false)
		return 0
	}
	return n
}

func (c *coder) text(s *string) {
	n := c.count(len(*s), 1)
	if c.writing {
		copy(c.grow(n), *s)
	} else if b := c.take(n); string(b) != *s {
		*s = string(b)
	}
}

func (c *coder) floats(s *[]float64) {
	n := c.count(len(*s), 8)
	if c.writing {
		b := c.grow(8 * n)
		for i, v := range *s {
			order.PutUint64(b[8*i:], math.Float64bits(v))
		}
		return
	}
	*s = resize(*s, n)
	b := c.take(8 * n)
	for i := range *s {
		(*s)[i] = math.Float64frombits(order.Uint64(b[8*i:]))
	}
}

func (c *coder) floats32(s *[]float32) {
	n := c.count(len(*s), 4)
	if c.writing {
		b := c.grow(4 * n)
		for i, v := range *s {
			order.PutUint32(b[4*i:], math.Float32bits(v))
		}
		return
	}
	*s = resize(*s, n)
	b := c.take(4 * n)
	for i := range *s {
		(*s)[i] = math.Float32frombits(order.Uint32(b[4*i:]))
	}
}

// series codes slices of one length.
func (c *coder) series(all ...*[]float64) {
	for _, s := range all {
		c.floats(s)
	}
	for _, s := range all {
		c.require(len(*s) == len(*all[0]))
	}
}

// series32 likewise.
func (c *coder) series32(all ...*[]float32) {
	for _, s := range all {
		c.floats32(s)
	}
	for _, s := range all {
		c.require(len(*s) == len(*all[0]))
	}
}

// list codes a slice whose items take at least so many bytes each.
func list[T any](c *coder, s *[]T, least int, item func(*coder, *T)) {
	n := c.count(len(*s), least)
	if !c.writing {
		*s = resize(*s, n)
	}
	for i := range *s {
		item(c, &(*s)[i])
	}
}

func optional[T any](c *coder, p **T, item func(*coder, *T)) {
	there := *p != nil
	c.bool(&there)
	if !there {
		*p = nil
		return
	}
	if *p == nil {
		*p = new(T)
	}
	item(c, *p)
}

// resize returns s with n items. It keeps the items it can, for their own
// slices are worth reusing; what they hold is overwritten.
func resize[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	bigger := make([]T, n)
	copy(bigger, s[:cap(s)])
	return bigger
}
