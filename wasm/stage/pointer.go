//go:build js

package main

import (
	"cmp"
	"slices"
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
	panel string // on which it acts
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
		p.panel, p.acts = "", false
		if panel := s.panelAt(x, y); panel != nil {
			p.panel, p.acts = panel.Acts, panel.Acts != ""
		}
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
	presses
	turns
	draws
)

// actionAt tells what the pointer does at a place.
func (s *stage) actionAt(x, y float64) int {
	if p := s.panelAt(x, y); p != nil {
		return actionOn(p)
	}
	return nothing
}

// actionOn tells what it does on a panel: in a scene it turns what is there.
func actionOn(p *lab.Panel) int {
	switch {
	case p.Acts == "":
		return nothing
	case p.Scene != nil:
		return turns
	case p.Drags:
		return draws
	}
	return presses
}

// panelAt is the panel whose axes lie under a place, or nil.
func (s *stage) panelAt(x, y float64) *lab.Panel {
	if i, _, _, ok := s.picture.Locate(x, y); ok {
		return &s.seen.Panels[i]
	}
	return nil
}

// act sends an action to the Worker. A frame that came meanwhile may not have
// the panel any more.
func (s *stage) act(kind lab.ActionKind, x, y float64) {
	p := &s.pointer
	panel := slices.IndexFunc(s.seen.Panels[:s.picture.Panels()], func(q lab.Panel) bool { return q.Acts == p.panel })
	if panel < 0 {
		p.acts = false
		return
	}
	a := lab.Action{Panel: p.panel, Kind: kind}
	a.X, a.Y = s.picture.LocateIn(panel, x, y)
	p.bytes = wire.AppendAction(p.bytes[:0], &a)
	bytes := js.Global().Get("Uint8Array").New(len(p.bytes))
	js.CopyBytesToJS(bytes, p.bytes)
	s.script.Call("act", bytes)
}

// The least and the largest magnification of scenes.
const farthest, nearest = 0.5, 8

// zoom magnifies what lies at a place by a factor: the axes of a panel, or all scenes;
// where it is 0 all is as it was. Left of the picture that is all scenes. It reports whether there was anything to magnify.
func (s *stage) zoom(factor, x, y float64) bool {
	i, _, _, found := s.picture.Locate(x, y)
	scenes := slices.ContainsFunc(s.frame.Panels, func(p lab.Panel) bool { return p.Scene != nil })
	switch {
	case factor == 0:
		found = scenes || s.picture.Window != nil
		s.picture.Zoom, s.picture.Window = 1, nil
	case found && s.seen.Panels[i].Scene == nil:
		s.picture.Magnify(&s.seen, i, factor, x, y)
	case scenes && (found || x < 0):
		found = true
		s.picture.Zoom = min(max(cmp.Or(s.picture.Zoom, 1)*factor, farthest), nearest)
	}
	s.changed = s.changed || found
	return found
}
