package fit

import (
	"residual/core/codec"
	"residual/core/uq"
)

// State describes the fit with its draws. Seed, number and schedule are not part
// of it.
func (p *Posterior) State(c *codec.Coder) { p.result(c, 0) }

// message describes all that the next slice depends on: the state without the
// draws.
func (p *Posterior) message(c *codec.Coder) {
	c.Count(&p.from)
	c.Int(&p.end, p.from+1, p.from+max(p.Steps, p.Resteps))
	c.Int(&p.Trained, p.from, p.end)
	c.Float(&p.NLL)
	c.Vector(p.Theta)
	p.adam.State(c)
	if begun(c, p.Trained == p.end && p.Draws > 0, &p.Chain.Drawn) {
		p.Chain.State(c)
		c.Require(p.Chain.Drawn > 0 && p.Chain.Drawn <= p.Length() && p.Chain.WarmUp == p.warmUp() && p.Chain.MaxSteps == p.Leapfrogs,
			"a chain is as long as its schedule says")
	}
	if begun(c, p.Trained == p.end && p.FieldSteps > 0, &p.MeanField.Steps) {
		p.MeanField.State(c)
		c.Require(p.MeanField.Steps > 0 && p.MeanField.Steps <= p.FieldSteps, "a mean field takes as many steps as its schedule says")
	}
}

// begun describes whether something has begun that may have: its count is above 0.
func begun(c *codec.Coder, may bool, count *int) bool {
	begun := *count > 0
	if !may {
		*count = 0
		return false
	}
	if c.Bool(&begun); !begun {
		*count = 0
	}
	return begun
}

// result describes a message, and the draws from that one on.
func (p *Posterior) result(c *codec.Coder, first int) {
	if p.message(c); c.Err() == nil {
		c.Vector(p.DrawsFrom(first))
	}
}

// Do decodes the rest of a task, takes its slice, and appends the result to dst.
// It panics at what is no task.
func (p *Posterior) Do(dst []byte, task *codec.Coder, t uq.Target, rows int) []byte {
	if p.message(task); task.Done() != nil {
		panic("fit: no task")
	}
	before := p.Kept()
	p.Slice(t, rows)
	c := codec.NewEncoder(dst)
	p.result(c, before)
	return c.Bytes()
}
