package pde

import (
	"fmt"
	"math"
	"slices"

	"residual/core/lab"
	"residual/core/law"
	"residual/core/rng"
	"residual/core/table"
)

// Samples are measured values of fields, from the visitor's file or made up from a
// known solution.
type samples struct {
	fields []int     // that were measured
	x      []float64 // rows of all inputs of the problem
	values []float64 // rows of these fields
	rows   []float64 // as the problem names the columns
}

// count is how many there are.
func (m *samples) count() int {
	if len(m.fields) == 0 {
		return 0
	}
	return len(m.values) / len(m.fields)
}

// The most rows that are used, and the fewest from which something can be found.
const mostSamples, fewestSamples = 2000, 4

// columns says of each column of the data which input it is, or else which field.
func columns(q *posed) (inputs, fields []int, err error) {
	for _, name := range q.Data {
		i := slices.IndexFunc(q.Inputs, func(c law.Coordinate) bool { return c.Name == name })
		f := slices.IndexFunc(q.Fields, func(f law.Field) bool { return f.Name == name })
		if i < 0 && f < 0 {
			return nil, nil, problemText.Wrong("data: %s is neither an input nor a field", name)
		}
		inputs, fields = append(inputs, i), append(fields, f)
	}
	for i, c := range q.Inputs {
		if !slices.Contains(inputs, i) {
			return nil, nil, problemText.Wrong("data: a column for %s is missing", c.Name)
		}
	}
	if !slices.ContainsFunc(fields, func(f int) bool { return f >= 0 }) {
		return nil, nil, problemText.Wrong("data: no column is a field; give the names of inputs and of fields, such as data x, t, u")
	}
	return inputs, fields, nil
}

// samplesOf reads the file of a problem with data.
func samplesOf(q *posed, text string, seed uint64) (*samples, error) {
	inputs, fields, err := columns(q)
	if err != nil {
		return nil, err
	}
	reader, err := table.NewReader(text)
	if err == nil {
		err = reader.Want(len(q.Data))
	}
	if err != nil {
		return nil, file.Wrong("%v; the problem wants the columns %s", err, listed(q.Data))
	}
	held := table.NewSample(len(q.Data), mostSamples, seed)
	for more := true; more; {
		if more, err = held.Take(reader, mostSamples); err != nil {
			return nil, file.Wrong("%v", err)
		}
	}
	m := &samples{rows: held.Rows}
	for _, f := range fields {
		if f >= 0 {
			m.fields = append(m.fields, f)
		}
	}
	return m, m.take(q, held.Rows, inputs, fields)
}

// take sorts rows of a file into inputs and fields.
func (m *samples) take(q *posed, rows []float64, inputs, fields []int) error {
	n := len(inputs)
	for r := 0; r+n <= len(rows); r += n {
		at := make([]float64, len(q.Inputs))
		for k, v := range rows[r : r+n] {
			switch i := inputs[k]; {
			case i < 0:
				m.values = append(m.values, v)
			case v < q.Inputs[i].Lo || v > q.Inputs[i].Hi:
				c := q.Inputs[i]
				return file.Wrong("row %d: %s = %s lies outside of [%s, %s]", r/n+1, c.Name, lab.Number(v, 0), lab.Number(c.Lo, 0), lab.Number(c.Hi, 0))
			default:
				at[i] = v
			}
		}
		m.x = append(m.x, at...)
	}
	if m.count() < fewestSamples {
		return file.Wrong("%s found; give at least %d", lab.Count(m.count(), "row"), fewestSamples)
	}
	return nil
}

// makeSamples draws n places of the domain and makes up what is measured there: a
// solution with noise of the standard deviation noise times its largest value.
func makeSamples(q *posed, k *domain, n int, noise float64, seed uint64, solution func(out, x []float64)) (*samples, error) {
	_, fields, err := columns(q)
	if err != nil {
		return nil, err
	}
	m := &samples{x: k.unseen(n, seed)}
	all := make([]float64, len(m.x)/len(q.Inputs)*len(q.Fields))
	solution(all, m.x)
	random := rng.New(seed, "pde/noise")
	for _, f := range fields {
		if f >= 0 {
			m.fields = append(m.fields, f)
		}
	}
	sigma := make([]float64, len(q.Fields))
	for i, v := range all {
		sigma[i%len(q.Fields)] = math.Max(sigma[i%len(q.Fields)], noise*math.Abs(v))
	}
	for r := 0; r < len(all); r += len(q.Fields) {
		for _, f := range m.fields {
			m.values = append(m.values, all[r+f]+float64(sigma[f]*random.NormFloat64()))
		}
	}
	m.arrange(q)
	return m, nil
}

// arrange makes rows as the problem names the columns.
func (m *samples) arrange(q *posed) {
	inputs, fields, _ := columns(q)
	d, n := len(q.Inputs), len(m.fields)
	for r := range m.count() {
		for k, i := range inputs {
			if i >= 0 {
				m.rows = append(m.rows, m.x[r*d+i])
			} else {
				m.rows = append(m.rows, m.values[r*n+slices.Index(m.fields, fields[k])])
			}
		}
	}
}

// listed is names with commas.
func listed(names []string) string {
	text := ""
	for i, n := range names {
		if i > 0 {
			text += ", "
		}
		text += n
	}
	return fmt.Sprintf("%q", text)
}
