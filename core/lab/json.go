package lab

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// JSON writes any of this package's declarations, or data made of them, for
// scripts: names in lower case or as the json tag has it, empty slices as [],
// kinds as words, and null for the numbers that JSON has not (a NaN breaks a
// curve). Functions are left out. Package encoding/json refuses a NaN, and it
// would be a quarter of the program that a page has to fetch.
func JSON(v any) []byte { return appendJSON(nil, reflect.ValueOf(v)) }

func appendJSON(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Invalid:
		return append(b, "null"...)
	case reflect.String, reflect.Uint8, reflect.Int, reflect.Int32, reflect.Int64:
		return appendWord(b, v)
	case reflect.Struct:
		return appendStruct(b, v)
	case reflect.Slice:
		return appendSlice(b, v)
	case reflect.Map:
		return appendMap(b, v)
	case reflect.Pointer, reflect.Interface:
		return appendJSON(b, v.Elem())
	case reflect.Bool:
		return strconv.AppendBool(b, v.Bool())
	case reflect.Float64:
		return appendNumber(b, v.Float(), 64)
	case reflect.Float32:
		return appendNumber(b, v.Float(), 32)
	case reflect.Uint64:
		return strconv.AppendUint(b, v.Uint(), 10)
	}
	panic("lab: no JSON for " + v.Type().String())
}

// appendWord writes text, or a whole number by its word where its type has one.
func appendWord(b []byte, v reflect.Value) []byte {
	word, ok := v.Interface().(fmt.Stringer)
	switch {
	case ok:
		return appendText(b, word.String())
	case v.Kind() == reflect.String:
		return appendText(b, v.String())
	case v.CanUint():
		return strconv.AppendUint(b, v.Uint(), 10)
	}
	return strconv.AppendInt(b, v.Int(), 10)
}

func appendStruct(b []byte, v reflect.Value) []byte {
	b = append(b, '{')
	return append(appendFields(b, len(b), v), '}')
}

// appendFields writes the fields of an object whose content began at open, those
// of embedded ones among them.
func appendFields(b []byte, open int, v reflect.Value) []byte {
	for field, value := range v.Fields() {
		switch {
		case value.Kind() == reflect.Func:
			continue
		case field.Anonymous:
			b = appendFields(b, open, value)
			continue
		}
		name, tagged := field.Tag.Lookup("json")
		if !tagged {
			name = strings.ToLower(field.Name)
		}
		b = appendJSON(appendKey(b, open, name), value)
	}
	return b
}

// appendMap writes the keys, which are strings, in their order.
func appendMap(b []byte, v reflect.Value) []byte {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	b = append(b, '{')
	open := len(b)
	for _, k := range keys {
		b = appendJSON(appendKey(b, open, k.String()), v.MapIndex(k))
	}
	return append(b, '}')
}

// appendKey writes a key of the object whose content began at open.
func appendKey(b []byte, open int, name string) []byte {
	if len(b) > open {
		b = append(b, ',')
	}
	return append(appendText(b, name), ':')
}

func appendSlice(b []byte, v reflect.Value) []byte {
	b = append(b, '[')
	for i := range v.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, v.Index(i))
	}
	return append(b, ']')
}

func appendNumber(b []byte, v float64, bits int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, v, 'g', -1, bits)
}

// appendText quotes s. Bytes that are no UTF-8 become U+FFFD.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r < ' ':
			b = fmt.Appendf(b, `\u%04x`, r)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// MarshalJSON lets encoding/json write a report as JSON does.
func (r Report) MarshalJSON() ([]byte, error) { return JSON(r), nil }

// MarshalJSON likewise.
func (c Check) MarshalJSON() ([]byte, error) { return JSON(c), nil }
