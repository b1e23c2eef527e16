package repo

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// texts are those that speak of the code as it is.
func texts(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob(root + "/docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "RATIONALE.md", "SECURITY.md"} {
		names = append(names, filepath.Join(root, name))
	}
	all := map[string]string{}
	for _, name := range names {
		all[name] = read(t, name)
	}
	return all
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	block  = regexp.MustCompile("(?s)(?:<!-- ([^\n]*) -->\n)?```(\\w*)\n(.*?)```\n")
	code   = regexp.MustCompile("`([^`\n]+)`")
	file   = regexp.MustCompile(`^(core|docs|render|site|tests|wasm)(/[\w.*-]+)+/?$|^[\w-]+\.(md|sh|mod)$|^LICENSE$`)
	link   = regexp.MustCompile(`\]\(([^)#]*)(#[^)]*)?\)`)
	ours   = regexp.MustCompile(`^([a-z][a-z0-9]*)((?:\.[A-Z]\w*)+)(\(\))?$`)
	member = regexp.MustCompile(`^[A-Z]\w*\.[A-Z]\w*$`)
	test   = regexp.MustCompile(`^Test[A-Z]\w*$`)
)

// words are what a text sets as code in its prose.
func words(text string) (all []string) {
	for _, m := range code.FindAllStringSubmatch(block.ReplaceAllString(text, ""), -1) {
		all = append(all, m[1])
	}
	return all
}

// Files and folders that a text names are there. NAME stands for any.
func TestNamedPathsExist(t *testing.T) {
	found := 0
	for name, text := range texts(t) {
		for _, w := range words(text) {
			if !file.MatchString(w) || strings.Contains(w, "NAME") {
				continue
			}
			found++
			if match, err := filepath.Glob(filepath.Join(root, w)); err != nil || len(match) == 0 {
				t.Errorf("%s names %s, which is not there", name, w)
			}
		}
	}
	if found < 80 {
		t.Errorf("only %d paths are found", found)
	}
}

// Links between texts lead to files, and to headings of theirs.
func TestLinksLeadSomewhere(t *testing.T) {
	found := 0
	for name, text := range texts(t) {
		for _, m := range link.FindAllStringSubmatch(block.ReplaceAllString(text, ""), -1) {
			if strings.Contains(m[1], ":") {
				continue
			}
			found++
			target := name
			if m[1] != "" {
				target = filepath.Join(filepath.Dir(name), m[1])
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s: %v", name, m[1], err)
			} else if m[2] != "" && !slices.Contains(anchors(read(t, target)), m[2]) {
				t.Errorf("%s links to %s of %s, which has no such heading", name, m[2], target)
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d links are found", found)
	}
}

// anchors are those of a text's headings.
func anchors(text string) (all []string) {
	for line := range strings.Lines(text) {
		if title := strings.TrimLeft(line, "#"); title != line && strings.HasPrefix(title, " ") {
			title = strings.ToLower(strings.TrimSpace(title))
			all = append(all, "#"+strings.ReplaceAll(regexp.MustCompile(`[^\w -]`).ReplaceAllString(title, ""), " ", "-"))
		}
	}
	return all
}

// Go in a text is quoted from a file, which the comment above it names: so it
// compiles, and is what the text says.
func TestCodeIsQuoted(t *testing.T) {
	found := 0
	for name, text := range texts(t) {
		for _, m := range block.FindAllStringSubmatch(text, -1) {
			if m[2] != "go" {
				continue
			}
			found++
			if m[1] == "" {
				t.Errorf("%s has Go that is quoted from no file:\n%s", name, m[3])
			} else if !strings.Contains(flush(read(t, filepath.Join(root, m[1]))), flush(m[3])) {
				t.Errorf("%s quotes %s, which does not say\n%s", name, m[1], m[3])
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d quotations are found", found)
	}
}

// flush is a text without the white space at the beginnings and ends of lines.
func flush(text string) string {
	var b strings.Builder
	b.WriteByte('\n')
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimSpace(line) + "\n")
	}
	return b.String()
}

// Each picture of the gallery stands in the text, and the whole code that draws it
// under it.
func TestPicturesHaveCode(t *testing.T) {
	pictures, err := filepath.Glob(root + "/docs/drawing/*.svg")
	if err != nil || len(pictures) < 10 {
		t.Fatalf("%d pictures: %v", len(pictures), err)
	}
	text, source := read(t, root+"/docs/drawing.md"), read(t, root+"/render/plot/plottest/gallery.go")
	for _, p := range pictures {
		name := strings.TrimSuffix(filepath.Base(p), ".svg")
		_, after, shown := strings.Cut(text, "](drawing/"+name+".svg)\n\n<!--")
		_, body, drawn := strings.Cut(source, "func show"+strings.ToUpper(name[:1])+name[1:]+"(f *lab.Frame) {\n")
		body, _, _ = strings.Cut(body, "\n}\n")
		m := block.FindStringSubmatch("<!--" + after)
		if !shown || !drawn || m == nil || flush(m[3]) != flush(body+"\n") {
			t.Errorf("docs/drawing.md does not show %s.svg with the code that draws it:\n%s", name, body)
		}
	}
}
