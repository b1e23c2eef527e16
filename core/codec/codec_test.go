package codec

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"testing"
)

// everything has a field of every kind.
type everything struct {
	flag        bool
	small       uint8
	colour      hue
	whole       int
	count       int
	seed        uint64
	index       int32
	x, y        float64
	narrow      float32
	name        string
	fixed       [3]float64
	fixed32     [2]float32
	any         []float64
	any32       []float32
	raw         []byte
	items       []item
	more, fewer *item
}

type hue uint8

type item struct {
	label string
	v     []float64
}

func (i *item) state(c *Coder) {
	c.Text(&i.label)
	c.Floats(&i.v)
}

func (e *everything) state(c *Coder) {
	c.Bool(&e.flag)
	c.Uint8(&e.small)
	Enum(c, &e.colour, 3)
	c.Int(&e.whole, -5, 5)
	c.Count(&e.count)
	c.Uint64(&e.seed)
	c.Int32(&e.index)
	c.Float(&e.x)
	c.FloatIn(&e.y, 0, 1)
	c.Float32(&e.narrow)
	c.Text(&e.name)
	c.Finite(e.fixed[:])
	c.Vector32(e.fixed32[:])
	c.Floats(&e.any)
	c.Floats32(&e.any32)
	c.Raw(&e.raw)
	List(c, &e.items, 8, func(c *Coder, i *item) { i.state(c) })
	Optional(c, &e.more, func(c *Coder, i *item) { i.state(c) })
	Optional(c, &e.fewer, func(c *Coder, i *item) { i.state(c) })
}

func specimen() *everything {
	return &everything{
		flag: true, small: 200, colour: 2, whole: -5, count: 7, seed: 1 << 63, index: -9, x: math.Inf(-1), y: 1, narrow: 0.1,
		name: "λ₃", fixed: [3]float64{1, -2, 3e300}, fixed32: [2]float32{4, 5}, any: []float64{math.NaN(), 6}, any32: []float32{7},
		raw: []byte{8, 9}, items: []item{{"a", []float64{1}}, {"", nil}}, more: &item{"m", nil},
	}
}

func encode(e *everything) []byte {
	c := NewEncoder(nil)
	e.state(c)
	return c.Bytes()
}

func decode(b []byte, e *everything) error {
	c := NewDecoder(b)
	e.state(c)
	return c.Done()
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	b := encode(specimen())
	got := &everything{items: []item{{"old", []float64{1, 2, 3}}}, fewer: &item{"gone", nil}}
	if err := decode(b, got); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(encode(got), b) || got.fewer != nil || got.items[0].label != "a" || !math.IsNaN(got.any[0]) {
		t.Errorf("got %+v", got)
	}
}

// Each byte counts: bytes that are cut or longer are refused, at every place.
func TestEveryLengthIsHeld(t *testing.T) {
	b := encode(specimen())
	for n := range b {
		if err := decode(b[:n], new(everything)); !errors.Is(err, ErrShort) {
			t.Errorf("%d of %d bytes: %v", n, len(b), err)
		}
	}
	if err := decode(append(bytes.Clone(b), 0), new(everything)); !errors.Is(err, ErrLong) {
		t.Errorf("one byte more: %v", err)
	}
}

func TestBounds(t *testing.T) {
	spoil := map[string]func(*everything){
		"colour": func(e *everything) { e.colour = 3 },
		"low":    func(e *everything) { e.whole = -6 },
		"high":   func(e *everything) { e.whole = 6 },
		"count":  func(e *everything) { e.count = -1 },
		"above":  func(e *everything) { e.y = math.Nextafter(1, 2) },
		"NaN":    func(e *everything) { e.y = math.NaN() },
		"Inf":    func(e *everything) { e.fixed[2] = math.Inf(1) },
	}
	for name, f := range spoil {
		e := specimen()
		f(e)
		var out *RangeError
		if err := decode(encode(e), specimen()); !errors.As(err, &out) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// After a fault values stay as they are: nothing is half read and out of bounds.
func TestFaultsLeaveValues(t *testing.T) {
	for _, b := range [][]byte{nil, {1}, {2, 0, 0}} {
		e := specimen()
		if decode(b, e) == nil {
			t.Fatal("passes")
		}
		e.flag, e.small = true, 200
		if !reflect.DeepEqual(encode(e), encode(specimen())) {
			t.Errorf("%v changed what came after the fault: %+v", b, e)
		}
	}
}

// Four billion items claimed by a few bytes allocate nothing.
func TestClaimedLengths(t *testing.T) {
	whole := encode(specimen())
	for at := range len(whole) - 3 {
		b := bytes.Clone(whole)
		copy(b[at:], "\xff\xff\xff\xff")
		e := new(everything)
		_ = decode(b, e)
		if held := 8*cap(e.any) + 4*cap(e.any32) + cap(e.raw) + 40*cap(e.items) + len(e.name); held > 8*len(b) {
			t.Errorf("a length at %d made the reader hold %d bytes for %d", at, held, len(b))
		}
	}
}

func TestMessages(t *testing.T) {
	c := NewEncoder([]byte("before"))
	c.Message('M', 3, specimen().state)
	b := c.Bytes()[len("before"):]
	read := func(b []byte, kind, version byte) error {
		d := NewDecoder(b)
		d.Message(kind, version, new(everything).state)
		return d.Done()
	}
	if err := read(append(bytes.Clone(b), "after"...), 'M', 3); err != nil {
		t.Error(err)
	}
	for _, err := range []error{read(b, 'N', 3), read(b, 'M', 4), read(b[:len(b)-1], 'M', 3), read(b[:5], 'M', 3)} {
		if err == nil {
			t.Error("a message of another kind, version or length passes")
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encode(specimen()))
	f.Add(encode(new(everything)))
	f.Fuzz(func(t *testing.T, b []byte) {
		e := specimen()
		if decode(b, e) == nil && !bytes.Equal(encode(e), b) {
			t.Errorf("%x has a second encoding", b)
		}
	})
}
