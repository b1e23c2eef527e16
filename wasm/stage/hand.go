//go:build js

package main

import (
	"syscall/js"

	"residual/core/lab"
	"residual/wasm/wire"
)

// A hand is the pointer: it reads values where it rests, or acts on a panel from
// its press to its release.
type hand struct {
	x, y  float64 // in CSS pixels
	reads bool
	acts  bool
	panel int // on which it acts
	bytes []byte
}

// moves is the kind of a pointer that only moves; the others are lab's.
const moves = -1

// point follows the pointer and reports whether it acts.
func (s *stage) point(kind int, x, y float64) bool {
	h := &s.hand
	h.x, h.y, s.changed = x, y, true
	action := lab.ActionKind(kind)
	switch {
	case kind != moves && action == lab.Press:
		h.panel, h.acts = s.paintPanel(x, y)
	case h.acts && kind == moves:
		action = lab.Drag
	}
	h.reads = !h.acts
	acted := h.acts
	if acted {
		s.act(action, x, y)
	}
	if kind != moves && action == lab.Release {
		h.acts = false
	}
	return acted
}

// What a pointer does at a place, as the script knows it.
const (
	nothing = iota
	paints
	turns
)

// does tells what the pointer does at a place: in a scene it turns what is there.
func (s *stage) does(x, y float64) int {
	panel, ok := s.paintPanel(x, y)
	switch {
	case !ok:
		return nothing
	case s.frame.Panels[panel].Scene != nil:
		return turns
	}
	return paints
}

func (s *stage) paintPanel(x, y float64) (panel int, ok bool) {
	panel, _, _, ok = s.picture.Locate(x, y)
	return panel, ok && s.frame.Panels[panel].Paint
}

// act sends an action to the Worker. A frame that came meanwhile may have fewer
// panels.
func (s *stage) act(kind lab.ActionKind, x, y float64) {
	h := &s.hand
	if h.panel >= s.picture.Panels() {
		h.acts = false
		return
	}
	a := lab.Action{Panel: h.panel, Kind: kind}
	a.X, a.Y = s.picture.LocateIn(h.panel, x, y)
	h.bytes = wire.AppendAction(h.bytes[:0], &a)
	bytes := js.Global().Get("Uint8Array").New(len(h.bytes))
	js.CopyBytesToJS(bytes, h.bytes)
	s.script.Call("act", bytes)
}
