package lab

import (
	"errors"
	"maps"
	"strings"
	"testing"
)

var bench = &Lab{Name: "bench", Knobs: []Knob{
	{Name: "n", Kind: Int, Min: 1, Max: 8, Default: "4"},
	{Name: "r", Kind: Float, Min: -1, Max: 0.5, Default: "0.25"},
	{Name: "on", Kind: Bool, Default: "on"},
	{Name: "how", Kind: Choice, Choices: []string{"adam", "lm"}, Default: "lm"},
}}

func TestParseGood(t *testing.T) {
	s, err := bench.Parse(map[string]string{"n": " 8 ", "r": "-1e0", "on": "false"})
	if err != nil || s.Int("n") != 8 || s.Float("r") != -1 || s.Bool("on") || s.Choice("how") != "lm" {
		t.Errorf("got %v, %v", s.Values(), err)
	}
}

func TestParseBad(t *testing.T) {
	cases := []struct{ name, value, says string }{
		{"n", "0", "from 1 to 8"}, {"n", "9", "from 1 to 8"}, {"n", "2.5", "whole number"}, {"n", "", "whole number"},
		{"n", "0x", "whole"}, {"n", "Inf", "whole"}, {"n", "NaN", "whole"}, {"n", "1e999", "whole"},
		{"r", "NaN", "from -1 to 0.5"}, {"r", "-Inf", "a number"}, {"r", "0.51", "0.5"}, {"r", "½", "a number"},
		{"on", "yes", "on or off"}, {"how", "sgd", "one of adam, lm"}, {"how", "", "one of"},
		{"N", "1", "no such knob; bench has n, r, on, how"}, {"", "", "no such knob"},
	}
	for _, c := range cases {
		_, err := bench.Parse(map[string]string{c.name: c.value})
		var k *KnobError
		if !errors.As(err, &k) || k.Knob != c.name || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s=%s: %v", c.name, c.value, err)
		}
	}
}

func TestParseNamesAllThatIsWrong(t *testing.T) {
	_, err := bench.Parse(map[string]string{"n": "x", "z": "1", "a": "1", "r": "7"})
	want := []string{"n:", "r:", "a:", "z:"}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != len(want) {
		t.Fatalf("got %v", err)
	}
	for i, l := range lines {
		if !strings.HasPrefix(l, want[i]) {
			t.Errorf("line %d is %q, want %s", i, l, want[i])
		}
	}
}

// What settings write they read: Parse(Text(s)) = s.
func FuzzSettingsReturn(f *testing.F) {
	f.Add("3", "0.1", "off", "adam")
	f.Add("1e0", "-1e-300", "1", "lm")
	f.Add("NaN", "0x1p-2", "maybe", "sgd")
	f.Fuzz(func(t *testing.T, n, r, on, how string) {
		s, err := bench.Parse(map[string]string{"n": n, "r": r, "on": on, "how": how})
		if err != nil {
			return
		}
		again, err := bench.Parse(s.Text())
		if err != nil || !maps.Equal(again.Values(), s.Values()) {
			t.Errorf("%v came back as %v, %v", s.Values(), again.Values(), err)
		}
	})
}

func TestDefaultsStayApart(t *testing.T) {
	s, _ := bench.Parse(nil)
	s.Values()["n"] = 7.0
	s.Text()["n"] = "7"
	if s.Int("n") != 4 {
		t.Error("a copy changes the settings")
	}
}

func TestParseSeed(t *testing.T) {
	for text, want := range map[string]uint64{"0": 0, "7": 7, "9007199254740991": MaxSeed} {
		if got, err := ParseSeed(text); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "-1", "1.5", "x", " 1", "9007199254740992", "99999999999999999999"} {
		var k *KnobError
		if _, err := ParseSeed(text); !errors.As(err, &k) || k.Knob != "seed" {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestFind(t *testing.T) {
	all := []Lab{{Name: "a"}, {Name: "b"}}
	if l, err := Find(all, "b"); err != nil || l != &all[1] {
		t.Errorf("got %v, %v", l, err)
	}
	if _, err := Find(all, "c"); err == nil || err.Error() != `unknown lab "c": there are a b` {
		t.Errorf("got %v", err)
	}
}
