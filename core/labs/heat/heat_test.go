package heat

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
)

// A short run of each kind: a rod, a plate, past the limit, trainings.
func TestContract(t *testing.T) {
	const plateTraining = "train=on dimension=2 n=8 r=0.2"
	for _, short := range []string{
		"n=16 depth=40", "dimension=2 n=9 depth=20 r=0.2 profile=wave", "n=9 r=0.75 depth=1000 profile=spike",
		"train=on n=8", plateTraining,
	} {
		for _, breach := range labtest.Breaches(&Lab, strings.Fields(short)...) {
			if !strings.Contains(breach, "live knob depth") || short != plateTraining { // which shows no deep network
				t.Errorf("%s: %s", short, breach)
			}
		}
	}
}

// begin starts a run with knobs given as "name=value" in one line.
func begin(t testing.TB, knobs string) *lab.Run {
	t.Helper()
	run, err := attempt(knobs)
	if err != nil {
		t.Fatalf("%s: %v", knobs, err)
	}
	return run
}

func attempt(knobs string) (*lab.Run, error) {
	s, err := Lab.Parse(pairs(knobs))
	if err != nil {
		return nil, err
	}
	return Lab.Start(s, 7)
}

func pairs(knobs string) map[string]string {
	text := map[string]string{}
	for _, field := range strings.Fields(knobs) {
		name, value, _ := strings.Cut(field, "=")
		text[name] = value
	}
	return text
}

func advance(run *lab.Run, steps int) {
	for range steps {
		run.Step()
	}
}

// many settings between them use every branch of the lab.
var many = []string{
	"", "n=9", "n=8", "profile=gaussian r=0.5", "profile=wave mode=3", "profile=wave mode=64 r=0.51",
	"profile=noise r=0.6", "profile=spike n=33 r=0.55", "profile=blank", "r=0", "r=0.75 n=4096",
	"dimension=2 n=16", "dimension=2 n=17 profile=noise r=0.2", "dimension=2 n=32 r=0.3 profile=gaussian",
	"dimension=2 n=8 profile=wave mode=4 r=0.26", "dimension=2 n=16 profile=blank r=0.2",
}

func TestChecksPassAllTheWay(t *testing.T) {
	for _, knobs := range many {
		run := begin(t, knobs)
		for _, steps := range []int{0, 1, 9, 90, 900} {
			advance(run, steps)
			for _, c := range run.Checks() {
				if c.Fails() || !c.Known && !(run.Steps() == 0 || strings.Contains(knobs, "blank")) {
					t.Errorf("%q after %d blocks: %s: measured %v, truth %v, tolerance %v",
						knobs, run.Steps(), c.Name, c.Measured, c.Truth, c.Tolerance)
				}
			}
		}
	}
}

// While it grows, the measured growth per block is the spectral radius.
func TestGrowthIsTheSpectralRadius(t *testing.T) {
	for knobs, want := range map[string]float64{
		"r=0.51": 1.04, "r=0.6": 1.40, "r=0.6 profile=gaussian": 1.40,
		"dimension=2 n=32 r=0.255": 1.04, "dimension=2 n=32 r=0.3": 1.40,
	} {
		run := begin(t, knobs+" depth=10000")
		f := run.Experiment().(*flow)
		measured := 0
		for !f.Status().Final() {
			run.Step()
			if f.probe.at == f.Steps() {
				measured++
				if math.Abs(f.probe.growth-want) > 1e-6 {
					t.Fatalf("%s: factor %v in block %d, want %v", knobs, f.probe.growth, f.Steps(), want)
				}
			}
		}
		if measured < 50 {
			t.Errorf("%s: measured in %d blocks only", knobs, measured)
		}
		if s := f.Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, fmt.Sprintf("diverged at step %d", f.Steps())) {
			t.Errorf("%s: %v", knobs, s)
		}
	}
}

func TestForecastBeforeTheFirstBlock(t *testing.T) {
	for knobs, want := range map[string][]string{
		"r=0.4 n=100":              {"Stable", "1/2", "4.00 × 10⁻⁵", "5.00 × 10⁻⁵"},
		"r=0.51 n=100":             {"Unstable", "1/2", "1.0400", "5.10 × 10⁻⁵", "5.00 × 10⁻⁵"},
		"r=0.3 n=100 dimension=2":  {"Unstable", "1/4", "1.4000", "2.50 × 10⁻⁵"},
		"r=0.25 n=100 dimension=2": {"Stable", "1/4"},
		"r=0.51 n=9":               {"Stable", "0.5155"},
	} {
		var frame lab.Frame
		begin(t, knobs).Frame(&frame)
		for _, part := range want {
			if !strings.Contains(frame.Summary, part) {
				t.Errorf("%s: %q lacks %q", knobs, frame.Summary, part)
			}
		}
	}
}

func TestBadInputNamesTheKnob(t *testing.T) {
	for knobs, want := range map[string]string{
		"dimension=2 n=513":    "n",
		"profile=wave mode=65": "mode",
		"n=7":                  "n",
		"n=5000":               "n",
		"r=0.76":               "r",
		"r=NaN":                "r",
		"dimension=3":          "dimension",
		"depth=0":              "depth",
		"stencil=1":            "stencil",
	} {
		_, err := attempt(knobs)
		var bad *lab.KnobError
		if !errors.As(err, &bad) || bad.Knob != want {
			t.Errorf("%s: %v", knobs, err)
		}
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	for _, knobs := range []string{"depth=100000", "dimension=2 n=64 r=0.2 depth=100000"} {
		run := begin(t, knobs)
		run.Step()
		if n := testing.AllocsPerRun(300, func() { run.Step() }); n > 0 {
			t.Errorf("%s: %v allocations a step", knobs, n)
		}
	}
}
