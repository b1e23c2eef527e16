package contract

import (
	"math"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/table"
)

// What a run writes is read by the project's own reader of tables: the comments in
// front, which say whose numbers these are, are passed over, and every number comes
// back to its last digit. The page's file is made by the same code (wasm/compute).
func TestFilesComeBack(t *testing.T) {
	read := 0
	each(t, func(t *testing.T, l *lab.Lab) {
		run := start(t, l, 1)
		for range 3 {
			run.Step()
		}
		var f lab.Frame
		run.Frame(&f)
		for _, list := range run.Tables() {
			want := numbers(&list)
			if len(want) == 0 || list.Rows() == 0 {
				continue
			}
			file, err := lab.CSV(run, &f, list.Name)
			if err != nil {
				t.Fatal(err)
			}
			for _, says := range []string{"# lab: " + l.Name, "# build: ", "# seed: 1\n", "# steps: 3\n", "# digest: " + run.Digest()} {
				if !strings.Contains(string(file), says) {
					t.Errorf("%s: no %q", list.Name, says)
				}
			}
			got, err := table.Read(string(file))
			if err != nil {
				t.Errorf("%s: %v", list.Name, err)
				continue
			}
			if len(got) != len(want) {
				t.Errorf("%s: %d columns of numbers come back as %d", list.Name, len(want), len(got))
				continue
			}
			for i := range want {
				for j := range want[i] {
					if got[i][j] != want[i][j] {
						t.Errorf("%s, row %d: %v comes back as %v", list.Name, j+1, want[i][j], got[i][j])
					}
				}
			}
			read++
		}
	})
	if read < 3 {
		t.Errorf("%d tables were read", read)
	}
}

// numbers are the columns of numbers; none where one has no number somewhere, which
// the reader refuses.
func numbers(t *lab.Table) (all [][]float64) {
	for i := range t.Columns {
		v, ok := t.Columns[i].Values.([]float64)
		if !ok {
			continue
		}
		for _, x := range v {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return nil
			}
		}
		all = append(all, v)
	}
	return all
}
