package table

import (
	"slices"
	"strconv"
	"strings"
)

// A dialect is how a table is written.
type dialect struct {
	separator separator
	notation  notation
}

// A text is read in every dialect, as far as its head goes. Of those that can
// read it the first counts if all read the same, and else none: a comma, or a
// space, is not resolved by a guess.
const (
	headBytes   = 1 << 18
	mostColumns = 1000
)

// head is a text up to some whole lines, or cells, from a place on.
func head(text string, from Place) string {
	end := from.Byte + headBytes
	if len(text) <= end {
		return text
	}
	if n := strings.LastIndexAny(text[from.Byte:end], ends); n >= 0 {
		return text[:from.Byte+n+1]
	}
	if n := strings.LastIndexAny(text[from.Byte:end], "\t;,| "); n >= 0 {
		return text[:from.Byte+n+1]
	}
	return text[:end]
}

// dialects are those that a text may be written in.
func dialects(head string, only separator) (all []dialect) {
	for _, s := range separators {
		if s != 0 && strings.IndexByte(head, byte(s)) < 0 || only != 0 && s != only && (s != 0 || strings.IndexByte(head, byte(only)) >= 0) {
			continue
		}
		for _, n := range []notation{points, commas, groupedComma} {
			if n == points || strings.IndexByte(head, ',') >= 0 {
				all = append(all, dialect{s, n})
			}
		}
	}
	return all
}

// A reading is a Reader in one dialect, and how far it came in the head.
type reading struct {
	*Reader
	wrong *Error
}

// choose is the Reader of a text in the dialect that it is written in.
func choose(text string) (*Reader, *Error) {
	from, only := begins(text)
	if only != 0 && !slices.Contains(separators, only) {
		return nil, &Error{from.Line, 0, "parts columns by " + strconv.QuoteRune(rune(only)) + "; use a tab, a semicolon, a comma, a bar or spaces"}
	}
	h := head(text, from)
	var best, first reading
	for _, d := range dialects(h, only) {
		next := d.try(text, h, from)
		switch {
		case next.wrong != nil:
			if best.wrong == nil || next.wrong.Line > best.wrong.Line {
				best = next
			}
		case first.Reader == nil:
			first = next
		default:
			kept, wrong := first.against(next, len(h))
			if wrong != nil {
				return nil, wrong
			}
			first.Reader = kept
		}
	}
	if first.Reader == nil {
		first = thousands(text, h, from, only)
	}
	if first.Reader == nil {
		if best.wrong.Line == 0 && len(h) < len(text) {
			best.wrong.Reason = "in its first 256 KB " + best.wrong.Reason
		}
		return nil, best.wrong
	}
	return first.Reader, first.certain(len(h))
}

// thousands is a reading with points between thousands, which is asked for last:
// 1.234 is a little more than one.
func thousands(text, head string, from Place, only separator) reading {
	for _, d := range dialects(head, only) {
		if d.notation == commas {
			if r := (dialect{d.separator, groupedPoint}).try(text, head, from); r.wrong == nil {
				return r
			}
		}
	}
	return reading{}
}

// begins is where the first line is that says something, after a line sep=; and
// what that says.
func begins(text string) (from Place, s separator) {
	in := lines{text: text, breaks: ends}
	in.skip()
	from = in.place
	line, _ := in.next()
	if line = strings.Trim(line, "\""); len(line) != 5 || !strings.EqualFold(line[:4], "sep=") {
		return from, 0
	}
	in.skip()
	return in.place, separator(line[4])
}

// try reads the head.
func (d dialect) try(text, head string, from Place) reading {
	found, wrong := d.find(head, from)
	if wrong != nil {
		return reading{wrong: wrong}
	}
	r := newReader(text, d, found)
	row := make([]float64, r.Columns)
	for s := *r; s.in.place.Byte < len(head); {
		if more, wrong := s.row(row); wrong != nil {
			return reading{wrong: wrong}
		} else if !more {
			break
		}
	}
	return reading{Reader: r}
}

// against compares two readings, and is the one that counts: either where they
// read the same, and else the one that more speaks for. The error has both.
func (r reading) against(other reading, head int) (*Reader, *Error) {
	a, b := *r.Reader, *other.Reader
	x, y := make([]float64, a.Columns), make([]float64, b.Columns)
	for a.in.place.Byte < head {
		more, _ := a.row(x)
		also, _ := b.row(y)
		switch {
		case !more && !also:
			return r.Reader, nil
		case more && also && same(x, y) && a.in.place.Line == b.in.place.Line:
			continue
		case r.strength() > other.strength():
			return r.Reader, nil
		case r.strength() < other.strength():
			return other.Reader, nil
		}
		return nil, &Error{a.in.place.Line, 0, "can be read in two ways: " + ways(x, y)}
	}
	return r.Reader, nil
}

func same(x, y []float64) bool {
	if len(x) != len(y) {
		return false
	}
	for i, v := range x {
		if v != y[i] {
			return false
		}
	}
	return true
}

// ways are two readings of a row, and how each is written so that it is the only
// one.
func ways(x, y []float64) string {
	return "for " + numbers(x) + " write " + joined(x, ";") + ", for " + numbers(y) + " write " + joined(y, ";") +
		"; a semicolon between columns and a point before decimals leave no doubt"
}

// numbers is a row in words.
func numbers(row []float64) string {
	if len(row) == 1 {
		return "the one number " + shown(row[0])
	}
	return "the " + columns(len(row)) + " " + joined(row, " and ")
}

// joined is the first numbers of a row.
func joined(row []float64, mark string) string {
	var text []string
	for i, v := range row {
		if i == 6 {
			text = append(text, "…")
			break
		}
		text = append(text, shown(v))
	}
	return strings.Join(text, mark)
}

// strength is how much speaks for a reading: names above the rows, one for each
// column and with no other separator in them; words without one.
func (r *Reader) strength() (strength int) {
	const marks = "\t;,|"
	if len(r.names) == len(r.kinds) && (len(r.kinds) > 1 || !strings.ContainsAny(r.names[0], marks+" ")) {
		strength++
	}
	for i, c := range r.firstCells() {
		if r.kinds[i] == words && strings.ContainsAny(c, marks) {
			return strength - 2
		}
	}
	return strength
}

// certain refuses commas between thousands where none but single ones are: they
// may have been meant as decimal commas, and a slip have made them impossible.
func (r *Reader) certain(head int) *Error {
	if r.notation != groupedComma {
		return nil
	}
	in, doubt := lines{text: r.in.text[:head], breaks: ends, place: r.start}, (*Error)(nil)
	for line, ok := in.next(); ok; line, ok = in.next() {
		for i, c := range r.separator.split(line) {
			_, group := groupedComma.number(c)
			_, fraction := commas.number(c)
			switch comma := strings.Contains(c, ","); {
			case comma && group && !fraction:
				return nil
			case comma && group && doubt == nil:
				doubt = &Error{in.place.Line, i + 1, r.wrong(c)}
			}
		}
	}
	return doubt
}
