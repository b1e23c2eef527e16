package compute

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/wasm/wire"
)

// A fakePage is the page, the canvas and the clock of one controller. Every reading
// of the clock takes a microsecond.
type fakePage struct {
	*controller
	t      *testing.T
	clock  time.Duration
	log    []string // what the controller said to the page
	state  lab.Report
	view   view
	free   bool // the canvas waits for a frame
	frames []lab.Frame
	lastID int // of a call

	answered string // the last answer

	saved   []byte // the last checkpoint
	savedAt int    // its count of steps
}

func newFakePage(t *testing.T) *fakePage {
	p := &fakePage{t: t}
	now := func() time.Duration { p.clock += time.Microsecond; return p.clock }
	p.controller = &controller{page: p, session: session{labs: []lab.Lab{labtest.Decay}, now: now}}
	return p
}

func (p *fakePage) answer(id int, json string) {
	p.log, p.answered = append(p.log, fmt.Sprint("answer ", id)), json
}
func (p *fakePage) answerBytes(id int, bytes []byte) {
	p.log, p.answered = append(p.log, fmt.Sprint("bytes ", id)), string(bytes)
}
func (p *fakePage) refuse(id int, fault string) {
	p.log = append(p.log, fmt.Sprint("refuse ", id, fault))
}
func (p *fakePage) fault(fault string)             { p.log = append(p.log, "fault"+fault) }
func (p *fakePage) canvasFree() bool               { return p.free }
func (p *fakePage) checkpoint(steps int, s []byte) { p.saved, p.savedAt = s, steps }

func (p *fakePage) push(state, view string) {
	p.log = append(p.log, "push")
	if state != "" {
		p.decode(state, &p.state)
	}
	p.decode(view, &p.view)
}

func (p *fakePage) decode(text string, v any) {
	p.t.Helper()
	if err := json.Unmarshal([]byte(text), v); err != nil {
		p.t.Fatalf("%v in %s", err, text)
	}
}

func (p *fakePage) showFrame(frame []byte) {
	var f lab.Frame
	if err := wire.DecodeFrame(frame, &f); err != nil {
		p.t.Error(err)
	}
	p.frames, p.free = append(p.frames, f), false
}

// do makes a call and returns what is said before the next slice of work.
func (p *fakePage) do(name, args string) (said []string) {
	p.lastID++
	from := len(p.log)
	p.call(p.lastID, name, p.arguments(args))
	return p.log[from:]
}

// arguments reads the arguments of a call from JSON.
func (p *fakePage) arguments(text string) *arguments {
	a := &arguments{Number: math.NaN()}
	p.decode(text, a)
	return a
}

// must makes a call that has to be answered.
func (p *fakePage) must(name, args string) {
	p.t.Helper()
	said := p.do(name, args)
	p.slices(1)
	if !slices.Contains(p.log, fmt.Sprint("answer ", p.lastID)) {
		p.t.Fatalf("%s(%s): %s", name, args, said)
	}
}

// slices has up to n slices of work done, while there is work, and the clock run
// through the waits between them.
func (p *fakePage) slices(n int) {
	for range n {
		wait := p.work()
		if wait == idle {
			return
		}
		p.clock += wait
	}
}

// startFrom starts with a snapshot and the default settings.
func (p *fakePage) startFrom(snapshot []byte) {
	p.t.Helper()
	p.must("start", `{"lab":"decay","snapshot":"`+base64.StdEncoding.EncodeToString(snapshot)+`"}`)
}

func (p *fakePage) start(knobs string) {
	p.t.Helper()
	p.must("start", `{"lab":"decay","knobs":{`+knobs+`}}`)
}
