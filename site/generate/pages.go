package main

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path"
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
	path string // "labs/heat.html"
	meta map[string]string
	body []byte
}

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
	p := page{strings.TrimSuffix(name, ".md") + ".html", map[string]string{}, []byte(body)}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(line, ":")
		p.meta[strings.TrimSpace(key)] = strings.TrimSpace(value)
	}
	return p, nil
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
	Poster     tall
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
	set, err := template.Must(templates.Clone()).New("prose").Parse(string(p.body))
	if err != nil {
		return v, err
	}
	var prose, body bytes.Buffer
	if err := set.Execute(&prose, v); err != nil {
		return v, err
	}
	err = markdown.Convert(prose.Bytes(), &body)
	v.Body = template.HTML(body.String())
	return v, err
}

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
