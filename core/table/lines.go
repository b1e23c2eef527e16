package table

import "strings"

// A Place is where a Reader stands: what Seek takes to go on from there.
type Place struct{ Byte, Line int }

// lines are those of a text that say something.
type lines struct {
	text   string
	breaks string // the bytes that end a line
	place  Place
}

// ends are the bytes that end a line: a carriage return, a line feed, or both.
const ends = "\r\n"

// next is the next line that is neither blank nor a comment, and false at the end.
func (l *lines) next() (string, bool) {
	for l.place.Byte < len(l.text) {
		if line := l.line(); !silent(line) {
			return line, true
		}
	}
	return "", false
}

// line is the next line, whatever is in it.
func (l *lines) line() string {
	line := l.text[l.place.Byte:]
	if end := strings.IndexAny(line, l.breaks); end >= 0 {
		if strings.HasPrefix(line[end:], "\r\n") {
			l.place.Byte++
		}
		l.place.Byte++
		line = line[:end]
	}
	l.place.Byte += len(line)
	l.place.Line++
	return line
}

// skip goes to the next line that says something, or to the end.
func (l *lines) skip() {
	for l.place.Byte < len(l.text) {
		at := l.place
		if line := l.line(); !silent(line) {
			l.place = at
			return
		}
	}
}

// silent tells whether a line says nothing.
func silent(line string) bool { return blank(line) || comment(line) }

// blank tells whether there is nothing in a line, or nothing but separators: a
// spreadsheet's empty row.
func blank(line string) bool {
	for _, c := range line {
		if !space(c) && !strings.ContainsRune("\t\v\f,;|", c) {
			return false
		}
	}
	return true
}

// comment tells whether a line begins with #, and is not a row that begins with
// a spreadsheet's error, such as #N/A.
func comment(line string) bool {
	line = strings.TrimLeftFunc(line, space)
	return strings.HasPrefix(line, "#") && !spreadsheetError(line)
}

func spreadsheetError(cell string) bool {
	for _, e := range []string{"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NUM!", "#NAME?", "#NULL!"} {
		if strings.HasPrefix(cell, e) {
			return true
		}
	}
	return false
}

// space tells whether a character is a space within a line: the common one,
// those that do not break, narrow ones, one without width.
func space(c rune) bool {
	switch c {
	case ' ', '\u00a0', '\u2007', '\u2008', '\u2009', '\u200a', '\u200b', '\u202f', '\u3000', '\ufeff':
		return true
	}
	return false
}
