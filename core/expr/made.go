package expr

import "slices"

// A made name stands for an expression of variables, parameters and other made
// names, as k does in k = a/b. Its tree is put in its place.
type made struct {
	name         Token
	of           *Node
	under, ready bool // the names in its tree are being resolved, and are
}

// maxMade bounds the nodes of a system in which names are made of others: each may be
// twice as long as that before.
const maxMade = 2000

// define keeps a name and what it is made of.
func (r *reader) define(name Token, of *Node) error {
	if t := r.peek(); t.Text == "in" {
		return r.fail(t.At, "%s is made of others, and its range follows from theirs", name.Text)
	}
	r.made = append(r.made, made{name: name, of: of})
	return nil
}

// madeOf is the made name of a text, nil where there is none.
func (r *reader) madeOf(text string) *made {
	i := slices.IndexFunc(r.made, func(m made) bool { return m.name.Text == text })
	if i < 0 {
		return nil
	}
	return &r.made[i]
}

// settle resolves the names in the tree of a made name, once.
func (r *reader) settle(m *made) error {
	if m.ready {
		return nil
	}
	m.under = true
	err := r.resolveNames(m.of)
	m.under, m.ready = false, err == nil
	return err
}

// size is how many nodes a tree has, counted up to a little more than most.
func (n *Node) size(most int) int {
	all := 1
	for _, a := range n.Args {
		if all <= most {
			all += a.size(most - all)
		}
	}
	return all
}
