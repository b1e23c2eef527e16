// Package wire is the language of the Worker and the stage: it turns a
// lab.Frame and a lab.Action into bytes and back. Both programs are Go, so the
// format is written once, here, and JavaScript only carries it.
//
// A message is one of core/codec, with the fields in the order in which package
// lab declares them. What follows its end is ignored, for the buffers that carry
// frames are used again and may be larger than the message.
package wire

import (
	"fmt"

	"residual/core/codec"
	"residual/core/lab"
)

// A change of the format, that is of package lab's types, raises the version.
const (
	kindFrame  = 'F'
	kindAction = 'A'
	version    = 8
)

// AppendFrame appends the message of f to b.
func AppendFrame(b []byte, f *lab.Frame) []byte {
	c := codec.NewEncoder(b)
	c.Message(kindFrame, version, func(c *codec.Coder) { frame(c, f) })
	return c.Bytes()
}

// DecodeFrame reads a message into f and reuses f's slices. After an error f
// holds nothing of use. Series of one curve, band, set of bars or points have
// equal lengths, a field has NX·NY values, and bonds join atoms that are there:
// anything else is an error.
func DecodeFrame(b []byte, f *lab.Frame) error {
	c := codec.NewDecoder(b)
	c.Message(kindFrame, version, func(c *codec.Coder) { frame(c, f) })
	return fault(c.Done())
}

// AppendAction appends the message of a to b.
func AppendAction(b []byte, a *lab.Action) []byte {
	c := codec.NewEncoder(b)
	c.Message(kindAction, version, func(c *codec.Coder) { action(c, a) })
	return c.Bytes()
}

// DecodeAction reads a message into a. The place is finite and the kind one of
// lab's, or it is an error.
func DecodeAction(b []byte, a *lab.Action) error {
	c := codec.NewDecoder(b)
	c.Message(kindAction, version, func(c *codec.Coder) { action(c, a) })
	return fault(c.Done())
}

func fault(err error) error {
	if err != nil {
		return fmt.Errorf("wire: %w", err)
	}
	return nil
}
