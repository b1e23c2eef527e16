//go:build !race

// Package raced tells tests whether the race detector is at work: it allocates, and
// makes pools forget what they hold, so that what is allocated cannot be counted.
package raced

// On is whether the race detector is at work.
const On = false
