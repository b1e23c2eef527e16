//go:build js

package main

import (
	"syscall/js"

	"residual/core/lab"
	"residual/wasm/wire"
)

// A pointer is the visitor's: it reads values where it rests, or acts on a panel
// from its press to its release.
type pointer struct {
	x, y  float64 // in CSS pixels
	reads bool
	acts  bool
	panel int // on which it acts
	bytes []byte
}

// hover is the kind of a pointer that only moves; the others are lab's.
const hover = -1

// point follows the pointer and reports whether it acts.
func (s *stage) point(kind int, x, y float64) bool {
	p := &s.pointer
	p.x, p.y, s.changed = x, y, true
	action := lab.ActionKind(kind)
	switch {
	case kind != hover && action == lab.Press:
		p.panel, p.acts = s.panelAt(x, y)
	case p.acts && kind == hover:
		action = lab.Drag
	}
	p.reads = !p.acts
	acted := p.acts
	if acted {
		s.act(action, x, y)
	}
	if kind != hover && action == lab.Release {
		p.acts = false
	}
	return acted
}

// What the pointer does at a place, as the script knows it.
const (
	nothing = iota
	paints
	turns
)

// actionAt tells what the pointer does at a place: in a scene it turns what is
// there.
func (s *stage) actionAt(x, y float64) int {
	panel, ok := s.panelAt(x, y)
	switch {
	case !ok:
		return nothing
	case s.frame.Panels[panel].Scene != nil:
		return turns
	}
	return paints
}

// panelAt is the panel at a place, if the pointer acts on it.
func (s *stage) panelAt(x, y float64) (panel int, ok bool) {
	panel, _, _, ok = s.picture.Locate(x, y)
	return panel, ok && s.frame.Panels[panel].Paint
}

// act sends an action to the Worker. A frame that came meanwhile may have fewer
// panels.
func (s *stage) act(kind lab.ActionKind, x, y float64) {
	p := &s.pointer
	if p.panel >= s.picture.Panels() {
		p.acts = false
		return
	}
	a := lab.Action{Panel: p.panel, Kind: kind}
	a.X, a.Y = s.picture.LocateIn(p.panel, x, y)
	p.bytes = wire.AppendAction(p.bytes[:0], &a)
	bytes := js.Global().Get("Uint8Array").New(len(p.bytes))
	js.CopyBytesToJS(bytes, p.bytes)
	s.script.Call("act", bytes)
}
