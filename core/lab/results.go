package lab

// Results is everything that there is to know of a run at one moment: the report,
// what the frame says and draws, whole, and every list.
type Results struct {
	Report
	Build    string    `json:"build"`
	Hint     string    `json:"hint"`
	Title    string    `json:"title"`
	Moment   string    `json:"moment"`
	Summary  string    `json:"summary"`
	Readouts []Readout `json:"readouts"`
	Tables   []Table   `json:"tables"`
	Panels   []Panel   `json:"panels"`
}

// NewResults describes a run and a frame of it.
func NewResults(r *Run, f *Frame, seconds float64) Results {
	return Results{
		Report: NewReport(r, seconds), Build: Build, Hint: r.Hint(),
		Title: f.Title, Moment: f.Moment, Summary: f.Summary, Readouts: f.Readouts,
		Tables: r.Tables(), Panels: f.Panels,
	}
}

// MarshalJSON lets encoding/json write results as JSON does.
func (r Results) MarshalJSON() ([]byte, error) { return JSON(r), nil }
