package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// peak is the most memory that a renderer of the browser has held, in bytes; 0
// where the system does not tell.
func (b *browser) peak() (most int64) {
	for _, dir := range renderers(b.pid()) {
		kilobytes, _ := strconv.ParseInt(field(dir+"/status", "VmHWM:"), 10, 64)
		most = max(most, kilobytes<<10)
	}
	return most
}

// renderers is the renderers among the processes under top, as folders under
// /proc.
func renderers(top int) (all []string) {
	children := map[string][]string{}
	paths, _ := filepath.Glob("/proc/[0-9]*/status")
	for _, path := range paths {
		parent := field(path, "PPid:")
		children[parent] = append(children[parent], filepath.Dir(path))
	}
	var walk func(pid string)
	walk = func(pid string) {
		for _, dir := range children[pid] {
			command, _ := os.ReadFile(dir + "/cmdline")
			if strings.Contains(string(command), "--type=renderer") {
				all = append(all, dir)
			}
			walk(filepath.Base(dir))
		}
	}
	walk(fmt.Sprint(top))
	return all
}

// field is the first word after a name in a status file.
func field(path, name string) string {
	text, _ := os.ReadFile(path)
	_, rest, _ := strings.Cut(string(text), "\n"+name)
	if words := strings.Fields(rest); len(words) > 0 {
		return words[0]
	}
	return ""
}
