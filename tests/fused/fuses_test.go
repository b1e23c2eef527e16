package main

import "testing"

// The encodings are those of LLVM's assembler.
func TestFuses(t *testing.T) {
	cases := []struct {
		instruction uint32
		text        string
		fuses       bool
	}{
		{0x1f420c20, "fmadd d0, d1, d2, d3", true},
		{0x1f028c20, "fmsub s0, s1, s2, s3", true},
		{0x1f7d73df, "fnmadd d31, d30, d29, d28", true},
		{0x1f628c20, "fnmsub d0, d1, d2, d3", true},
		{0x4e62cc20, "fmla v0.2d, v1.2d, v2.2d", true},
		{0x4ee2cc20, "fmls v0.2d, v1.2d, v2.2d", true},
		{0x4e3dcfdf, "fmla v31.4s, v30.4s, v29.4s", true},
		{0x0ea2cc20, "fmls v0.2s, v1.2s, v2.2s", true},
		{0x4fc21820, "fmla v0.2d, v1.2d, v2.d[1]", true},
		{0x4fb25820, "fmls v0.4s, v1.4s, v18.s[3]", true},
		{0x5fc21820, "fmla d0, d1, v2.d[1]", true},
		{0x5fb25820, "fmls s0, s1, v18.s[3]", true},

		{0x1e620820, "fmul d0, d1, d2", false},
		{0x1e622820, "fadd d0, d1, d2", false},
		{0x1e61c020, "fsqrt d0, d1", false},
		{0x4e62d420, "fadd v0.2d, v1.2d, v2.2d", false},
		{0x4ee2d420, "fsub v0.2d, v1.2d, v2.2d", false},
		{0x6e62dc20, "fmul v0.2d, v1.2d, v2.2d", false},
		{0x6e62fc20, "fdiv v0.2d, v1.2d, v2.2d", false},
		{0x4fa29020, "fmul v0.4s, v1.4s, v2.s[1]", false},
		{0x6ee2e420, "fcmgt v0.2d, v1.2d, v2.2d", false},
		{0x9b020c20, "madd x0, x1, x2, x3", false},
		{0x4ea29420, "mla v0.4s, v1.4s, v2.4s", false},
		{0x6fa20020, "mla v0.4s, v1.4s, v2.s[1]", false},
		{0x6f7d0420, "ushr v0.2d, v1.2d, #3", false},
	}
	for _, c := range cases {
		if fuses(c.instruction) != c.fuses {
			t.Errorf("%08x, %s: fuses is %v", c.instruction, c.text, !c.fuses)
		}
	}
}
