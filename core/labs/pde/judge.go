package pde

import (
	"math"

	"residual/core/fit"
	"residual/core/law"
)

// unseenPoints is at how many points the network is judged, which it was not trained
// at.
const unseenPoints = 400

// A judge measures the network at points that it has not seen: against the reference,
// and by what is left over of the laws.
type judge struct {
	q        *posed
	x        []float64 // rows of inputs
	u, v     []float64 // rows of fields: of the network, and of the reference
	residual []float64 // of one law
	column   []float64 // of one field
	each     []float64 // the relative error of each field
	error    float64   // the largest; not a number while it is not known
	left     float64   // the root of the mean square of what is left over of the laws
	seen     bool      // v holds the reference
	part     float64   // of the laws' terms that is left over at the end; not a number before
}

// reserve draws the points and asks for memory.
func (j *judge) reserve(room *fit.Room, q *posed, d *domain, seed uint64) {
	x := d.unseen(unseenPoints, seed)
	rows := len(x) / len(q.Inputs)
	j.q, j.error, j.left, j.part = q, math.NaN(), math.NaN(), math.NaN()
	room.Floats(&j.x, len(x))
	room.Then(func() { copy(j.x, x) })
	room.Vectors(rows*len(q.Fields), &j.u, &j.v)
	room.Vectors(rows, &j.residual, &j.column)
}

// measure judges the network as it is.
func (j *judge) measure(v *solver, s *second) {
	j.fields(v, j.u, j.x)
	j.left = j.leftover(v)
	if j.error, j.each = math.NaN(), nil; !s.usable() {
		j.seen = false
		return
	}
	if !j.seen {
		s.method.Eval(j.v, j.x)
		j.seen = true
	}
	j.agree(j.u, j.v)
	j.each, j.error = relative(j.u, j.v, len(j.q.Fields))
}

// fields sets out to rows of all fields at rows of inputs.
func (j *judge) fields(v *solver, out, x []float64) { fields(v, j.q, out, x, j.column) }

// fields sets out to rows of all fields of the network at rows of inputs; column has
// room for one.
func fields(v *solver, q *posed, out, x, column []float64) {
	n := len(q.Fields)
	for f := range n {
		column = column[:len(out)/n]
		v.Eval(column, x, f, law.Order{})
		for i, value := range column {
			out[i*n+f] = value
		}
	}
}

// leftover is the root of the mean square of what is left over of all laws.
func (j *judge) leftover(v *solver) float64 {
	sum := 0.0
	for i := range j.q.Laws {
		v.ResidualAt(j.residual, j.x, i)
		for _, r := range j.residual {
			sum += float64(r * r)
		}
	}
	return math.Sqrt(sum / float64(len(j.residual)*len(j.q.Laws)))
}

// agree gives the network's fields the factor with which they come nearest to the
// other ones, where nothing says how large an eigenfunction is, and the sign where its
// size is said.
func (j *judge) agree(u, v []float64) {
	if !j.q.eigen() {
		return
	}
	uv, uu := 0.0, 0.0
	for i := range u {
		if p := u[i] * v[i]; !math.IsNaN(p) {
			uv, uu = uv+p, uu+float64(u[i]*u[i])
		}
	}
	factor := uv / uu
	switch {
	case !(uu > 0) || uv == 0 || math.IsNaN(factor):
		return
	case !j.q.homogeneous():
		factor = math.Copysign(1, factor)
	}
	for i := range u {
		u[i] *= factor
	}
}

// homogeneous tells whether any multiple of fields that satisfy all conditions
// satisfies them.
func (q *posed) homogeneous() bool {
	normal := q.Side(0, true) // whichever: only what is without fields is looked at
	for _, c := range q.Conditions {
		n, err := q.Problem.Residual(c.Equation, normal)
		if err != nil {
			return false
		}
		_, rest, affine := q.Affine(n, law.Slots(n))
		if !affine || rest.Op != law.Number || rest.Value != 0 {
			return false
		}
	}
	return true
}

// eigen tells whether an eigenvalue is sought.
func (q *posed) eigen() bool {
	for _, p := range q.Params {
		if p.Kind == law.Eigen {
			return true
		}
	}
	return false
}
