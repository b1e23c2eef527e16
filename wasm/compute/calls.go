package compute

import (
	"errors"
	"fmt"
	"math"

	"residual/core/lab"
)

// The arguments of a call from the page. What a call does not take is left
// out; the text of a knob or a seed is checked where it is read.
type arguments struct {
	Lab      string
	Knobs    map[string]string
	Seed     *string // nil: the default
	Number   float64 // of steps, or the speed
	Snapshot []byte  // for a restore
}

// errReplaced is what steps that will not be taken are answered with.
var errReplaced = errors.New("another run began before these steps were taken")

// call does what the page asks and answers, or refuses and leaves everything
// as it was.
func (w *worker) call(id int, name string, a *arguments) {
	switch {
	case name == "labs":
		w.host.answer(id, text(w.labs))
	case w.run == nil && name != "start" && name != "speed":
		w.refuse(id, errNoRun)
	case name == "frame":
		w.host.answer(id, text(w.present()))
	case name == "snapshot":
		w.host.send(id, w.run.Snapshot())
	case name == "step":
		w.step(id, a.Number)
	default:
		w.change(id, name, a)
	}
}

func (w *worker) refuse(id int, err error) { w.host.refuse(id, text(newFault(err))) }

// step answers once n steps are taken.
func (w *worker) step(id int, n float64) {
	if !(n >= 0 && n <= 1<<53 && n == math.Trunc(n)) {
		w.refuse(id, errors.New("step takes a whole number of steps, 0 or more"))
		return
	}
	w.waiting = append(w.waiting, waiter{id, w.ask(int(n))})
	w.touch()
}

// change does a call that has its effect at once, and pushes the new state
// before it answers.
func (w *worker) change(id int, name string, a *arguments) {
	before := w.run
	if err := w.do(name, a); err != nil {
		w.refuse(id, err)
		return
	}
	if w.run != before || name == "restore" {
		for _, old := range w.waiting {
			w.refuse(old.id, errReplaced)
		}
		w.waiting, w.saved = nil, w.now()
		w.host.keep(0, nil)
	}
	if w.run != nil {
		w.touch()
		w.push()
	}
	w.host.answer(id, "null")
}

func (w *worker) do(name string, a *arguments) error {
	switch name {
	case "start":
		seed, err := a.seed()
		if err != nil {
			return err
		}
		return w.start(a.Lab, a.Knobs, seed)
	case "run":
		w.play()
	case "pause":
		w.pause()
	case "reset":
		return w.reset()
	case "set":
		return w.set(a.Knobs)
	case "seed":
		seed, err := a.seed()
		if err != nil {
			return err
		}
		return w.reseed(seed)
	case "speed":
		return w.speed(a.Number)
	case "restore":
		return w.restore(a.Snapshot)
	default:
		return fmt.Errorf("the engine has no call %q", name)
	}
	return nil
}

func (a *arguments) seed() (uint64, error) {
	if a.Seed == nil {
		return lab.DefaultSeed, nil
	}
	return lab.ParseSeed(*a.Seed)
}

func (w *worker) speed(perSecond float64) error {
	if !(perSecond >= 0) {
		return errors.New("speed takes steps per second, or 0 for as fast as possible")
	}
	w.limit(perSecond)
	return nil
}
