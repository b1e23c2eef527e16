package heat

import (
	"math"
	"strings"
	"testing"

	"residual/core/lab"
)

func TestRunEndsAfterItsBlocks(t *testing.T) {
	run := begin(t, "depth=25")
	if run.Status().State != lab.Ready || run.Progress() != 0 {
		t.Error("not ready")
	}
	advance(run, 40)
	if run.Status().State != lab.Converged || run.Steps() != 25 || run.Progress() != 1 {
		t.Errorf("%v after %d blocks", run.Status(), run.Steps())
	}
}

// An end past the limit is not said as a success, whatever its state is called.
func TestUnstableEnds(t *testing.T) {
	for knobs, want := range map[string]string{
		"r=0.51 depth=1000 profile=noise": "unstable, as predicted",
		"r=0.51 depth=10 profile=wave":    "unstable, though it does not show yet",
		"r=0.5 depth=10":                  "all 10 blocks done",
	} {
		run := begin(t, knobs)
		advance(run, 1000)
		if s := run.Status(); s.State != lab.Converged || !strings.HasPrefix(s.Reason, want) {
			t.Errorf("%s: %v", knobs, s)
		}
	}
}

// Without heat everything shown is 0, and nothing waits to be measured.
func TestBlankSaysSo(t *testing.T) {
	run := begin(t, "profile=blank depth=10")
	advance(run, 10)
	var f lab.Frame
	run.Frame(&f)
	if past := f.Panels[2]; past.Y.Log || past.Curves[0].Y[0] != 0 {
		t.Errorf("amplitudes %v", past.Curves[0].Y)
	}
	text := f.Summary
	for _, r := range f.Readouts {
		text += " " + r.Value
	}
	if !strings.Contains(text, "no heat") || !strings.Contains(text, "nothing to measure") || strings.Contains(text, "yet") {
		t.Error(text)
	}
	run.Act(lab.Action{Panel: stage, X: 0.5, Y: 1})
	advance(run, 5)
	if run.Frame(&f); !f.Panels[2].Y.Log || strings.Contains(f.Summary, "no heat") {
		t.Errorf("painted: %s", f.Summary)
	}
}

// Only where painting does something does the hint offer it.
func TestHints(t *testing.T) {
	for knobs, want := range map[string]string{"": Lab.Hint, "train=on": "", "train=on dimension=2 n=16": "", "r=0.75 depth=100000": ""} {
		run := begin(t, knobs)
		advance(run, 1000)
		if got := run.Hint(); got != want {
			t.Errorf("%q: %q, want %q", knobs, got, want)
		}
	}
}

func TestDeeperNetworkGoesOn(t *testing.T) {
	run := begin(t, "depth=5")
	advance(run, 5)
	s, _ := Lab.Parse(pairs("depth=9"))
	if err := run.Change(s); err != nil || run.Status().Final() {
		t.Fatal(err, run.Status())
	}
	advance(run, 9)
	if run.Steps() != 9 {
		t.Errorf("%d blocks, want 9", run.Steps())
	}
}

func TestPaintGivesTheNetworkItsDepthAgain(t *testing.T) {
	run := begin(t, "dimension=2 n=32 profile=blank depth=10 r=0.2")
	advance(run, 10)
	if err := run.Act(lab.Action{Panel: stage, Kind: lab.Press, X: 0.5, Y: 0.5}); err != nil {
		t.Fatal(err)
	}
	if run.Status().Final() {
		t.Error("painting did not wake the run")
	}
	advance(run, 30)
	if run.Steps() != 20 {
		t.Errorf("%d blocks, want 20", run.Steps())
	}
}

// A spot is symmetric about the pointer, periodic, and no hotter than the
// brush.
func TestPaintedSpot(t *testing.T) {
	run := begin(t, "dimension=2 n=64 profile=blank")
	f := run.Experiment().(*flow)
	for range 50 {
		run.Act(lab.Action{Panel: stage, Kind: lab.Press, X: 0, Y: 0})
	}
	at := func(i, j int) float64 { return f.u[f.wrap(j)*64+f.wrap(i)] }
	if at(0, 0) < 0.99 || f.probe.peak > 1 || at(32, 32) != 0 {
		t.Errorf("centre %v, peak %v, far %v", at(0, 0), f.probe.peak, at(32, 32))
	}
	for i := range 6 {
		for j := range 6 {
			if at(i, j) != at(-i, j) || at(i, j) != at(j, i) || at(i, j) != at(i, -j) {
				t.Errorf("not symmetric at %d, %d", i, j)
			}
		}
	}
}

// A stroke is smooth however far apart the pointer's places are.
func TestStrokeHasNoGaps(t *testing.T) {
	run := begin(t, "dimension=2 n=128 profile=blank")
	f := run.Experiment().(*flow)
	run.Act(lab.Action{Panel: stage, Kind: lab.Press, X: 0.1, Y: 0.5})
	run.Act(lab.Action{Panel: stage, Kind: lab.Drag, X: 0.9, Y: 0.5})
	run.Act(lab.Action{Panel: stage, Kind: lab.Release})
	row := f.u[64*128:][:128]
	for i := 16; i < 112; i++ {
		if row[i] < 0.5 {
			t.Fatalf("u = %v at x = %v", row[i], float64(i)/128)
		}
	}
	before := f.heat
	run.Act(lab.Action{Panel: stage, Kind: lab.Drag, X: 0.5, Y: 0.9}) // begins a stroke of its own
	if f.u[90*128+80] != 0 || f.heat <= before {
		t.Error("the stroke went on after the pointer was lifted")
	}
}

// Outside of the axes nothing is painted; a stroke may leave them and come back.
func TestPointerOutsideDoesNothing(t *testing.T) {
	run := begin(t, "n=16")
	before := run.Digest()
	for _, a := range []lab.Action{{Panel: stage, X: -0.1}, {Panel: stage, X: 2}, {Panel: stage, X: math.NaN()}, {Panel: stage, X: 0.5, Y: math.Inf(1)}, {Panel: stage, X: 0.5, Y: math.NaN()}, {X: 0.5, Panel: "other"}} {
		if err := run.Act(a); err == nil {
			t.Errorf("%+v passes", a)
		}
	}
	if err := run.Act(lab.Action{Panel: stage, Kind: lab.Drag, X: 2}); err != nil || run.Digest() != before {
		t.Errorf("a stroke beyond the axes: %v", err)
	}
}

// Nothing can be painted while a stencil is learnt.
func TestTrainingTakesNoPaint(t *testing.T) {
	if err := begin(t, "train=on").Act(lab.Action{Panel: stage, X: 0.5, Y: 0.5}); err == nil {
		t.Error("painted")
	}
}

func TestPaintAfterDivergenceIsRefused(t *testing.T) {
	run := begin(t, "r=0.7 depth=100000")
	advance(run, 1000)
	before := run.Digest()
	if err := run.Act(lab.Action{Panel: stage, X: 0.5, Y: 0.5}); err == nil || run.Digest() != before {
		t.Error("painted after the end")
	}
}

// Past the limit the network explodes; back within it the same profile heals.
func TestDraggingRPastTheLimitAndBack(t *testing.T) {
	run := begin(t, "r=0.4 depth=100000")
	f := run.Experiment().(*flow)
	set := func(r string) {
		s, _ := Lab.Parse(pairs("depth=100000 r=" + r))
		run.Change(s)
	}
	advance(run, 200)
	set("0.6")
	advance(run, 140)
	if f.probe.peak < 10 || math.Abs(f.probe.growth-1.4) > 1e-6 {
		t.Errorf("peak %v, growth %v", f.probe.peak, f.probe.growth)
	}
	set("0.4")
	advance(run, 300)
	if f.probe.peak > 1 {
		t.Errorf("peak %v", f.probe.peak)
	}
	for _, c := range run.Checks() {
		if !c.Pass {
			t.Errorf("%+v", c)
		}
	}
}

// The rod follows the heat equation itself as the grid grows finer: the error
// in space is of order 2.
func TestApproachesTheHeatEquation(t *testing.T) {
	distance := func(n string, steps int) float64 {
		run := begin(t, "profile=gaussian r=0.25 depth=100000 n="+n)
		f := run.Experiment().(*flow)
		advance(run, steps)
		exact := make([]float64, f.n)
		f.exact.ring.Exact(exact, f.since())
		return largestGap(f.u, exact)
	}
	coarse, fine := distance("32", 32), distance("64", 128)
	if order := math.Log2(coarse / fine); math.Abs(order-2) > 0.1 {
		t.Errorf("order %v, errors %v and %v", order, coarse, fine)
	}
}

func TestStencilIsLearnt(t *testing.T) {
	for _, knobs := range []string{"", "r=0", "r=0.75", "n=8", "n=9 r=0.1", "dimension=2 n=8", "dimension=2 n=512 r=0.25"} {
		for seed := range uint64(4) {
			s, _ := Lab.Parse(pairs("train=on " + knobs))
			run, err := Lab.Start(s, seed)
			if err != nil {
				t.Fatal(err)
			}
			advance(run, 3000)
			if run.Status().State != lab.Converged || run.Progress() != 1 {
				t.Errorf("%q, seed %d: %v", knobs, seed, run.Status())
			}
			for _, c := range run.Checks() {
				if !c.Pass {
					t.Errorf("%q, seed %d: %s: off by %v", knobs, seed, c.Name, c.Measured)
				}
			}
		}
	}
}

func TestLearnsAnewWhenRChanges(t *testing.T) {
	run := begin(t, "train=on r=0.4")
	advance(run, 3000)
	change(t, run, "0.1")
	if run.Status().Final() || lab.AllPass(run.Checks()) {
		t.Error("still done")
	}
	advance(run, 3000)
	if !lab.AllPass(run.Checks()) {
		t.Errorf("%+v", run.Checks())
	}
}

func benchmarkStep(b *testing.B, knobs string) {
	run := begin(b, knobs)
	fresh := run.Snapshot()
	b.ReportAllocs()
	for b.Loop() {
		if run.Step().Final() {
			b.StopTimer()
			run.Restore(fresh)
			b.StartTimer()
		}
	}
}

func BenchmarkRod128(b *testing.B)   { benchmarkStep(b, "depth=100000 r=0.5 profile=wave mode=64") }
func BenchmarkRod4096(b *testing.B)  { benchmarkStep(b, "n=4096 depth=100000") }
func BenchmarkPlate512(b *testing.B) { benchmarkStep(b, "dimension=2 n=512 r=0.2 depth=100000") }
func BenchmarkTraining(b *testing.B) { benchmarkStep(b, "train=on") }

func benchmarkFrame(b *testing.B, knobs string) {
	run := begin(b, knobs)
	run.Step()
	var frame lab.Frame
	b.ReportAllocs()
	for b.Loop() {
		run.Frame(&frame)
	}
}

func BenchmarkFrameRod128(b *testing.B)   { benchmarkFrame(b, "") }
func BenchmarkFrameRod4096(b *testing.B)  { benchmarkFrame(b, "n=4096") }
func BenchmarkFramePlate512(b *testing.B) { benchmarkFrame(b, "dimension=2 n=512 r=0.2") }
func BenchmarkFrameTraining(b *testing.B) { benchmarkFrame(b, "train=on") }

func TestProfilesLieBetweenZeroAndOne(t *testing.T) {
	for _, dim := range []string{"1", "2"} {
		for profile, mean := range map[string]float64{
			"gaussian": 0.08 * math.Sqrt(2*math.Pi), "pulse": 0.4, "wave": 0.5, "noise": 0.5, "spike": 0, "blank": 0,
		} {
			run := begin(t, "n=400 profile="+profile+" dimension="+dim)
			f := run.Experiment().(*flow)
			if dim == "2" && profile != "wave" && profile != "noise" {
				mean *= mean
			}
			if f.probe.peak > 1 || math.Abs(f.heat-mean) > 0.03 {
				t.Errorf("%s in %s: peak %v, heat %v, want about %v", profile, dim, f.probe.peak, f.heat, mean)
			}
			for i, v := range f.u {
				if v < 0 {
					t.Fatalf("%s in %s: u[%d] = %v", profile, dim, i, v)
				}
			}
		}
	}
}

// A wave is one mode: every block multiplies all of it by λ.
func TestWaveDecaysAsItsEigenvalue(t *testing.T) {
	for knobs, want := range map[string]float64{
		"mode=32 n=64 r=0.3":             1 - 1.2,
		"mode=16 n=64 r=0.3":             1 - 0.6,
		"mode=16 n=64 r=0.2 dimension=2": 1 - 0.8,
	} {
		run := begin(t, "profile=wave "+knobs)
		f := run.Experiment().(*flow)
		before := append([]float64(nil), f.u...)
		run.Step()
		for i, v := range f.u {
			if math.Abs(v-(0.5+want*(before[i]-0.5))) > 1e-15*64 {
				t.Fatalf("%s: u[%d] = %v from %v, want factor %v", knobs, i, v, before[i], want)
			}
		}
		if math.Abs(f.probe.growth-math.Abs(want)) > 1e-14*64 {
			t.Errorf("%s: measured %v, want %v", knobs, f.probe.growth, want)
		}
	}
}

// A page asks for the checks whenever it shows the state; while r is dragged
// they are worked out anew.
func BenchmarkChecksAtANewR(b *testing.B) {
	run := begin(b, "")
	f := run.Experiment().(*flow)
	run.Checks()
	for b.Loop() {
		f.spectrum.known = false
		run.Checks()
	}
}

// TestFewerBlocksThanDone: a depth that is lowered below the blocks already passed
// counts none that are not there.
func TestFewerBlocksThanDone(t *testing.T) {
	s, _ := Lab.Parse(map[string]string{"n": "16"})
	r, err := Lab.Start(s, 1)
	if err != nil {
		t.Fatal(err)
	}
	for range 18 {
		r.Step()
	}
	s, _ = Lab.Parse(map[string]string{"n": "16", "depth": "1"})
	if err := r.Change(s); err != nil {
		t.Fatal(err)
	}
	var f lab.Frame
	r.Frame(&f)
	if want := "block 18 of 18"; !strings.HasPrefix(f.Moment, want) || r.Status().Reason != "all 18 blocks done" || r.Progress() != 1 {
		t.Errorf("%s, want %s; %v", f.Moment, want, r.Status())
	}
}
