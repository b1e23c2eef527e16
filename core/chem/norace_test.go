//go:build !race

package chem

const raced = false
