// Package compute is the program of the page's Worker: it runs the labs that it
// is given, answers the page's calls and sends frames to the stage. It draws
// nothing. The commands that call Main are written by wasm/mains, one a lab.
//
// worker.js starts it, carries its messages and calls it whenever there is
// work; engine.js is the other end. What the two say is in calls.go, and in
// site/static/protocol.js with the words of worker.js's object goHost.
package compute

import (
	"math"
	"strconv"
	"syscall/js"
	"time"

	"residual/core/lab"
)

// Main serves the page with these labs. It does not return.
func Main(labs ...lab.Lab) {
	begun := time.Now()
	h := jsHost{js.Global().Get("goHost")}
	w := &worker{host: h, session: session{
		labs: labs, crew: h,
		now: func() time.Duration { return time.Since(begun) },
	}}
	h.offer("work", func(args []js.Value) any { return milliseconds(w.work()) })
	h.offer("call", func(args []js.Value) any {
		w.call(args[0].Int(), args[1].String(), read(args[2]))
		return nil
	})
	h.offer("act", func(args []js.Value) any { w.act(bytes(args[0])); return nil })
	h.offer("redraw", func(args []js.Value) any { w.redraw(); return nil })
	h.offer("onHelperEvent", func(args []js.Value) any { heed(w, args[0].String(), args[1].Int(), args[2]); return nil })
	help(h, labs)
	h.v.Call("ready")
	select {}
}

// heed takes the news of a helper: it is ready, has done its task or is lost.
func heed(w *worker, news string, id int, what js.Value) {
	switch {
	case news == "lost":
		w.lost(id, what.String())
	case w.pool == nil:
	case news == "ready":
		w.pool.ready(id)
	case news == "done":
		if room := w.pool.room(id, what.Length()); room != nil {
			js.CopyBytesToGo(room, what)
		}
		w.pool.done(id)
	}
}

// help offers what a helper's script (helper.js) calls, in the same program.
func help(h jsHost, labs []lab.Lab) {
	a := &aide{}
	h.offer("help", func(args []js.Value) any {
		if err := a.begin(labs, read(args[0])); err != nil {
			return err.Error()
		}
		return ""
	})
	h.offer("do", func(args []js.Value) any {
		js.CopyBytesToGo(a.room(args[0].Length()), args[0])
		return h.fill("room", a.do(args[1].Bool()))
	})
}

// milliseconds is a wait as JavaScript takes it, −1 for idle.
func milliseconds(d time.Duration) any {
	if d == idle {
		return -1
	}
	return float64(d) / float64(time.Millisecond)
}

// read takes the arguments of a call: {lab, knobs, seed, number, snapshot}. The
// number is NaN where there is none.
func read(v js.Value) *arguments {
	a := &arguments{Knobs: map[string]string{}, Number: math.NaN(), Snapshot: bytes(v.Get("snapshot"))}
	if l := v.Get("lab"); l.Type() == js.TypeString {
		a.Lab = l.String()
	}
	if s := v.Get("seed"); s.Type() == js.TypeString {
		text := s.String()
		a.Seed = &text
	}
	if n := v.Get("number"); n.Type() == js.TypeNumber {
		a.Number = n.Float()
	}
	if k := v.Get("knobs"); k.Type() == js.TypeObject {
		entries := js.Global().Get("Object").Call("entries", k)
		for i := range entries.Length() {
			a.Knobs[entries.Index(i).Index(0).String()] = entries.Index(i).Index(1).String()
		}
	}
	return a
}

// bytes copies a Uint8Array; what is none has no bytes.
func bytes(v js.Value) []byte {
	if !v.InstanceOf(js.Global().Get("Uint8Array")) {
		return nil
	}
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b
}

// jsHost is worker.js's object goHost.
type jsHost struct{ v js.Value }

// offer gives the script a function of ours.
func (h jsHost) offer(name string, f func([]js.Value) any) {
	h.v.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) }))
}

func (h jsHost) answer(id int, json string)   { h.v.Call("answer", id, json) }
func (h jsHost) refuse(id int, fault string)  { h.v.Call("refuse", id, fault) }
func (h jsHost) push(state, view string)      { h.v.Call("push", state, view) }
func (h jsHost) fault(fault string)           { h.v.Call("fault", fault) }
func (h jsHost) free() bool                   { return h.v.Call("free").Bool() }
func (h jsHost) send(id int, snapshot []byte) { h.v.Call("send", id, h.fill("fresh", snapshot)) }

func (h jsHost) cores() int     { return h.v.Call("cores").Int() }
func (h jsHost) dismiss(id int) { h.v.Call("terminate", id) }

func (h jsHost) hire(id int, lab, knobs string, seed uint64) {
	h.v.Call("spawn", id, lab, knobs, strconv.FormatUint(seed, 10))
}

func (h jsHost) give(id int, task []byte, echo bool) {
	h.v.Call("assign", id, h.fill("taskBuffer", task), echo)
}

func (h jsHost) keep(steps int, snapshot []byte) {
	h.v.Call("checkpoint", steps, h.fill("fresh", snapshot))
}

func (h jsHost) show(frame []byte) {
	h.fill("room", frame)
	h.v.Call("show")
}

// fill copies b into a buffer that host makes or has at hand.
func (h jsHost) fill(maker string, b []byte) js.Value {
	buffer := h.v.Call(maker, len(b))
	js.CopyBytesToJS(buffer, b)
	return buffer
}
