package contract

import (
	"cmp"
	"errors"
	"strings"
	"testing"

	"residual/core/lab"
)

// small is a budget that is small for the default run of a lab, where that is not
// 16MB: an orthogonal factorisation holds its matrix whole.
var small = map[string]string{"pde": "40MB"}

// Every lab takes a budget. The least that works is named, works and is kept
// to, and the results are the same as with a thousand times as much.
func TestBudgets(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		_, err := within(t, l, "1MB")
		budgets := []string{cmp.Or(small[l.Name], "16MB"), "64MB", "1GB"}
		if err != nil {
			budgets = append(budgets, least(t, err))
		}
		want := ""
		for _, budget := range budgets {
			run, err := within(t, l, budget)
			if err != nil {
				t.Errorf("%s: %v", budget, err)
				continue
			}
			for range 3 {
				run.Step()
			}
			settings, _ := l.Parse(map[string]string{"memory": budget})
			if m := run.Memory(); m.Peak > m.Planned || m.Planned > lab.Budget.Of(settings) {
				t.Errorf("%s: %+v", budget, m)
			}
			if want == "" {
				want = run.Digest()
			}
			if got := run.Digest(); got != want {
				t.Errorf("%s gives %s, %s gives %s", budgets[0], want, budget, got)
			}
		}
	})
}

func within(t *testing.T, l *lab.Lab, budget string) (*lab.Run, error) {
	t.Helper()
	settings, err := l.Parse(map[string]string{"memory": budget})
	if err != nil {
		t.Fatal(err)
	}
	return l.Start(settings, 2)
}

// least is the budget that an error names.
func least(t *testing.T, err error) string {
	t.Helper()
	var wrong *lab.KnobError
	if !errors.As(err, &wrong) || wrong.Knob != "memory" {
		t.Fatalf("%v does not name the budget", err)
	}
	words := strings.Fields(wrong.Reason)
	return words[len(words)-1]
}
