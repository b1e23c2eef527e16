package cdf

import (
	"residual/core/interval"
	"residual/core/lab"
)

// version changes whenever the meaning of a snapshot does.
const version = 2

// Snapshot is the whole state but for the sample, which the settings and the
// seed give; of a file, how far it was read.
func (r *run) Snapshot() []byte {
	w := &lab.Writer{}
	w.Int(version)
	w.Int(r.n.net.Size())
	w.Int(int(r.status.State))
	w.String(r.status.Reason)
	w.Int(int(r.stage))
	w.Int(r.steps)
	w.Float(r.lambda)
	w.Int(r.sample.seen())
	if r.stage == reading {
		return w.Bytes
	}
	for k := range r.fits {
		w.Floats(r.fits[k].theta)
		r.fits[k].write(w)
	}
	w.Int(r.lm.steps)
	w.Int(r.lm.calm)
	w.Bool(r.lm.noise)
	w.Floats([]float64{r.lm.Mu, r.lm.Nu, r.lm.Cost})
	w.Floats(r.sweep.theta)
	w.Floats(r.sweep.size)
	r.proof.write(w)
	r.loss.Write(w)
	return w.Bytes
}

func (j *judgement) write(w *lab.Writer) {
	w.Int(j.done)
	w.Int(j.negatives)
	w.Floats([]float64{j.size, j.worst, j.distance, j.area, j.ends[0], j.ends[1]})
}

func (j *judgement) read(s *lab.Reader) {
	var v [6]float64
	j.done, j.negatives = s.Int(), s.Int()
	s.FloatsInto(v[:])
	j.size, j.worst, j.distance, j.area, j.ends = v[0], v[1], v[2], v[3], [2]float64{v[4], v[5]}
}

func (p *proof) write(w *lab.Writer) {
	w.Int(p.boxes)
	w.Floats([]float64{p.all.Lo, p.all.Hi, p.proved})
	w.Floats(ends(p.open))
	w.Floats(ends(p.failed))
	w.Floats(p.low)
	w.Floats(p.high)
}

func (p *proof) read(s *lab.Reader) {
	var v [3]float64
	p.boxes = s.Int()
	s.FloatsInto(v[:])
	p.all, p.proved = interval.Interval{Lo: v[0], Hi: v[1]}, v[2]
	p.open, p.failed = boxes(s.Floats()), boxes(s.Floats())
	p.low, p.high = s.Floats(), s.Floats()
}

// ends lays intervals flat, boxes puts them together again.
func ends(x []interval.Interval) []float64 {
	var v []float64
	for _, b := range x {
		v = append(v, b.Lo, b.Hi)
	}
	return v
}

func boxes(v []float64) []interval.Interval {
	var x []interval.Interval
	for i := 0; i+1 < len(v); i += 2 {
		x = append(x, interval.Interval{Lo: v[i], Hi: v[i+1]})
	}
	return x
}

// Restore takes a snapshot over; where it is none of this run's, nothing
// changes.
func (r *run) Restore(snapshot []byte) error {
	s := &lab.Reader{Bytes: snapshot}
	if s.Int() != version || s.Int() != r.n.net.Size() {
		return lab.ErrSnapshot
	}
	fresh := *r
	fresh.status = lab.Status{State: lab.State(s.Int()), Reason: s.String()}
	fresh.stage, fresh.steps, fresh.lambda = stage(s.Int()), s.Int(), s.Float()
	seen := s.Int()
	if fresh.stage > reading && fresh.stage <= over {
		fresh.read(s)
	}
	if s.Done() != nil || fresh.status.State > lab.Stopped || uint(fresh.stage) > uint(over) {
		return lab.ErrSnapshot
	}
	var err error
	if fresh.sample, err = r.sample.upTo(seen); err != nil {
		return lab.ErrSnapshot
	}
	*r = fresh
	r.resume()
	return nil
}

// read reads what comes after the sample into slices of its own.
func (r *run) read(s *lab.Reader) {
	n := r.n.net.Size()
	for k := range r.fits {
		r.fits[k].theta = make([]float64, n)
		s.FloatsInto(r.fits[k].theta)
		r.fits[k].read(s)
	}
	r.lm.steps, r.lm.calm, r.lm.noise = s.Int(), s.Int(), s.Bool()
	s.FloatsInto(r.lm.damping[:])
	r.sweep = sweep{theta: make([]float64, n)}
	s.FloatsInto(r.sweep.theta)
	if r.sweep.size = s.Floats(); len(r.sweep.size) > sweepCount {
		s.Err = lab.ErrSnapshot
	}
	r.proof.read(s)
	r.loss = lab.NewHistory(historyLength, fits)
	r.loss.Read(s)
}

// resume makes ready what the state does not hold.
func (r *run) resume() {
	if r.stage == reading {
		return
	}
	r.settle()
	r.pose()
	r.lm.Begin(r.prob.Rows())
	d := r.lm.damping
	r.lm.Mu, r.lm.Nu, r.lm.Cost = d[0], d[1], d[2]
}
