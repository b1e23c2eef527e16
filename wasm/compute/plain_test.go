package main

import (
	"encoding/json"
	"math"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/core/labs"
)

func TestPlainFrame(t *testing.T) {
	f := &lab.Frame{Title: "a \"b\" λ", Panels: []lab.Panel{{
		X:      lab.Axis{Unit: "m", Max: math.Inf(1)},
		Curves: []lab.Curve{{Dashed: true, X: []float64{1e300, math.NaN()}}},
		Field:  &lab.Field{NX: 1, NY: 2, Values: []float32{0.1, 1}},
	}, {}}}
	const want = `{"title":"a \"b\" λ","moment":"","summary":"","panels":[` +
		`{"title":"","x":{"label":"","unit":"m","min":0,"max":null,"log":false,"hidden":false},` +
		`"y":{"label":"","unit":"","min":0,"max":0,"log":false,"hidden":false},` +
		`"field":{"name":"","unit":"","nx":1,"ny":2,"values":[0.1,1],"min":0,"max":0,"diverging":false},` +
		`"bands":[],"bars":[],"curves":[{"name":"","colour":0,"dashed":true,"x":[1e+300,null],"y":[]}],"points":[],"paint":false},` +
		`{"title":"","x":{"label":"","unit":"","min":0,"max":0,"log":false,"hidden":false},` +
		`"y":{"label":"","unit":"","min":0,"max":0,"log":false,"hidden":false},` +
		`"field":null,"bands":[],"bars":[],"curves":[],"points":[],"paint":false}],"readouts":[]}`
	if got := text(plain{f}); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPlainLabs(t *testing.T) {
	var got []struct {
		Name  string
		Knobs []struct {
			Name, Kind, Default string
			Max                 float64
			Live                bool
			Choices             []string
		}
	}
	if err := json.Unmarshal([]byte(text(plain{append(labs.All, labtest.Decay)})), &got); err != nil {
		t.Fatal(err)
	}
	k := got[len(got)-1].Knobs
	if k[0].Kind != "int" || k[0].Max != 1e9 || k[1].Kind != "float" || !k[1].Live || k[3].Kind != "bool" ||
		k[4].Kind != "choice" || k[4].Choices[1] != "start" || k[4].Default != "none" {
		t.Errorf("got %+v", k)
	}
}
