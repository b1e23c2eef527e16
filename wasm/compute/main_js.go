// Package compute is the program of the page's Worker: it runs the labs that it
// is given, answers the page's calls and sends frames to the canvas. It draws
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
	c := &controller{page: h, session: session{
		labs: labs, factory: h,
		now: func() time.Duration { return time.Since(begun) },
	}}
	h.offer("work", func(args []js.Value) any { return milliseconds(c.work()) })
	h.offer("call", func(args []js.Value) any {
		c.call(args[0].Int(), args[1].String(), readArguments(args[2]))
		return nil
	})
	h.offer("act", func(args []js.Value) any { c.act(copyBytes(args[0])); return nil })
	h.offer("redraw", func(args []js.Value) any { c.redraw(); return nil })
	h.offer("onHelperEvent", func(args []js.Value) any {
		onHelperEvent(c, args[0].String(), args[1].Int(), args[2])
		return nil
	})
	serveTasks(h, labs)
	h.v.Call("ready")
	select {}
}

// onHelperEvent is called when a helper is ready, has done a task or is lost. value
// is the result, or the reason.
func onHelperEvent(c *controller, event string, id int, value js.Value) {
	switch {
	case event == "lost":
		c.onHelperLost(id, value.String())
	case c.pool == nil:
	case event == "ready":
		c.pool.onReady(id)
	case event == "done":
		if result := c.pool.resultBuffer(id, value.Length()); result != nil {
			js.CopyBytesToGo(result, value)
		}
		c.pool.onDone(id)
	}
}

// serveTasks offers what helper.js calls when this program runs in a helper.
func serveTasks(h jsHost, labs []lab.Lab) {
	t := &taskServer{}
	h.offer("help", func(args []js.Value) any {
		if err := t.start(labs, readArguments(args[0])); err != nil {
			return err.Error()
		}
		return ""
	})
	h.offer("do", func(args []js.Value) any {
		js.CopyBytesToGo(t.taskBuffer(args[0].Length()), args[0])
		return h.fill("room", t.do(args[1].Bool()))
	})
}

// milliseconds is a wait in the form that JavaScript takes, −1 for idle.
func milliseconds(d time.Duration) any {
	if d == idle {
		return -1
	}
	return float64(d) / float64(time.Millisecond)
}

// readArguments reads the arguments of a call: {lab, knobs, seed, number, snapshot}.
// An absent number is NaN.
func readArguments(v js.Value) *arguments {
	a := &arguments{Knobs: map[string]string{}, Number: math.NaN(), Snapshot: copyBytes(v.Get("snapshot"))}
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

// copyBytes copies a Uint8Array. Anything else has no bytes.
func copyBytes(v js.Value) []byte {
	if !v.InstanceOf(js.Global().Get("Uint8Array")) {
		return nil
	}
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b
}

// jsHost is worker.js's object goHost: the pagePort and the workerFactory of the
// browser.
type jsHost struct{ v js.Value }

// offer gives the script a function to call.
func (h jsHost) offer(name string, f func([]js.Value) any) {
	h.v.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) }))
}

func (h jsHost) answer(id int, json string)  { h.v.Call("answer", id, json) }
func (h jsHost) refuse(id int, fault string) { h.v.Call("refuse", id, fault) }
func (h jsHost) push(state, view string)     { h.v.Call("push", state, view) }
func (h jsHost) fault(fault string)          { h.v.Call("fault", fault) }
func (h jsHost) canvasFree() bool            { return h.v.Call("free").Bool() }

func (h jsHost) answerBytes(id int, bytes []byte) { h.v.Call("send", id, h.fill("fresh", bytes)) }

func (h jsHost) checkpoint(steps int, snapshot []byte) {
	h.v.Call("checkpoint", steps, h.fill("fresh", snapshot))
}

func (h jsHost) showFrame(frame []byte) {
	h.fill("room", frame)
	h.v.Call("show")
}

func (h jsHost) cores() int       { return h.v.Call("cores").Int() }
func (h jsHost) terminate(id int) { h.v.Call("terminate", id) }

func (h jsHost) spawn(id int, lab, knobs string, seed uint64) {
	h.v.Call("spawn", id, lab, knobs, strconv.FormatUint(seed, 10))
}

func (h jsHost) assign(id int, task []byte, echo bool) {
	h.v.Call("assign", id, h.fill("taskBuffer", task), echo)
}

// fill copies b into a buffer that the script's function of that name returns.
func (h jsHost) fill(buffer string, b []byte) js.Value {
	v := h.v.Call(buffer, len(b))
	js.CopyBytesToJS(v, b)
	return v
}
