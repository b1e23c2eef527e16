//go:build race

package chem

// raced: the race detector makes pools of scratch forget, so that calls allocate.
const raced = true
