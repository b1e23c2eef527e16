package poster

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/render/plot"
)

func frame(t *testing.T, steps int, knobs map[string]string) *lab.Frame {
	t.Helper()
	s, err := labtest.Decay.Parse(knobs)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Frame(&labtest.Decay, s, lab.DefaultSeed, steps, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The decay takes ten steps unless it is stopped before.
func TestFrame(t *testing.T) {
	for _, c := range []struct {
		steps  int
		moment string
	}{{0, "step 0"}, {4, "step 4"}, {99, "step 10"}, {-1, "step 10"}} {
		if f := frame(t, c.steps, map[string]string{"length": "10"}); f.Moment != c.moment {
			t.Errorf("%d steps: %q, want %q", c.steps, f.Moment, c.moment)
		}
	}
}

func TestFrameOfARunThatCannotStart(t *testing.T) {
	s, err := labtest.Decay.Parse(map[string]string{"fault": "start"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Frame(&labtest.Decay, s, 1, 1, nil); err == nil || !strings.Contains(err.Error(), "fault") {
		t.Errorf("the error is %v", err)
	}
}

// A poster is well-formed XML of the width asked for, in the colours asked for.
func TestDraw(t *testing.T) {
	f := frame(t, 4, nil)
	light, dark := Draw(f, 500, plot.Light), Draw(f, 500, plot.Dark)
	if light == dark || !strings.Contains(light, `width="500"`) {
		t.Errorf("begins with %.200s", light)
	}
	for d := xml.NewDecoder(strings.NewReader(light)); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
