package lab_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"residual/core/lab"
)

// What the page's tables and the CSV file call a series is the same, and so are the
// numbers; long tables are thinned, and no two are called alike.
func TestSheets(t *testing.T) {
	run, f := decay(t, map[string]string{"rate": "-0.3"}), everything()
	f.Panels = append(f.Panels, f.Panels[1])
	f.AddNumber("size", 2.5, 3, "m")
	sheets := lab.Sheets(run, f, 3)
	var names []string
	for _, s := range sheets {
		if err := s.Validate(); err != nil || s.Rows() > 3 || slices.Contains(names, s.Name) {
			t.Errorf("%q: %v, %d rows of %d", s.Name, err, s.Rows(), s.Every)
		}
		names = append(names, s.Name)
	}
	want := `Numbers|powers|a "map", drawn|plot: u|plot: reference 2|plot: point 1|plot: =b|plot: limit|plot: reference 2 (2)|plot: v|molecule: atoms|molecule: force|`
	if got := strings.Join(names, "|"); !strings.HasPrefix(got, want+"plot: u (2)") {
		t.Errorf("%s\nwant %s", got, want)
	}
	if s := sheets[1]; s.Every != 2 || s.Columns[1].Name != "rⁿ" || s.Columns[1].Values.([]float64)[1] != math.Pow(-0.3, 2) {
		t.Errorf("%+v", s)
	}
	if got := fmt.Sprint(sheets[2].Columns[1].Values, sheets[2].Columns[3].Values); got != "[-1.0000000031710769e-30] [5]" {
		t.Errorf("the field spans %s", got)
	}
	if got := fmt.Sprint(sheets[4].Columns, sheets[10].Columns[0].Values); !strings.Contains(got, "band 1, high") || !strings.HasSuffix(got, "[C]") {
		t.Errorf("%s", got)
	}
	out, err := lab.CSV(run, f, "plot")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sheets[3:9] {
		for _, c := range s.Columns[1:] {
			if !strings.Contains(string(out), "plot,"+c.Name+",") && !strings.Contains(string(out), `plot,"`+c.Name+`",`) {
				t.Errorf("the file has no series %q", c.Name)
			}
		}
	}
}
