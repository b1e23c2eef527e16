package heat

import "residual/core/lab"

// version of the snapshots; it changes with their layout.
const version = 2

// Snapshot is the whole state of the flow.
func (f *flow) Snapshot() []byte {
	w := lab.Writer{Bytes: make([]byte, 0, 16*len(f.u)+32*kept+512)}
	w.Int(version)
	w.String("flow")
	w.Float(f.r)
	w.Int(f.depth)
	w.Int(f.steps)
	w.Int(f.last)
	w.Int(int(f.status.State))
	w.String(f.status.Reason)
	w.Floats(f.u)
	w.Float(f.heat)
	w.Bool(f.brush.down)
	w.Float(f.brush.x)
	w.Float(f.brush.y)
	w.Floats(f.base)
	w.Int(f.baseStep)
	w.Float(f.baseTime)
	f.gauge.write(&w)
	f.past.Write(&w)
	return w.Bytes
}

// Restore takes a snapshot over. On an error the flow is as it was.
func (f *flow) Restore(snapshot []byte) error {
	g := *f
	g.u, g.base = make([]float64, len(f.u)), make([]float64, len(f.base))
	g.past = lab.NewHistory(kept, 2)
	r := lab.Reader{Bytes: snapshot}
	known := r.Int() == version && r.String() == "flow"
	g.r, g.depth = r.Float(), r.Int()
	g.steps, g.last = r.Int(), r.Int()
	g.status = lab.Status{State: lab.State(r.Int()), Reason: r.String()}
	r.FloatsInto(g.u)
	g.heat = r.Float()
	g.brush = brush{r.Bool(), r.Float(), r.Float()}
	r.FloatsInto(g.base)
	g.baseStep, g.baseTime = r.Int(), r.Float()
	k := g.gauge.read(&r)
	g.past.Read(&r)
	if err := r.Done(); err != nil || !known || !g.sound(k) {
		return lab.ErrSnapshot
	}
	if k != f.gauge.k {
		keep := g.gauge
		g.gauge.aim(k)
		g.gauge.growth, g.gauge.at = keep.growth, keep.at
	}
	*f = g
	if f.dim == 1 {
		f.ring.Set(f.base)
	}
	return nil
}

// sound tells whether what a snapshot holds can be the state of this run.
func (f *flow) sound(k int) bool {
	return f.allowed() && f.steps >= 0 && f.last >= 0 && f.last <= f.steps &&
		f.baseStep >= 0 && f.baseStep <= f.steps &&
		f.status.State >= lab.Ready && f.status.State <= lab.Stopped &&
		k >= 1 && k <= f.n/2
}

func (g *gauge) write(w *lab.Writer) {
	w.Int(g.k)
	w.Float(g.amplitude)
	w.Float(g.peak)
	w.Float(g.growth)
	w.Int(g.at)
}

// read returns the mode, for the caller to aim at.
func (g *gauge) read(r *lab.Reader) (k int) {
	k = r.Int()
	g.amplitude, g.peak, g.growth, g.at = r.Float(), r.Float(), r.Float(), r.Int()
	return k
}
