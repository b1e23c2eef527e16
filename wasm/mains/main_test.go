package main

import (
	"go/format"
	"os"
	"strings"
	"testing"

	"residual/core/labs"
)

// A lab's program has the lab's package, which must be where the rule says;
// only labs that are made of others have more.
func TestSource(t *testing.T) {
	for i, l := range labs.All {
		text := source(l.Name)
		if tidy, err := format.Source([]byte(text)); err != nil || string(tidy) != text {
			t.Errorf("%s: %v in\n%s", l.Name, err, text)
		}
		if _, err := os.Stat("../../core/labs/" + l.Name); err != nil {
			t.Error(err)
		}
		alone := strings.Contains(text, `"residual/core/labs/`+l.Name+`"`)
		if want := i < len(labs.Independent); alone != want {
			t.Errorf("%s alone in its program: %v", l.Name, alone)
		}
	}
}

func TestUnknownLab(t *testing.T) {
	if err := write(t.TempDir(), "none"); err == nil {
		t.Error("a lab that does not exist has a command")
	}
}
