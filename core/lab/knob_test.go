package lab

import (
	"errors"
	"maps"
	"strings"
	"testing"
)

type method int

const (
	adam method = iota
	levenberg
)

var (
	count    = IntKnob(Knob{Name: "n", Min: 1, Max: 8, Default: "4"})
	ratio    = FloatKnob(Knob{Name: "r", Min: -1, Max: 0.5, Default: "0.25", Live: true})
	switched = BoolKnob(Knob{Name: "on", Default: "on"})
	how      = ChoiceKnob[method](Knob{Name: "how", Choices: []string{"adam", "lm"}, Default: "lm"})
)

var bench = &Lab{Name: "bench", Knobs: List(count, ratio, switched, how)}

func TestParseGood(t *testing.T) {
	s, err := bench.Parse(map[string]string{"n": " 8 ", "r": "-1e0", "on": "false"})
	if err != nil || count.Of(s) != 8 || ratio.Of(s) != -1 || switched.Of(s) || how.Of(s) != levenberg {
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
	if count.Of(s) != 4 {
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

// A handle of another lab says so by name.
func TestHandleThatIsNotListed(t *testing.T) {
	s, _ := bench.Parse(nil)
	defer func() {
		if p := recover(); p == nil || !strings.Contains(p.(string), "elsewhere") {
			t.Errorf("got %v", p)
		}
	}()
	IntKnob(Knob{Name: "elsewhere"}).Of(s)
}

// Update changes what is given and looks at nothing else.
func TestUpdate(t *testing.T) {
	s, _ := bench.Parse(map[string]string{"n": "7"})
	u, err := bench.Update(s, map[string]string{"r": "0"})
	if err != nil || count.Of(u) != 7 || ratio.Of(u) != 0 || ratio.Of(s) != 0.25 {
		t.Errorf("%v, %v, %v", u.Values(), s.Values(), err)
	}
	if _, err := bench.Update(s, map[string]string{"r": "9"}); err == nil || !strings.HasPrefix(err.Error(), "r:") {
		t.Errorf("got %v", err)
	}
	v, _ := bench.Update(s, map[string]string{"how": "adam"})
	if !bench.OnlyLive(s, u) || bench.OnlyLive(s, v) || !s.Equal(s) || s.Equal(u) {
		t.Error("live knobs are not told from others")
	}
}

func TestWrong(t *testing.T) {
	if err := count.Wrong("%d is odd", 3); err.Error() != "n: 3 is odd" {
		t.Error(err)
	}
}
