// Command join makes wasm programs smaller to send: join FILE …
//
// Go's linker leaves out runs of eight zeros or more and so cuts a program's
// data into tens of thousands of segments, each with an address of its own,
// which compress badly: its table of functions alone, where two bytes of every
// twenty are set, is a tenth of the whole. join writes segments that stand
// close together as one, zeros and all. The file grows by a tenth; its gzip
// shrinks by a fourteenth. The memory it describes is the same.
//
// The format is that of the WebAssembly core specification, chapter 5: a head
// of eight bytes, then sections, each an id, a length and so many bytes. Only
// section 11, data, is rewritten.
package main

import (
	"fmt"
	"os"
)

// Segments that are fewer bytes apart than this are joined. Beyond 64 nothing
// more is gained.
const near = 64

func main() {
	for _, name := range os.Args[1:] {
		if err := rewrite(name); err != nil {
			fmt.Fprintln(os.Stderr, "join:", err)
			os.Exit(1)
		}
	}
}

func rewrite(name string) error {
	program, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	joined, err := join(program)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(name, joined, 0o644)
}
