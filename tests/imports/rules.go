package imports

import (
	"path"
	"slices"
	"strings"
)

// A graph holds, by name or pattern, what may be imported at first hand.
type graph map[string][]string

// parse reads rules as policy writes them. A pattern may end in "/*", any one
// folder, or in "/...", anything at all.
func parse(text string) graph {
	g := graph{}
	for rule := range strings.SplitSeq(text, ";") {
		var below []string
		for level := range strings.SplitSeq(rule, "<") {
			var names []string
			for name := range strings.SplitSeq(level, ",") {
				if name = strings.TrimSpace(name); name != "" {
					names = append(names, name)
					g[name] = append(g[name], below...)
				}
			}
			below = names
		}
	}
	return g
}

// matches tells whether a package is one of the pattern's.
func matches(pattern, pkg string) bool {
	if stem, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == stem || strings.HasPrefix(pkg, stem+"/")
	}
	ok, err := path.Match(pattern, pkg)
	return ok && err == nil
}

// names tells whether the rules speak of a package.
func (g graph) names(pkg string) bool {
	for pattern := range g {
		if matches(pattern, pkg) {
			return true
		}
	}
	return false
}

// allows tells whether pkg may import what, at first hand or through what it
// may import.
func (g graph) allows(pkg, what string) bool {
	seen := map[string]bool{}
	var visit func(pattern string) bool
	visit = func(pattern string) bool {
		if seen[pattern] {
			return false
		}
		seen[pattern] = true
		return slices.ContainsFunc(g[pattern], func(p string) bool { return matches(p, what) || visit(p) })
	}
	for pattern := range g {
		if matches(pattern, pkg) && visit(pattern) {
			return true
		}
	}
	return false
}

// allowsDirectly is allows without what lies beyond.
func (g graph) allowsDirectly(pkg, what string) bool {
	for pattern, below := range g {
		if matches(pattern, pkg) && slices.ContainsFunc(below, func(p string) bool { return matches(p, what) }) {
			return true
		}
	}
	return false
}
