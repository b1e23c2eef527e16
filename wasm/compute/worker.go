package compute

import (
	"math"
	"time"

	"residual/core/lab"
	"residual/wasm/wire"
)

// A host carries what the worker says to the page and to the stage.
type host interface {
	answer(id int, json string) // a call has done what it was asked
	send(id int, bytes []byte)  // likewise, with bytes
	refuse(id int, fault string)
	push(state, view string)         // an empty state: the last one stands
	fault(fault string)              // something went wrong that nobody called for
	keep(steps int, snapshot []byte) // a state to go on from after a fault; none: of a new run
	free() bool                      // the stage waits for a frame
	show(frame []byte)               // copied before it returns
}

// A worker drives a session for its page. Frames go to the stage when it has
// given the last one's buffer back. The page is told ten times a second while
// the run is busy, and before every answer.
//
// The digest and the checks of a large run cost too much for that, so a whole
// state is pushed while busy only as often as making it takes less than a
// twentieth of the time. It is always one moment's: its digest belongs to its
// steps. In between the view goes alone, with the live count of steps.
type worker struct {
	session
	host    host
	waiting []waiter

	frame  lab.Frame
	filled bool // frame is the run's present one
	bytes  []byte

	shown  bool          // the stage has the present frame
	drawn  time.Duration // when it was last sent one
	told   bool          // the page has the present state
	urgent bool          // and must have it now
	pushed time.Duration // when it was last sent a state
	viewed time.Duration // or a view
	cost   time.Duration // of making that state

	saved  time.Duration // when a state was last kept
	saving time.Duration // what that cost
}

// A waiter is a call to step that is answered once so many steps are taken.
type waiter struct{ id, target int }

const (
	idle      = time.Duration(math.MaxInt64)
	savePace  = 2 * time.Second
	framePace = 15 * time.Millisecond  // 60 Hz, and a little
	pushPace  = 100 * time.Millisecond // 10 Hz
	busyShare = 20                     // a state may take 1/20 of the time
	idleShare = 2                      // or 1/2, while only the visitor's hand is at work
)

// work does one slice of work, sends what is due and returns how long to wait
// before the next slice: idle if there is nothing to do until a message comes.
func (w *worker) work() (wait time.Duration) {
	wait = idle
	if w.run == nil {
		return wait
	}
	if w.busy() {
		steps, helpers := w.run.Steps(), w.pool.count()
		wait = w.session.work()
		if w.run.Steps() != steps || w.pool.count() != helpers || !w.busy() {
			w.touch()
			w.save()
		}
		w.urgent = w.urgent || !w.busy()
	}
	if !w.busy() {
		wait = w.rest()
	}
	due := w.due()
	w.urgent = w.urgent || len(due) > 0
	wait = min(wait, w.draw(), w.tell())
	for _, d := range due {
		w.host.answer(d.id, "null")
	}
	return wait
}

// save keeps a state of a busy run where a fault of this program does not reach
// it.
func (w *worker) save() {
	from := w.now()
	if from < w.saved+max(savePace, busyShare*w.saving) {
		return
	}
	w.host.keep(w.run.Steps(), w.run.Snapshot())
	w.saved = w.now()
	w.saving = w.saved - from
}

// lost is said of a helper that has failed.
func (w *worker) lost(id int, why string) {
	if w.pool == nil || w.pool.find(id) == nil {
		return
	}
	w.pool.lost(id, why)
	w.touch()
	w.urgent = true
}

// touch notes that the run has changed.
func (w *worker) touch() { w.filled, w.shown, w.told = false, false, false }

// due takes the waiters whose steps are taken, or will not be.
func (w *worker) due() []waiter {
	var due, later []waiter
	for _, a := range w.waiting {
		if w.run.Steps() >= a.target || !w.busy() {
			due = append(due, a)
		} else {
			later = append(later, a)
		}
	}
	w.waiting = later
	return due
}

// present returns the run's present frame.
func (w *worker) present() *lab.Frame {
	if !w.filled {
		w.run.Frame(&w.frame)
		w.filled = true
	}
	return &w.frame
}

// draw sends the stage a frame, if there is a new one and it waits for one.
func (w *worker) draw() (wait time.Duration) {
	if w.shown || !w.host.free() {
		return idle
	}
	now := w.now()
	if next := w.drawn + framePace; w.busy() && now < next {
		return next - now
	}
	w.bytes = wire.AppendFrame(w.bytes[:0], w.present())
	w.host.show(w.bytes)
	w.shown, w.drawn = true, now
	return idle
}

// tell pushes the state and the view to the page, as far as they are due.
func (w *worker) tell() (wait time.Duration) {
	if w.told {
		return idle
	}
	now := w.now()
	share := time.Duration(idleShare)
	if w.busy() {
		share = busyShare
	}
	next, nextView := w.pushed+max(pushPace, share*w.cost), w.viewed+pushPace
	switch {
	case w.urgent || now >= next:
		w.push()
		return idle
	case now >= nextView:
		w.host.push("", text(w.view(w.present())))
		w.viewed, nextView = now, now+pushPace
	}
	return min(next, nextView) - now
}

// push sends the page the state and the view of this moment.
func (w *worker) push() {
	from := w.now()
	state := text(w.report())
	w.pushed = w.now()
	w.cost, w.viewed = w.pushed-from, w.pushed
	w.host.push(state, text(w.view(w.present())))
	w.told, w.urgent = true, false
}

// act is the visitor's hand on the stage, as the stage sent it.
func (w *worker) act(message []byte) {
	if w.run == nil {
		return
	}
	var a lab.Action
	err := wire.DecodeAction(message, &a)
	if err == nil {
		err = w.alter(func() error { return w.run.Act(a) })
	}
	if err != nil {
		w.host.fault(text(newFault(err)))
	}
	w.touch()
}

// redraw sends the stage, which has just opened, the present frame again.
func (w *worker) redraw() { w.shown = false }
