package opt

import "residual/core/kernel"

// A Memory gives room to what is reserved with it: at once, or when all that is
// asked for has been counted. Whatever has buffers lists them in one method,
//
//	func (x *X) Reserve(m Memory, …)
//
// so that what it will hold and what it holds are one description.
type Memory interface {
	// Floats sets *v to n zeros, perhaps later.
	Floats(v *[]float64, n int)
	// Floats32 does the same in single precision.
	Floats32(v *[]float32, n int)
}

// Heap is the Memory that allocates at once.
type Heap struct{}

func (Heap) Floats(v *[]float64, n int)   { *v = make([]float64, n) }
func (Heap) Floats32(v *[]float32, n int) { *v = make([]float32, n) }

// Size is the number of bytes that reserve asks for; nothing is allocated.
func Size(reserve func(m Memory)) int64 {
	var s size
	reserve(&s)
	return int64(s)
}

// Held is the number of bytes that the buffers listed by reserve hold already,
// whatever it asks for; nothing is allocated.
func Held(reserve func(m Memory)) int64 {
	var h held
	reserve(&h)
	return int64(h)
}

// A size adds up what is asked for, in bytes.
type size int64

func (s *size) Floats(_ *[]float64, n int)   { *s += size(8 * n) }
func (s *size) Floats32(_ *[]float32, n int) { *s += size(4 * n) }

// A held adds up what is there, in bytes.
type held int64

func (h *held) Floats(v *[]float64, _ int)   { *h += held(8 * cap(*v)) }
func (h *held) Floats32(v *[]float32, _ int) { *h += held(4 * cap(*v)) }

// reserve asks for n numbers of either precision.
func reserve[T kernel.Float](m Memory, v *[]T, n int) {
	switch v := any(v).(type) {
	case *[]float64:
		m.Floats(v, n)
	case *[]float32:
		m.Floats32(v, n)
	}
}
