package main

import (
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"maps"
	"slices"
	"strings"
)

// A mathElement is one element of MathML. Those of tokens (mi, mo, mn, mtext,
// annotation) have text, the others children.
type mathElement struct {
	name       string
	attributes map[string]string
	children   []*mathElement
	text       string
}

func element(name string, children ...*mathElement) *mathElement {
	return &mathElement{name: name, attributes: map[string]string{}, children: children}
}

func token(name, text string) *mathElement {
	e := element(name)
	e.text = text
	return e
}

func space(width string) *mathElement {
	e := element("mspace")
	e.attributes["width"] = width
	return e
}

// readMath reads the one element that a text of MathML is.
func readMath(text string) (*mathElement, error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	open := []*mathElement{element("")}
	for {
		next, err := decoder.Token()
		if err == io.EOF && len(open) == 1 && len(open[0].children) == 1 {
			return open[0].children[0], nil
		}
		if err != nil {
			return nil, fmt.Errorf("it is set as no MathML: %w", err)
		}
		open = extend(open, next)
	}
}

// extend adds what was read to the last of the elements that are open.
func extend(open []*mathElement, next xml.Token) []*mathElement {
	last := open[len(open)-1]
	switch next := next.(type) {
	case xml.StartElement:
		e := element(next.Name.Local)
		for _, a := range next.Attr {
			e.attributes[a.Name.Local] = a.Value
		}
		last.children = append(last.children, e)
		return append(open, e)
	case xml.EndElement:
		return open[:len(open)-1]
	case xml.CharData:
		last.text += string(next)
	}
	return open
}

// write writes the element, its attributes in order, so that a build has the same
// bytes every time. Space between elements is none of the formula's.
func (e *mathElement) write(w *strings.Builder) {
	w.WriteString("<" + e.name)
	for _, name := range slices.Sorted(maps.Keys(e.attributes)) {
		fmt.Fprintf(w, ` %s="%s"`, name, html.EscapeString(e.attributes[name]))
	}
	w.WriteString(">")
	for _, child := range e.children {
		child.write(w)
	}
	if len(e.children) == 0 {
		w.WriteString(html.EscapeString(e.text))
	}
	w.WriteString("</" + e.name + ">")
}
