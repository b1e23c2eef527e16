package main

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"

	"residual/core/lab"
)

// A page is one Markdown file: "key: value" lines, a line of three dashes, and
// prose.
type page struct {
	name string // of the file, "labs/heat.md"
	path string // "labs/heat.html"
	meta map[string]string
	body []byte
	line int // on which the prose begins
}

// What the head of a page may say.
var keys = []string{"title", "description", "template", "class", "poster-steps", "poster-knobs"}

// readPage reads the Markdown file at name below dir.
func readPage(dir, name string) (page, error) {
	data, err := os.ReadFile(dir + "/" + name)
	if err != nil {
		return page{}, err
	}
	head, body, found := strings.Cut(string(data), "\n---\n")
	if !found {
		return page{}, fmt.Errorf("%s: no line of three dashes after its head", name)
	}
	path := strings.TrimSuffix(name, ".md") + ".html"
	p := page{name, path, map[string]string{}, []byte(body), strings.Count(head, "\n") + 3}
	number := 0
	for line := range strings.Lines(head) {
		number++
		key, value, _ := strings.Cut(line, ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if !slices.Contains(keys, key) || value == "" {
			return page{}, fmt.Errorf("%s:%d: a line of the head is \"key: value\", and the keys are %s", name, number, strings.Join(keys, ", "))
		}
		p.meta[key] = value
	}
	_, err = p.need("title", "what it is called")
	return p, err
}

// need returns what the head says under a key that it must have.
func (p page) need(key, what string) (string, error) {
	value, ok := p.meta[key]
	if !ok {
		return "", fmt.Errorf("%s: its head has no %s: say there %s", p.name, key, what)
	}
	return value, nil
}

// count returns what the head says under a key that it must have, as a whole
// number from 0.
func (p page) count(key, what string) (int, error) {
	text, err := p.need(key, what)
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%s: %s is %q, and no whole number from 0", p.name, key, text)
	}
	return n, nil
}

// where names the file, and the line that holds a text of the prose, unless a
// template has written it.
func (p page) where(text string) string {
	before, _, found := bytes.Cut(p.body, []byte(text))
	if !found {
		return p.name
	}
	return fmt.Sprintf("%s:%d", p.name, p.line+bytes.Count(before, []byte("\n")))
}

var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Typographer, maths{}),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(html.WithUnsafe()), // the prose is ours
)

// A view is what a template sees of a page.
type view struct {
	Title, Description string
	Page               string // its path from the root
	Root               string // the way from the page to the root: "" or "../"
	Meta               map[string]string
	Labs               []labText
	Modules            []string // scripts of the shell, to be fetched early
	Body               template.HTML
}

// A figure is a lab in a page of prose.
type figure struct {
	Root, Name string
	Poster     posterText
}

// Figure is how prose asks for a lab: {{template "lab" (.Figure "heat")}}.
func (v view) Figure(name string) figure {
	f := figure{Root: v.Root, Name: name}
	for _, l := range v.Labs {
		if l.Name == name {
			f.Poster = l.Poster
		}
	}
	return f
}

// writePages adds one HTML file for every Markdown file, by the template its
// head names ("page" unless it says otherwise). A lab that the site does not have
// has no page.
func (d *dist) writePages(source string) {
	templates, err := template.ParseGlob(source + "/templates/*.html")
	if d.fail(err) {
		return
	}
	d.fail(fs.WalkDir(os.DirFS(source+"/pages"), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || d.leavesOut(name) {
			return err
		}
		return d.writePage(templates, source+"/pages", name)
	}))
}

// leavesOut tells whether a page is of a lab that the site does not have.
func (d *dist) leavesOut(name string) bool {
	l, of := strings.CutPrefix(strings.TrimSuffix(name, ".md"), "labs/")
	_, err := lab.Find(d.labs, l)
	return of && err != nil
}

func (d *dist) writePage(templates *template.Template, dir, name string) error {
	p, err := readPage(dir, name)
	if err != nil {
		return err
	}
	v, err := d.view(p, templates)
	var wrong *formulaError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%s: %w", p.where(wrong.formula), err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	use := p.meta["template"]
	if use == "" {
		use = "page"
	}
	var out bytes.Buffer
	if err := template.Must(templates.Clone()).ExecuteTemplate(&out, use+".html", v); err != nil {
		return err
	}
	d.write(p.path, out.Bytes())
	return d.err
}

// view renders the prose. Markdown may itself hold template actions, so that a
// page can list the labs. (A template that has been executed cannot be cloned;
// so clones are executed, and the set never is.)
func (d *dist) view(p page, templates *template.Template) (view, error) {
	v := view{
		Title: p.meta["title"], Description: p.meta["description"],
		Page: p.path, Root: strings.Repeat("../", strings.Count(p.path, "/")),
		Meta: p.meta, Labs: d.describeAll(), Modules: d.modules(),
	}
	set, err := template.Must(templates.Clone()).New("prose").Parse(hide.ReplaceAllStringFunc(string(p.body), hideLess))
	if err != nil {
		return v, err
	}
	var prose, body bytes.Buffer
	if err := set.Execute(&prose, v); err != nil {
		return v, err
	}
	context := parser.NewContext()
	err = markdown.Convert([]byte(strings.ReplaceAll(prose.String(), hidden, "<")), &body, parser.WithContext(context))
	if wrong, ok := context.Get(wrongFormulas).(*formulaError); ok {
		err = wrong
	}
	v.Body = template.HTML(body.String())
	return v, err
}

// A "<" in a formula begins no tag, which the template would take it for; a
// character that no text has stands for it meanwhile.
const hidden = "\uE000"

var hide = regexp.MustCompile(`\$\$.+?\$\$|\$[^$\s](?:[^$\n]*[^$\s])?\$`)

func hideLess(formula string) string { return strings.ReplaceAll(formula, "<", hidden) }

// modules lists the scripts of the shell.
func (d *dist) modules() []string {
	var list []string
	for _, f := range d.sorted() {
		if path.Dir(f.path) == "shell" && path.Ext(f.path) == ".js" {
			list = append(list, f.path)
		}
	}
	return list
}
