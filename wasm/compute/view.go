package compute

import (
	"math"

	"residual/core/lab"
)

// A view is what the page shows beside the report: the words of the frame and how
// the run is going. What is unknown is null.
type view struct {
	Title          string            `json:"title"`
	Moment         string            `json:"moment"`
	Hint           string            `json:"hint"` // what the pointer does on the canvas
	Summary        string            `json:"summary"`
	Readouts       []lab.Readout     `json:"readouts"`
	Steps          int               `json:"steps"`
	Progress       *float64          `json:"progress"`
	SecondsLeft    *float64          `json:"secondsLeft"`
	Running        bool              `json:"running"`
	StepsPerSecond float64           `json:"stepsPerSecond"`
	Speed          float64           `json:"speed"` // the limit; 0: none
	Workers        int               `json:"workers"`
	Note           string            `json:"note"` // about Workers that failed
	Settings       map[string]string `json:"settings"`
	Files          []string          `json:"files"` // the settings that are only described
	Seed           uint64            `json:"seed"`
	Scales         []lab.Scale       `json:"scales"`
}

func (s *session) view(f *lab.Frame) view {
	progress := s.run.Progress()
	v := view{
		Title: f.Title, Moment: f.Moment, Hint: s.run.Hint(), Summary: f.Summary, Readouts: f.Readouts,
		Steps: s.run.Steps(), Progress: finite(progress), Running: s.busy(),
		Speed: s.limiter.limit, Settings: s.run.Settings().Brief(), Seed: s.run.Seed(),
		Workers: s.pool.size(), Files: []string{}, Scales: s.run.Scales(),
	}
	if s.pool != nil {
		v.Note = s.pool.note
	}
	if s.run.Lab().Worker != nil {
		v.Settings[workersName] = workersText(s.workers)
	}
	if v.Running {
		left := s.meter.secondsLeft(s.now(), progress)
		if s.limiter.left <= 0 || left < s.limiter.left.Seconds() {
			v.SecondsLeft = finite(left) // of a run that will go faster nothing is known
		}
		v.StepsPerSecond = s.meter.speed
	}
	for _, k := range s.run.Lab().Knobs {
		if k.Kind == lab.File {
			v.Files = append(v.Files, k.Name)
		}
	}
	return v
}

// finite is nil for what is no finite number.
func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}
