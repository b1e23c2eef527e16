package molecule

import (
	"math"
	"strings"
	"testing"

	"residual/core/chem"
	"residual/core/lab"
	"residual/core/md"
)

const (
	linearWater = "3\n\nO 0 0 0\nH 0 0 1\nH 0 0 -1\n"
	flatAmmonia = "4\n\nN 0 0 0\nH 1 0 0\nH -0.5 0.8660254037844386 0\nH -0.5 -0.8660254037844386 0\n"
	square      = "4\n\nH 0 0 0\nH 1.2 0 0\nH 1.2 1.2 0\nH 0 1.2 0\n"
)

// onReference is a run of dynamics of a file.
func onReference(t *testing.T, file string, knobs ...map[string]string) (*lab.Run, *experiment) {
	t.Helper()
	all := append([]map[string]string{{"xyz": file, "task": "dynamics", "potential": "reference", "steps": "100", "temperature": "100"}}, knobs...)
	return begin(t, all...)
}

// readout is the value that a frame reads out under a name.
func readout(r *lab.Run, name string) string {
	var f lab.Frame
	r.Frame(&f)
	for _, o := range f.Readouts {
		if o.Name == name {
			return plain.Replace(o.Value)
		}
	}
	return ""
}

// TestSaddlesAreFollowedDown: from a symmetric start a run comes to the minimum, by
// way of a snapshot in between, too. Energies: Hehre, Radom, Schleyer & Pople, Ab
// Initio Molecular Orbital Theory (1986).
func TestSaddlesAreFollowedDown(t *testing.T) {
	for _, c := range []struct {
		file   string
		energy float64 // hartree
		modes  int
	}{{linearWater, -74.96590, 3}, {flatAmmonia, -55.45542, 6}} {
		r, e := onReference(t, c.file)
		for e.minimum.saddles == 0 {
			if r.Step(); r.Status().Final() {
				t.Fatal(r.Status())
			}
		}
		again, other := onReference(t, c.file)
		if err := again.Restore(r.Snapshot()); err != nil {
			t.Fatal(err)
		}
		finishWell(t, r)
		if finish(again); again.Digest() != r.Digest() {
			t.Error("a snapshot beside a saddle goes on elsewhere")
		}
		for _, m := range []*minimum{&e.minimum, &other.minimum} {
			got, err := e.evaluator.reference.Energy(nil, m.pos)
			if got *= chem.ElectronVolt; err != nil || math.Abs(got-c.energy) > 1e-5 || len(m.modes.Omega) != c.modes {
				t.Errorf("%.6f hartree, published %.5f, %d modes: %v", got, c.energy, len(m.modes.Omega), err)
			}
		}
	}
}

// TestPartsAreNamed: four hydrogens in a square are two molecules that repel each
// other; two with parallel spins do, and two atoms of helium, of one function each.
func TestPartsAreNamed(t *testing.T) {
	for _, c := range []struct{ file, multiplicity string }{{square, "1"}, {hydrogen, "3"}, {"2\n\nHe 0 0 0\nHe 0 0 2\n", "1"}} {
		r, _ := onReference(t, c.file, map[string]string{"multiplicity": c.multiplicity})
		if s := finish(r).Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, "fall into parts that repel each other") {
			t.Errorf("%q: %v", c.file, s)
		}
	}
}

// TestVibrations: the wavenumbers of water on display are those that package md has
// by itself, within the published 2170, 4140 and 4391 cm⁻¹ of RHF/STO-3G.
func TestVibrations(t *testing.T) {
	r, e := onReference(t, linearWater)
	finish(r)
	m, err := md.NewModes(e.evaluator.reference, e.mass, e.minimum.pos, 2e-3)
	if err != nil {
		t.Fatal(err)
	}
	w := m.Wavenumbers()
	for i, want := range []float64{2170, 4140, 4391} {
		if math.Abs(w[i]-want) > 2 {
			t.Errorf("%.1f cm⁻¹, published %g", w[i], want)
		}
	}
	if got := readout(r, "vibrations"); got != "2170, 4140, 4391" {
		t.Errorf("%q", got)
	}
	if got := readout(r, "electrons"); got != "" {
		t.Errorf("water is %s", got)
	}
}

// TestOpenShellsAreNamed: the ground state of oxygen is a triplet, which a closed
// shell lies above; that is said after a snapshot, too.
func TestOpenShellsAreNamed(t *testing.T) {
	r, _ := onReference(t, "2\n\nO 0 0 0\nO 0 0 1.2\n")
	finish(r)
	again, _ := onReference(t, "2\n\nO 0 0 0\nO 0 0 1.2\n")
	if err := again.Restore(r.Snapshot()); err != nil {
		t.Fatal(err)
	}
	for _, r := range []*lab.Run{r, again} {
		if got := readout(r, "electrons"); got != "unstable towards open shells" {
			t.Errorf("%q", got)
		}
	}
	var f lab.Frame
	showElectrons(&f, &chem.Summary{Stability: chem.Stability{Paired: -0.01, Unpaired: -0.1}})
	if len(f.Readouts) != 1 || !strings.Contains(f.Readouts[0].Value, "may not be the lowest") {
		t.Errorf("below a closed shell: %v", f.Readouts)
	}
}
