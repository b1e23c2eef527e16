package lab

import (
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MostMemory is what a wasm program can address, and so the largest budget.
const MostMemory = 4 << 30

// Budget is the knob that every lab takes: the most that the plan of a run may
// hold. It changes how a result is computed, never the result.
var Budget = SizeKnob(Knob{
	Name: "memory", Label: "Memory budget", Min: 1e6, Max: MostMemory, Log: true, Default: "64MB", Level: Advanced,
	Help: "the most that a run may hold; with less it computes some things twice, and the results stay the same",
})

// MemoryError says that the budget is below the least that works, in bytes; the
// size it names works.
func MemoryError(least int64) *KnobError {
	kilo := (least + 999) / 1000
	return &KnobError{"memory", "the budget is too small; the least that works here is " + strconv.FormatInt(kilo, 10) + "kB"}
}

// bytes is the value of a Size knob, file that of a File knob.
type (
	bytes int64
	file  struct{ text, brief string }
)

var sizes = []struct {
	unit string
	size float64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}, {"B", 1}}

// parseBytes reads 64MB, 1.5 GB, 512KiB or 1000000. Large and small letters are
// the same.
func parseBytes(text string) (float64, bool) {
	unit := 1.0
	for _, u := range sizes {
		if n := len(text) - len(u.unit); n >= 0 && strings.EqualFold(text[n:], u.unit) {
			text, unit = strings.TrimSpace(text[:n]), u.size
			break
		}
	}
	v, ok := readNumber(text, "")
	return math.Round(v * unit), ok && v >= 0 && v*unit < 1<<53
}

// bytesText writes a size exactly, with the unit that makes it short.
func bytesText(v float64) string {
	best := strconv.FormatFloat(v, 'f', -1, 64) + "B"
	for _, u := range sizes {
		text := strconv.FormatFloat(v/u.size, 'f', -1, 64) + u.unit
		if back, ok := parseBytes(text); ok && back == v && len(text) < len(best) {
			best = text
		}
	}
	return best
}

// file checks what a file has in it: text, and not too much.
func (k *Knob) file(text string) (any, error) {
	switch {
	case len(text) > int(k.Max):
		return nil, &KnobError{k.Name, "the file has " + Bytes(int64(len(text))) + "; give " + k.Allowed()}
	case !utf8.ValidString(text):
		return nil, &KnobError{k.Name, "the file is no text (UTF-8)"}
	}
	return file{text, describe(text)}, nil
}

// describe says of a file its size and a digest of what it says.
func describe(text string) string {
	if text == "" {
		return ""
	}
	h := fnv.New64a()
	h.Write([]byte(text))
	return strconv.Itoa(len(text)) + " bytes, digest " + strconv.FormatUint(h.Sum64(), 16)
}
