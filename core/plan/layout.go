package plan

import (
	"slices"

	"residual/core/ad"
)

// A layout assigns spans of the arena to values. Inputs, outputs and fixed values
// are resident: their spans are their own. The other batches of a phase lie in a
// shared region, where the span of a value is free again after its last use, and
// an operation that works in place may write over an argument used for the last
// time. All phases use the same region.
type layout struct {
	*Plan
	high int // end of the spans assigned so far

	ph   *phase
	base int    // where the shared region begins
	used []span // in the shared region, by offset
	last []int  // by value: the step of its last use
}

// inputs pins the inputs of one kind.
func (l *layout) inputs(op ad.Op) {
	for v := range l.resident {
		if l.code(ad.Value(v)).Op == op {
			l.pin(ad.Value(v))
		}
	}
}

// outputs pins the outputs that are batches, or those that are fixed.
func (l *layout) outputs(batch bool) {
	for _, v := range l.Outputs {
		if l.Program.Shape(v).Batch == batch {
			l.pin(v)
		}
	}
}

// fixed pins the fixed values.
func (l *layout) fixed() {
	for _, ph := range l.phases {
		for _, v := range slices.Concat(ph.before, ph.steps) {
			if l.isFixed(v) {
				l.pin(v)
			}
		}
	}
}

// pin makes v resident, for all rows.
func (l *layout) pin(v ad.Value) {
	if l.isResident(v) {
		return
	}
	s := l.Program.Shape(v)
	if s.Planes() > 1 && l.Chunk < l.Rows {
		panic("plan: an output taken chunk by chunk must be plain")
	}
	l.resident[v] = span{l.high, s.Size(l.Rows)}
	l.high += s.Size(l.Rows)
}

// assignShared assigns spans to the batches of a phase, step by step, in the
// region from base on.
func (l *layout) assignShared(ph *phase, base int) {
	l.ph, l.base, l.used = ph, base, nil
	ph.shared = make([]span, len(l.resident))
	l.lastUses()
	for t, v := range ph.steps {
		if !l.isResident(v) && !l.isView(v) {
			l.assign(t, v)
		}
		l.release(t, v)
	}
}

// lastUses finds the step of the last use of each value in the phase.
func (l *layout) lastUses() {
	l.last = make([]int, len(l.resident))
	for t, v := range l.ph.steps {
		l.last[l.owner(v)] = max(l.last[l.owner(v)], t)
		for _, a := range l.code(v).Args {
			l.last[l.owner(a)] = t
		}
	}
}

// isShared tells whether v has a span in the shared region.
func (l *layout) isShared(v ad.Value) bool { return l.ph.shared[v].size > 0 }

// assign assigns a shared span to v, made at step t.
func (l *layout) assign(t int, v ad.Value) {
	if table[l.code(v).Op].inPlace {
		for _, a := range l.code(v).Args {
			if l.isShared(a) && l.last[a] == t && l.size(a) == l.size(v) {
				l.ph.shared[v] = l.ph.shared[a]
				return
			}
		}
	}
	at := l.fit(l.size(v))
	l.ph.shared[v] = span{at, l.size(v)}
	l.high = max(l.high, at+l.size(v))
	i, _ := slices.BinarySearchFunc(l.used, at, func(s span, at int) int { return s.offset - at })
	l.used = slices.Insert(l.used, i, span{at, l.size(v)})
}

// fit is the lowest offset where size numbers are free.
func (l *layout) fit(size int) int {
	at := l.base
	for _, s := range l.used {
		if s.offset-at >= size {
			break
		}
		at = s.offset + s.size
	}
	return at
}

// release frees the spans of the values that step t, making v, uses last.
func (l *layout) release(t int, v ad.Value) {
	ended := func(s span) bool {
		for _, a := range append([]ad.Value{v}, l.code(v).Args...) {
			o := l.owner(a)
			if l.isShared(o) && l.ph.shared[o].offset == s.offset && l.last[o] == t {
				return !l.passedOn(t, o, v)
			}
		}
		return false
	}
	l.used = slices.DeleteFunc(l.used, ended)
}

// passedOn tells whether v, made at step t, is in the span of o and is used later.
func (l *layout) passedOn(t int, o, v ad.Value) bool {
	return o != v && l.isShared(v) && l.ph.shared[o].offset == l.ph.shared[v].offset && l.last[v] > t
}
