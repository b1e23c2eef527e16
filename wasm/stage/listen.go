//go:build js

package main

import (
	"syscall/js"

	"residual/render/plot"
)

// listen gives the script what it may call.
func (s *stage) listen() {
	s.offer("take", func(args []js.Value) any {
		s.take(args[0])
		return nil
	})
	s.offer("theme", func(args []js.Value) any {
		s.theme = plot.Light
		if args[0].Bool() {
			s.theme = plot.Dark
		}
		s.changed = true
		return nil
	})
	s.offer("show", func(args []js.Value) any {
		s.only, s.changed = args[0].Int(), true
		s.painter.Refresh()
		return nil
	})
	s.offer("point", func(args []js.Value) any {
		return s.point(args[0].Int(), args[1].Float(), args[2].Float())
	})
	s.offer("actionAt", func(args []js.Value) any {
		return s.actionAt(args[0].Float(), args[1].Float())
	})
	s.offer("zoom", func(args []js.Value) any {
		return s.zoom(args[0].Float(), args[1].Float(), args[2].Float())
	})
	s.offer("leave", func([]js.Value) any {
		s.pointer.reads, s.changed = false, true
		return nil
	})
}

func (s *stage) offer(name string, f func(args []js.Value) any) {
	s.script.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) }))
}

// take copies a frame's bytes; they are decoded when they are painted, and not
// at all if another frame comes first.
func (s *stage) take(bytes js.Value) {
	n := bytes.Length()
	if cap(s.bytes) < n {
		s.bytes = make([]byte, n)
	}
	s.bytes = s.bytes[:n]
	js.CopyBytesToGo(s.bytes, bytes)
	s.came, s.changed = true, true
}
