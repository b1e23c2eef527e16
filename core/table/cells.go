package table

import "strings"

// A separator stands between the cells of a line. A space stands for any number
// of spaces and tabs, and 0 for no separator: the line is one cell.
type separator byte

// separators are all, in the order in which they are tried.
var separators = []separator{'\t', ';', ',', '|', ' ', 0}

func (s separator) String() string {
	switch s {
	case '\t':
		return "a tab"
	case ';':
		return "a semicolon"
	case ',':
		return "a comma"
	case '|':
		return "a bar"
	}
	return "spaces"
}

// cut takes the first cell off a line, without the spaces and the quotes around
// it; more tells whether another follows.
func (s separator) cut(line string) (cell, rest string, more bool) {
	if s == ' ' {
		return cutSpace(line)
	}
	from, end := quotedEnd(line), len(line)
	if s != 0 {
		if n := strings.IndexByte(line[from:], byte(s)); n >= 0 {
			end, more = from+n, true
			rest = line[end+1:]
		}
	}
	return unquote(trim(line[:end])), rest, more
}

// quotedEnd is where the quotes around a first cell end, 0 where there are none.
func quotedEnd(line string) int {
	trimmed := strings.TrimLeft(line, " ")
	if !strings.HasPrefix(trimmed, `"`) {
		return 0
	}
	n := strings.IndexByte(trimmed[1:], '"')
	if n < 0 {
		return 0
	}
	return len(line) - len(trimmed) + n + 2
}

func cutSpace(line string) (cell, rest string, more bool) {
	line = strings.TrimLeft(line, " \t")
	n := strings.IndexAny(line, " \t")
	if n < 0 {
		return trim(line), "", false
	}
	rest = strings.TrimLeft(line[n:], " \t")
	return trim(line[:n]), rest, rest != ""
}

func unquote(cell string) string {
	if n := len(cell); n >= 2 && cell[0] == '"' && cell[n-1] == '"' {
		return trim(cell[1 : n-1])
	}
	return cell
}

// trim takes spaces of every kind off both ends.
func trim(cell string) string {
	return strings.TrimFunc(cell, func(c rune) bool { return space(c) || c == '\t' || c == '\v' || c == '\f' })
}

// split is the cells of a line without the empty ones at its end, at most one
// more than a table may have.
func (s separator) split(line string) []string {
	var cells []string
	for more := true; more && len(cells) <= mostColumns; {
		var cell string
		cell, line, more = s.cut(line)
		cells = append(cells, cell)
	}
	for len(cells) > 1 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}
