package lab

import (
	"strings"
	"testing"
)

func TestSizes(t *testing.T) {
	l := Lab{Name: "x", Knobs: []Knob{*Budget.Knob}}
	for text, want := range map[string]int64{
		"64MB": 64e6, "64 mb": 64e6, "1.5GB": 15e8, "16MiB": 16 << 20, "4GiB": 4 << 30, "1000000": 1e6, "1000000B": 1e6,
	} {
		s, err := l.Parse(map[string]string{"memory": text})
		if err != nil || Budget.Of(s) != want {
			t.Errorf("%q gives %v, %v; want %d", text, s.values, err, want)
			continue
		}
		again, err := l.Parse(s.Text())
		if err != nil || Budget.Of(again) != want {
			t.Errorf("%q comes back as %v, %v", text, again.values, err)
		}
	}
	for _, text := range []string{"", "0", "-64MB", "lots", "64XB", "NaN", "999kB", "5GB", "1e400MB", "MB"} {
		if _, err := l.Parse(map[string]string{"memory": text}); err == nil || !strings.Contains(err.Error(), "1MB to 4GiB") {
			t.Errorf("%q gives %v", text, err)
		}
	}
}

func TestLinesAndFiles(t *testing.T) {
	line, data := LineKnob(Knob{Name: "line", Max: 5}), FileKnob(Knob{Name: "data", Max: 8})
	l := Lab{Name: "x", Knobs: List(line, data)}
	s, err := l.Parse(map[string]string{"line": " x² ", "data": "1,2\n3,4\n"})
	if err != nil || line.Of(s) != "x²" || data.Of(s) != "1,2\n3,4\n" {
		t.Error(s.values, err)
	}
	if got := s.Brief()["data"]; !strings.HasPrefix(got, "8 bytes, digest ") || s.Values()["data"] != got {
		t.Errorf("the file is described as %q", got)
	}
	for _, bad := range []map[string]string{{"line": "123456"}, {"line": "a\x00b"}, {"data": "123456789"}, {"data": "\xff"}} {
		if _, err := l.Parse(bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}
