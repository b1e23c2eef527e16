package chem

import (
	"errors"
	"strings"
	"testing"
)

func TestXYZ(t *testing.T) {
	m, err := ParseXYZ("\ufeff# from a paper\n 3 \r\nhydronium, charge=+1 or so\r\nO 0 0 0\n\n! the hydrogens\n h 0 0 .96 0.1 0.2\n1\t0.9e0 0 -0.2  # a number for a name\n\n")
	if err != nil || m.Charge != 1 || len(m.Z) != 3 || m.Z[0] != 8 || m.Z[1] != 1 || m.Z[2] != 1 || m.Pos[5] != 0.96 || m.Pos[8] != -0.2 {
		t.Errorf("%+v, %v", m, err)
	}
	for comment, charge := range map[string]int{"": 0, "charge": 0, "Charge: −2, made up": -2, "charge 1": 1, `charge="3"`: 3, "discharged": 0} {
		if m, err := ParseXYZ("1\n" + comment + "\nF 1 2 3"); err != nil || m.Charge != charge {
			t.Errorf("%q: charge %d, %v", comment, m.Charge, err)
		}
	}
}

func TestXYZSaysWhatIsWrong(t *testing.T) {
	cases := []struct {
		text string
		line int
		what string
	}{
		{"", 1, "empty"},
		{"\n\n", 3, "empty"},
		{"H 0 0 0", 1, "number of its atoms"},
		{"-2\n\n", 1, "number of its atoms"},
		{"0\n\n", 1, "number of its atoms"},
		{"99999999\n\n", 1, "too many"},
		{"1", 1, "ends after 0 atoms"},
		{"1\ncharge=+-1\nH 0 0 0", 2, "charge"},
		{"1\n\nXq 0 0 0", 3, `"Xq"`},
		{"1\n\n0 0 0 0", 3, `"0"`},
		{"1\n\nH 0 0", 3, "three coordinates"},
		{"2\n\nH 0 0 0\nH 0 NaN 0", 4, "y is"},
		{"1\n\nH 0 0 Inf", 3, "z is"},
		{"1\n\nH 1e300 0 0", 3, "x is"},
		{"1\n\nH 0,5 0 0", 3, "x is"},
		{"2\n\nH 0 0 0", 3, "ends after 1 atom of 2"},
		{"1\n\nH 0 0 0\n1\n\nH 0 0 0", 4, "goes on after its 1 atom"},
		{"2\n\nH 1 1 1\n\nH 1 1 1.001", 5, "same place as that of line 3"},
		{"1\n\n" + strings.Repeat("x", 1000), 3, "…"},
	}
	for _, c := range cases {
		_, err := ParseXYZ(c.text)
		var e *LineError
		if !errors.As(err, &e) || e.Line != c.line || !strings.Contains(e.What, c.what) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

func FuzzXYZ(f *testing.F) {
	f.Add("1\n\nH 0 0 0")
	f.Add("2\ncharge=1\nC 0 0 0\n#\nO 1 1 1 5")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseXYZ(text)
		if err == nil && (len(m.Z) == 0 || len(m.Pos) != 3*len(m.Z) || Check(m.Pos) != nil) {
			t.Errorf("%q: %+v", text, m)
		}
	})
}
