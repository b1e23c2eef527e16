package main

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/core/labs"
)

// residual runs the command in this process.
func residual(all []lab.Lab, args ...string) (code int, out, err string) {
	var o, e bytes.Buffer
	r := runner{labs: all, out: &o, err: &e}
	code = r.main(args)
	return code, o.String(), e.String()
}

func decay(args ...string) (code int, out, err string) {
	return residual([]lab.Lab{labtest.Decay}, append([]string{"decay"}, args...)...)
}

func TestExitCodes(t *testing.T) {
	cases := []struct {
		args string
		code int
	}{
		{"", exitPass},
		{"rate=0.9 --seed 3 --steps 2 --json", exitPass},
		{"--steps=2 rate=0.9 --seed=3", exitPass},
		{"--steps 0", exitPass},
		{"fault=stop", exitFail},
		{"fault=stop --steps 2", exitPass},
		{"--help", exitPass},
		{"fault=check", exitFail},
		{"fault=check --json", exitFail},
	}
	for _, c := range cases {
		code, out, err := decay(strings.Fields(c.args)...)
		if code != c.code || out == "" || err != "" {
			t.Errorf("%q: exit %d, want %d; %s%s", c.args, code, c.code, out, err)
		}
	}
}

// A program whose products and sums are fused says so, and nothing else changes.
func TestFusedWarns(t *testing.T) {
	var out, err bytes.Buffer
	r := runner{labs: []lab.Lab{labtest.Decay}, out: &out, err: &err, fused: true}
	code := r.main([]string{"decay"})
	if code != exitPass || !strings.Contains(out.String(), "digest ") || err.String() != fusedWarning+"\n" {
		t.Errorf("exit %d, %s%s", code, out.String(), err.String())
	}
}

// Bad input is one line that holds what is wrong and what is allowed.
func TestBadInput(t *testing.T) {
	cases := []struct{ args, says string }{
		{"length=0", `length: "0" is not allowed; give a whole number from 1 to 1000000000`},
		{"length=2.5", "length"},
		{"rate=NaN", "rate"},
		{"rate=", "rate"},
		{"rate=fast", "a number from -2 to 2"},
		{"shown=maybe", "on or off"},
		{"fault=other", "one of none, start, check"},
		{"fault=start", "fault: start is not possible"},
		{"colour=red", "colour: no such knob; decay has length, rate"},
		{"rate=0 rate=1", "rate: given twice"},
		{"rate=9 length=0", "rate"},
		{"fast", "neither knob=value nor a flag"},
		{"--fast", "unknown flag --fast: there are [--seed N]"},
		{"--json=1", "unknown flag"},
		{"--csv", "--csv needs the name of a file"},
		{"--svg=", "--svg needs the name of a file"},
		{"--csv - --svg -", "the standard output takes one of"},
		{"--json --csv -", "the standard output takes one of"},
		{"--panel x", "give both"},
		{"--svg x --width 0", "from 200 to 4000"},
		{"--svg x --width NaN", "from 200 to 4000"},
		{"--csv /nowhere/x.csv", "there is no file /nowhere/x.csv"},
		{"--csv /", "/: is a directory"},
		{"--seed", "seed: \"\" is not allowed"},
		{"--seed x", "seed"},
		{"--seed -1", "seed"},
		{"--seed 9007199254740992", "from 0 to 9007199254740991"},
		{"--steps -1", "steps: \"-1\" is not allowed; give a whole number from 0"},
		{"--steps 1.5", "steps"},
		{"--steps=", "steps"},
	}
	for _, c := range cases {
		code, out, err := decay(strings.Fields(c.args)...)
		if code != exitInput || out != "" || !strings.Contains(err, c.says) || strings.Count(err, "\n") != 1 {
			t.Errorf("%q: exit %d, %s%s", c.args, code, out, err)
		}
	}
	if code, _, err := residual([]lab.Lab{labtest.Decay}, "decoy"); code != exitInput || !strings.Contains(err, `unknown lab "decoy": there are decay`) {
		t.Errorf("unknown lab: exit %d, %s", code, err)
	}
}

func TestUsageListsEveryKnob(t *testing.T) {
	code, out, _ := residual(labs.All)
	if code != exitPass {
		t.Errorf("exit %d", code)
	}
	for _, l := range labs.All {
		for _, k := range l.Knobs {
			if !strings.Contains(out, k.Name+"="+k.Default) {
				t.Errorf("no %s of %s in\n%s", k.Name, l.Name, out)
			}
		}
	}
}

func TestText(t *testing.T) {
	_, out, _ := decay("fault=stop", "rate=-0.5")
	for _, line := range []string{
		"Decay\nxₙ₊₁ = r·xₙ\nlength=10 rate=-0.5 size=0 shown=on fault=stop seed=1\n",
		"stopped: diverged at step 3\n3 steps in ",
		"x = −0.125 · truth −0.125, closed form rⁿ · off by 0, allowed 1.2e-13 ✓\n",
		"x is real = 0 · by construction: products of real numbers are real ✓\n",
		"\n1 check passes, 1 of the method holds\nmemory 0 B planned, 0 B at most\ndigest ",
	} {
		if !strings.Contains(out, line) {
			t.Errorf("no %q in\n%s", line, out)
		}
	}
	_, out, _ = decay("fault=check", "--steps", "1")
	for _, line := range []string{"running\n1 steps", "x = 0.5 · truth 1.5, closed form rⁿ · off by 1, allowed 1.5e-12 ✗\n", "1 of 1 checks fail, 1 of the method holds"} {
		if !strings.Contains(out, line) {
			t.Errorf("no %q in\n%s", line, out)
		}
	}
}

// Checks of the method are told apart from those of the run.
func TestVerdict(t *testing.T) {
	pass, fail := lab.Near("a", 1, 1, 0, ""), lab.Near("b", 1, 2, 0, "")
	held, broken := lab.ByConstruction("c", 1, 1, ""), lab.ByConstruction("d", 1, 2, "")
	for _, c := range []struct {
		checks []lab.Check
		want   string
	}{
		{nil, "no checks yet"},
		{[]lab.Check{pass, pass}, "all 2 checks pass"},
		{[]lab.Check{pass, fail, pass}, "1 of 3 checks fail"},
		{[]lab.Check{held, pass, pass, held}, "2 checks pass, 2 of the method hold"},
		{[]lab.Check{fail, pass, held}, "1 of 2 checks fail, 1 of the method holds"},
		{[]lab.Check{pass, broken, held}, "1 check passes, 1 of the method fails, 1 of the method holds"},
		{[]lab.Check{pass, lab.ByConstruction("e", math.NaN(), 1, "")}, "1 check passes"},
		{[]lab.Check{held}, "1 of the method holds"},
		{[]lab.Check{pass, lab.Near("f", math.NaN(), 1, 0, ""), held}, "1 check passes, 1 not measured, 1 of the method holds"},
	} {
		if got := verdict(c.checks); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestJSON(t *testing.T) {
	_, out, _ := decay("size=8", "--steps", "2", "--seed", "9", "--json")
	var r map[string]any
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	check := r["checks"].([]any)[0].(map[string]any)
	memory := r["memory"].(map[string]any)
	settings := r["settings"].(map[string]any)
	ok := r["lab"] == "decay" && r["seed"] == 9.0 && r["status"] == "running" && r["reason"] == "" &&
		r["steps"] == 2.0 && r["seconds"].(float64) >= 0 && len(r["digest"].(string)) == 16 &&
		settings["size"] == 8.0 && settings["shown"] == true && settings["fault"] == "none" &&
		check["name"] == "x" && check["measured"] == 0.25 && check["truth"] == 0.25 &&
		check["tolerance"].(float64) > 0 && check["pass"] == true && check["source"] != "" &&
		memory["planned_bytes"] == 8.0 && memory["peak_bytes"] == 8.0
	if !ok || len(r) != 18 || len(check) != 10 || len(memory) != 2 {
		t.Errorf("got %s", out)
	}
}

// JSON has what is shown, with all digits where a readout rounds.
func TestJSONIsWhole(t *testing.T) {
	_, out, _ := decay("rate=0.3", "--steps", "3", "--json")
	var r struct {
		Build, Hint, Title, Summary string
		Readouts                    []struct {
			Name, Value, Unit string
			Number            float64
		}
		Tables []struct {
			Name    string
			Columns []struct {
				Name, Unit string
				Values     []any
			}
		}
		Panels []struct {
			Title  string
			Curves []struct {
				Name string
				X, Y []*float64
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	x := 0.3 * 0.3 * 0.3
	if r.Build != lab.Build || r.Hint != labtest.Decay.Hint || r.Summary != "x is 0.0270." {
		t.Errorf("%+v", r)
	}
	if o := r.Readouts[0]; o.Name != "x" || o.Value != "0.0270" || o.Number != x {
		t.Errorf("readouts %+v, want %v", r.Readouts, x)
	}
	if c := r.Tables[0].Columns; c[1].Unit != "m" || c[1].Values[2] != math.Pow(0.3, 2) || c[2].Values[0] != "not negative" {
		t.Errorf("tables %+v", r.Tables)
	}
	if c := r.Panels[0].Curves[0]; *c.Y[1] != x || c.Y[0] != nil {
		t.Errorf("panels %+v", r.Panels)
	}
}

// The layout changes no value.
func TestIndent(t *testing.T) {
	plain := `{"a":[1,[2,"x]\"{"],{}],"b":{"c":"[\\","d":[]},"e":null,"f":[{"g":true}]}`
	got := string(indent([]byte(plain)))
	var a, b any
	if json.Unmarshal([]byte(plain), &a) != nil || json.Unmarshal([]byte(got), &b) != nil || !reflect.DeepEqual(a, b) || !strings.Contains(got, `    [2,"x]\"{"],`) {
		t.Errorf("%s", got)
	}
}

// What JSON has no number for is null: an overflow makes the check fail.
func TestJSONWithoutNumbers(t *testing.T) {
	code, out, _ := decay("length=2000", "rate=2", "--json")
	if code != exitFail || !strings.Contains(out, `"measured": null`) || !json.Valid([]byte(out)) {
		t.Errorf("exit %d, %s", code, out)
	}
}

func TestProgressOnTerminalsOnly(t *testing.T) {
	var out, err bytes.Buffer
	r := runner{labs: []lab.Lab{labtest.Decay}, out: &out, err: &err, terminal: true}
	r.main([]string{"decay"})
	if got := err.String(); !strings.HasPrefix(got, "\r\x1b[Kstep 1, 10 %") || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("progress is %q", got)
	}
}

// Every lab takes its first steps, twice alike, whatever its settings.
func TestEveryLab(t *testing.T) {
	for _, l := range labs.All {
		t.Run(l.Name, func(t *testing.T) {
			var digest [2]string
			for i := range digest {
				code, out, err := residual(labs.All, l.Name, "--steps", "2", "--json")
				var r struct {
					Digest string
					Steps  int
				}
				if json.Unmarshal([]byte(out), &r) != nil || code == exitInput || r.Steps > 2 {
					t.Fatalf("exit %d, %s%s", code, out, err)
				}
				digest[i] = r.Digest
			}
			if digest[0] != digest[1] {
				t.Errorf("two runs differ: %s", digest)
			}
		})
	}
}
