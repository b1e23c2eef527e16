package hostile

import (
	"strings"
	"testing"

	"residual/core/cmd/newlab/curve"
	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/core/labs"
)

// everyLab is all labs, and the one that others begin as.
func everyLab() []lab.Lab { return append(append([]lab.Lab(nil), labs.All...), curve.Lab) }

// short are settings of short runs: one for each phase, task or model of a lab.
// A knob's value stands for itself, but for ↵, which ends a line of a file.
var short = map[string][]string{
	"eigen":     {"modes=2 width=8 points=16", "modes=1 width=8 points=24 optimiser=adam", "modes=2 width=4 points=16 norm=off"},
	"heat":      {"n=16 depth=40", "dimension=2 n=9 depth=20 r=0.2 profile=wave", "n=9 r=0.75 depth=1000 profile=spike", "train=on n=8", "train=on dimension=2 n=8"},
	"cdf":       {"law=skewed n=20 width=2", "data=1↵1.1↵1.2↵1.3↵9↵9.1↵9.2↵9.3↵ width=2", "law=steps n=40 width=3 lambda=0.001"},
	"stability": {"system=vanderpol", "system=lorenz"},
	"uncertainty": {"n=20 folds=2 width=4 calibration=10 members=2", "n=20 folds=2 width=4 calibration=10 model=network", "n=20 folds=2 width=4 calibration=10 model=laplace",
		"n=20 folds=2 width=4 calibration=10 model=variational", "n=20 folds=2 width=4 calibration=10 model=hmc draws=50", "n=20 folds=2 basis=cubic calibration=10 model=hmc draws=50"},
	"molecule": {"system=argon atoms=3 geometries=8 rung=1 task=dynamics controls=off temperature=10 sampling=langevin doubt=100 steps=400",
		"system=trihydrogen geometries=8 rung=1 task=curve controls=off", "system=argon atoms=20 task=hop steps=100", "system=argon atoms=11 steps=200",
		"system=water task=dynamics potential=reference bath=on steps=100", "system=silicon steps=100"},
	"pde":      {"problem=heat width=6 points=40 steps=10", "problem=pendulum width=6 points=40 steps=10 method=adam", "problem=diffusivity width=6 points=40 steps=10 method=lbfgs"},
	"roofline": {"memory=3MB", "show=memory depth=10", "show=train points=1024"},
	"curve":    {"width=6"},
}

// spoilt restores so many mutants of every lab's snapshots.
func spoilt(t *testing.T, rounds int) {
	for _, l := range everyLab() {
		all := short[l.Name]
		if all == nil {
			all = []string{""}
		}
		for _, settings := range all {
			t.Run(l.Name+"/"+settings, func(t *testing.T) {
				labtest.MutantsWithin(t, &l, steps(l.Name, settings), rounds/len(all)+1, knobs(settings)...)
			})
		}
	}
}

// steps are how many of a run are looked at: few of what takes a second each.
func steps(lab, settings string) int {
	if lab == "roofline" && strings.Contains(settings, "train") {
		return 4
	}
	return 1000
}

func knobs(settings string) (all []string) {
	for _, k := range strings.Fields(settings) {
		all = append(all, strings.ReplaceAll(k, "↵", "\n"))
	}
	return all
}

// A few of them; the figures are of 2000.
func TestMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("runs are taken to their ends")
	}
	spoilt(t, 20)
}
