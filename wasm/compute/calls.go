package compute

import (
	"errors"
	"fmt"
	"math"

	"residual/core/lab"
)

// The arguments of a call from the page. What a call does not take is absent. The
// text of a knob or a seed is validated by whoever reads it.
type arguments struct {
	Lab      string
	Knobs    map[string]string
	Seed     *string // nil: the default
	Number   float64 // of steps, or the speed
	Snapshot []byte  // to start from; nil: the beginning
}

// errReplaced refuses steps that will not be taken.
var errReplaced = errors.New("another run began before these steps were taken")

// call does what the page asks for and answers, or refuses and leaves everything
// as it was.
func (c *controller) call(id int, name string, a *arguments) {
	switch {
	case name == "labs":
		c.page.answer(id, jsonText(c.labs))
	case name == "echo":
		c.echo(id, a)
	case c.run == nil && name != "start" && name != "speed" && name != "pace":
		c.refuse(id, errNoRun)
	case name == "frame":
		c.page.answer(id, jsonText(picture{*c.currentFrame(), c.run.Tables()}))
	case name == "tables":
		c.page.answer(id, jsonText(lab.Sheets(c.run, c.currentFrame(), mostRows)))
	case name == "csv":
		c.csv(id)
	case name == "snapshot":
		c.page.answerBytes(id, c.run.Snapshot())
	case name == "step":
		c.step(id, a.Number)
	default:
		c.control(id, name, a)
	}
}

// A picture is what there is to see, and the lists behind it.
type picture struct {
	lab.Frame
	Tables []lab.Table
}

// echo answers with what is understood of the text of a knob, null where the lab
// does not say.
func (c *controller) echo(id int, a *arguments) {
	l, err := lab.Find(c.labs, a.Lab)
	if err != nil || len(a.Knobs) != 1 {
		c.refuse(id, errors.New("echo takes a lab and one knob"))
		return
	}
	for name, text := range a.Knobs {
		e, ok := l.Echo(name, text)
		if !ok {
			c.page.answer(id, "null")
			return
		}
		c.page.answer(id, jsonText(e))
	}
}

// mostRows is how many rows of a table a page shows; a file has all.
const mostRows = 100

// csv answers with all numbers, as a file.
func (c *controller) csv(id int) {
	file, err := lab.CSV(c.run, c.currentFrame(), "")
	if err != nil {
		c.refuse(id, err)
		return
	}
	c.page.answerBytes(id, file)
}

func (c *controller) refuse(id int, err error) { c.page.refuse(id, faultText(err)) }

// step answers once n steps are taken.
func (c *controller) step(id int, n float64) {
	if !(n >= 0 && n <= 1<<53 && n == math.Trunc(n)) {
		c.refuse(id, errors.New("step takes a whole number of steps, 0 or more"))
		return
	}
	c.requests = append(c.requests, stepRequest{id, c.request(int(n))})
	c.invalidate()
}

// control makes a call that takes effect at once, and pushes the new state before
// it answers.
func (c *controller) control(id int, name string, a *arguments) {
	before := c.run
	if err := c.dispatch(name, a); err != nil {
		c.refuse(id, err)
		return
	}
	if c.run != before {
		c.forget()
		c.ghost.replaced(name == "set", c.now())
	}
	if c.run != nil {
		c.invalidate()
		c.push()
	}
	c.page.answer(id, "null")
}

// forget drops what belonged to the run as it was before: steps asked for, and the
// checkpoint.
func (c *controller) forget() {
	for _, r := range c.requests {
		c.refuse(r.id, errReplaced)
	}
	c.requests, c.checkpointAt = nil, c.now()
	c.page.checkpoint(0, nil)
}

func (c *controller) dispatch(name string, a *arguments) error {
	switch name {
	case "start":
		seed, err := a.seedOr(lab.DefaultSeed)
		if err != nil {
			return err
		}
		return c.start(a.Lab, a.Knobs, seed, a.Snapshot)
	case "run":
		c.play()
	case "pause":
		c.pause()
	case "reset":
		return c.reset()
	case "set":
		seed, err := a.seedOr(c.run.Seed())
		if err != nil {
			return err
		}
		return c.set(a.Knobs, seed, a.Seed != nil)
	case "speed":
		return c.setSpeed(a.Number)
	case "pace":
		c.setPace()
	default:
		return fmt.Errorf("the engine has no call %q", name)
	}
	return nil
}

func (a *arguments) seedOr(other uint64) (uint64, error) {
	if a.Seed == nil {
		return other, nil
	}
	return lab.ParseSeed(*a.Seed)
}
