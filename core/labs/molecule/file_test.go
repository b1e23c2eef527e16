package molecule

import (
	"errors"
	"math"
	"strings"
	"testing"

	"residual/core/chem"
	"residual/core/lab"
	"residual/core/md"
)

// TestHeavyWater: deuterium has its own mass, and vibrates the more slowly: of a
// harmonic bond the ratio of the frequencies is √(μ_HH/μ_DD).
func TestHeavyWater(t *testing.T) {
	r, e := onReference(t, hydrogen)
	heavy, d := onReference(t, strings.ReplaceAll(hydrogen, "H", "D"))
	finish(r)
	finish(heavy)
	const deuterium, protium = 2.014101777844, 1.008
	if got := d.mass[0] / md.Mass; math.Abs(got-deuterium) > 1e-12 {
		t.Errorf("deuterium weighs %v", got)
	}
	ratio := e.minimum.modes.Omega[0] / d.minimum.modes.Omega[0]
	if want := math.Sqrt(deuterium / protium); math.Abs(ratio-want) > 1e-9 {
		t.Errorf("the frequencies are as %v, want %v", ratio, want)
	}
	if got := readout(heavy, "your file"); !strings.Contains(got, "2 atoms") || !strings.Contains(got, "charge 0, as none is given") {
		t.Errorf("understood: %q", got)
	}
}

// TestChargeOfAFile: a charge is that of the file, unless another is asked for; what
// the file says stays so otherwise.
func TestChargeOfAFile(t *testing.T) {
	const hydroxide = "2\ncharge=-1\nO 0 0 0\nH 0 0 0.97\n"
	for _, c := range []struct {
		file, charge string
		want         int
	}{
		{hydroxide, "file", -1},
		{hydroxide, "1", 1},
		{strings.Replace(hydroxide, "charge=-1", "", 1), "-1", -1},
		{"3\n\nH 0 0.5 0\nH 0.5 -0.3 0\nH -0.5 -0.3 0\n", "1", 1},
		{hydrogen, "0", 0},
	} {
		_, e := onReference(t, c.file, map[string]string{"charge": c.charge})
		if e.electrons.Charge != c.want {
			t.Errorf("%q, %s: charge %d", c.file, c.charge, e.electrons.Charge)
		}
	}
	var wrong *lab.KnobError
	_, err := Lab.Start(settings(t, map[string]string{"xyz": hydroxide, "charge": "0", "multiplicity": "3"}), 1)
	if !errors.As(err, &wrong) || wrong.Knob != "multiplicity" || wrong.Reason != (&chem.Multiplet{Multiplicity: 3, Electrons: 9}).Error() {
		t.Errorf("a radical: %v", err)
	}
}
