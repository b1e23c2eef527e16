package lab

// A Report is the state of a run as the runner prints it and as the page's
// element gives it to scripts.
type Report struct {
	Lab      string         `json:"lab"`
	Settings map[string]any `json:"settings"`
	Seed     uint64         `json:"seed"`
	Status   string         `json:"status"`
	Reason   string         `json:"reason"`
	Steps    int            `json:"steps"`
	Seconds  float64        `json:"seconds"`
	Digest   string         `json:"digest"`
	Checks   []Check        `json:"checks"`
	Memory   Memory         `json:"memory"`
}

// NewReport describes a run. Seconds is measured by the caller: the core has
// no clock.
func NewReport(r *Run, seconds float64) Report {
	return Report{
		Lab: r.lab.Name, Settings: r.settings.Values(), Seed: r.seed,
		Status: r.Status().State.String(), Reason: r.Status().Reason,
		Steps: r.Steps(), Seconds: seconds, Digest: r.Digest(),
		Checks: r.Checks(), Memory: r.Memory(),
	}
}
