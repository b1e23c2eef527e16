package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"

	"residual/tests/bench/task"
)

// A report is everything measured, as it is written to JSON.
type report struct {
	Part       string   `json:"part"`
	Repeat     int      `json:"repeat"`
	Budget     float64  `json:"budget_seconds"`
	Contenders []string `json:"contenders"`
	Lanes      []*lane  `json:"lanes"`
	Rows       []row    `json:"rows"`
	Figures    []result `json:"figures"`
}

// A row is a lane in the table: its median, and how many times as long it took
// as the first contender at the same task.
type row struct {
	Task      string  `json:"task"`
	Contender string  `json:"contender"`
	Ms        float64 `json:"ms"`
	Rate      float64 `json:"rate"`
	Unit      string  `json:"unit"`
	Ratio     float64 `json:"ratio"`
}

// A result is a figure that was measured.
type result struct {
	Says     string  `json:"says"`
	Measured float64 `json:"measured"`
	Unit     string  `json:"unit"`
	Wanted   float64 `json:"wanted"`
	AtMost   bool    `json:"at_most"`
	Met      bool    `json:"met"`
}

func (r *report) add(group []task.Task, lanes []*lane) {
	r.Lanes = append(r.Lanes, lanes...)
	for _, t := range group {
		base := r.find(r.Contenders[0], t.Name)
		work, unit := t.Work()
		for _, l := range lanes {
			if l.Task == t.Name && len(l.Times) > 0 {
				ms := median(slices.Clone(l.Times))
				r.Rows = append(r.Rows, row{t.Name, l.Contender, ms, work / ms * 1e3, unit, ratio(l, base)})
			}
		}
	}
}

func (r *report) find(contender, task string) *lane {
	for _, l := range r.Lanes {
		if l.Contender == contender && l.Task == task {
			return l
		}
	}
	return nil
}

// print writes what was measured of a group.
func (r *report) print(w io.Writer, group []task.Task) {
	status("")
	for _, t := range group {
		if !slices.ContainsFunc(r.Lanes, func(l *lane) bool { return l.Task == t.Name }) {
			continue
		}
		fmt.Fprintln(w, t.Name)
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		for _, x := range r.Rows {
			if x.Task == t.Name {
				fmt.Fprintln(table, r.find(x.Contender, x.Task).line(x))
			}
		}
		table.Flush()
		for _, l := range r.Lanes {
			if l.Task == t.Name && l.Failure != "" {
				fmt.Fprintf(w, "  %s fails: %s\n", l.Contender, l.Failure)
			}
		}
	}
}

// line is a row of the table with what else is known of its lane.
func (l *lane) line(x row) string {
	s := fmt.Sprintf("  %s\t%s ms\t%s %s\t%s×\t", x.Contender, digits(x.Ms), digits(x.Rate), x.Unit, digits(x.Ratio))
	if l.judge != nil {
		s += fmt.Sprintf("off %.0e\t", l.Off)
	}
	if l.task.Kind == "train" || l.task.Kind == "molecule" {
		s += fmt.Sprintf("first %s ms\t", digits(l.First))
	}
	if l.Peak > 0 {
		s += fmt.Sprintf("renderer %s MB\t", megabytes(l.Peak))
	}
	if l.Planned > 0 {
		s += fmt.Sprintf("planned %s MB\t%s GFLOP/s\t", megabytes(l.Planned), digits(float64(l.Flops)/x.Ms*1e-6))
	}
	return s
}

// judge takes the figures wanted from what was measured.
func (r *report) judge(figures []figure) {
	for _, f := range figures {
		if q := f.of(r); q > 0 {
			met := f.atMost && q <= f.wanted || !f.atMost && q >= f.wanted
			r.Figures = append(r.Figures, result{f.says, q, f.unit, f.wanted, f.atMost, met})
		}
	}
}

// finish writes the figures.
func (r *report) finish(w io.Writer) {
	if len(r.Figures) == 0 {
		return
	}
	fmt.Fprintln(w, "\nfigures; of ratios of times, the median of rounds")
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range r.Figures {
		sign, verdict := "≥", "met"
		if f.AtMost {
			sign = "≤"
		}
		if !f.Met {
			verdict = "MISSED"
		}
		fmt.Fprintf(table, "  %s\t%s%s\t%s %g\t%s\n", f.Says, digits(f.Measured), f.Unit, sign, f.Wanted, verdict)
	}
	table.Flush()
}

func (r *report) save(path string) error {
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o666)
}

// digits is three digits of x.
func digits(x float64) string {
	switch {
	case x >= 100:
		return fmt.Sprintf("%.0f", x)
	case x >= 10:
		return fmt.Sprintf("%.1f", x)
	case x >= 1:
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.3g", x)
}

func megabytes(n int64) string { return digits(float64(n) / 1e6) }
