package main

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"residual/core/lab"
)

// A plain value is any of package lab's declarations as JSON for scripts:
// names in lower case, plain arrays, the kind of a knob as a word, and null for
// the numbers that JSON has not (NaN breaks a curve). Functions are left out.
type plain struct{ value any }

// MarshalJSON writes the value.
func (p plain) MarshalJSON() ([]byte, error) {
	return appendPlain(nil, reflect.ValueOf(p.value)), nil
}

func appendPlain(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Struct:
		return appendStruct(b, v)
	case reflect.Slice:
		return appendSlice(b, v)
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, "null"...)
		}
		return appendPlain(b, v.Elem())
	case reflect.String:
		return append(b, text(v.String())...)
	case reflect.Bool:
		return strconv.AppendBool(b, v.Bool())
	case reflect.Float64:
		return appendNumber(b, v.Float(), 64)
	case reflect.Float32:
		return appendNumber(b, v.Float(), 32)
	case reflect.Int:
		if k, ok := v.Interface().(lab.Kind); ok {
			return strconv.AppendQuote(b, [...]string{"int", "float", "bool", "choice"}[k])
		}
		return strconv.AppendInt(b, v.Int(), 10)
	}
	panic("compute: package lab has no " + v.Type().String())
}

func appendStruct(b []byte, v reflect.Value) []byte {
	separator := byte('{')
	for field, value := range v.Fields() {
		if value.Kind() == reflect.Func {
			continue
		}
		b = append(b, separator)
		b = strconv.AppendQuote(b, strings.ToLower(field.Name))
		b = append(b, ':')
		b = appendPlain(b, value)
		separator = ','
	}
	return append(b, '}')
}

func appendSlice(b []byte, v reflect.Value) []byte {
	b = append(b, '[')
	for i := range v.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendPlain(b, v.Index(i))
	}
	return append(b, ']')
}

func appendNumber(b []byte, v float64, bits int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, v, 'g', -1, bits)
}
