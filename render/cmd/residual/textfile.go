package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"residual/core/lab"
)

// readFiles puts the text of FILE in the place of knob=@FILE, for the knobs that
// take text. FILE may be - for the standard input.
func readFiles(l *lab.Lab, text map[string]string, in io.Reader) error {
	for i := range l.Knobs {
		k := &l.Knobs[i]
		name, ok := strings.CutPrefix(text[k.Name], "@")
		if !ok || k.Kind != lab.Line && k.Kind != lab.File {
			continue
		}
		content, err := readText(k, name, in)
		if err != nil {
			return &lab.KnobError{Knob: k.Name, Reason: err.Error()}
		}
		text[k.Name] = content
	}
	return nil
}

// readText is the text of a file, as much as the knob takes. The error names the
// file.
func readText(k *lab.Knob, name string, in io.Reader) (string, error) {
	if name == "" {
		return "", errors.New("@ needs the name of a file behind it, or - for the standard input")
	}
	most := 4 * int64(k.Max) // bytes, whatever the encoding
	b, err := readBytes(name, most, in)
	if err != nil {
		return "", err
	}
	text, wrong := decode(b)
	switch length := utf8.RuneCountInString(strings.TrimSpace(text)); {
	case int64(len(b)) > most || k.Kind == lab.File && len(text) > int(k.Max):
		return "", fmt.Errorf("%s has too much in it; give %s", name, k.Allowed())
	case wrong != "":
		return "", fmt.Errorf("%s %s", name, wrong)
	case k.Kind == lab.File && text == "":
		return "", fmt.Errorf("%s is empty", name) // no text would be no file
	case k.Kind == lab.Line && length > int(k.Max):
		return "", fmt.Errorf("%s has %d characters; give %s", name, length, k.Allowed())
	}
	return text, nil
}

// readBytes reads at most one byte more than most.
func readBytes(name string, most int64, in io.Reader) ([]byte, error) {
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, said(name, err)
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return nil, fmt.Errorf("%s is a directory; give a file", name)
		}
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, said(name, err)
	}
	return b, nil
}

// said is an error of the file system, in words that begin with the file.
func said(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file %s", name)
	}
	var inner *fs.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// decode is the text in a file: UTF-8, UTF-16 with its mark in front, or what is
// neither and without control characters, which is read as Windows-1252. Else it
// says what is wrong.
func decode(b []byte) (text, wrong string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		text = fromUTF16(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		text = fromUTF16(b[2:], binary.BigEndian)
	case utf8.Valid(b):
		text = strings.TrimPrefix(string(b), "\ufeff")
	default:
		text = fromWindows(b)
	}
	if i := strings.IndexFunc(text, unprintable); i >= 0 {
		return "", fmt.Sprintf("is no text: it has a byte that no text has in line %d", 1+strings.Count(text[:i], "\n"))
	}
	return text, ""
}

func unprintable(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !strings.ContainsRune("\n\r\t\f\u0085", r)
}

func fromUTF16(b []byte, order binary.ByteOrder) string {
	units := make([]uint16, (len(b)+1)/2)
	for i := range units {
		units[i] = 0xfffd // half a unit at the end
		if 2*i+1 < len(b) {
			units[i] = order.Uint16(b[2*i:])
		}
	}
	return string(utf16.Decode(units))
}

// upper are the characters of Windows-1252 from 0x80 to 0x9f, as the WHATWG's
// Encoding standard lists them; the rest are those of Latin-1.
const upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func fromWindows(b []byte) string {
	var text strings.Builder
	table := []rune(upper)
	for _, c := range b {
		r := rune(c)
		if c >= 0x80 && c < 0xa0 {
			r = table[c-0x80]
		}
		text.WriteRune(r)
	}
	return text.String()
}
