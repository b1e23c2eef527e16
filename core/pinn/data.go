package pinn

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"residual/core/law"
	"residual/core/linalg"
)

// trust is how much a row of data counts that is off by its noise, beside a law's
// residual of 1: so little that the laws hold, whatever the data say.
const trust = 1e-3

// addData adds the rows u(x) = value of a file: its columns are named in the problem.
func (m *Model) addData(d *Data) error {
	p := m.problem
	if d == nil || len(d.Rows) == 0 {
		if m.inverse() {
			return m.blame(p.Laws[0].At, errors.New("what is unknown is found from data: give a file with columns such as x, t, u"))
		}
		return nil
	}
	columns := len(p.Data)
	if columns == 0 || len(d.Rows)%columns != 0 {
		return m.blame(p.Laws[0].At, fmt.Errorf("the data have %d numbers, which are no rows of %d columns", len(d.Rows), columns))
	}
	var points []point
	for i := 0; i < len(d.Rows); i += columns {
		at, err := m.sample(d.Rows[i:i+columns], i/columns)
		if err != nil {
			return m.blame(p.Laws[0].At, err)
		}
		points = append(points, at)
	}
	for j, name := range p.Data {
		field := slices.IndexFunc(p.Fields, func(f law.Field) bool { return f.Name == name })
		if field < 0 {
			continue
		}
		for i := range points {
			points[i][law.MaxInputs] = d.Rows[i*columns+j]
		}
		e := &equation{law: -1, condition: -1, place: place{region: -1}, sample: slices.Clone(points), noise: d.Noise}
		if e.noise == 0 {
			e.noise = 0.01 * spread(d.Rows, j, columns)
		}
		e.weight = float64(len(points)) * (trust / e.noise) * (trust / e.noise)
		if err := m.add(e, law.Equation{Left: leaf(law.Unknown, field), Right: leaf(law.Bound, 0), At: p.Laws[0].At}); err != nil {
			return err
		}
	}
	return nil
}

// inverse tells whether something is to be found from data.
func (m *Model) inverse() bool {
	return slices.ContainsFunc(m.problem.Fields, func(f law.Field) bool { return f.Coefficient }) ||
		slices.ContainsFunc(m.problem.Params, func(q law.Parameter) bool { return q.Kind == law.Sought })
}

// Data is what was measured: rows of the columns that the problem names, one after the
// other, and the standard deviation of the fields' columns, 0 where it is not known.
type Data struct {
	Rows  []float64
	Noise float64
}

// sample is the inputs of a row of data.
func (m *Model) sample(row []float64, number int) (at point, err error) {
	p := m.problem
	for _, v := range row {
		if v-v != 0 {
			return at, fmt.Errorf("row %d of the data has a number that is none", number+1)
		}
	}
	for i, c := range p.Inputs {
		j := slices.Index(p.Data, c.Name)
		if j < 0 {
			return at, fmt.Errorf("the data have no column %s", c.Name)
		}
		if at[i] = row[j]; at[i] < c.Lo || at[i] > c.Hi {
			return at, fmt.Errorf("row %d of the data has %s = %g, which lies outside of [%g, %g]", number+1, c.Name, at[i], c.Lo, c.Hi)
		}
	}
	return at, nil
}

// spread is the root of the mean square of a column.
func spread(rows []float64, column, columns int) float64 {
	sum, n := 0.0, 0
	for i := column; i < len(rows); i += columns {
		sum += rows[i] * rows[i]
		n++
	}
	return math.Max(math.Sqrt(sum/float64(n)), 1e-300)
}

// An Estimate is a parameter found from data with its standard error.
type Estimate struct {
	Param        int // of the problem
	Value, Error float64
}

// Estimates are the parameters that were sought. The error of one is that of least
// squares, linear near the solution: s/‖what its column of the Jacobian has that no
// other column explains‖, with s what the data are off by.
func (m *Model) Estimates() (all []Estimate) {
	rows, n := m.Rows(), m.size
	r, jac := make([]float64, rows), make([]float64, rows*n)
	m.Jacobian(r, jac, m.Theta)
	scale := m.misfit()
	for k, i := range m.sought {
		at := n - len(m.sought) + k
		e := Estimate{Param: i, Value: m.Theta[at], Error: math.NaN()}
		if left := unexplained(jac, rows, n, at); left > 0 {
			e.Error = scale / left
		}
		all = append(all, e)
	}
	return all
}

// misfit is what a row of data is off by in the mean, in the units of rows, and trust
// where the noise is known.
func (m *Model) misfit() float64 {
	sum, count, known := 0.0, 0, true
	var r [chunk]float64
	for _, e := range m.equations {
		if e.sample == nil {
			continue
		}
		known = known && m.options.Data.Noise > 0
		for k := range e.chunks() {
			n := e.residuals(k, r[:], m.Theta)
			for _, v := range r[:n] {
				sum += v * v
			}
			count += n
		}
	}
	if known {
		return trust
	}
	return math.Sqrt(sum / math.Max(1, float64(count-len(m.sought))))
}

// unexplained is the length of a column less what the others make of it.
func unexplained(jac []float64, rows, n, column int) float64 {
	a, b := make([]float64, (rows+n-1)*(n-1)), make([]float64, rows+n-1)
	largest := 0.0
	for j := range n {
		largest = math.Max(largest, linalg.ColumnSquare(jac, n, j))
	}
	for i := range rows {
		b[i] = jac[i*n+column]
		copy(a[i*(n-1):], jac[i*n:][:column])
		copy(a[i*(n-1)+column:], jac[i*n+column+1:(i+1)*n])
	}
	for j := range n - 1 {
		a[(rows+j)*(n-1)+j] = 1e-12 * math.Sqrt(largest)
	}
	if !linalg.LeastSquares(a, b, n-1) {
		return 0
	}
	sum := 0.0
	for _, v := range b[n-1:] {
		sum += v * v
	}
	return math.Sqrt(sum)
}
