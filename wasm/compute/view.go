package compute

import (
	"errors"
	"math"
	"strings"

	"residual/core/lab"
)

// A view is what the page shows beside the report: the words of the frame and
// how the run is going. What is not known is null.
type view struct {
	Title          string            `json:"title"`
	Moment         string            `json:"moment"`
	Hint           string            `json:"hint"` // what the pointer does on the stage
	Summary        string            `json:"summary"`
	Readouts       []lab.Readout     `json:"readouts"`
	Steps          int               `json:"steps"`
	Progress       *float64          `json:"progress"`
	SecondsLeft    *float64          `json:"secondsLeft"`
	Running        bool              `json:"running"`
	StepsPerSecond float64           `json:"stepsPerSecond"`
	Speed          float64           `json:"speed"` // the limit, 0: none
	Workers        int               `json:"workers"`
	Note           string            `json:"note"` // on Workers that failed
	Settings       map[string]string `json:"settings"`
	Seed           uint64            `json:"seed"`
}

func (s *session) view(f *lab.Frame) view {
	progress := s.run.Progress()
	v := view{
		Title: f.Title, Moment: f.Moment, Hint: s.run.Hint(), Summary: f.Summary, Readouts: f.Readouts,
		Steps: s.run.Steps(), Progress: known(progress), Running: s.busy(),
		Speed: s.pace.limit, Settings: s.settings.Brief(), Seed: s.seed,
		Workers: s.pool.count(),
	}
	if s.pool != nil {
		v.Note = s.pool.note
	}
	if s.lab.Worker != nil {
		v.Settings["workers"] = workersText(s.workers)
	}
	if v.Running {
		v.SecondsLeft = known(s.meter.left(s.now(), progress))
		v.StepsPerSecond = s.meter.speed
	}
	return v
}

func known(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// A fault is an error as the page takes it.
type fault struct {
	Message string `json:"message"`
	Knob    string `json:"knob"`
}

// newFault names the first knob to blame.
func newFault(err error) fault {
	f := fault{Message: strings.ReplaceAll(err.Error(), "\n", "; ")}
	var k *lab.KnobError
	if errors.As(err, &k) {
		f.Knob = k.Knob
	}
	return f
}

// text is v as JSON.
func text(v any) string { return string(lab.JSON(v)) }
