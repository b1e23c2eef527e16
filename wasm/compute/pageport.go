package compute

// A pagePort carries what the controller has to say to the page and to the canvas.
type pagePort interface {
	answer(id int, json string)       // the call has been done
	answerBytes(id int, bytes []byte) // likewise
	refuse(id int, fault string)
	push(state, view string)               // an empty state: the last one stands
	fault(fault string)                    // something went wrong that no call asked for
	checkpoint(steps int, snapshot []byte) // a state to go on from after a fault; nil: of a new run
	canvasFree() bool                      // the canvas waits for a frame
	showFrame(frame []byte)                // copied before it returns
}
