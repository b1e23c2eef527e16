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

// TestFramesAndSpins: a frame, a charge and a multiplicity that are given are used and
// shown, or refused by name, without a file, too.
func TestFramesAndSpins(t *testing.T) {
	const two = "2\n\nO 0 0 0\nH 0 0 1\n2\nmultiplicity=3\nO 0 0 0\nO 0 0 1.2\n"
	for _, c := range []struct {
		knobs                map[string]string
		charge, multiplicity int
		understood           string
	}{
		{map[string]string{"xyz": two}, 0, 0, "frame 1 of 2; 2 atoms; in ångströms; charge 0, as none is given; multiplicity 2, the least, as none is given"},
		{map[string]string{"xyz": two, "frame": "2"}, 0, 3, "frame 2 of 2; 2 atoms; in ångströms; charge 0, as none is given; multiplicity 3"},
		{map[string]string{"xyz": two, "frame": "0", "charge": "1", "multiplicity": "4"}, 1, 4, "frame 2 of 2; 2 atoms; in ångströms; charge 1; multiplicity 4"},
		{map[string]string{"charge": "1"}, 1, 0, ""},
		{map[string]string{"multiplicity": "3"}, 0, 3, ""},
		{map[string]string{"system": "trihydrogen", "multiplicity": "3"}, 1, 3, ""},
	} {
		r, e := begin(t, map[string]string{"task": "dynamics", "potential": "reference", "steps": "100"}, c.knobs)
		if o := e.electrons; o.Charge != c.charge || o.Multiplicity != c.multiplicity || readout(r, "your file") != c.understood {
			t.Errorf("%v: charge %d, multiplicity %d, %s", c.knobs, o.Charge, o.Multiplicity, readout(r, "your file"))
		}
	}
	for _, c := range []struct {
		knobs      map[string]string
		knob, what string
	}{
		{map[string]string{"frame": "2"}, "frame", "no file"},
		{map[string]string{"xyz": two, "frame": "3"}, "frame", "2 frames"},
		{map[string]string{"system": "argon", "charge": "1"}, "charge", "no electrons"},
		{map[string]string{"system": "silicon", "multiplicity": "3"}, "multiplicity", "no electrons"},
		{map[string]string{"multiplicity": "2"}, "multiplicity", "10 electrons cannot have the multiplicity 2"},
		{map[string]string{"xyz": two, "multiplicity": "1"}, "multiplicity", "9 electrons cannot have the multiplicity 1"},
		{map[string]string{"xyz": "1\n\nH 0 0 0\n"}, "xyz", "has 1 atom;"},
	} {
		var wrong *lab.KnobError
		_, err := Lab.Start(settings(t, c.knobs), 1)
		if !errors.As(err, &wrong) || wrong.Knob != c.knob || !strings.Contains(wrong.Reason, c.what) {
			t.Errorf("%v: %v", c.knobs, err)
		}
	}
}

// TestRadicals: hydroxyl comes to the published length of its bond, 1.014 Å (Hehre,
// Radom, Schleyer & Pople, Ab Initio Molecular Orbital Theory, 1986); what is known of it is
// shown, and exported whole.
func TestRadicals(t *testing.T) {
	r, e := onReference(t, "2\n\nO 0 0 0\nH 0 0 1\n")
	finish(r)
	if d := md.Distance(e.minimum.pos, e.minimum.pos[3:]); math.Abs(d-1.014) > 5e-4 {
		t.Errorf("%.4f Å", d)
	}
	if got := readout(r, "multiplicity"); !strings.HasPrefix(got, "2, ⟨S2⟩ = 0.75") {
		t.Errorf("%q", got)
	}
	var atoms, vibrations lab.Table
	for _, t := range r.Tables() {
		switch t.Name {
		case "atoms":
			atoms = t
		case "vibrations":
			vibrations = t
		}
	}
	charges := atoms.Columns[len(atoms.Columns)-1].Values.([]float64)
	if math.Abs(charges[0]+charges[1]) > 1e-9 || !(charges[0] < -0.1) {
		t.Errorf("charges %v", charges)
	}
	w := vibrations.Columns[0].Values.([]float64)
	if len(w) != 1 || readout(r, "vibrations") != lab.Number(w[0], 4) {
		t.Errorf("vibrations %v, shown %s", w, readout(r, "vibrations"))
	}
}
