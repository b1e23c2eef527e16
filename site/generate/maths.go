package main

import (
	"errors"
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/wyatt915/treeblood"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maths is the goldmark extension for $…$ and $$…$$, each on one line, set as
// MathML when the site is built: readable without scripts.
type maths struct{}

func (maths) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(mathParser{}, 150)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(mathRenderer{}, 150)))
}

// A mathNode is one formula.
type mathNode struct {
	ast.BaseInline
	mathML string
}

var mathKind = ast.NewNodeKind("Math")

func (n *mathNode) Kind() ast.NodeKind            { return mathKind }
func (n *mathNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type mathParser struct{}

func (mathParser) Trigger() []byte { return []byte{'$'} }

var formula = regexp.MustCompile(`^\$\$(.+?)\$\$|^\$([^$\s](?:[^$]*[^$\s])?)\$`)

// A formulaError says of a formula, as it stands in the prose, what is wrong.
type formulaError struct {
	formula string
	err     error
}

func (e *formulaError) Error() string { return e.formula + ": " + e.err.Error() }
func (e *formulaError) Unwrap() error { return e.err }

// wrongFormulas is where a parser's context holds the first *formulaError.
var wrongFormulas = parser.NewContextKey()

// Parse reads one formula at the start of the line's rest.
func (mathParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := formula.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	tex, display := string(m[1])+string(m[2]), len(m[1]) > 0
	out, err := formulas(tex, display)
	if err != nil && pc.Get(wrongFormulas) == nil {
		pc.Set(wrongFormulas, &formulaError{string(m[0]), err})
	}
	return &mathNode{mathML: out}
}

// formulas sets TeX: on a line of its own what \qquad parts stands side by side
// where there is room.
func formulas(tex string, display bool) (string, error) {
	if !display {
		return mathML(tex, false)
	}
	all := ""
	for part := range strings.SplitSeq(tex, `\qquad`) {
		out, err := mathML(strings.TrimSpace(part), true)
		if err != nil {
			return "", err
		}
		all += out + " "
	}
	return `<span class="formulas">` + strings.TrimSpace(all) + `</span>`, nil
}

type mathRenderer struct{}

func (r mathRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(mathKind, r.render)
}

func (mathRenderer) render(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.WriteString(n.(*mathNode).mathML)
	}
	return ast.WalkContinue, nil
}

// mathML sets TeX, or says what in it cannot be read. Formulas in the middle of a
// sentence take no more height than they need, the others (displayed) do.
func mathML(tex string, displayed bool) (string, error) {
	set := treeblood.InlineStyle
	if displayed {
		set = treeblood.DisplayStyle
	}
	out, err := set(operator.ReplaceAllString(tex, `\mathrm{$1}`), nil)
	if err != nil {
		return "", errors.New(firstLine(err.Error()))
	}
	if m := unread.FindStringSubmatch(out); m != nil {
		return "", unreadError(m[2], m[1])
	}
	tree, err := readMath(wellFormed(out))
	if err != nil {
		return "", err
	}
	mend(tree)
	tree.attributes["display"] = "inline" // on a line of its own by the style sheet
	if displayed {
		tree.attributes["displaystyle"] = "true"
	}
	annotate(tree, tex)
	var text strings.Builder
	tree.write(&text)
	return text.String(), nil
}

// wellFormed escapes what treeblood leaves as it is, the text of \text, and spells
// out the characters that it names. The annotation, of which it escapes a part, is
// written anew.
func wellFormed(out string) string {
	out = annotation.ReplaceAllString(out, "$1<")
	out = named.ReplaceAllStringFunc(out, func(name string) string { return html.EscapeString(html.UnescapeString(name)) })
	return words.ReplaceAllStringFunc(out, escapeWords)
}

// annotate writes the TeX beside the formula.
func annotate(tree *mathElement, tex string) {
	for _, e := range tree.children {
		if e.name == "annotation" {
			e.text = tex
		}
		annotate(e, tex)
	}
}

// unreadError says what treeblood, which marks it in its output, cannot read.
func unreadError(command, why string) error {
	command = `\` + strings.TrimPrefix(command, `\`)
	switch {
	case strings.Contains(why, "argument"):
		return fmt.Errorf(`%s has the %s; write each in braces, as in \frac{1}{2}`, command, why)
	case why != "":
		return fmt.Errorf("%s: %s", command, why)
	}
	return fmt.Errorf("%s is no command that can be set", command)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "<pre>")
	return strings.TrimSpace(line)
}

// escapeWords escapes the text of \text, which treeblood leaves as it is.
func escapeWords(element string) string {
	m := words.FindStringSubmatch(element)
	return m[1] + html.EscapeString(html.UnescapeString(m[2])) + m[3]
}

var (
	operator   = regexp.MustCompile(`\\operatorname\{([A-Za-z]+)\}`) // treeblood does not know it
	unread     = regexp.MustCompile(`<merror(?: title="([^"]*)")?>([^<]*)`)
	annotation = regexp.MustCompile(`(<annotation[^>]*>)[^<]*<`)
	named      = regexp.MustCompile(`&[A-Za-z]+;`)
	words      = regexp.MustCompile(`(<mtext[^>]*>)(.*?)(</mtext>)`)
)
