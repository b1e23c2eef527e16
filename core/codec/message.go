package codec

// A message is a value with a head, so that it can be told from others and
// stand in a buffer that is larger:
//
//	kind     1 byte
//	version  1 byte
//	length   4 bytes, of the whole message
const headLength = 6

// Message describes the head of a message and then its fields. A decoding Coder
// takes a message of that kind and version alone and forgets the bytes after it.
func (c *Coder) Message(kind, version byte, fields func(*Coder)) {
	if c.decoding {
		c.readHead(kind, version)
		fields(c)
		return
	}
	start := len(c.bytes)
	copy(c.grow(headLength), []byte{kind, version})
	fields(c)
	order.PutUint32(c.bytes[start+2:], uint32(len(c.bytes)-start))
}

func (c *Coder) readHead(kind, version byte) {
	whole, b := len(c.bytes), c.take(headLength)
	if b == nil {
		return
	}
	n := int64(order.Uint32(b[2:]))
	c.Require(b[0] == kind && b[1] == version, "not a message of this kind and version")
	c.Require(n >= headLength && n <= int64(whole), "a message is longer than its bytes")
	if c.err == nil {
		c.bytes = c.bytes[:n-headLength]
	}
}
