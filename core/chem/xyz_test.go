package chem

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestXYZ(t *testing.T) {
	m, err := ParseXYZ("\ufeff# from a paper\n 3 \r\nhydronium, charge=+1 or so\r\nO 0 0 0\n\n! the hydrogens\n h 0 0 .96 0.1 0.2\n1\t0.9e0 0 -0.2  # a number for a name\n\n")
	if err != nil || m.Charge != 1 || len(m.Z) != 3 || m.Z[0] != 8 || m.Z[1] != 1 || m.Z[2] != 1 || m.Pos[5] != 0.96 || m.Pos[8] != -0.2 {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestXYZSaysWhatIsWrong(t *testing.T) {
	cases := []struct {
		text   string
		line   int
		column int
		what   string
	}{
		{"", 1, 0, "empty"},
		{"\n\n", 3, 0, "empty"},
		{"H 0 0 0", 1, 0, "put these two lines before"},
		{"-2\n\n", 1, 1, "number of its atoms"},
		{"0\n\n", 1, 1, "number of its atoms"},
		{"99999999\n\n", 1, 1, "too many"},
		{"1", 1, 0, "ends after 0 atoms"},
		{"1\nenergy=2 charge=+-1\nH 0 0 0", 2, 17, "charge"},
		{"1\ncharge=0.5\nH 0 0 0", 2, 8, "not a whole number"},
		{"1\ncharge=1 charge=2\nH 0 0 0", 2, 17, "twice"},
		{"1\nmultiplicity=0\nH 0 0 0", 2, 14, "from 1 on"},
		{"1\nspin=1\nH 0 0 0", 2, 6, "write multiplicity="},
		{"1\nunits=nm\nH 0 0 0", 2, 7, "units=angstrom"},
		{"1\ncoordinates in bohr\nH 0 0 0", 2, 16, "write units=bohr"},
		{"1\nLattice=\"1 0\"\nH 0 0 0", 2, 10, "nine numbers"},
		{"1\nProperties=species:S:1\nH 0 0 0", 2, 12, "pos:R:3"},
		{"1\nProperties=pos:R:3:x:R:-1:species:S:1\nH 0 0 0", 2, 12, "number of columns"},
		{"1\nProperties=pos:R:3:x:R:2:species:S:1\nH 0 0 0", 3, 0, "column of the element"},
		{"1\n\nXq 0 0 0", 3, 1, `"Xq"`},
		{"1\n\n0 0 0 0", 3, 1, `"0"`},
		{"1\n\nCA1 0 0 0", 3, 1, "may be C or Ca"},
		{"1\n\nH 0 0", 3, 0, "three coordinates"},
		{"2\n\nH 0 0 0\nH 0 NaN 0", 4, 5, "y is"},
		{"1\n\nH 0 0 Inf", 3, 7, "z is"},
		{"1\n\nH 1e300 0 0", 3, 3, "x is"},
		{"1\n\nH 0x1p-2 0 0", 3, 3, "x is"},
		{"1\n\nH 0,5 0 0", 3, 3, "write a point"},
		{"1\n\nH 0.5(3) 0 0", 3, 3, "uncertainty"},
		{"1\n\nH 0.5 ****** 0", 3, 7, "did not fit"},
		{"1\n\n1 H 0 0 0", 3, 3, "leave out the column"},
		{"2\nH 0 0 0\nH 0 0 1", 3, 0, "line 2 is taken for the comment"},
		{"2\n\nH 0 0 0", 3, 0, "ends after 1 of 2 atoms"},
		{"2\n\nH 0 0 0\n2\n\nH 0 0 0\nH 0 0 1", 4, 0, "another frame begins, after 1 atom"},
		{"1\n\nH 0 0 0\nH 0 0 1", 4, 0, "an atom more"},
		{"2\n\nH 1 1 1\n\nH 1 1 1.001", 5, 0, "same place as that of line 3"},
		{"1\x00\n\x00", 1, 0, "UTF-8"},
		{"1\n\n" + strings.Repeat("x", 1000), 3, 1, "…"},
	}
	for _, c := range cases {
		_, err := ReadXYZ(c.text, 1)
		var e *LineError
		if !errors.As(err, &e) || e.Line != c.line || e.Column != c.column || !strings.Contains(e.What, c.what) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

// A charge is what a whole key says, and nothing else.
func TestChargesAreNotGuessed(t *testing.T) {
	for comment, want := range map[string]struct {
		charge, multiplicity int
		note                 string
	}{
		"":                               {},
		"charge":                         {note: "write charge=…"},
		"discharge 2 of the cell":        {},
		"charge-transfer complex 12":     {},
		"surcharge=4 recharge = 3":       {},
		"the charge is 1":                {note: "write charge=…"},
		"Charge: −2, made up":            {note: "write charge=…"},
		"spin 1":                         {note: "write multiplicity=…"},
		"charge=+1 or so":                {charge: 1},
		"hydronium, charge = −1, really": {charge: -1},
		`charge="3" energy=-1.5e3`:       {charge: 3},
		"CHARGE=-2.0 charge=-2":          {charge: -2},
		"total_charge=1 spin=0":          {charge: 1, multiplicity: 1},
		"charge=0 multiplicity=3":        {multiplicity: 3},
		`Properties=species:S:1:pos:R:3:initial_charges:R:1 charge=-2`:                    {charge: -2, note: "passed over: initial_charges"},
		`Lattice="9 0 0 0 9 0 0 0 9" pbc='T T T' note="charge=7 spin" title={charge = 8}`: {note: "a cell"},
	} {
		x, err := ReadXYZ("1\n"+comment+"\nF 1 2 3 0.5", 1)
		notes := strings.Join(x.Notes, "; ")
		if err != nil || x.Charge != want.charge || x.Multiplicity != want.multiplicity || !strings.Contains(notes, want.note) {
			t.Errorf("%q: charge %d, multiplicity %d, %s; %v", comment, x.Charge, x.Multiplicity, notes, err)
		}
	}
}

// Files as programs write them.
func TestFilesAsPeopleHaveThem(t *testing.T) {
	const a0 = 0.529177210903
	for _, c := range []struct {
		name, text string
		z          []int
		last       float64 // z of the last atom, Å
		note       string
	}{
		{"CR only", "2\rold\rH 0 0 0\rF 0 0 0.9\r", []int{1, 9}, 0.9, ""},
		{"CR LF", "2\r\n\r\nH 0 0 0\r\n\r\nF 0 0 0.9\r\n", []int{1, 9}, 0.9, ""},
		{"exponents of Fortran", "2\n\nH 0.0D+00 0.d0 0\nF 0 0 9.0D-01", []int{1, 9}, 0.9, ""},
		{"typographic minus", "2\n\nH 0 0 0\nF 0 0 \u22120.9", []int{1, 9}, -0.9, ""},
		{"atomic numbers", "2\n\n1 0 0 0\n9.0 0 0 0.9", []int{1, 9}, 0.9, ""},
		{"isotopes", "2\n\nD 0 0 0\nT 0 0 0.74", []int{1, 1}, 0.74, "mass 2 and 3"},
		{"labels", "3\n\nC1 0 0 0\nH2a 0 0 2\nO(3) 0 0 1.1", []int{6, 1, 8}, 1.1, "labels"},
		{"capitals", "2\n\nLI 0 0 0\nh 0 0 1.6", []int{3, 1}, 1.6, ""},
		{"commas behind numbers", "2\n\nH, 0, 0, 0\nF, 0, 0, 0.9", []int{1, 9}, 0.9, ""},
		{"no-break spaces", "2\n\n\u00a0H\u00a00\u00a00\u00a00\n F 0 0 0.9\u00a0", []int{1, 9}, 0.9, ""},
		{"bohr after the number", "2 bohr\n\nH 0 0 0\nF 0 0 1.7", []int{1, 9}, 1.7 * a0, ""},
		{"bohr alone", "2\n(Bohr)\nH 0 0 0\nF 0 0 1.7", []int{1, 9}, 1.7 * a0, ""},
		{"bohr by key", "2\nfrom a table units = bohr\nH 0 0 0\nF 0 0 1.7", []int{1, 9}, 1.7 * a0, ""},
		{"ångströms in words, and gold", "1\nAu in Angstrom\nAu 0 0 1.7", []int{79}, 1.7, ""},
		{"more behind the number", "1 atom\n\nF 0 0 1", []int{9}, 1, "number of atoms passed over"},
		{"velocities", "1\n\nF 0 0 1 5 5 5", []int{9}, 1, "3 columns after"},
		{"columns in another order", "1\nProperties=id:I:1:pos:R:3:species:S:1\n77 0 0 1 F", []int{9}, 1, "passed over: id"},
		{"QM9", "2\ngdb 1\t157.7\t0.\n" +
			"F\t-1.0*^-6\t 1.0858041578\t 0.0080009958\t-0.535689\nH\t 0.0021504160\t-6.0313176*^-3\t 0.9\t 0.133921\n" +
			"1341.307\t1341.3284\nF\tF\t\nInChI=1S/HF/h1H\tInChI=1S/HF/h1H\n", []int{9, 1}, 0.9, "3 lines after the last atom, from line 5"},
	} {
		x, err := ReadXYZ(c.text, 0)
		notes := strings.Join(x.Understood(), "; ")
		if err != nil || !slices.Equal(x.Z, c.z) || math.Abs(x.Pos[len(x.Pos)-1]-c.last) > 1e-12 || !strings.Contains(notes, c.note) {
			t.Errorf("%s: %v %v, %s; %v", c.name, x.Z, x.Pos, notes, err)
		}
	}
	x, _ := ReadXYZ("3\n\nO 0 0 0\nD 1 0 0\nH 0 1 0", 1)
	if w := x.Weights(); math.Abs(w[1]-2.0141) > 1e-4 || math.Abs(w[2]-1.008) > 1e-4 || math.Abs(w[0]-15.999) > 1e-4 {
		t.Errorf("weights %v", w)
	}
}

func TestFramesAreChosen(t *testing.T) {
	const text = "2\ncharge=1\nHe 0 0 0\nH 0 0 1\n\n2 bohr\n\nH 0 0 0\n# between\nH 0 0 2\n1\nlast\nF 0 0 3\nthe end\n"
	for frame, z := range map[int]int{1: 1, 2: 1, 3: 9, 0: 9, -1: 1, -2: 1} {
		x, err := ReadXYZ(text, frame)
		if err != nil || x.Frames != 3 || x.Z[len(x.Z)-1] != z || x.ChargeGiven != (x.Frame == 1) || x.Bohr != (x.Frame == 2) {
			t.Errorf("%d: %+v, %v", frame, x, err)
		}
	}
	for _, frame := range []int{4, -3} {
		if _, err := ReadXYZ(text, frame); err == nil || !strings.Contains(err.Error(), "3 frames") {
			t.Errorf("%d: %v", frame, err)
		}
	}
	x, _ := ReadXYZ(text, 2)
	if got := strings.Join(x.Understood(), ", "); !strings.HasPrefix(got, "frame 2 of 3, 2 atoms, in bohr, charge 0, as none is given") {
		t.Error(got)
	}
}

func FuzzXYZ(f *testing.F) {
	for _, text := range []string{
		"1\n\nH 0 0 0",
		"2\ncharge=1\nC 0 0 0\n#\nO 1 1 1 5",
		"2 bohr\rProperties=species:S:1:pos:R:3 Lattice=\"1 0 0 0 1 0 0 0 1\" spin=0\rC1 0 0 0\rD 1.0*^-3 \u22121 1D0 5\r1\r\rF 0 0 0\rend",
		"1\nunits=bohr charge = {2} =\nT 0, 0, 0",
	} {
		f.Add(text, 1)
		f.Add(text, 0)
	}
	f.Fuzz(func(t *testing.T, text string, frame int) {
		x, err := ReadXYZ(text, frame)
		if err != nil {
			var e *LineError
			if !errors.As(err, &e) || e.Line < 1 || e.Column < 0 || len(e.What) > 2000 && len(text) < 1000 {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		whole := len(x.Z) > 0 && len(x.Pos) == 3*len(x.Z) && (x.Isotopes == nil || len(x.Isotopes) == len(x.Z)) && len(x.Weights()) == len(x.Z)
		if !whole || Check(x.Pos) != nil || x.Frame < 1 || x.Frame > x.Frames || len(x.Notes) > 10 {
			t.Errorf("%q: %+v", text, x)
		}
	})
}
