// Package wire is the language of the Worker and the stage: it turns a
// lab.Frame and a lab.Action into bytes and back. Both programs are Go, so the
// format is written once, here, and JavaScript only carries it.
//
// A message is a kind and a version (a byte each), its whole length (4 bytes)
// and then the fields in the order in which package lab declares them, all
// little-endian:
//
//	bool     1 byte, 0 or 1
//	small    1 byte: a shape, a colour, an element
//	int      4 bytes, two's complement
//	float    8 bytes (4 in a Field or a Scene), IEEE 754, NaN kept bit for bit
//	string   length (4 bytes), UTF-8
//	slice    length (4 bytes), items
//	pointer  bool: is there one?, then the value
//
// Every value has one encoding only: bytes that decode encode to themselves.
// What follows the whole length is ignored, for the buffers that carry frames
// are used again and may be larger than the message. A length is held against the bytes that are left before anything is
// allocated, so no message makes its reader take more than a small multiple of
// the message's own size.
package wire

import (
	"errors"
	"math"

	"residual/core/lab"
)

// The head of a message. A change of the format, that is of package lab's
// types, raises the version.
const (
	kindFrame  = 'F'
	kindAction = 'A'
	version    = 3
	head       = 6 // bytes: kind, version, whole length
)

// ErrMessage is what the decoders return for bytes that are no message of
// their kind and version.
var ErrMessage = errors.New("wire: not a message of this kind and version")

// AppendFrame appends the message of f to b.
func AppendFrame(b []byte, f *lab.Frame) []byte {
	c := coder{writing: true}
	start := c.begin(b, kindFrame)
	c.frame(f)
	return c.finish(start)
}

// DecodeFrame reads a message into f and reuses f's slices. After an error f
// holds nothing of use. Series of one curve, band, set of bars or points have
// equal lengths, a field has NX·NY values, and bonds join atoms that are there:
// anything else is an error.
func DecodeFrame(b []byte, f *lab.Frame) error {
	c := coder{bytes: b}
	c.header(kindFrame)
	c.frame(f)
	return c.end()
}

// AppendAction appends the message of a to b.
func AppendAction(b []byte, a *lab.Action) []byte {
	c := coder{writing: true}
	start := c.begin(b, kindAction)
	c.action(a)
	return c.finish(start)
}

// DecodeAction reads a message into a. The place is finite and the kind one of
// lab's, or it is an error.
func DecodeAction(b []byte, a *lab.Action) error {
	c := coder{bytes: b}
	c.header(kindAction)
	c.action(a)
	c.require(isFinite(a.X) && isFinite(a.Y) && a.Kind <= lab.Release)
	return c.end()
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
