package uncertainty

import (
	"residual/core/lab"
	"residual/core/table"
)

// version of the snapshots; it changes with their layout.
const version = 2

// Snapshot is the whole state; what is judged is made again from it.
func (r *run) Snapshot() []byte {
	var w lab.Writer
	w.Int(version)
	w.String(r.data + r.model + r.basis)
	for _, n := range []int{int(r.phase), r.steps, int(r.status.State), r.judged, r.offered} {
		w.Int(n)
	}
	w.String(r.status.Reason)
	for _, v := range []float64{r.alpha, r.level, r.cost, r.threshold, r.noise} {
		w.Float(v)
	}
	w.Bool(r.recalibrate)
	w.Bool(r.held)
	w.String(r.show)
	r.past.Write(&w)
	if r.phase == loadingPhase {
		r.load.write(&w)
	} else {
		r.writeRows(&w)
	}
	return w.Bytes
}

func (l *loading) write(w *lab.Writer) {
	p := l.reader.Place()
	w.Int(p.Byte)
	w.Int(p.Line)
	w.Int(l.sample.Seen)
	w.Floats(l.sample.Rows)
}

func (r *run) writeRows(w *lab.Writer) {
	for _, v := range [][]float64{r.rows.x, r.rows.y, r.cal[0], r.cal[1], r.test[0], r.test[1],
		{r.scale.mx, r.scale.sx, r.scale.my, r.scale.sy, r.window.lo, r.window.hi, r.window.bottom, r.window.top}} {
		w.Floats(v)
	}
	for _, k := range r.rows.fold {
		w.Int(k)
	}
	for i, f := range r.fits {
		f.write(w)
		w.Floats(r.kept[i])
	}
}

// Restore takes a snapshot over. On an error the run is as it was.
func (r *run) Restore(snapshot []byte) error {
	now := *r
	now.past = lab.NewHistory(kept, 1)
	now.live, now.verdict, now.mixed, now.seen = forecast{}, verdict{}, nil, nil
	in := lab.Reader{Bytes: snapshot}
	known := in.Int() == version && in.String() == r.data+r.model+r.basis
	now.phase, now.steps = phase(in.Int()), in.Int()
	now.status.State, now.judged, now.offered = lab.State(in.Int()), in.Int(), in.Int()
	now.status.Reason = in.String()
	for _, v := range []*float64{&now.alpha, &now.level, &now.cost, &now.threshold, &now.noise} {
		*v = in.Float()
	}
	now.recalibrate, now.held, now.show = in.Bool(), in.Bool(), in.String()
	now.past.Read(&in)
	if now.phase == loadingPhase {
		known = now.readLoading(&in) && known
	} else {
		known = now.readRows(&in) && known
	}
	if in.Done() != nil || !known || !now.sound() {
		return lab.ErrSnapshot
	}
	*r = now
	r.rejudge()
	return nil
}

// readLoading takes over where the reading of the file stands.
func (r *run) readLoading(in *lab.Reader) bool {
	if r.file == "" {
		return false
	}
	l, _, err := r.spec.load()
	if err != nil {
		return false
	}
	at := table.Place{Byte: in.Int(), Line: in.Int()}
	l.sample.Seen = in.Int()
	held := in.Floats()
	ok := l.reader.Seek(at) && len(held) <= cap(l.sample.Rows) && len(held)%2 == 0
	if ok {
		l.sample.Rows = append(l.sample.Rows[:0], held...)
	}
	r.load = l
	return ok
}

func (r *run) readRows(in *lab.Reader) bool {
	r.load = nil
	r.rows = rows{x: in.Floats(), y: in.Floats()}
	r.cal = [2][]float64{in.Floats(), in.Floats()}
	r.test = [2][]float64{in.Floats(), in.Floats()}
	s := make([]float64, 8)
	in.FloatsInto(s)
	r.scale, r.window = scale{s[0], s[1], s[2], s[3]}, window{s[4], s[5], s[6], s[7]}
	for range r.rows.x {
		r.rows.fold = append(r.rows.fold, in.Int())
	}
	r.fits, r.kept = nil, nil
	for range r.parallel() + r.folds {
		r.fits = append(r.fits, readFit(in, r.m.size()))
		r.kept = append(r.kept, in.Floats())
	}
	return true
}

// rejudge makes again what had been judged.
func (r *run) rejudge() {
	if n := r.judged; n > 0 {
		r.judged = 0
		r.assess(n)
	}
}

// sound tells whether what a snapshot holds can be the state of this run.
func (r *run) sound() bool {
	ok := r.phase >= loadingPhase && r.phase <= resting && r.status.State >= lab.Ready && r.status.State <= lab.Stopped && r.steps >= 0
	if r.phase == loadingPhase {
		return ok
	}
	n, c, t := len(r.rows.x), len(r.cal[0]), len(r.test[0])
	ok = ok && n == len(r.rows.y) && c == len(r.cal[1]) && t == len(r.test[1]) &&
		n > 0 && n <= r.capacity() && c > 0 && c <= r.calibration && t > 0 && t <= mostTest &&
		r.judged >= 0 && r.judged <= r.places()
	for _, k := range r.rows.fold {
		ok = ok && k >= 0 && k < r.folds
	}
	for i, f := range r.fits {
		ok = ok && (len(r.kept[i]) == f.draws*r.m.size() || !f.finished() && len(r.kept[i]) <= f.draws*r.m.size() && len(r.kept[i])%r.m.size() == 0) && (r.phase == fitting || f.finished()) && f.sound(r.spec)
	}
	return ok
}
