package lab

import (
	"encoding/json"
	"math"
	"testing"
)

func TestJSONOfAFrame(t *testing.T) {
	f := &Frame{Title: "a \"b\" λ", Panels: []Panel{{
		X:      Axis{Unit: "m", Max: math.Inf(1)},
		Curves: []Curve{{Dashed: true, X: []float64{1e300, math.NaN()}}},
		Field:  &Field{NX: 1, NY: 2, Values: []float32{0.1, 1}},
	}, {}}}
	const axis = `{"label":"","unit":"","min":0,"max":0,"log":false,"hidden":false}`
	const want = `{"title":"a \"b\" λ","moment":"","summary":"","panels":[` +
		`{"title":"","x":{"label":"","unit":"m","min":0,"max":null,"log":false,"hidden":false},"y":` + axis + `,` +
		`"field":{"name":"","unit":"","nx":1,"ny":2,"values":[0.1,1],"min":0,"max":0,"diverging":false,"ink":false,"bare":false},` +
		`"bands":[],"bars":[],"lines":[],"curves":[{"name":"","colour":"network","dashed":true,"thin":false,"x":[1e+300,null],"y":[]}],"points":[],"arrows":[],"scene":null,"acts":"","drags":false,"square":false},` +
		`{"title":"","x":` + axis + `,"y":` + axis + `,` +
		`"field":null,"bands":[],"bars":[],"lines":[],"curves":[],"points":[],"arrows":[],"scene":null,"acts":"","drags":false,"square":false}],"readouts":[],"ghost":0}`
	if got := string(JSON(f)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestJSONOfALab(t *testing.T) {
	l := Lab{Name: "x", Knobs: []Knob{
		{Name: "a", Kind: Int, Min: 1, Max: 1e9}, {Name: "b", Kind: Choice, Choices: []string{"p", "q"}, Default: "q", Live: true}}}
	const want = `{"name":"x","title":"","law":"","hint":"","pace":0,"version":0,"knobs":[` +
		`{"name":"a","label":"","unit":"","help":"","kind":"int","min":1,"max":1e+09,"step":0,"log":false,"choices":[],"labels":[],"hints":[],"level":"main","rows":0,"accept":"","default":"","live":false,"when":{},"along":{}},` +
		`{"name":"b","label":"","unit":"","help":"","kind":"choice","min":0,"max":0,"step":0,"log":false,"choices":["p","q"],"labels":[],"hints":[],"level":"main","rows":0,"accept":"","default":"q","live":true,"when":{},"along":{}}],"presets":[]}`
	if got := string(JSON(l)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestJSONOfAReport(t *testing.T) {
	r := Report{Lab: "x", Seed: MaxSeed, Settings: map[string]any{"b": true, "a": 0.5, "c": "d"},
		Checks: []Check{Near("n", math.NaN(), 1, 2, "s")}, Memory: Memory{3, 4}}
	const want = `{"lab":"x","settings":{"a":0.5,"b":true,"c":"d"},"seed":9007199254740991,"status":"","reason":"",` +
		`"steps":0,"seconds":0,"digest":"","checks":[{"name":"n","measured":null,"truth":1,"tolerance":2,"bound":"","known":false,"pass":false,"source":"s","of":"run","construction":false}],` +
		`"memory":{"planned_bytes":3,"peak_bytes":4}}`
	got, err := json.Marshal(r)
	if err != nil || string(got) != want {
		t.Errorf("%v, got %s\nwant %s", err, got, want)
	}
}

// The second method is encoding/json, which must read what was written.
func TestJSONOfTexts(t *testing.T) {
	for _, s := range []string{"", "a\"b\\c/d", "\x00\x1f\n\t\u007f\u2028", "λ₃ 😀 <&>", "\xff\xc3"} {
		var got string
		if err := json.Unmarshal(JSON(s), &got); err != nil || got != string([]rune(s)) {
			t.Errorf("%q came back as %q, %v", s, got, err)
		}
	}
}

func TestJSONOfNothing(t *testing.T) {
	if got := string(JSON(map[string]any{"a": nil, "b": (*float64)(nil)})); got != `{"a":null,"b":null}` {
		t.Errorf("got %s", got)
	}
}
