package plan

import (
	"slices"

	"residual/core/ad"
)

// A layout gives places to values. Inputs, outputs and fixed values have room
// of their own; the batches of a phase share: a value's room is free again
// after its last use, and a value made number by number may take the room of an
// argument that ends with it. The phases use the same room in turn.
type layout struct {
	*Plan
	high int // end of the room given so far

	ph   *phase
	base int       // where the phase's room begins
	used []segment // shared room in use, by offset
	last []int     // by value: the step of its last use
}

type segment struct{ offset, size int }

func (l *layout) leaves(op ad.Op) {
	for v := range l.home {
		if l.code(ad.Value(v)).Op == op {
			l.settle(ad.Value(v))
		}
	}
}

func (l *layout) outputs(batch bool) {
	for _, v := range l.Outputs {
		if l.Program.Shape(v).Batch == batch {
			l.settle(v)
		}
	}
}

func (l *layout) fixed() {
	for _, ph := range l.phases {
		for _, v := range slices.Concat(ph.before, ph.steps) {
			if l.isFixed(v) {
				l.settle(v)
			}
		}
	}
}

// settle gives v room of its own, for all rows.
func (l *layout) settle(v ad.Value) {
	if l.atHome(v) {
		return
	}
	s := l.Program.Shape(v)
	if s.Planes() > 1 && l.Chunk < l.Rows {
		panic("plan: an output taken chunk by chunk must be plain")
	}
	l.home[v] = place{l.high, s.Size(l.Rows)}
	l.high += s.Size(l.Rows)
}

// share places the batches of a phase, step by step, from base on.
func (l *layout) share(ph *phase, base int) {
	l.ph, l.base, l.used = ph, base, nil
	ph.place = make([]place, len(l.home))
	l.lastUses()
	for t, v := range ph.steps {
		if !l.atHome(v) && !l.isView(v) {
			l.place(t, v)
		}
		l.release(t, v)
	}
}

func (l *layout) lastUses() {
	l.last = make([]int, len(l.home))
	for t, v := range l.ph.steps {
		l.last[l.owner(v)] = max(l.last[l.owner(v)], t)
		for _, a := range l.code(v).Args {
			l.last[l.owner(a)] = t
		}
	}
}

// shared tells whether v stands in shared room.
func (l *layout) shared(v ad.Value) bool { return l.ph.place[v].size > 0 }

// place gives v, made at step t, shared room.
func (l *layout) place(t int, v ad.Value) {
	if inPlace(l.code(v).Op) {
		for _, a := range l.code(v).Args {
			if l.shared(a) && l.last[a] == t && l.size(a) == l.size(v) {
				l.ph.place[v] = l.ph.place[a]
				return
			}
		}
	}
	at := l.fit(l.size(v))
	l.ph.place[v] = place{at, l.size(v)}
	l.high = max(l.high, at+l.size(v))
	i, _ := slices.BinarySearchFunc(l.used, at, func(s segment, at int) int { return s.offset - at })
	l.used = slices.Insert(l.used, i, segment{at, l.size(v)})
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

// release frees the room of what step t used last.
func (l *layout) release(t int, v ad.Value) {
	ended := func(s segment) bool {
		for _, a := range append([]ad.Value{v}, l.code(v).Args...) {
			o := l.owner(a)
			if l.shared(o) && l.ph.place[o].offset == s.offset && l.last[o] == t {
				return !l.passedOn(t, o, v)
			}
		}
		return false
	}
	l.used = slices.DeleteFunc(l.used, ended)
}

// passedOn tells whether v took the room of o at step t and lives on.
func (l *layout) passedOn(t int, o, v ad.Value) bool {
	return o != v && l.shared(v) && l.ph.place[o].offset == l.ph.place[v].offset && l.last[v] > t
}

// inPlace tells whether the kernel of op may write over an argument: it reads
// each number before it writes that number, and no other.
func inPlace(op ad.Op) bool {
	switch op {
	case ad.Add, ad.Sub, ad.Scale, ad.AddConst, ad.AddBias:
		return true
	}
	return false
}
