package pde

import (
	"strings"

	"residual/core/lab"
	"residual/core/law"
)

// echo is what is understood of a text while it is typed: the laws and conditions,
// what kind of problem they make, and what is to be remarked.
func echo(text string) lab.Echo {
	text = textOf(text)
	p, err := law.Parse(text)
	if err != nil {
		return lab.Echo{Wrong: wrong(text, err)}
	}
	e := lab.Echo{MathML: p.MathML(), Remarks: []string{understood(p)}}
	for _, grave := range []bool{true, false} {
		for _, r := range p.Remarks() {
			if r.Grave == grave {
				e.Remarks = append(e.Remarks, r.Text)
			}
		}
	}
	return e
}

// understood is a problem in a few words: of which kind it is, and with how many
// conditions.
func understood(p *law.Problem) string {
	words := []string{p.Degree().String()}
	if k := p.Kind(); k != "" {
		words = append(words, k)
	}
	if p.Degree() == law.Free {
		words = words[1:]
	}
	return strings.Join(append(words, lab.Count(len(p.Conditions), "condition")), ", ")
}
