package main

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// mend sets right what treeblood sets so that browsers draw or read it wrongly:
//
//   - a script behind a bracket belongs to all that the brackets hold, or the
//     bracket that carries it does not grow with them;
//   - a name of several letters is one identifier, which is read as a word and
//     stands off from what it is applied to;
//   - a mean is a line as long as what it is of. Few fonts can stretch the accent
//     that stands for it, so the style sheet draws the line;
//   - a sign is no operator between two terms, and a slash has no space around it;
//   - an accent over a letter does not stretch;
//   - inline styles go, which the site's policy on content forbids.
func mend(e *mathElement) {
	for _, name := range []string{"style", "xmlns", "strechy", "lspace"} {
		delete(e.attributes, name)
	}
	for i, child := range e.children {
		e.children[i] = asName(child)
	}
	if isRow(e) {
		e.children = inRow(e.children)
	}
	for _, child := range e.children {
		mend(child)
	}
	if e.name == "mover" {
		mendAccent(e)
	}
	if isRow(e) {
		e.children = brackets(signs(spaceNames(e.children)))
	}
}

// isRow tells whether an element's children stand side by side.
func isRow(e *mathElement) bool {
	return slices.Contains([]string{"mrow", "msqrt", "mtd"}, e.name)
}

// inRow puts the children of rows within a row into it: TeX's braces group, and
// do not show.
func inRow(children []*mathElement) (row []*mathElement) {
	for _, e := range children {
		if e.name == "mrow" && len(e.attributes) == 0 {
			row = append(row, inRow(e.children)...)
		} else {
			row = append(row, e)
		}
	}
	return row
}

// asName joins the upright letters of a name, each of which treeblood sets by
// itself. (One letter alone says that it is upright, several are by themselves.)
func asName(e *mathElement) *mathElement {
	if e.name != "mpadded" || !slices.ContainsFunc(e.children, upright) {
		return e
	}
	name := token("mi", "")
	for _, letter := range e.children {
		name.text += letter.text
	}
	if utf8.RuneCountInString(name.text) == 1 {
		name.attributes["mathvariant"] = "normal"
	}
	return name
}

func upright(e *mathElement) bool { return e.name == "mi" && e.attributes["mathvariant"] == "normal" }

// mendAccent makes a mean's line of an accent over several things, and a letter's
// accent one that does not stretch.
func mendAccent(e *mathElement) {
	base, accent := e.children[0], e.children[1]
	if accent.text != "‾" {
		accent.attributes["stretchy"] = "false"
		return
	}
	*e = *element("mrow", base)
	e.attributes["class"], e.attributes["intent"] = "mean", "mean($x)"
	base.attributes["arg"] = "x"
}

var opening = map[string]string{"(": ")", "[": "]", "{": "}", "⌈": "⌉", "⌊": "⌋", "⟨": "⟩", "|": "|", "‖": "‖"}

// brackets makes a row of each pair of brackets and what they hold, scripts of
// the closing one being scripts of that row. Brackets without another stay.
func brackets(row []*mathElement) []*mathElement {
	var done []*mathElement
	var open []int // places in done of brackets that are not closed yet
	for _, e := range row {
		bracket := scripted(e)
		if n := len(open); n > 0 && closes(done[open[n-1]].text, bracket.text) && bracket.name == "mo" {
			first := open[n-1]
			group := element("mrow", append(slices.Clone(done[first:]), bracket)...)
			if e != bracket {
				e.children[0] = group
				group = e
			}
			done, open = append(done[:first], group), open[:n-1]
			continue
		}
		if e.name == "mo" && opening[e.text] != "" {
			open = append(open, len(done))
		}
		done = append(done, e)
	}
	return done
}

// scripted is what an element's scripts stand at, or the element.
func scripted(e *mathElement) *mathElement {
	switch e.name {
	case "msup", "msub", "msubsup", "munder", "mover", "munderover":
		return scripted(e.children[0])
	}
	return e
}

// closes tells whether one bracket ends what another begins; an interval may be
// open on one side.
func closes(first, last string) bool {
	return opening[first] == last || strings.Contains("([", first) && last != "" && strings.Contains(")]", last)
}

const (
	applied   = "\u2061" // says to readers, and shows nowhere, that a function is applied
	thinSpace = "0.17em"
)

// spaceNames sets names of functions off from letters and numbers beside them,
// and says that they are applied.
func spaceNames(row []*mathElement) (spaced []*mathElement) {
	for i, e := range row {
		if !isFunction(e) {
			spaced = append(spaced, e)
			continue
		}
		if i > 0 && ends(row[i-1]) {
			spaced = append(spaced, space(thinSpace))
		}
		spaced = append(spaced, e)
		if i+1 < len(row) && begins(row[i+1]) {
			spaced = append(spaced, token("mo", applied))
			if opening[row[i+1].text] == "" {
				spaced = append(spaced, space(thinSpace))
			}
		}
	}
	return spaced
}

func isFunction(e *mathElement) bool {
	e = scripted(e)
	return e.name == "mi" && utf8.RuneCountInString(e.text) > 1
}

// begins tells whether something that a function can be applied to begins here.
func begins(e *mathElement) bool { return isOperand(e) || opening[e.text] != "" }

// ends tells whether something that can be multiplied ends here.
func ends(e *mathElement) bool {
	e = scripted(e)
	return e.name == "mtext" || isOperand(e) && e.attributes["largeop"] == "" || e.name == "mo" && e.text != "" && strings.Contains(")]}⌉⌋⟩′″‴", e.text)
}

func isOperand(e *mathElement) bool {
	e = scripted(e)
	return e.name != "mspace" && e.name != "mtext" && (e.name != "mo" || e.attributes["largeop"] != "")
}

// signs tells a sign from a sum's operator, by what stands before it, and keeps a
// slash close.
func signs(row []*mathElement) []*mathElement {
	for i, e := range row {
		switch {
		case e.name != "mo":
		case e.text == "/":
			e.attributes["lspace"], e.attributes["rspace"] = "0", "0"
		case strings.Contains("+−±∓", e.text) && (i == 0 || !ends(row[i-1]) && row[i-1].name != "mspace"):
			e.attributes["form"] = "prefix"
		}
	}
	return row
}
