//go:build goexperiment.simd

#include "textflag.h"

// The rows of Diffuse2 but for the first and the last, two vectors an iteration:
//
//	dst = c + r·(((left + right) + (below + above)) − 4c)
//
// for each row:
//	the first and the last place, which are neighbours
//	two vectors from place 1 on
//	iterations times: two vectors, where stores do not straddle the machine's lines
//	two vectors more, the last ones, some of which may be done already
//
// R0 is dst, R1 the row of c, R2 below, R3 above, all one place behind; R4 how
// many iterations remain, R5 how many there are, R6 the way to the last iteration, R7 how
// many rows remain, R8 the way from the first place of a row to the last; r is V0
// and F0 or F16, four V1 and F1 or F17.

#define VALUE32(at) \
	V128Load (at+4)(R1); Tee V2; Get V0; \
	V128Load at(R1); V128Load (at+8)(R1); F32x4Add; \
	V128Load (at+4)(R2); V128Load (at+4)(R3); F32x4Add; F32x4Add; \
	Get V1; Get V2; F32x4Mul; F32x4Sub; F32x4Mul; F32x4Add

#define VALUE64(at) \
	V128Load (at+8)(R1); Tee V2; Get V0; \
	V128Load at(R1); V128Load (at+16)(R1); F64x2Add; \
	V128Load (at+8)(R2); V128Load (at+8)(R3); F64x2Add; F64x2Add; \
	Get V1; Get V2; F64x2Mul; F64x2Sub; F64x2Mul; F64x2Add

// A store forgets its offset, so the address is worked out.
#define TO(bytes) Get R0; I32WrapI64; I32Const $bytes; I32Add

#define ITERATION32 TO(4); VALUE32(0); V128Store $0; TO(20); VALUE32(16); V128Store $0

#define ITERATION64 TO(8); VALUE64(0); V128Store $0; TO(24); VALUE64(16); V128Store $0

// The ends: R9 to R12 are the last places of the rows, and the one before.
#define PLACE32(c, left, right, below, above) \
	c; Tee F2; Get F0; left; right; F32Add; below; above; F32Add; F32Add; \
	Get F1; Get F2; F32Mul; F32Sub; F32Mul; F32Add; F32Store $0

#define PLACE64(c, left, right, below, above) \
	c; Tee F18; Get F16; left; right; F64Add; below; above; F64Add; F64Add; \
	Get F17; Get F18; F64Mul; F64Sub; F64Mul; F64Add; F64Store $0

#define SUM(to, r, bytes) Get r; bytes; I64Add; Set to

#define LASTS SUM(R9, R1, Get R8); SUM(R10, R2, Get R8); SUM(R11, R3, Get R8)

#define ENDS32 \
	LASTS; SUM(R12, R9, I64Const $-4); \
	Get R0; I32WrapI64; \
	PLACE32(F32Load 0(R1), F32Load 0(R9), F32Load 4(R1), F32Load 0(R2), F32Load 0(R3)); \
	Get R0; Get R8; I64Add; I32WrapI64; \
	PLACE32(F32Load 0(R9), F32Load 0(R12), F32Load 0(R1), F32Load 0(R10), F32Load 0(R11))

#define ENDS64 \
	LASTS; SUM(R12, R9, I64Const $-8); \
	Get R0; I32WrapI64; \
	PLACE64(F64Load 0(R1), F64Load 0(R9), F64Load 8(R1), F64Load 0(R2), F64Load 0(R3)); \
	Get R0; Get R8; I64Add; I32WrapI64; \
	PLACE64(F64Load 0(R9), F64Load 0(R12), F64Load 0(R1), F64Load 0(R10), F64Load 0(R11))

#define MOVEALL(bytes) SUM(R0, R0, bytes); SUM(R1, R1, bytes); SUM(R2, R2, bytes); SUM(R3, R3, bytes)

// COUNT leaves on the stack whether there is more.
#define COUNT(r) Get r; I64Const $-1; I64Add; Tee r; I64Eqz; I32Eqz

#define ARGUMENTS \
	I64Load dst+0(FP); Set R0; \
	I64Load mid+8(FP); Set R1; \
	I64Load below+16(FP); Set R2; \
	I64Load above+24(FP); Set R3; \
	I64Load iterations+32(FP); Set R5; \
	I64Load last+40(FP); Set R6; \
	I64Load rows+48(FP); Set R7; \
	I64Load end+56(FP); Set R8

// func torusWasm32(dst, mid, below, above *float32, iterations, last, rows, end int, r, four float32)
TEXT ·torusWasm32(SB), NOSPLIT, $0-72
	ARGUMENTS
	F32Load r+64(FP)
	Tee F0
	F32x4Splat
	Set V0
	F32Load four+68(FP)
	Tee F1
	F32x4Splat
	Set V1
	Loop
		ENDS32
		ITERATION32
		MOVEALL(I64Const $28)
		Get R5
		Set R4
		Loop
			ITERATION32
			MOVEALL(I64Const $32)
			COUNT(R4)
			BrIf $0
		End
		MOVEALL(Get R6)
		ITERATION32
		MOVEALL(I64Const $40)
		COUNT(R7)
		BrIf $0
	End
	RET

// func torusWasm64(dst, mid, below, above *float64, iterations, last, rows, end int, r, four float64)
TEXT ·torusWasm64(SB), NOSPLIT, $0-80
	ARGUMENTS
	F64Load r+64(FP)
	Tee F16
	F64x2Splat
	Set V0
	F64Load four+72(FP)
	Tee F17
	F64x2Splat
	Set V1
	Loop
		ENDS64
		ITERATION64
		MOVEALL(I64Const $24)
		Get R5
		Set R4
		Loop
			ITERATION64
			MOVEALL(I64Const $32)
			COUNT(R4)
			BrIf $0
		End
		MOVEALL(Get R6)
		ITERATION64
		MOVEALL(I64Const $48)
		COUNT(R7)
		BrIf $0
	End
	RET
