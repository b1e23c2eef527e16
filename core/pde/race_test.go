//go:build race

package pde

// Under the race detector more is allocated than is asked for.
func init() { racing = true }
