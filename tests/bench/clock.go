package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A clock is a thread whose processor time is read, as a folder under /proc:
// what else the machine does then costs a contender little. Where the system
// does not tell, a clock is empty and always at 0.
type clock string

// here is the clock of the calling thread.
const here clock = "/proc/thread-self"

// now is how long the thread has been on a processor.
func (c clock) now() time.Duration {
	text, _ := os.ReadFile(string(c) + "/schedstat")
	first, _, _ := strings.Cut(string(text), " ")
	ns, _ := strconv.ParseInt(first, 10, 64)
	return time.Duration(ns)
}

// workerClocks is the clocks of the Workers of the browser's pages.
func (b *browser) workerClocks() map[clock]bool {
	all := map[clock]bool{}
	for _, dir := range renderers(b.pid()) {
		threads, _ := filepath.Glob(dir + "/task/*")
		for _, t := range threads {
			name, _ := os.ReadFile(t + "/comm")
			if strings.HasPrefix(string(name), "DedicatedWorker") {
				all[clock(t)] = true
			}
		}
	}
	return all
}

// newClock is the clock that there was not before, if it is one.
func (b *browser) newClock(before map[clock]bool) clock {
	var found []clock
	for c := range b.workerClocks() {
		if !before[c] {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}
