package main

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// program makes one with these segments between two other sections.
func program(segments []segment) []byte {
	b := []byte("\x00asm\x01\x00\x00\x00" + "\x01\x03abc")
	body := appendSegments(nil, segments)
	b = append(b, dataSection, byte(len(body))|1<<7, byte(len(body)>>7))
	b = append(b, body...)
	return append(b, "\x00\x02xy"...)
}

// memory is what the segments of a program put where: the meaning of a data
// section, worked out byte by byte.
func memory(t *testing.T, p []byte) (image [1 << 14]byte, count int) {
	t.Helper()
	r := reader{rest: p[headLength+5+1:]}
	segments := r.segments(r.bytes(r.uint()))
	if r.bad || string(r.rest) != "\x00\x02xy" {
		t.Fatalf("%x is not a program", p)
	}
	for _, s := range segments {
		copy(image[s.address:], s.bytes)
	}
	return image, len(segments)
}

func TestMemoryStaysTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		var segments []segment
		for at := uint64(r.IntN(200)); at < 8000; at += uint64(r.IntN(300)) {
			s := segment{at, make([]byte, 1+r.IntN(40))}
			for i := range s.bytes {
				s.bytes[i] = byte(1 + r.IntN(255))
			}
			segments = append(segments, s)
			at += uint64(len(s.bytes))
		}
		before := program(segments)
		after, err := join(before)
		if err != nil {
			t.Fatal(err)
		}
		m, count := memory(t, after)
		if want, n := memory(t, before); m != want || count >= n {
			t.Fatalf("%d segments became %d, memory the same: %v", n, count, m == want)
		}
		if again, _ := join(after); !bytes.Equal(again, after) {
			t.Fatal("joining twice changes something")
		}
	}
}

// Addresses on both sides of where signed numbers grow by a byte.
func TestSignedNumbers(t *testing.T) {
	for _, v := range []uint64{0, 63, 64, 127, 128, 8191, 8192, 1<<31 - 1} {
		b := appendSigned(nil, v)
		r := reader{rest: b}
		if got := r.uint(); got != v || b[len(b)-1]&(1<<6) != 0 {
			t.Errorf("%d became %x", v, b)
		}
	}
}

func TestNoPrograms(t *testing.T) {
	whole := program([]segment{{5, []byte("abc")}})
	for _, b := range [][]byte{nil, []byte("hello, world"), whole[:len(whole)-1], whole[:20]} {
		if _, err := join(b); err == nil {
			t.Errorf("%x passes for a program", b)
		}
	}
	passive := bytes.Replace(whole, []byte{activeMemory0, i32Const, 5}, []byte{1, i32Const, 5}, 1)
	if _, err := join(passive); err == nil {
		t.Error("a segment of a kind that we do not know passes")
	}
}

// Whatever the bytes, they are refused or made into a program that is left as it
// is when it is joined again.
func FuzzJoin(f *testing.F) {
	f.Add(program([]segment{{5, []byte("abc")}, {20, []byte("def")}, {900, []byte("ghi")}}))
	f.Add([]byte("\x00asm\x01\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		once, err := join(b)
		if err != nil {
			return
		}
		if twice, err := join(once); err != nil || !bytes.Equal(twice, once) {
			t.Fatalf("joined again: %x, %v", twice, err)
		}
	})
}
