package labtest

import (
	"reflect"
	"unsafe"

	"residual/core/lab"
)

// slack is what an experiment may hold beside its room: words, small tables,
// what belongs to programs and plans.
const slack = 64 << 10

// memory holds what a run says of its bytes against what it has: all arrays of
// numbers that hang from the experiment, found by reflection.
func (x *examiner) memory(r *lab.Run) {
	m, found := r.Memory(), held(r.Experiment())
	budget := lab.Budget.Of(r.Settings())
	switch {
	case m.Planned <= 0 || m.Peak > m.Planned:
		x.breach("at step %d %d bytes are held of %d planned: take all memory from a fit.Room", r.Steps(), m.Peak, m.Planned)
	case m.Planned > budget:
		x.breach("%d bytes are planned within a budget of %d: open the room with lab.Budget", m.Planned, budget)
	case found > m.Peak+m.Peak/50+slack:
		x.breach("at step %d %d bytes of numbers hang from the experiment, and it owns to %d: take them from the room", r.Steps(), found, m.Peak)
	}
}

// held is the bytes of all arrays of numbers that hang from v, each counted once.
func held(v any) int64 {
	w := walker{arrays: map[unsafe.Pointer]int64{}, seen: map[unsafe.Pointer]bool{}}
	w.visit(reflect.ValueOf(v))
	sum := int64(0)
	for _, n := range w.arrays {
		sum += n
	}
	return sum
}

// A walker goes through values. Slices that share an array are counted by where
// they begin: of two with one beginning the longer counts, and one within another
// is looked for at the end.
type walker struct {
	arrays map[unsafe.Pointer]int64 // bytes by beginning
	seen   map[unsafe.Pointer]bool
}

func (w *walker) visit(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		w.visit(v.Elem())
	case reflect.Pointer:
		if !v.IsNil() && !w.seen[v.UnsafePointer()] {
			w.seen[v.UnsafePointer()] = true
			w.visit(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.visit(v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			w.visit(v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			w.visit(v.MapIndex(k))
		}
	case reflect.Slice:
		w.slice(v)
	}
}

func (w *walker) slice(v reflect.Value) {
	if v.Cap() == 0 {
		return
	}
	switch e := v.Type().Elem(); e.Kind() {
	case reflect.Float64, reflect.Float32, reflect.Complex128, reflect.Int, reflect.Int32, reflect.Uint64, reflect.Uint8:
		w.count(v.UnsafePointer(), int64(v.Cap())*int64(e.Size()))
		return
	}
	for i := range v.Len() {
		w.visit(v.Index(i))
	}
}

// count counts an array, or the part of it that no larger one holds already.
func (w *walker) count(from unsafe.Pointer, bytes int64) {
	for at, n := range w.arrays {
		lo, hi := uintptr(at), uintptr(at)+uintptr(n)
		if uintptr(from) >= lo && uintptr(from)+uintptr(bytes) <= hi {
			return
		}
		if lo >= uintptr(from) && hi <= uintptr(from)+uintptr(bytes) {
			delete(w.arrays, at)
		}
	}
	w.arrays[from] = bytes
}
