package compute

import (
	"math"
	"time"

	"residual/core/lab"
	"residual/wasm/wire"
)

// A controller drives a session for its page. The canvas gets a frame whenever it
// has given the buffer of the last one back. The page is told ten times a second
// while the run is busy, and before every answer.
//
// The digest and the checks of a large run take too long for that, so a whole
// state is pushed while the run is busy only as often as making it takes less than
// a twentieth of the time. It is always of one moment: its digest belongs to its
// count of steps. In between the view goes alone, with the present count.
type controller struct {
	session
	page     pagePort
	requests []stepRequest

	frame   lab.Frame
	ghost   ghost
	current bool // frame shows the run as it is
	encoded []byte

	frameSent   bool // the canvas has the present frame
	frameSentAt time.Duration
	stateSent   bool // the page has the present state
	urgent      bool // and must have it now
	stateSentAt time.Duration
	viewSentAt  time.Duration
	stateCost   time.Duration // of making a state

	kept           bool          // the last checkpoint is of the present state
	checkpointAt   time.Duration // when the last one was made
	checkpointCost time.Duration
}

// A stepRequest is a call of step, which is answered once so many steps are taken.
type stepRequest struct{ id, target int }

const (
	idle               = time.Duration(math.MaxInt64) // until something happens
	checkpointInterval = 2 * time.Second
	frameInterval      = 15 * time.Millisecond  // 60 Hz, and a little more
	pushInterval       = 100 * time.Millisecond // 10 Hz
	busyShare          = 20                     // a state may take 1/20 of the time
	idleShare          = 2                      // or 1/2 while only the pointer changes the run
)

// work does one slice of work, sends what is due and returns how long to wait
// before the next slice: idle if there is nothing to do until a message comes.
func (c *controller) work() (wait time.Duration) {
	if c.run == nil {
		return idle
	}
	wait = c.takeSteps()
	if !c.busy() {
		wait = min(c.releaseIdle(), c.checkpoint())
	}
	done := c.doneRequests()
	c.urgent = c.urgent || len(done) > 0
	wait = min(wait, c.sendFrame(), c.sendState())
	for _, r := range done {
		c.page.answer(r.id, "null")
	}
	return wait
}

// takeSteps does a slice of work if there are steps to take.
func (c *controller) takeSteps() (wait time.Duration) {
	if !c.busy() {
		return idle
	}
	steps, helpers := c.run.Steps(), c.pool.size()
	wait = c.runSlice()
	if c.run.Steps() != steps || c.pool.size() != helpers || !c.busy() {
		c.invalidate()
		c.checkpoint()
	}
	c.urgent = c.urgent || !c.busy()
	return wait
}

// checkpoint keeps a state now and then where a fault of this program does not reach
// it. It returns how long until a new one is due.
func (c *controller) checkpoint() (wait time.Duration) {
	if c.kept || c.run.Steps() == 0 {
		return idle
	}
	from := c.now()
	if due := c.checkpointAt + max(checkpointInterval, busyShare*c.checkpointCost); from < due {
		return due - from
	}
	c.page.checkpoint(c.run.Steps(), c.run.Snapshot())
	c.checkpointAt = c.now()
	c.checkpointCost = c.checkpointAt - from
	c.kept = true
	return idle
}

// onHelperLost is called when a helper has failed.
func (c *controller) onHelperLost(id int, reason string) {
	if c.pool == nil || c.pool.find(id) == nil {
		return
	}
	c.pool.onLost(id, reason)
	c.invalidate()
	c.urgent = true
}

// invalidate notes that the run has changed.
func (c *controller) invalidate() {
	c.current, c.frameSent, c.stateSent, c.kept = false, false, false, false
}

// doneRequests removes and returns the requests whose steps are taken, or will not
// be.
func (c *controller) doneRequests() []stepRequest {
	var done, later []stepRequest
	for _, r := range c.requests {
		if c.run.Steps() >= r.target || !c.busy() {
			done = append(done, r)
		} else {
			later = append(later, r)
		}
	}
	c.requests = later
	return done
}

// currentFrame returns the frame of the run as it is.
func (c *controller) currentFrame() *lab.Frame {
	if !c.current {
		c.run.Frame(&c.frame)
		c.frame.Ghost = c.ghost.of(c.run)
		c.current = true
	}
	return &c.frame
}

// sendFrame sends the canvas a frame, if there is a new one and it waits for one.
func (c *controller) sendFrame() (wait time.Duration) {
	if c.frameSent || !c.page.canvasFree() {
		return idle
	}
	now := c.now()
	if next := c.frameSentAt + frameInterval; c.busy() && now < next {
		return next - now
	}
	c.encoded = wire.AppendFrame(c.encoded[:0], c.currentFrame())
	c.page.showFrame(c.encoded)
	c.frameSent, c.frameSentAt = true, now
	return idle
}

// sendState pushes the state and the view to the page, as far as they are due.
func (c *controller) sendState() (wait time.Duration) {
	if c.stateSent {
		return idle
	}
	now := c.now()
	share := time.Duration(idleShare)
	if c.busy() {
		share = busyShare
	}
	nextState, nextView := c.stateSentAt+max(pushInterval, share*c.stateCost), c.viewSentAt+pushInterval
	switch {
	case c.urgent || now >= nextState:
		c.push()
		return idle
	case now >= nextView:
		c.page.push("", jsonText(c.view(c.currentFrame())))
		c.viewSentAt, nextView = now, now+pushInterval
	}
	return min(nextState, nextView) - now
}

// push sends the page the present state and view.
func (c *controller) push() {
	from := c.now()
	state := jsonText(c.report())
	c.stateSentAt = c.now()
	c.stateCost, c.viewSentAt = c.stateSentAt-from, c.stateSentAt
	c.page.push(state, jsonText(c.view(c.currentFrame())))
	c.stateSent, c.urgent = true, false
}

// act hands the run what the visitor's pointer does, as the canvas encoded it.
func (c *controller) act(message []byte) {
	if c.run == nil {
		return
	}
	var a lab.Action
	err := wire.DecodeAction(message, &a)
	if err == nil {
		err = c.mutate(func() error { return c.run.Act(a) })
	}
	if err != nil {
		c.page.fault(faultText(err))
	}
	c.invalidate()
}

// redraw sends the present frame again, to a canvas that has just opened.
func (c *controller) redraw() { c.frameSent = false }
