// Package hostile gives every lab what nobody should: snapshots that were spoilt,
// settings drawn at random, pointers in impossible places. None may panic, hang
// or be answered by anything but a sentence.
package hostile
