package lab

import (
	"fmt"
	"slices"
)

// A Handle is a knob with the type of its values. A lab declares its knobs as
// variables, lists them in Lab.Knobs by List, and reads settings by them, so that
// a wrong name or type does not compile:
//
//	var width = lab.IntKnob(lab.Knob{Name: "width", Label: "Width", …})
//
//	n := width.Of(settings)
//	return nil, width.Wrong("%d units are too few for %d modes", n, m)
type Handle[T any] struct {
	*Knob
	value func(any) T
}

// Of is the knob's value. It panics if the lab of the settings does not list the
// knob.
func (h Handle[T]) Of(s Settings) T {
	v, ok := s.values[h.Name]
	if !ok {
		panic("lab: no settings for knob " + h.Name + ": is it listed in Lab.Knobs?")
	}
	return h.value(v)
}

// Wrong is the error that blames this knob: what is wrong and what would work.
func (h Handle[T]) Wrong(format string, args ...any) *KnobError {
	return h.wrong(format, args...)
}

func (k *Knob) wrong(format string, args ...any) *KnobError {
	return &KnobError{k.Name, fmt.Sprintf(format, args...)}
}

func (k *Knob) declaration() *Knob { return k }

// List is the declarations of knobs, in the order in which they are shown.
func List(handles ...interface{ declaration() *Knob }) []Knob {
	knobs := make([]Knob, len(handles))
	for i, h := range handles {
		knobs[i] = *h.declaration()
	}
	return knobs
}

// IntKnob takes whole numbers in [Min, Max].
func IntKnob(k Knob) Handle[int] {
	k.Kind = Int
	return Handle[int]{&k, func(v any) int { return int(v.(float64)) }}
}

// FloatKnob takes numbers in [Min, Max].
func FloatKnob(k Knob) Handle[float64] {
	k.Kind = Float
	return Handle[float64]{&k, func(v any) float64 { return v.(float64) }}
}

// BoolKnob is on or off.
func BoolKnob(k Knob) Handle[bool] {
	k.Kind = Bool
	return Handle[bool]{&k, func(v any) bool { return v.(bool) }}
}

// ChoiceKnob takes one of Choices, whose order is that of T's constants from 0.
func ChoiceKnob[T ~int | ~uint8](k Knob) Handle[T] {
	k.Kind = Choice
	return Handle[T]{&k, func(v any) T { return T(slices.Index(k.Choices, v.(string))) }}
}

// SizeKnob takes bytes in [Min, Max], written "64MB".
func SizeKnob(k Knob) Handle[int64] {
	k.Kind = Size
	return Handle[int64]{&k, func(v any) int64 { return int64(v.(bytes)) }}
}

// LineKnob takes a line of text of at most Max characters.
func LineKnob(k Knob) Handle[string] {
	k.Kind = Line
	return Handle[string]{&k, func(v any) string { return v.(string) }}
}

// FileKnob takes the text of a file of at most Max bytes; "" is none.
func FileKnob(k Knob) Handle[string] {
	k.Kind = File
	return Handle[string]{&k, func(v any) string { return v.(file).text }}
}
