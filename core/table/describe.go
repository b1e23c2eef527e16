package table

import "strings"

// Describe says how the text is read, with so many of its first rows as they are
// understood.
func (r *Reader) Describe(rows int) string {
	text := "Read as " + r.what() + ": " + r.rows(rows) + "."
	if skipped := r.skipped(); skipped != "" {
		text += " Passed over: " + skipped + "."
	}
	return text
}

// what is in the text: how many columns, by what they are parted, and how numbers
// are written where they are written in an unusual way.
func (r *Reader) what() string {
	text := columns(r.Columns)
	if r.list {
		text = "one line of numbers"
	}
	if names := r.Names(); strings.Join(names, "") != "" {
		text += " (" + clipped(names) + ")"
	}
	if len(r.kinds) > 1 {
		text += ", parted by " + r.separator.String()
	}
	switch r.notation {
	case commas:
		text += ", with decimal commas"
	case groupedComma:
		text += ", with commas between thousands"
	case groupedPoint:
		text += ", with decimal commas and points between thousands"
	}
	return text
}

// clipped are names, some of them where there are many, long ones cut.
func clipped(names []string) string {
	var text []string
	for i, n := range names {
		if i == 4 {
			text = append(text, "…")
			break
		}
		if cell := []rune(n); len(cell) > 24 {
			n = string(cell[:24]) + "…"
		}
		text = append(text, n)
	}
	return strings.Join(text, ", ")
}

// rows are the first as they are understood.
func (r *Reader) rows(n int) string {
	at, row := *r, make([]float64, r.Columns)
	at.in.place = r.start
	var text []string
	for range n {
		if more, err := at.Next(row); err != nil || !more {
			return strings.Join(text, ", ")
		}
		one := joined(row, ", ")
		if r.Columns > 1 {
			one = "(" + one + ")"
		}
		text = append(text, one)
	}
	if more, err := at.Next(row); more || err != nil {
		text = append(text, "…")
	}
	return strings.Join(text, ", ")
}

// skipped is what is passed over.
func (r *Reader) skipped() string {
	var text []string
	switch {
	case r.above == 1:
		text = append(text, "1 line above")
	case r.above > 1:
		text = append(text, shown(float64(r.above))+" lines above")
	}
	for i, k := range r.kinds {
		what := [...]string{words: "words", nothing: "empty", unused: "not asked for"}
		if k != number && len(text) < 6 {
			text = append(text, "column "+shown(float64(i+1))+" ("+what[k]+")")
		}
	}
	return strings.Join(text, ", ")
}
