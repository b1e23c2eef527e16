package pde

import (
	"math"

	"residual/core/law"
	"residual/core/rng"
)

// A domain tells which points belong to a problem.
type domain struct {
	q      *posed
	inside *law.Evaluator // a number for each region
	room   []float64
}

// newDomain compiles the regions.
func newDomain(q *posed) (*domain, error) {
	var regions []*law.Node
	for _, g := range q.Where {
		n, err := q.Expand(g.Node, nil)
		if err != nil {
			return nil, err
		}
		regions = append(regions, n)
	}
	inside, err := q.Compile(nil, regions...)
	return &domain{q: q, inside: inside}, err
}

// outside sets the values of fields to not a number where a row of inputs is no part
// of the domain.
func (k *domain) outside(out, x []float64) {
	regions := len(k.q.Where)
	if regions == 0 {
		return
	}
	rows, n := len(x)/len(k.q.Inputs), len(out)/(len(x)/len(k.q.Inputs))
	if cap(k.room) < rows*regions {
		k.room = make([]float64, rows*regions)
	}
	values := k.room[:rows*regions]
	k.inside.Eval(values, x, k.q.values, nil)
	for i, v := range values {
		if v == 0 {
			for f := range n {
				out[i/regions*n+f] = math.NaN()
			}
		}
	}
}

// draws is how many points are drawn at most for one in the domain.
const draws = 1000

// unseen draws n points of the domain, rows of inputs, fewer where it is too thin.
func (k *domain) unseen(n int, seed uint64) []float64 {
	random, d := rng.New(seed, "pde/unseen"), len(k.q.Inputs)
	var all []float64
	row, mark := make([]float64, d), make([]float64, 1)
	for tries := 0; len(all) < n*d && tries < n*draws; tries++ {
		for i, c := range k.q.Inputs {
			row[i] = c.Lo + float64((c.Hi-c.Lo)*random.Float64())
		}
		mark[0] = 0
		if k.outside(mark, row); mark[0] == 0 {
			all = append(all, row...)
		}
	}
	return all
}

// relative is ‖u − v‖/‖v‖ of each field, and the largest, from rows of fields. Where
// v is 0 it is ‖u − v‖, where v is not known nothing is said.
func relative(u, v []float64, fields int) (each []float64, worst float64) {
	each, worst = make([]float64, fields), math.NaN()
	for f := range fields {
		var off, size float64
		for i := f; i < len(u); i += fields {
			d := u[i] - v[i]
			off += float64(d * d)
			size += float64(v[i] * v[i])
		}
		if each[f] = math.Sqrt(off); size > 0 {
			each[f] = math.Sqrt(off / size)
		}
		if !math.IsNaN(each[f]) && !(each[f] <= worst) {
			worst = each[f]
		}
	}
	return each, worst
}
