package lab_test

import (
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
)

func decay(t *testing.T, knobs map[string]string) *lab.Run {
	t.Helper()
	settings, err := labtest.Decay.Parse(knobs)
	if err != nil {
		t.Fatal(err)
	}
	run, err := labtest.Decay.Start(settings, 9)
	if err != nil {
		t.Fatal(err)
	}
	run.Step()
	return run
}

// everything is a frame with one of each, of numbers that no short text holds.
func everything() *lab.Frame {
	f := new(lab.Frame)
	f.Begin("t", "m")
	p := f.AddField(`a "map", drawn`, lab.Axis{Label: "t", Unit: "s", Min: 1, Max: 3}, lab.Axis{}, 2, 3)
	copy(p.Field.Values, []float32{0.1, 2, 3, float32(math.NaN()), 5, -1e-30})
	p = f.AddPanel("plot", lab.Axis{Label: "x", Unit: "m"}, lab.Axis{Label: "y"})
	p.AddXY("u", lab.Network, []float64{0.1, 1. / 3}, []float64{math.NaN(), math.Inf(-1)})
	p.AddXY("", lab.Truth, []float64{1}, []float64{2}).Dashed = true
	p.AddScatter("", lab.Data, []float64{math.MaxFloat64}, []float64{5e-324})
	p.AddBars("=b", lab.Data, 1, 1).Y[0] = 7
	b := p.AddBand("", lab.Doubt, 1)
	b.X[0], b.Low[0], b.High[0] = 1, 2, 3
	p.AddHLine("limit", lab.Reference, 4)
	p.AddVLine("", lab.Reference, 5)
	a := p.AddArrows("v", lab.Guide, 1)
	a.X[0], a.Y[0], a.U[0], a.V[0] = 1, 2, 3, 4
	_, s := f.AddScene("molecule", "Å")
	s.Atoms = append(s.Atoms, lab.Atom{X: 0.1, Y: 2, Z: 3, Element: 6})
	v := s.AddVectors("force", lab.Network, 1)
	v.X[0], v.Y[0], v.Z[0], v.U[0], v.V[0], v.W[0] = 1, 2, 3, 4, 5, 6
	return f
}

func read(t *testing.T, text string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return rows
}

// What is written is read by another reader, encoding/csv, as the same numbers to
// the last bit.
func TestCSV(t *testing.T) {
	run := decay(t, map[string]string{"rate": "-0.3"})
	out, err := lab.CSV(run, everything(), "")
	if err != nil {
		t.Fatal(err)
	}
	want := `panel,series,x,y,value,z,u,v,w,element
a "map", drawn,,1.5,0.5,0.1
a "map", drawn,,2.5,0.5,2
a "map", drawn,,1.5,1.5,3
a "map", drawn,,2.5,1.5,
a "map", drawn,,1.5,2.5,5
a "map", drawn,,2.5,2.5,-1e-30
plot,u,0.1,
plot,u,0.3333333333333333,-Inf
plot,reference 2,1,2
plot,point 1,1.7976931348623157e+308,5e-324
plot,=b,0,7
plot,band 1, low,1,2
plot,band 1, high,1,3
plot,limit,,4
plot,reference 2,5,
plot,v,1,2,,,3,4,,
molecule,atoms,0.1,2,,3,,,,C
molecule,force,1,2,,3,4,5,6,
powers,n,1,,0`
	rows := read(t, string(out))
	for i, line := range strings.Split(want, "\n") {
		if got := strings.Join(rows[i], ","); strings.TrimRight(got, ",") != strings.TrimRight(line, ",") || len(rows[i]) != 10 {
			t.Errorf("line %d is %q, want %q", i, got, line)
		}
	}
	if len(rows) != 19+3*4 {
		t.Errorf("%d rows", len(rows))
	}
	for _, says := range []string{"# lab: decay (Decay)\n", "# setting rate: -0.3\n", "# seed: 9\n", "# steps: 1\n", "# status: running\n", "# digest: " + run.Digest() + "\n",
		"# panel plot: x is x (m), y is y\n", "# panel molecule: x, y and z are places (Å)\n", "# table powers: n, rⁿ (m), sign\n"} {
		if !strings.Contains(string(out), says) {
			t.Errorf("no %q in\n%s", says, out)
		}
	}
}

// One table has its own columns, all rows and all digits.
func TestCSVOfATable(t *testing.T) {
	run := decay(t, map[string]string{"rate": "-0.3"})
	out, err := lab.CSV(run, everything(), "Powers")
	if err != nil {
		t.Fatal(err)
	}
	rows := read(t, string(out))
	if len(rows) != 5 || strings.Join(rows[0], ",") != "n,rⁿ (m),sign" || rows[4][2] != "negative" {
		t.Fatalf("%q", rows)
	}
	for n, row := range rows[1:] {
		if v, err := strconv.ParseFloat(row[1], 64); err != nil || v != math.Pow(-0.3, float64(n)) {
			t.Errorf("%q, want %v", row, math.Pow(-0.3, float64(n)))
		}
	}
}

func TestCSVOfAPanel(t *testing.T) {
	run := decay(t, nil)
	out, err := lab.CSV(run, everything(), "plot")
	if rows := read(t, string(out)); err != nil || len(rows) != 11 {
		t.Errorf("%v, %q", err, rows)
	}
	_, err = lab.CSV(run, everything(), "plots")
	if err == nil || !strings.Contains(err.Error(), `"plots"; there are "a \"map\", drawn", "plot", "molecule", "powers"`) {
		t.Error(err)
	}
}
