//go:build js

// Command stage is the canvas: it paints the frames that a Worker sends and
// tells the Worker what the pointer does on them. It knows no solver.
//
// canvas.js is the other half: it carries the bytes, leaves the page its keys and
// its scrolling and asks for no frame while nothing has changed. The two meet in
// the object globalThis.goHost. The script calls
//
//	take(bytes)          here is a frame (wire format)
//	theme(dark)          the colours have changed
//	show(panel)          this panel alone, or all (−1)
//	point(kind, x, y)    the pointer hovers (−1), or does a lab.ActionKind;
//	                     coordinates in CSS pixels; returns whether it acts
//	actionAt(x, y)       what does the pointer do here? 0 nothing, 1 it presses,
//	                     2 it rotates a scene, 3 it draws
//	zoom(factor, x, y)   magnify what is there, 0: all as it was; returns
//	                     whether there is anything
//	leave()              the pointer is gone
//
// and the program calls
//
//	began()              it is ready for the first frame
//	painted(title)       it has painted all that it was given
//	height(pixels)       the picture at its width should be so high
//	panels(titles, acts) these panels there are, and what the pointer does on each
//	act(bytes)           an action for the Worker (wire format)
//	failed(reason)       it cannot paint
package main

import (
	"syscall/js"

	"github.com/hajimehoshi/ebiten/v2"
)

func main() {
	s := newStage(js.Global().Get("goHost"))
	s.listen()
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	// canvas.js gives the page's size in device pixels, so that a change of zoom
	// is seen; Ebitengine reads the ratio only once.
	options := &ebiten.RunGameOptions{DisableHiDPI: true, InitUnfocused: true}
	if err := ebiten.RunGameWithOptions(s, options); err != nil {
		s.script.Call("failed", err.Error())
	}
}
