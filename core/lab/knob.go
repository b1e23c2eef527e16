package lab

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what values a knob takes.
type Kind int

const (
	Int    Kind = iota // whole numbers in [Min, Max]
	Float              // numbers in [Min, Max]
	Bool               // on or off
	Choice             // one of Choices
	Size               // bytes of memory in [Min, Max], written "64MB"
	Line               // a line of text of at most Max characters
	File               // the text of a file of at most Max bytes; "" is none
)

func (k Kind) String() string {
	return [...]string{"int", "float", "bool", "choice", "size", "line", "file"}[k]
}

// A Knob is one setting of a lab. From it come the control on the page, the
// attribute of the element, the flag of the runner, their validation and their
// help.
type Knob struct {
	Name     string // "modes"; an attribute, a flag and a JSON key
	Label    string // "Modes"
	Unit     string // "", "s", "nm"; shown after the number
	Help     string // what this changes, one line
	Kind     Kind
	Min, Max float64
	Step     float64  // of the slider; 0 means 1 for Int and a hundredth of the range for Float
	Log      bool     // the slider moves in equal ratios
	Choices  []string // for Choice; for Line: examples
	Labels   []string // what people read in place of each of Choices
	Hints    []string // a line about each of Choices, or nil
	Level    Level    // how near at hand it is
	Rows     int      // for Line: lines of room to type in; 0 means 1
	Accept   string   // for File: ".csv,.txt", as a file dialogue takes it
	Default  string   // as text, as a link would carry it
	Live     bool     // may change while a run goes on (Run.Change); others start a new run

	// When names the values of other choices and switches for which this knob
	// matters; a page leaves it out for any other. Along is what a page sets with
	// it, since it would not fit a new value: the parameters of another system.
	When  map[string][]string
	Along map[string]string

	// Echo, where a Line has one, says what is understood of a text while it is
	// typed. It changes nothing, and is quick whatever the text.
	Echo func(text string) Echo
}

// Level is how near at hand a knob is.
type Level int

const (
	Main     Level = iota // shown
	More                  // folded away
	Advanced              // folded away further: how a result is computed, not which
)

func (l Level) String() string { return [...]string{"main", "more", "advanced"}[l] }

// Word is what people read in place of a choice, an example, or on and off.
func (k *Knob) Word(value string) string {
	if i := slices.Index(k.Choices, value); i >= 0 && i < len(k.Labels) {
		return k.Labels[i]
	}
	return value
}

// A KnobError says which knob is wrong and what is allowed.
type KnobError struct {
	Knob   string
	Reason string
}

func (e *KnobError) Error() string { return e.Knob + ": " + e.Reason }

// Allowed says in words what values the knob takes.
func (k *Knob) Allowed() string {
	switch k.Kind {
	case Int:
		return "a whole number from " + inFull(k.Min) + " to " + inFull(k.Max)
	case Float:
		return "a number from " + inFull(k.Min) + " to " + inFull(k.Max)
	case Bool:
		return "on or off"
	case Size:
		return "a size from " + bytesText(k.Min) + " to " + bytesText(k.Max) + ", such as 64MB"
	case Line:
		return "at most " + inFull(k.Max) + " characters of text"
	case File:
		return "text of at most " + Bytes(int64(k.Max))
	}
	return "one of " + strings.Join(k.Choices, ", ")
}

// unprintable is what no text has: what is pasted may have line ends and tabs.
func unprintable(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r) }

// inFull writes a number as it may be typed.
func inFull(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// parse turns text into the knob's value: float64 (Int and Float), bool or
// string.
func (k *Knob) parse(text string) (any, error) {
	if k.Kind == File {
		return k.file(text)
	}
	text = strings.TrimSpace(text)
	switch k.Kind {
	case Size:
		if v, ok := parseBytes(text); ok && v >= k.Min && v <= k.Max {
			return bytes(v), nil
		}
	case Line:
		if utf8.RuneCountInString(text) <= int(k.Max) && !strings.ContainsFunc(text, unprintable) {
			return text, nil
		}
	case Int, Float:
		v, ok := readNumber(text, k.Unit)
		whole := k.Kind == Float || v == math.Trunc(v)
		if ok && whole && v >= k.Min && v <= k.Max { // NaN fails
			return v, nil
		}
	case Bool:
		switch text {
		case "on", "true", "1":
			return true, nil
		case "off", "false", "0":
			return false, nil
		}
	case Choice:
		for _, t := range []string{text, keyboard(text)} {
			if slices.Contains(k.Choices, t) {
				return t, nil
			}
		}
	}
	return nil, &KnobError{k.Name, fmt.Sprintf("%q is not allowed; give %s", begins(text), k.Allowed())}
}

// begins is a text, or the beginning of a long one.
func begins(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// Settings holds a value for every knob of one lab. The zero value is empty;
// Parse makes a whole one.
type Settings struct{ values map[string]any }

// Parse reads knob values given as text (a link's query, an element's
// attributes, the runner's arguments) over the defaults. An unknown name, a
// value of the wrong kind or out of range is a *KnobError; where several are
// wrong all are joined.
func (l *Lab) Parse(text map[string]string) (Settings, error) {
	return l.read(text, func(k *Knob) (any, error) { return k.parse(k.Default) })
}

// Update is Parse over other settings in place of the defaults. What is not
// given stays as it is, and a large file is not looked at again.
func (l *Lab) Update(s Settings, text map[string]string) (Settings, error) {
	return l.read(text, func(k *Knob) (any, error) { return s.values[k.Name], nil })
}

func (l *Lab) read(text map[string]string, otherwise func(*Knob) (any, error)) (Settings, error) {
	s := Settings{make(map[string]any, len(l.Knobs))}
	var bad []error
	for i := range l.Knobs {
		k := &l.Knobs[i]
		var err error
		if t, given := text[k.Name]; given {
			s.values[k.Name], err = k.parse(t)
		} else {
			s.values[k.Name], err = otherwise(k)
		}
		if err != nil {
			bad = append(bad, err)
		}
	}
	bad = append(bad, l.unknown(text)...)
	return s, errors.Join(bad...)
}

// knob is the declaration of that name, or nil.
func (l *Lab) knob(name string) *Knob {
	for i := range l.Knobs {
		if l.Knobs[i].Name == name {
			return &l.Knobs[i]
		}
	}
	return nil
}

// OnlyLive tells whether settings differ in live knobs alone, so that a run can
// take them over as it goes.
func (l *Lab) OnlyLive(a, b Settings) bool { return l.withLive(a, b).Equal(b) }

// withLive is s with the live knobs of next.
func (l *Lab) withLive(s, next Settings) Settings {
	mixed := Settings{maps.Clone(s.values)}
	for i := range l.Knobs {
		if k := &l.Knobs[i]; k.Live {
			mixed.values[k.Name] = next.values[k.Name]
		}
	}
	return mixed
}

// Equal tells whether all values are the same.
func (s Settings) Equal(t Settings) bool { return maps.Equal(s.values, t.values) }

func (l *Lab) unknown(text map[string]string) []error {
	var names []string
	for _, k := range l.Knobs {
		names = append(names, k.Name)
	}
	var bad []error
	for name := range text {
		if !slices.Contains(names, name) {
			bad = append(bad, &KnobError{name, "no such knob; " + l.Name + " has " + strings.Join(names, ", ")})
		}
	}
	slices.SortFunc(bad, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return bad
}

// Values returns a copy as plain values (float64, bool, string), ready for
// JSON. A file is described, not contained.
func (s Settings) Values() map[string]any {
	c := make(map[string]any, len(s.values))
	for k, v := range s.values {
		switch v := v.(type) {
		case bytes:
			c[k] = float64(v)
		case file:
			c[k] = v.brief
		default:
			c[k] = v
		}
	}
	return c
}

// Brief is Text with files described, not contained.
func (s Settings) Brief() map[string]string {
	c := s.Text()
	for k, v := range s.values {
		if v, ok := v.(file); ok {
			c[k] = v.brief
		}
	}
	return c
}

// Text returns the settings as Parse reads them.
func (s Settings) Text() map[string]string {
	c := make(map[string]string, len(s.values))
	for k, v := range s.values {
		switch v := v.(type) {
		case float64:
			c[k] = strconv.FormatFloat(v, 'g', -1, 64)
		case bool:
			c[k] = map[bool]string{true: "on", false: "off"}[v]
		case string:
			c[k] = v
		case bytes:
			c[k] = bytesText(float64(v))
		case file:
			c[k] = v.text
		}
	}
	return c
}
