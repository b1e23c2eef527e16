//go:build race

package raced

// On is whether the race detector is at work.
const On = true
