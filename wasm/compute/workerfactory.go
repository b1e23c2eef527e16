package compute

// A workerFactory starts helpers and ends them: Workers that run this same program
// and hold a lab.TaskRunner. What they report comes back through the pool's
// onReady, resultBuffer, onDone and onLost.
type workerFactory interface {
	cores() int                                   // that the device reports; 0: unknown
	spawn(id int, lab, knobs string, seed uint64) // knobs is JSON
	assign(id int, task []byte, echo bool)        // task is copied before it returns; echo: send it back unchanged
	terminate(id int)
}
