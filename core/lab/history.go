package lab

// A History remembers some numbers for every step of a run, at most a fixed
// count of them: when it is full every second entry goes, and from then on half
// as many come in. So a run of any length has a curve of bounded length, and
// nothing is allocated on the way.
type History struct {
	stride  int
	steps   []float64
	columns [][]float64
}

// NewHistory makes room for capacity entries, an even number, of that many
// columns each.
func NewHistory(capacity, columns int) History {
	h := History{1, make([]float64, 0, capacity), make([][]float64, columns)}
	for i := range h.columns {
		h.columns[i] = make([]float64, 0, capacity)
	}
	return h
}

// Record adds the numbers of a step, one a column, or passes it over.
func (h *History) Record(step int, values ...float64) {
	if len(h.steps) == cap(h.steps) {
		h.thin()
	}
	if step%h.stride != 0 {
		return
	}
	h.steps = append(h.steps, float64(step))
	for i, v := range values {
		h.columns[i] = append(h.columns[i], v)
	}
}

func (h *History) thin() {
	h.stride *= 2
	h.steps = halve(h.steps)
	for i, c := range h.columns {
		h.columns[i] = halve(c)
	}
}

// halve keeps every second number.
func halve(v []float64) []float64 {
	n := (len(v) + 1) / 2
	for i := range n {
		v[i] = v[2*i]
	}
	return v[:n]
}

// Steps lists the steps that are remembered.
func (h *History) Steps() []float64 { return h.steps }

// Column lists the numbers of column i, one for each of Steps.
func (h *History) Column(i int) []float64 { return h.columns[i] }

// Bytes is what the history holds.
func (h *History) Bytes() int64 { return HistoryBytes(cap(h.steps), len(h.columns)) }

// HistoryBytes is what NewHistory allocates.
func HistoryBytes(capacity, columns int) int64 { return 8 * int64(capacity) * int64(1+columns) }

// Write adds the history to a snapshot.
func (h *History) Write(w *Writer) {
	w.Int(h.stride)
	w.Floats(h.steps)
	for _, c := range h.columns {
		w.Floats(c)
	}
}

// Read takes over what Write wrote for a history of as many columns.
func (h *History) Read(r *Reader) {
	h.stride = r.Int()
	steps := r.Floats()
	if h.stride < 1 || len(steps) > cap(h.steps) {
		r.Err = ErrSnapshot
		return
	}
	h.steps = append(h.steps[:0], steps...)
	for i, c := range h.columns {
		h.columns[i] = c[:len(steps)]
		r.FloatsInto(h.columns[i])
	}
}
