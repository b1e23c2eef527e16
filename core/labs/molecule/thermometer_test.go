package molecule

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"residual/core/kernel"
	"residual/core/lab"
)

const hydrogen = "2\n\nH 0 0 0\nH 0 0 0.74\n"

// meanWithin is a mean and its standard error, from means of blocks.
func meanWithin(x []float64) (mean, err float64) {
	const blocks = 20
	size, sum2 := len(x)/blocks, 0.0
	for b := range blocks {
		m := kernel.Sum(x[b*size:][:size]) / float64(size)
		mean += m / blocks
		sum2 += m * m / blocks
	}
	return mean, math.Sqrt(max(sum2-mean*mean, 0) / (blocks - 1))
}

// plain turns a number as it is displayed into one that is parsed.
var plain = strings.NewReplacer("\u00a0×\u00a010", "e", "\u00a0", "", "\u202f", "", "⁻", "-", "−", "-",
	"⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")

// displayed is the temperature that a frame reads out, and the curve of it so far.
func displayed(t *testing.T, r *lab.Run) (now float64, curve []float64) {
	t.Helper()
	var f lab.Frame
	r.Frame(&f)
	for _, p := range f.Panels {
		if p.Title == "Temperature" {
			curve = p.Curves[0].Y
		}
	}
	for _, o := range f.Readouts {
		if o.Name == "temperature" {
			v, err := strconv.ParseFloat(plain.Replace(o.Value), 64)
			if err != nil {
				t.Fatal(err)
			}
			return v, curve
		}
	}
	t.Fatal("no temperature is read out")
	return
}

// TestThermometer: on average the temperature on display is the one asked for,
// in a heat bath and at constant energy, where the bonds are stretched so little
// that half of the energy is kinetic.
func TestThermometer(t *testing.T) {
	for _, c := range []struct {
		name  string
		knobs map[string]string
		want  float64
	}{
		{"argon 2", map[string]string{"system": "argon", "atoms": "2", "temperature": "5", "dt": "10", "steps": "40000"}, 5},
		{"argon 3", map[string]string{"system": "argon", "atoms": "3", "temperature": "5", "dt": "10", "steps": "40000"}, 5},
		{"argon 5", map[string]string{"system": "argon", "atoms": "5", "temperature": "5", "dt": "10", "steps": "40000"}, 5},
		{"argon 13", map[string]string{"system": "argon", "atoms": "13", "temperature": "5", "dt": "10", "steps": "20000"}, 5},
		{"hydrogen", map[string]string{"xyz": hydrogen, "temperature": "300", "dt": "0.5", "steps": "15000"}, 300},
	} {
		for _, bath := range []string{"on", "off"} {
			r, e := begin(t, map[string]string{"task": "dynamics", "potential": "reference", "bath": bath}, c.knobs)
			var all, curve []float64
			for !r.Status().Final() {
				if r.Step(); e.motion.system.Step > 1000 && e.motion.system.Step%50 == 0 {
					var now float64
					now, curve = displayed(t, r)
					all = append(all, now)
				}
			}
			for what, x := range map[string][]float64{"readout": all, "curve": curve[len(curve)/20:]} {
				mean, err := meanWithin(x)
				t.Logf("%s, bath %s, %s: %.2f ± %.2f K", c.name, bath, what, mean, err)
				if math.Abs(mean-c.want) > 4*err+0.02*c.want { // a fiftieth for the anharmonic
					t.Errorf("%s, bath %s, %s: %.2f ± %.2f K, want %g", c.name, bath, what, mean, err, c.want)
				}
			}
		}
	}
}

// TestLongStepsAreNamed: a step longer than 2/ω of the fastest vibration is what
// stops a motion, with a heat bath and without.
func TestLongStepsAreNamed(t *testing.T) {
	for _, bath := range []string{"on", "off"} {
		for _, system := range []string{"water", "trihydrogen"} {
			r, _ := begin(t, map[string]string{"task": "dynamics", "potential": "reference", "temperature": "300", "system": system,
				"bath": bath, "dt": "5", "steps": "300"})
			if s := finish(r).Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, "eV, so the time step is too long") {
				t.Errorf("%s, bath %s: %v", system, bath, s)
			}
		}
	}
}
