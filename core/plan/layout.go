package plan

import (
	"slices"

	"residual/core/ad"
)

// A layout gives places to values. Inputs and outputs have room of their own;
// the rest share: a value's room is free again after its last use, and a value
// made number by number may take the room of an argument that ends with it.
type layout struct {
	*Plan
	high int       // end of the room given so far
	base int       // where the shared room begins
	used []segment // shared room in use, by offset
	last []int     // by value: the step of its last use
}

type segment struct{ offset, size int }

func (l *layout) leaves(op ad.Op) {
	for v := range l.place {
		if l.code(ad.Value(v)).Op == op {
			l.give(ad.Value(v), l.high)
		}
	}
}

func (l *layout) outputs(batch bool) {
	for _, v := range l.Outputs {
		if l.Program.Shape(v).Batch == batch && !l.placed(v) {
			l.give(v, l.high)
		}
	}
}

func (l *layout) placed(v ad.Value) bool { return l.place[v].size > 0 }

func (l *layout) give(v ad.Value, offset int) {
	l.place[v].offset, l.place[v].size = offset, l.size(v)
	l.high = max(l.high, offset+l.size(v))
}

// rest places what remains: fixed values side by side, then the batches in
// shared room, step by step.
func (l *layout) rest() {
	for _, v := range l.steps {
		if !l.Program.Shape(v).Batch && !l.placed(v) {
			l.give(v, l.high)
		}
	}
	l.base = l.high
	l.lastUses()
	for t, v := range l.steps {
		if !l.placed(v) && !l.isView(v) {
			l.share(t, v)
		}
		l.release(t, v)
	}
}

func (l *layout) lastUses() {
	l.last = make([]int, len(l.place))
	for t, v := range l.steps {
		l.last[l.owner(v)] = max(l.last[l.owner(v)], t)
		for _, a := range l.code(v).Args {
			l.last[l.owner(a)] = t
		}
	}
}

// shared tells whether v stands in shared room.
func (l *layout) shared(v ad.Value) bool { return l.placed(v) && l.place[v].offset >= l.base }

// share gives v, made at step t, shared room.
func (l *layout) share(t int, v ad.Value) {
	if inPlace(l.code(v).Op) {
		for _, a := range l.code(v).Args {
			if l.shared(a) && l.last[a] == t && l.size(a) == l.size(v) {
				l.give(v, l.place[a].offset)
				return
			}
		}
	}
	at := l.fit(l.size(v))
	l.give(v, at)
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
			if l.shared(o) && l.place[o].offset == s.offset && l.last[o] == t {
				return !l.passedOn(t, o, v)
			}
		}
		return false
	}
	l.used = slices.DeleteFunc(l.used, ended)
}

// passedOn tells whether v took the room of o at step t and lives on.
func (l *layout) passedOn(t int, o, v ad.Value) bool {
	return o != v && l.shared(v) && l.place[o].offset == l.place[v].offset && l.last[v] > t
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
