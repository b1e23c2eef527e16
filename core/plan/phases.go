package plan

import (
	"slices"

	"residual/core/ad"
)

// A phase is one pass over all rows, chunk by chunk. A sum over rows is complete
// only at the end of its pass. Batches that use it belong to a later phase, which
// recomputes what it needs of earlier ones. A plan for all rows at once has one
// phase.
type phase struct {
	before []ad.Value // fixed values, computed once at its start
	steps  []ad.Value // the values computed for each chunk, in order
	shared []span     // by value: of the batches in the shared region
}

// phases divides the values that the outputs need into phases.
func phases(pl *Plan) []phase {
	needed := pl.needed(func(v ad.Value) bool { return slices.Contains(pl.Outputs, v) })
	if pl.Chunk >= pl.Rows {
		return []phase{{steps: pl.computed(needed, func(ad.Value) bool { return true })}}
	}
	level, top := pl.levels()
	all := make([]phase, top+1)
	for l := range all {
		all[l].before = pl.computed(needed, func(v ad.Value) bool {
			return level[v] == l && pl.isFixed(v) && !sumsRows(pl.Program, v)
		})
		goal := func(v ad.Value) bool {
			sum := sumsRows(pl.Program, v) && level[v] == l+1
			batch := !pl.isFixed(v) && level[v] == l && slices.Contains(pl.Outputs, v)
			return needed[v] && (sum || batch)
		}
		inPass := pl.needed(goal)
		all[l].steps = pl.computed(inPass, func(v ad.Value) bool { return goal(v) || !pl.isFixed(v) })
	}
	return all
}

// onePass tells whether rows can be taken in chunks without recomputing anything:
// no batch that is needed depends on a sum over rows, and the outputs are plain.
// The plan is one for all rows.
func (pl *Plan) onePass() bool {
	level, _ := pl.levels()
	for _, v := range pl.phases[0].steps {
		if !pl.isFixed(v) && level[v] > 0 {
			return false
		}
	}
	for _, v := range pl.Outputs {
		if pl.Program.Shape(v).Planes() > 1 {
			return false
		}
	}
	return true
}

func (pl *Plan) isFixed(v ad.Value) bool { return !pl.Program.Shape(v).Batch }

// levels is, for each value, the largest number of sums over all rows on a path
// from the inputs to it, and the largest of these numbers.
func (pl *Plan) levels() (level []int, top int) {
	level = make([]int, len(pl.Program.Code))
	for v := range level {
		for _, a := range pl.code(ad.Value(v)).Args {
			level[v] = max(level[v], level[a])
		}
		if sumsRows(pl.Program, ad.Value(v)) {
			level[v]++
		}
		top = max(top, level[v])
	}
	return level, top
}

// needed marks the goals and all values that they are computed from.
func (pl *Plan) needed(goal func(v ad.Value) bool) []bool {
	on := make([]bool, len(pl.Program.Code))
	for v := len(on) - 1; v >= 0; v-- {
		if on[v] = on[v] || goal(ad.Value(v)); on[v] {
			for _, a := range pl.code(ad.Value(v)).Args {
				on[a] = true
			}
		}
	}
	return on
}

// computed lists the marked values that satisfy keep, in order, without inputs.
func (pl *Plan) computed(on []bool, keep func(v ad.Value) bool) []ad.Value {
	var list []ad.Value
	for v := range on {
		if on[v] && !pl.code(ad.Value(v)).Op.IsInput() && keep(ad.Value(v)) {
			list = append(list, ad.Value(v))
		}
	}
	return list
}
