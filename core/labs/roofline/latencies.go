package roofline

import "residual/core/lab"

// Messages are the sizes of the messages to a TaskRunner that are timed: a task
// of nothing, and up to a megabyte.
func (m *survey) Messages() []int { return []int{16, 1 << 12, 1 << 16, 1 << 20} }

// SetLatencies takes over what a message of each size takes, there and back; nil
// where there are no TaskRunners.
func (m *survey) SetLatencies(seconds []float64) { m.latencies = seconds }

// drawLatencies draws what a message takes, which is what a task must be worth to
// be handed to a Worker.
func (m *survey) drawLatencies(f *lab.Frame) {
	if len(m.latencies) == 0 {
		return
	}
	p := f.AddPanel("A message to a Worker and back", lab.Axis{Label: "message", Unit: "B", Log: true, Min: 10, Max: 2e6},
		lab.Axis{Label: "time", Unit: "µs", Log: true})
	c := p.AddCurve("there and back", lab.Data, len(m.latencies))
	for i, s := range m.latencies {
		c.X[i], c.Y[i] = float64(m.Messages()[i]), 1e6*s
	}
	p.Y = p.Y.Decades(c.Y)
	for _, i := range []int{0, len(m.latencies) - 1} {
		f.AddNumber("round trip, "+lab.Bytes(int64(m.Messages()[i])), c.Y[i], 3, "µs")
	}
}
