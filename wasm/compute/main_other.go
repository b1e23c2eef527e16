//go:build !js

package main

import "os"

// main says what this is: elsewhere than in a browser only its tests are of
// use.
func main() {
	os.Stderr.WriteString("compute runs in a browser's Worker; build it with GOOS=js GOARCH=wasm\n")
	os.Exit(2)
}
