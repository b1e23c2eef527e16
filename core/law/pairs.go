package law

import (
	"math"
	"slices"
)

// pairRemarks looks for conditions that are the same, contradict each other at the
// same place, or where their places meet.
func (p *Problem) pairRemarks() (all []Remark) {
	looks := 300 // at places, so that a long text does not take long
	for i := range p.Conditions {
		for j := range i {
			a, b := &p.Conditions[j], &p.Conditions[i]
			if a.Kind == Periodic || b.Kind == Periodic {
				if a.Kind == b.Kind && a.Periodic == b.Periodic {
					all = append(all, remark(b.At, true, "%s is said twice", p.condition(b))...)
				}
				continue
			}
			all = append(all, p.pair(a, b, &looks)...)
		}
	}
	return all
}

func (p *Problem) pair(a, b *Condition, looks *int) []Remark {
	same := p.samePlaces(a, b)
	if same && a.Left.Equal(b.Left) && a.Right.Equal(b.Right) {
		return remark(b.At, true, "%s is said twice", p.condition(b))
	}
	for f := range p.Fields {
		x, y := p.prescribed(a, f), p.prescribed(b, f)
		if x == nil || y == nil {
			continue
		}
		for _, v := range a.Places {
			for _, w := range b.Places {
				if *looks -= len(p.parts(v)) * len(p.parts(w)); *looks < 0 {
					return nil
				}
				if r := p.meeting(a, b, v, w, f, x, y); r != nil {
					return r
				}
			}
		}
	}
	return nil
}

func (p *Problem) samePlaces(a, b *Condition) bool {
	return slices.EqualFunc(a.Places, b.Places, func(v, w Place) bool {
		return v.Kind == w.Kind && v.Region == w.Region && sameFixed(v.Fixed, w.Fixed)
	})
}

// meeting compares what two conditions give a field where their places meet.
func (p *Problem) meeting(a, b *Condition, v, w Place, field int, x, y *Node) []Remark {
	for _, s := range p.common(v, w) {
		e := p.evaluation()
		e.at = s.at
		left, right := e.value(x), e.value(y)
		if math.Abs(left-right) > truthTolerance*(1+math.Abs(left)) {
			return remark(b.At, s.whole, "%s is %.4g at %s by “%s” and %.4g by “%s”", p.Fields[field].Name, left, p.pointText(s.at), p.condition(a), right, p.condition(b))
		}
	}
	return nil
}

// shared is a site of two places, which have a whole side in common or only meet.
type shared struct {
	site
	whole bool
}

// common is where two places meet. The boundary has the edges of regions in it.
func (p *Problem) common(v, w Place) (all []shared) {
	if v.Kind != Edge {
		v, w = w, v
	}
	if v.Kind == Edge {
		if w.Kind == Boundary || w.Kind == Edge && w.Region == v.Region {
			for _, s := range p.edgeSites(v.Region) {
				all = append(all, shared{s, true})
			}
		}
		return all
	}
	for _, s := range p.parts(v) {
		for _, t := range p.parts(w) {
			if fixed, ok := p.intersection(s, t); ok {
				for _, at := range p.section(fixed) {
					all = append(all, shared{at, sameFixed(s, t)})
				}
			}
		}
	}
	return all
}

// parts is a place as sections of the box.
func (p *Problem) parts(w Place) (all [][]Fixed) {
	switch w.Kind {
	case Section:
		return [][]Fixed{w.Fixed}
	case Boundary:
		for _, i := range p.space() {
			all = append(all, []Fixed{{i, signed(p.Inputs[i].Lo)}}, []Fixed{{i, signed(p.Inputs[i].Hi)}})
		}
	}
	return all
}

// intersection is where two sections meet, if they do.
func (p *Problem) intersection(a, b []Fixed) ([]Fixed, bool) {
	all := slices.Clone(a)
	for _, f := range b {
		i := slices.IndexFunc(a, func(g Fixed) bool { return g.Input == f.Input })
		if i >= 0 && p.constant(a[i].Value) != p.constant(f.Value) {
			return nil, false
		}
		if i < 0 {
			all = append(all, f)
		}
	}
	return all, true
}
