package lab

import (
	"encoding/json"
	"math"
)

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
func NewReport(l *Lab, s Settings, seed uint64, r Run, seconds float64) Report {
	return Report{
		Lab: l.Name, Settings: s.Values(), Seed: seed,
		Status: r.Status().State.String(), Reason: r.Status().Reason,
		Steps: r.Steps(), Seconds: seconds, Digest: Digest(r),
		Checks: r.Checks(), Memory: r.Memory(),
	}
}

// MarshalJSON writes what JSON has no number for (NaN, infinities) as null.
func (c Check) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Name      string   `json:"name"`
		Measured  *float64 `json:"measured"`
		Truth     *float64 `json:"truth"`
		Tolerance *float64 `json:"tolerance"`
		Pass      bool     `json:"pass"`
		Source    string   `json:"source"`
	}{c.Name, finite(c.Measured), finite(c.Truth), finite(c.Tolerance), c.Pass, c.Source})
}

// MarshalJSON names the two counts as the runner does.
func (m Memory) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Planned int64 `json:"planned_bytes"`
		Peak    int64 `json:"peak_bytes"`
	}{m.Planned, m.Peak})
}

func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}
