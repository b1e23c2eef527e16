package wire

import (
	"bytes"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"residual/core/lab"
)

// specimen is a frame with something in every place.
func specimen() *lab.Frame {
	return &lab.Frame{
		Title: "Eigenfunctions", Moment: "step 120", Summary: "λ₃ is right.",
		Readouts: []lab.Readout{{Name: "radius", Value: "1.04", Unit: "s⁻¹", Number: 1.0390625}},
		Ghost:    3,
		Panels: []lab.Panel{{
			Title:  "Modes",
			X:      lab.Axis{Label: "x", Unit: "m", Max: 1},
			Y:      lab.Axis{Label: "u", Min: -1, Max: 1, Log: true, Hidden: true},
			Field:  &lab.Field{Name: "T", Unit: "K", NX: 2, NY: 3, Values: []float32{1, 2, 3, 4, 5, -6}, Diverging: true, Ink: true, Bare: true},
			Bands:  []lab.Band{{Name: "b", Colour: 3, X: []float64{0, 1}, Low: []float64{2, 3}, High: []float64{4, 5}}},
			Bars:   []lab.Bars{{Name: "s", Colour: 2, Width: 0.5, X: []float64{0}, Y: []float64{1}}},
			Lines:  []lab.RefLine{{Name: "budget", Colour: lab.Reference, Vertical: true, At: 0.5}},
			Curves: []lab.Curve{{Name: "u₁", Colour: 1, Dashed: true, Thin: true, X: []float64{0, 1}, Y: []float64{7, math.MaxFloat64}}},
			Points: []lab.Points{{Name: "p", Colour: lab.Guide, Shape: lab.Diamond, Hollow: true, Cloud: true, X: []float64{0}, Y: []float64{-0.5}}},
			Arrows: []lab.Arrows{{Name: "a", Colour: 4, X: []float64{0}, Y: []float64{1}, U: []float64{2}, V: []float64{3}}},
			Scene: &lab.Scene{
				Atoms:  []lab.Atom{{X: 1, Y: 2, Z: 3, Radius: 0.5, Element: 8, Colour: 1}, {Element: 1}},
				Bonds:  []lab.Bond{{A: 1, B: 0}},
				Arrows: []lab.Vectors{{Name: "f", Colour: 2, Thin: true, X: []float32{1}, Y: []float32{2}, Z: []float32{3}, U: []float32{4}, V: []float32{5}, W: []float32{6}}},
				Edges:  []lab.Edge{{X: 1, Y: 2, Z: 3, U: 4, V: 5, W: 6}},
				Radius: 3, Unit: "Å",
			},
			Acts: "modes", Drags: true, Square: true,
		}},
	}
}

// random fills a value of any of lab's plain types; series of one item share a
// length and a field has NX·NY values, as the format demands.
func random(r *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		n := r.IntN(5)
		for i := range v.NumField() {
			random(r, v.Field(i))
			if s, ok := v.Field(i).Interface().([]float64); ok {
				v.Field(i).Set(reflect.ValueOf(append(s, make([]float64, 9)...)[:n]))
			}
			if s, ok := v.Field(i).Interface().([]float32); ok {
				v.Field(i).Set(reflect.ValueOf(append(s, make([]float32, 9)...)[:n]))
			}
		}
		if f, ok := v.Addr().Interface().(*lab.Field); ok {
			f.NX, f.NY = r.IntN(4), r.IntN(4)
			f.Values = make([]float32, f.NX*f.NY)
		}
		if p, ok := v.Addr().Interface().(*lab.Points); ok {
			p.Shape = lab.Shape(r.IntN(int(lab.Cross) + 1))
		}
		if s, ok := v.Addr().Interface().(*lab.Scene); ok {
			for i := range s.Bonds {
				s.Bonds[i] = lab.Bond{A: int32(r.IntN(len(s.Atoms) + 1)), B: 0}
			}
			s.Atoms = append(s.Atoms, lab.Atom{Element: 6})
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(4), 8))
		for i := range v.Len() {
			random(r, v.Index(i))
		}
	case reflect.Pointer:
		if r.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			random(r, v.Elem())
		}
	case reflect.String:
		v.SetString("αβγδε"[:2*r.IntN(6)])
	case reflect.Float64:
		v.SetFloat(r.NormFloat64())
	case reflect.Float32:
		v.SetFloat(float64(float32(r.NormFloat64())))
	case reflect.Int:
		v.SetInt(int64(int32(r.Uint32())))
	case reflect.Uint8:
		v.SetUint(uint64(r.Uint32() & 255))
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	}
}

func randomFrame(r *rand.Rand) *lab.Frame {
	f := new(lab.Frame)
	random(r, reflect.ValueOf(f).Elem())
	return f
}

func decoded(t *testing.T, b []byte, into *lab.Frame) *lab.Frame {
	t.Helper()
	if err := DecodeFrame(b, into); err != nil {
		t.Fatal(err)
	}
	return into
}

func TestFrameReturns(t *testing.T) {
	want := specimen()
	got := decoded(t, AppendFrame(nil, want), new(lab.Frame))
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A frame that held another one before, larger or smaller, decodes to the same.
func TestRandomFramesReturn(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	used := new(lab.Frame)
	for range 2000 {
		want := AppendFrame(nil, randomFrame(r))
		fresh := AppendFrame(nil, decoded(t, want, new(lab.Frame)))
		reused := AppendFrame(nil, decoded(t, want, used))
		if !bytes.Equal(fresh, want) || !bytes.Equal(reused, want) {
			t.Fatalf("%x came back as %x and %x", want, fresh, reused)
		}
	}
}

// Every byte of lab's types is carried: changing any one field changes the
// message.
func TestEveryFieldCounts(t *testing.T) {
	plain := AppendFrame(nil, specimen())
	leaves := 0
	f := specimen()
	eachLeaf(reflect.ValueOf(f).Elem(), func(v reflect.Value) {
		leaves++
		old := reflect.New(v.Type()).Elem()
		old.Set(v)
		alter(v)
		if bytes.Equal(AppendFrame(nil, f), plain) {
			t.Errorf("a change of leaf %d, %v, is lost", leaves, old)
		}
		v.Set(old)
	})
	if leaves != 108 {
		t.Errorf("%d leaves seen, not 108: does specimen fill a new field?", leaves)
	}
}

func eachLeaf(v reflect.Value, visit func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			eachLeaf(v.Field(i), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachLeaf(v.Index(i), visit)
		}
	case reflect.Pointer:
		eachLeaf(v.Elem(), visit)
	default:
		visit(v)
	}
}

func alter(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "!")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int, reflect.Int32:
		v.SetInt(v.Int() + 1)
	case reflect.Uint8:
		v.SetUint(v.Uint() + 1)
	default:
		v.SetFloat(v.Float()/2 + 0.3)
	}
}

func TestNaNKeepsItsBits(t *testing.T) {
	const payload = 0x7ff8_0000_dead_beef
	f := specimen()
	f.Panels[0].Curves[0].Y[1] = math.Float64frombits(payload)
	f = decoded(t, AppendFrame(nil, f), new(lab.Frame))
	if got := math.Float64bits(f.Panels[0].Curves[0].Y[1]); got != payload {
		t.Errorf("bits %x, want %x", got, uint64(payload))
	}
}

func TestBrokenFrames(t *testing.T) {
	whole := AppendFrame(nil, specimen())
	for n := range whole {
		if DecodeFrame(whole[:n], new(lab.Frame)) == nil {
			t.Errorf("the first %d bytes pass for a message", n)
		}
	}
	old, long := bytes.Clone(whole), append(bytes.Clone(whole), 0)
	old[1]++
	long[2]++ // the length now counts the last byte, which no field asks for
	for _, b := range [][]byte{old, long, AppendAction(nil, new(lab.Action))} {
		if DecodeFrame(b, new(lab.Frame)) == nil {
			t.Errorf("%x passes for a message", b)
		}
	}
}

// Messages may stand one behind the other and in buffers that are too large.
func TestBytesAround(t *testing.T) {
	b := AppendFrame([]byte("before"), specimen())
	b = AppendAction(b, &lab.Action{X: 2})
	var a lab.Action
	got := decoded(t, b[len("before"):], new(lab.Frame))
	at := len("before") + len(AppendFrame(nil, got))
	if err := DecodeAction(b[at:], &a); err != nil || a.X != 2 || !reflect.DeepEqual(got, specimen()) {
		t.Errorf("got %+v, %+v, %v", got, a, err)
	}
}

func TestUnequalSeries(t *testing.T) {
	spoil := []func(p *lab.Panel){
		func(p *lab.Panel) { p.Curves[0].Y = nil },
		func(p *lab.Panel) { p.Bands[0].High = nil },
		func(p *lab.Panel) { p.Bars[0].X = nil },
		func(p *lab.Panel) { p.Points[0].Y = nil },
		func(p *lab.Panel) { p.Field.NX = 7 },
		func(p *lab.Panel) { p.Field.NX, p.Field.NY = -2, -3 },
	}
	for i, f := range spoil {
		s := specimen()
		f(&s.Panels[0])
		if DecodeFrame(AppendFrame(nil, s), new(lab.Frame)) == nil {
			t.Errorf("case %d passes", i)
		}
	}
}

// A claimed length costs nothing: four billion items in a message of some
// bytes allocate next to nothing.
func TestHostileLengths(t *testing.T) {
	whole := AppendFrame(nil, specimen())
	for at := 6; at+4 <= len(whole); at++ {
		b := bytes.Clone(whole)
		copy(b[at:], "\xff\xff\xff\xff")
		f := new(lab.Frame)
		_ = DecodeFrame(b, f)
		if size := held(reflect.ValueOf(f).Elem()); size > 8*len(b) {
			t.Errorf("a length at %d made the reader hold %d bytes for a message of %d", at, size, len(b))
		}
	}
}

// held is how many bytes hang from v.
func held(v reflect.Value) int {
	size := 0
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			size += held(v.Field(i))
		}
	case reflect.Slice:
		size = v.Cap() * int(v.Type().Elem().Size())
		for i := range v.Len() {
			size += held(v.Index(i))
		}
	case reflect.String:
		size = v.Len()
	case reflect.Pointer:
		if !v.IsNil() {
			size = int(v.Type().Elem().Size()) + held(v.Elem())
		}
	}
	return size
}

func TestActionReturns(t *testing.T) {
	for _, want := range []lab.Action{{}, {Panel: "plate", Kind: lab.Release, X: -1.5, Y: math.Pi}} {
		var got lab.Action
		err := DecodeAction(AppendAction(nil, &want), &got)
		if err != nil || got != want {
			t.Errorf("got %+v, %v; want %+v", got, err, want)
		}
	}
}

func TestBrokenActions(t *testing.T) {
	bad := []lab.Action{{X: math.NaN()}, {Y: math.Inf(1)}, {Kind: lab.Release + 1}}
	for _, a := range bad {
		if DecodeAction(AppendAction(nil, &a), new(lab.Action)) == nil {
			t.Errorf("%+v passes", a)
		}
	}
	whole := AppendAction(nil, new(lab.Action))
	for n := range whole {
		if DecodeAction(whole[:n], new(lab.Action)) == nil {
			t.Errorf("the first %d bytes pass for a message", n)
		}
	}
}

// Steady frames cost no allocation on either side but the two coders.
func TestSteadyFramesReuse(t *testing.T) {
	f, g := specimen(), new(lab.Frame)
	var b []byte
	n := testing.AllocsPerRun(100, func() {
		b = AppendFrame(b[:0], f)
		_ = DecodeFrame(b, g)
	})
	if n > 2 {
		t.Errorf("%v allocations a frame", n)
	}
}

func FuzzDecodeFrame(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	f.Add(AppendFrame(nil, specimen()))
	f.Add(AppendFrame(nil, new(lab.Frame)))
	for range 10 {
		f.Add(AppendFrame(nil, randomFrame(r)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		g := specimen()
		if DecodeFrame(b, g) == nil && !bytes.HasPrefix(b, AppendFrame(nil, g)) {
			t.Errorf("%x has a second encoding", b)
		}
	})
}

func FuzzDecodeAction(f *testing.F) {
	f.Add(AppendAction(nil, &lab.Action{Panel: "rod", Kind: lab.Drag, X: 0.5, Y: 2}))
	f.Add([]byte("A\x03\x06\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var a lab.Action
		if DecodeAction(b, &a) == nil && !bytes.HasPrefix(b, AppendAction(nil, &a)) {
			t.Errorf("%x has a second encoding", b)
		}
	})
}

// The plate of the heat lab: a megabyte of values.
func BenchmarkPlate(b *testing.B) {
	f, g := specimen(), new(lab.Frame)
	f.Panels[0].Field = &lab.Field{NX: 512, NY: 512, Values: make([]float32, 512*512)}
	var buf []byte
	b.SetBytes(4 * 512 * 512)
	for b.Loop() {
		buf = AppendFrame(buf[:0], f)
		_ = DecodeFrame(buf, g)
	}
}
