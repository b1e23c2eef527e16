package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/core/labs"
)

// A picture and the numbers go where they are asked to, and replace what was
// there.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	table, picture := filepath.Join(dir, "a.csv"), filepath.Join(dir, "a.svg")
	if err := os.WriteFile(table, bytes.Repeat([]byte("old\n"), 1000), 0o666); err != nil {
		t.Fatal(err)
	}
	code, out, err := decay("--steps", "3", "--csv", table, "--svg="+picture, "--width", "400")
	if code != exitPass || err != "" || !strings.Contains(out, "digest ") {
		t.Errorf("exit %d, %s%s", code, out, err)
	}
	numbers, _ := os.ReadFile(table)
	drawn, _ := os.ReadFile(picture)
	if !strings.Contains(string(numbers), "\nx,x,3,0.125,\n") || strings.Contains(string(numbers), "old") {
		t.Errorf("%s", numbers)
	}
	if !strings.HasPrefix(string(drawn), "<svg") || !strings.Contains(string(drawn), `width="400"`) || !strings.Contains(string(drawn), "step 3") || !strings.Contains(string(drawn), "rate=0.5 ") {
		t.Errorf("%.300s", drawn)
	}
	if _, piped, _ := decay("--steps", "3", "--csv", "-"); piped != string(numbers) {
		t.Errorf("the standard output gets\n%s", piped)
	}
	if _, piped, _ := decay("--steps", "3", "--width=400", "--svg=-"); piped != string(drawn) {
		t.Error("the standard output gets another picture")
	}
	if _, dark, _ := decay("--steps", "3", "--width=400", "--svg=-", "--dark"); dark == string(drawn) || !strings.HasPrefix(dark, "<svg") {
		t.Error("dark paper changes nothing")
	}
}

// With the standard output taken, what went wrong is said on the other one.
func TestPipedRunsAreJudged(t *testing.T) {
	code, out, err := decay("fault=stop", "--svg", "-")
	if code != exitFail || !strings.HasPrefix(out, "<svg") || err != "residual: stopped: diverged at step 3; 1 check passes, 1 of the method holds\n" {
		t.Errorf("exit %d, %.40s, %s", code, out, err)
	}
}

func TestPanel(t *testing.T) {
	_, out, _ := decay("--csv", "-", "--panel", "powers")
	if !strings.Contains(out, "\nn,rⁿ (m),sign\n0,1,not negative\n1,0.5,not negative\n") {
		t.Error(out)
	}
	code, _, err := decay("--csv", "-", "--panel", "power")
	if code != exitInput || !strings.Contains(err, `no panel or table "power"; there are "x", "powers"`) {
		t.Errorf("exit %d, %s", code, err)
	}
}

// textual is a lab with a line and a file.
var textual = func() lab.Lab {
	l := labtest.Decay
	l.Knobs = append(l.Knobs[:len(l.Knobs):len(l.Knobs)],
		lab.Knob{Name: "typed", Kind: lab.Line, Max: 20}, lab.Knob{Name: "data", Kind: lab.File, Max: 100})
	return l
}()

func withFile(t *testing.T, knob string, content []byte) (text, err string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "mine.txt")
	if err := os.WriteFile(name, content, 0o666); err != nil {
		t.Fatal(err)
	}
	var e bytes.Buffer
	r := runner{labs: []lab.Lab{textual}, err: &e}
	j, wrong := r.parse([]string{"decay", knob + "=@" + name})
	if wrong != nil {
		return "", wrong.Error()
	}
	return j.settings.Text()[knob], ""
}

// Files are read in the encodings that text files have.
func TestKnobsFromFiles(t *testing.T) {
	for content, want := range map[string]string{
		"x' = y\ny' = -x\n":                "x' = y\ny' = -x",
		"\ufeffλ":                          "λ",
		"\xff\xfe\xbb\x03\x3d\xd8\x00\xde": "λ😀",
		"\xfe\xff\x03\xbb\xd8\x3d\xde\x00": "λ😀",
		"\xb5m \x96 \x80":                  "µm – €",
		"":                                 "",
	} {
		if got, err := withFile(t, "typed", []byte(content)); got != want || err != "" {
			t.Errorf("%q is %q, %s; want %q", content, got, err, want)
		}
	}
	if got, _ := withFile(t, "data", []byte("1\r\n2\r\n")); got != "1\r\n2\r\n" {
		t.Errorf("%q", got)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	for _, c := range []struct{ knob, content, says string }{
		{"typed", strings.Repeat("x", 21), "mine.txt has 21 characters; give at most 20 characters of text"},
		{"typed", strings.Repeat("x", 1e6), "mine.txt has too much in it; give at most 20 characters of text"},
		{"data", strings.Repeat("x", 101), "mine.txt has too much in it; give text of at most 100\u202fB"},
		{"data", strings.Repeat("x", 1e6), "mine.txt has too much in it"},
		{"data", "", "mine.txt is empty"},
		{"data", "\ufeff", "mine.txt is empty"},
		{"data", "a\nb\x00", "mine.txt is no text: it has a byte that no text has in line 2"},
		{"data", "\x89PNG\r\n\x1a\n", "mine.txt is no text"},
		{"data", "\xff\xfe1", "mine.txt is no text"},
	} {
		if _, err := withFile(t, c.knob, []byte(c.content)); !strings.HasPrefix(err, c.knob+": ") || !strings.Contains(err, c.says) {
			t.Errorf("%.20q: %s", c.content, err)
		}
	}
	r := runner{labs: []lab.Lab{textual}, in: strings.NewReader("x' = 1")}
	for arg, says := range map[string]string{
		"data=@nowhere/mine.csv": "data: there is no file nowhere/mine.csv",
		"data=@.":                "data: . is a directory; give a file",
		"typed=@":                "typed: @ needs the name of a file",
		"rate=@x":                `rate: "@x" is not allowed`,
	} {
		if _, err := r.parse([]string{"decay", arg}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", arg, err)
		}
	}
	if j, err := r.parse([]string{"decay", "typed=@-"}); err != nil || j.settings.Text()["typed"] != "x' = 1" {
		t.Errorf("the standard input: %v", err)
	}
}

// Every knob of every lab that takes text takes a file.
func TestFilesOfLabs(t *testing.T) {
	file := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(file, []byte("x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, l := range labs.All {
		for _, k := range l.Knobs {
			if k.Kind != lab.Line && k.Kind != lab.File {
				continue
			}
			found++
			r := runner{labs: labs.All}
			if j, err := r.parse([]string{l.Name, k.Name + "=@" + file}); err != nil || strings.TrimSpace(j.settings.Text()[k.Name]) != "x" {
				t.Errorf("%s of %s: %v", k.Name, l.Name, err)
			}
		}
	}
	if found < 6 {
		t.Errorf("only %d knobs", found)
	}
}
