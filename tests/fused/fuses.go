package main

// Forms are the fused multiply–adds of A64 for numbers of 32 and 64 bits (Arm
// Architecture Reference Manual, C4.1): an instruction has a form if its bits
// under the mask are those of the form.
var forms = [...]struct{ mask, bits uint32 }{
	{0xff000000, 0x1f000000}, // FMADD, FMSUB, FNMADD, FNMSUB
	{0xbf20fc00, 0x0e20cc00}, // FMLA, FMLS of vectors
	{0xaf80b400, 0x0f801000}, // FMLA, FMLS by an element of a vector
}

// fuses tells whether the instruction rounds a product and a sum at once.
func fuses(instruction uint32) bool {
	for _, f := range forms {
		if instruction&f.mask == f.bits {
			return true
		}
	}
	return false
}
