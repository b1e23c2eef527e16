package main

import (
	"encoding/binary"
	"errors"
)

var errProgram = errors.New("not a wasm program as Go's linker writes them")

const (
	headLength  = 8
	dataSection = 11
)

// A segment is bytes that the program finds at an address when it starts.
type segment struct {
	address uint64
	bytes   []byte
}

// join returns the program with its near segments joined.
func join(program []byte) ([]byte, error) {
	if len(program) < headLength || string(program[:4]) != "\x00asm" {
		return nil, errProgram
	}
	out := program[:headLength:headLength]
	for rest := program[headLength:]; len(rest) > 0; {
		r := reader{rest: rest[1:]}
		id, body := rest[0], r.bytes(r.uint())
		if id == dataSection {
			segments := r.segments(body)
			body = appendSegments(nil, merge(segments))
		}
		if r.bad {
			return nil, errProgram
		}
		out = binary.AppendUvarint(append(out, id), uint64(len(body)))
		out, rest = append(out, body...), r.rest
	}
	return out, nil
}

// merge joins the segments that are near to the one before.
func merge(segments []segment) []segment {
	var merged []segment
	for _, s := range segments {
		if n := len(merged) - 1; n >= 0 {
			last := &merged[n]
			end := last.address + uint64(len(last.bytes))
			if s.address >= end && s.address-end <= near {
				gap := make([]byte, s.address-end)
				last.bytes = append(append(last.bytes, gap...), s.bytes...)
				continue
			}
		}
		merged = append(merged, segment{s.address, append([]byte(nil), s.bytes...)})
	}
	return merged
}

// The head of a segment: memory 0, and the constant expression that is its
// address.
const (
	activeMemory0 = 0x00
	i32Const      = 0x41
	end           = 0x0b
)

func appendSegments(b []byte, segments []segment) []byte {
	b = binary.AppendUvarint(b, uint64(len(segments)))
	for _, s := range segments {
		b = append(b, activeMemory0, i32Const)
		b = append(appendSigned(b, s.address), end)
		b = binary.AppendUvarint(b, uint64(len(s.bytes)))
		b = append(b, s.bytes...)
	}
	return b
}

// appendSigned writes v below 2³¹ as a signed LEB128 number: like an unsigned
// one, but bit 6 of the last byte is the sign and must be clear.
func appendSigned(b []byte, v uint64) []byte {
	for ; v >= 1<<6; v >>= 7 {
		b = append(b, byte(v)|1<<7)
	}
	return append(b, byte(v))
}

// A reader takes numbers and bytes from the front of rest.
type reader struct {
	rest []byte
	bad  bool
}

// uint reads a LEB128 number. A signed one that is not negative reads alike.
func (r *reader) uint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) expect(want ...byte) {
	if string(r.bytes(uint64(len(want)))) != string(want) {
		r.bad = true
	}
}

// segments reads the body of a data section; r only takes note of faults.
func (r *reader) segments(body []byte) []segment {
	s := reader{rest: body}
	var all []segment
	for n := s.uint(); n > 0 && !s.bad; n-- {
		s.expect(activeMemory0, i32Const)
		address := s.uint()
		s.expect(end)
		all = append(all, segment{address, s.bytes(s.uint())})
	}
	r.bad = r.bad || s.bad || len(s.rest) > 0
	return all
}
