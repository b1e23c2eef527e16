package table

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// A notation is how numbers are written: what stands before the decimals, and
// what may part thousands, if anything. Spaces and apostrophes may do so in each.
type notation struct{ decimal, group byte }

var (
	points       = notation{'.', 0}
	commas       = notation{',', 0}
	groupedComma = notation{'.', ','} // 1,234.5
	groupedPoint = notation{',', '.'} // 1.234,5
)

// number reads a cell as a finite number.
func (n notation) number(cell string) (v float64, ok bool) {
	if decimal(cell) && (n.decimal == '.' || strings.IndexByte(cell, '.') < 0) {
		v, err := strconv.ParseFloat(cell, 64)
		return v, err == nil
	}
	if v, ok := withComma(cell); ok && n.decimal == ',' {
		return v, true
	}
	plain, ok := n.plain(cell)
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(plain, 64)
	return v, err == nil
}

// withComma reads a short number with a decimal comma, as most are, and takes no
// memory.
func withComma(cell string) (v float64, ok bool) {
	var b [32]byte
	i := strings.IndexByte(cell, ',')
	if i <= 0 || i+1 >= len(cell) || len(cell) > len(b) || !digits(cell[i-1:i]) || !digits(cell[i+1:i+2]) || strings.IndexByte(cell, '.') >= 0 {
		return 0, false
	}
	copy(b[:], cell)
	b[i] = '.'
	if plain := string(b[:len(cell)]); decimal(plain) {
		v, err := strconv.ParseFloat(plain, 64)
		return v, err == nil
	}
	return 0, false
}

// decimal tells whether a cell is written as most numbers are: -12.5e3. Words such
// as NaN and Inf, and hexadecimal numbers, are not.
func decimal(cell string) bool {
	digits := false
	for i := range len(cell) {
		switch c := cell[i]; {
		case c >= '0' && c <= '9':
			digits = true
		case c == 'e' || c == 'E':
			if !digits {
				return false
			}
		case c != '.' && c != '-' && c != '+':
			return false
		}
	}
	return digits
}

// plain writes a cell as Go writes numbers, if it is one in this notation.
func (n notation) plain(cell string) (string, bool) {
	cell = strings.Map(simpler, cell)
	mantissa, exponent := cell, ""
	if i := strings.IndexAny(cell, "eEdD"); i >= 0 { // D is FORTRAN's
		mantissa, exponent = cell[:i], cell[i+1:]
		if !digits(strings.TrimLeft(exponent, "+-")) || len(strings.TrimLeft(exponent, "+-"))+1 < len(exponent) {
			return "", false
		}
		exponent = "e" + exponent
	}
	sign := ""
	if mantissa != "" && (mantissa[0] == '-' || mantissa[0] == '+') {
		sign, mantissa = mantissa[:1], mantissa[1:]
	}
	whole, fraction, parted := strings.Cut(mantissa, string(n.decimal))
	if n.decimal == ',' && parted && (whole == "" || fraction == "") {
		return "", false // a comma at an end parts columns
	}
	whole, ok := n.ungroup(whole)
	if !ok || fraction != "" && !digits(fraction) || whole+fraction == "" {
		return "", false
	}
	return sign + whole + "." + fraction + exponent, true
}

// simpler is the plain character for one that is written in its place: minus
// signs and dashes, spaces, apostrophes.
func simpler(c rune) rune {
	switch c {
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2212', '\uff0d':
		return '-'
	case '\u2019':
		return '\''
	}
	if space(c) {
		return ' '
	}
	return c
}

// mostGroups is how many groups of thousands a number has at most: up to hundreds
// of milliards. Longer rows of threes are lists.
const mostGroups = 4

// ungroup takes what parts thousands out of the digits before the decimals.
func (n notation) ungroup(whole string) (string, bool) {
	if whole == "" || digits(whole) {
		return whole, true
	}
	for _, mark := range []byte{n.group, ' ', '\''} {
		if marks := strings.Count(whole, string(mark)); mark == 0 || marks == 0 || marks >= mostGroups {
			continue
		}
		if groups := strings.Split(whole, string(mark)); grouped(groups) {
			return strings.Join(groups, ""), true
		}
	}
	return "", false
}

func grouped(groups []string) bool {
	for i, g := range groups {
		if !digits(g) || i > 0 && len(g) != 3 || len(g) > 3 {
			return false
		}
	}
	return groups[0][0] != '0'
}

// digits tells whether there are digits and nothing else.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// missing tells whether a cell is one of the words for no value.
func missing(cell string) bool {
	switch strings.ToLower(strings.TrimLeft(cell, "+-")) {
	case "na", "n/a", "nan", "inf", "infinity", "null", "none", "", "?", ".":
		return true
	}
	return spreadsheetError(cell)
}

// word tells whether a cell may be a name: it is no number, not meant as one, and
// does not stand for none.
func word(cell string) bool {
	if missing(cell) {
		return false
	}
	start := strings.TrimLeft(strings.Map(simpler, cell), "+-.,'~<>=$€£ ")
	return start == "" || start[0] < '0' || start[0] > '9'
}

// wrong says why a cell is no number, and what would be.
func (d dialect) wrong(cell string) string {
	_, err := strconv.ParseFloat(cell, 64)
	switch {
	case cell == "":
		return "is empty; leave out the row, or give a number"
	case errors.Is(err, strconv.ErrRange):
		return quoted(cell) + " is too large a number"
	case missing(cell):
		return quoted(cell) + " is no finite number; leave out the row"
	case date(cell):
		return quoted(cell) + " is a date or a time; give a number, such as the days or the seconds since the first, or leave out the column"
	case strings.ContainsAny(cell, ",") && !word(cell):
		if reason := d.comma(cell); reason != "" {
			return reason
		}
	case d.notation.decimal == ',' && decimal(cell):
		return quoted(cell) + " has a point, and other numbers here have decimal commas; write all decimals with a point, and no other marks"
	case !word(cell):
		return quoted(cell) + " is not a number; write digits alone, without units, signs for percent or currency"
	}
	return quoted(cell) + " is not a number; words may stand above the numbers or in columns of their own, and columns are parted by a tab, a semicolon or a comma"
}

// comma says how a number with a comma may be written, "" if it is none.
func (d dialect) comma(cell string) string {
	a, group := groupedComma.number(cell)
	b, fraction := commas.number(cell)
	switch plain := strings.Replace(cell, ",", ".", 1); {
	case group && fraction:
		return quoted(cell) + " can be read in two ways: for " + shown(a) + " write " + shown(a) + ", for a decimal comma write " + plain
	case group:
		return quoted(cell) + " has commas between thousands; write " + shown(a)
	case fraction && d.separator == ',':
		return quoted(cell) + " has a decimal comma, which also parts columns here; write " + shown(b)
	case fraction:
		return quoted(cell) + " has a decimal comma, and other numbers here have none; write " + plain
	}
	if v, ok := groupedPoint.number(cell); ok {
		return quoted(cell) + " has a decimal comma and points between thousands; write " + shown(v)
	}
	return ""
}

// date tells whether a cell is digits with marks of dates and times between.
func date(cell string) bool {
	rest := strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return -1
		}
		return c
	}, cell)
	marks := func(mark string) int { return strings.Count(rest, mark) }
	return cell != "" && cell[0] >= '0' && cell[0] <= '9' && strings.Trim(rest, "-/.:TZ +") == "" &&
		(marks("-") > 1 || marks("/") > 1 || marks(".") > 1 || marks(":") > 0)
}

// quoted is a cell as it is shown in a message.
func quoted(cell string) string {
	const most = 24
	if r := []rune(cell[:min(len(cell), 4*most+4)]); len(r) > most {
		cell = string(r[:most]) + "…"
	}
	return strconv.Quote(cell)
}

// shown is a number as it can be written in a table.
func shown(v float64) string {
	if a := math.Abs(v); v == 0 || a >= 1e-4 && a < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
