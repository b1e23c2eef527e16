// Package digests holds every lab to the promise that the same settings and
// seed give the same bits on every machine. The digests in
// tests/testdata/digests.json are the same natively, with and without SIMD, on
// arm64, under Node and, by the browser tests, in the page. UPDATE=1 writes them
// anew: then say why in the commit.
package digests

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/labs"
)

const golden = "../testdata/digests.json"

// A sample is a run of so many steps and what it must come to.
type sample struct {
	Lab    string            `json:"lab"`
	Knobs  map[string]string `json:"knobs"`
	Seed   uint64            `json:"seed"`
	Steps  int               `json:"steps"`
	Digest string            `json:"digest"`
}

func samples(t *testing.T) []sample {
	t.Helper()
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	var all []sample
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// run takes the steps and returns the digest.
func (s sample) run(t *testing.T) string {
	t.Helper()
	l, err := lab.Find(labs.All, s.Lab)
	if err != nil {
		t.Fatal(err)
	}
	settings, err := l.Parse(s.Knobs)
	if err != nil {
		t.Fatal(err)
	}
	run, err := l.Start(settings, s.Seed)
	if err != nil {
		t.Fatal(err)
	}
	for range s.Steps {
		run.Step()
	}
	return run.Digest()
}

func TestDigests(t *testing.T) {
	all := samples(t)
	if os.Getenv("UPDATE") != "" {
		t.Cleanup(func() { write(t, all) })
	}
	for i := range all {
		s := &all[i]
		t.Run(fmt.Sprint(i, s.Lab), func(t *testing.T) {
			t.Parallel()
			got := s.run(t)
			if os.Getenv("UPDATE") == "" && got != s.Digest {
				t.Errorf("%s %v seed=%d, %d steps: digest %s, want %s", s.Lab, s.Knobs, s.Seed, s.Steps, got, s.Digest)
			}
			s.Digest = got
		})
	}
}

// write writes the samples, one a line.
func write(t *testing.T, all []sample) {
	var lines []string
	for _, s := range all {
		line, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, "  "+string(line))
	}
	text := "[\n" + strings.Join(lines, ",\n") + "\n]\n"
	if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A lab without a sample would make a promise that nobody holds it to.
func TestEveryLabHasASample(t *testing.T) {
	all := samples(t)
	for _, l := range labs.All {
		if !slices.ContainsFunc(all, func(s sample) bool { return s.Lab == l.Name }) {
			t.Errorf("%s has none", l.Name)
		}
	}
}
