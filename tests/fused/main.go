// Command fused looks for fused multiply–adds in programs for linux/arm64:
//
//	fused PROGRAM …
//
// It prints one line a function that has some and is not among the exceptions,
// and exits with 1 if there is one. A fused multiply–add rounds once where the
// engine promises two roundings, so one of them is enough to change a digest.
package main

import (
	"debug/elf"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
)

// Exceptions are the functions that may fuse, and why.
var exceptions = map[string]string{
	"math.archExp.abi0": "assembly of package math, which the engine's packages do not call",
}

func main() {
	code := 0
	for _, name := range os.Args[1:] {
		if err := check(name); err != nil {
			fmt.Fprintf(os.Stderr, "fused: %s: %v\n", name, err)
			code = 1
		}
	}
	os.Exit(code)
}

// check is an error if a function of the program fuses that is no exception, or
// if an exception does not fuse: then the list is out of date, or the scan blind.
func check(program string) error {
	found, err := scan(program)
	if err != nil {
		return err
	}
	var faults []error
	for _, f := range slices.Sorted(maps.Keys(found)) {
		if _, ok := exceptions[f]; !ok {
			faults = append(faults, fmt.Errorf("%s has %d fused multiply–adds", f, found[f]))
		}
	}
	for f := range exceptions {
		if found[f] == 0 {
			faults = append(faults, fmt.Errorf("%s is an exception and fuses nothing", f))
		}
	}
	return errors.Join(faults...)
}

// scan counts the fused multiply–adds of every function that has some.
func scan(program string) (map[string]int, error) {
	file, err := elf.Open(program)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text := file.Section(".text")
	if file.Machine != elf.EM_AARCH64 || text == nil {
		return nil, errors.New("not a program for arm64")
	}
	code, err := text.Data()
	if err != nil {
		return nil, err
	}
	symbols, err := file.Symbols()
	if err != nil {
		return nil, err
	}
	found := map[string]int{}
	for _, s := range symbols {
		if elf.ST_TYPE(s.Info) == elf.STT_FUNC && s.Value >= text.Addr && s.Value+s.Size <= text.Addr+text.Size {
			if n := count(code[s.Value-text.Addr:][:s.Size]); n > 0 {
				found[s.Name] += n
			}
		}
	}
	return found, nil
}

// count is how many of the instructions fuse.
func count(code []byte) int {
	n := 0
	for ; len(code) >= 4; code = code[4:] {
		if fuses(binary.LittleEndian.Uint32(code)) {
			n++
		}
	}
	return n
}
