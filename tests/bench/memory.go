package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// peakOfChildren is the largest high-water mark of resident memory among the
// renderers under process top, in bytes; 0 where the system does not tell.
func peakOfChildren(top int) (most int64) {
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
				kilobytes, _ := strconv.ParseInt(field(dir+"/status", "VmHWM:"), 10, 64)
				most = max(most, kilobytes<<10)
			}
			walk(filepath.Base(dir))
		}
	}
	walk(fmt.Sprint(top))
	return most
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
