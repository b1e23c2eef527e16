//go:build js

package main

import (
	"slices"
	"syscall/js"

	"github.com/hajimehoshi/ebiten/v2"

	"residual/core/lab"
	"residual/render/paint"
	"residual/render/plot"
	"residual/wasm/wire"
)

// A stage is what Ebitengine runs. It draws only where something has changed.
type stage struct {
	script js.Value // globalThis.stage

	bytes []byte // the frame as it came
	frame lab.Frame
	next  lab.Frame // is decoded into
	ghost lab.Frame // the one before a change of settings, while picture.Ghost is it
	seen  lab.Frame // the part of frame that is painted: all panels, or one alone
	only  int       // which; below 0: all
	theme plot.Theme
	size  [2]int // in device pixels
	ratio float64

	height float64 // that the script was told last
	named  []name  // likewise

	picture plot.List
	readout plot.List
	painter *paint.Painter
	pointer pointer

	came    bool // bytes hold a frame that is not decoded
	shown   bool // frame holds one
	changed bool // since the last painting
	began   bool
}

func newStage(script js.Value) *stage {
	return &stage{script: script, painter: paint.New(), only: -1}
}

// Update does nothing: the model lives elsewhere.
func (s *stage) Update() error { return nil }

// Layout takes the size over; outside is in device pixels.
func (s *stage) Layout(width, height int) (int, int) {
	width, height = max(width, 1), max(height, 1)
	ratio := js.Global().Get("devicePixelRatio").Float()
	if s.size != [2]int{width, height} || s.ratio != ratio {
		s.size, s.ratio, s.changed = [2]int{width, height}, ratio, true
	}
	return width, height
}

// Draw paints what has changed and tells the script.
func (s *stage) Draw(screen *ebiten.Image) {
	if !s.began {
		s.began = true
		s.script.Call("began")
	}
	if !s.changed {
		return
	}
	s.changed = false
	s.decode()
	s.layOut()
	lists := []*plot.List{&s.picture}
	if s.pointer.reads && s.readout.Readout(&s.picture, &s.seen, s.pointer.x, s.pointer.y) {
		lists = append(lists, &s.readout)
	}
	s.painter.Paint(screen, s.ratio, lists...)
	if s.shown {
		s.script.Call("painted", s.frame.Title)
	}
}

// decode reads the frame that has come. One that is no frame leaves an empty
// picture and a word on the console.
func (s *stage) decode() {
	if !s.came {
		return
	}
	s.came, s.shown = false, true
	if err := wire.DecodeFrame(s.bytes, &s.next); err != nil {
		js.Global().Get("console").Call("error", err.Error())
		s.next = lab.Frame{}
	}
	s.haunt()
	s.frame, s.next = s.next, s.frame
	s.painter.Refresh()
	s.namePanels()
}

// haunt makes the frame shown the ghost of the next one, where that is the first
// after a change, or lets a ghost go.
func (s *stage) haunt() {
	switch {
	case s.next.Ghost == 0:
		s.picture.Ghost = nil
	case s.next.Ghost != s.frame.Ghost && len(s.frame.Panels) > 0:
		s.ghost, s.frame = s.frame, s.ghost
		s.picture.Ghost = &s.ghost
	}
}

// layOut makes the picture of the frame, with the size and theme of now.
func (s *stage) layOut() {
	size := plot.Size{W: float64(s.size[0]) / s.ratio, H: float64(s.size[1]) / s.ratio}
	s.seen = s.frame
	if n := len(s.frame.Panels); s.only >= 0 && n > 0 {
		k := min(s.only, n-1)
		s.seen.Panels = s.frame.Panels[k : k+1]
	}
	s.picture.Draw(&s.seen, size, s.theme)
	if height := plot.Height(&s.seen, size.W); s.shown && height != s.height {
		s.height = height
		s.script.Call("height", height)
	}
}

// A name is what the script knows of a panel: its title, and what the pointer does.
type name struct {
	title string
	acts  int
}

// namePanels tells the script which panels there are, where others were.
func (s *stage) namePanels() {
	same := func(p lab.Panel, n name) bool { return n == name{p.Title, actionOn(&p)} }
	if slices.EqualFunc(s.frame.Panels, s.named, same) {
		return
	}
	s.named = s.named[:0]
	var titles, acts []any
	for _, p := range s.frame.Panels {
		n := name{p.Title, actionOn(&p)}
		s.named = append(s.named, n)
		titles, acts = append(titles, n.title), append(acts, n.acts)
	}
	s.script.Call("panels", titles, acts)
}
