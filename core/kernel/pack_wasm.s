//go:build goexperiment.simd

#include "textflag.h"

// Four strips, R1 to R4, into four columns of a panel, R0, whose rows lie R6 bytes
// apart: four k an iteration, R5 iterations.
//
//	to[i·apart + s] = strip s at i

#define PUT32(at) \
	Get R0; I32WrapI64; F32Load at(R1); F32Store $0; \
	Get R0; I32WrapI64; F32Load at(R2); F32Store $4; \
	Get R0; I32WrapI64; F32Load at(R3); F32Store $8; \
	Get R0; I32WrapI64; F32Load at(R4); F32Store $12; SUM(R0, R0, R6)

#define PUT64(at) \
	Get R0; I32WrapI64; F64Load at(R1); F64Store $0; \
	Get R0; I32WrapI64; F64Load at(R2); F64Store $8; \
	Get R0; I32WrapI64; F64Load at(R3); F64Store $16; \
	Get R0; I32WrapI64; F64Load at(R4); F64Store $24; SUM(R0, R0, R6)

#define MOVE(r, bytes) Get r; I64Const $bytes; I64Add; Set r

#define NEXT(bytes) \
	MOVE(R1, bytes); MOVE(R2, bytes); MOVE(R3, bytes); MOVE(R4, bytes); \
	Get R5; I64Const $-1; I64Add; Tee R5; I64Eqz; I32Eqz

#define SUM(to, r, s) Get r; Get s; I64Add; Set to

#define ARGUMENTS \
	I64Load to+0(FP); Set R0; \
	I64Load apart+8(FP); Set R6; \
	I64Load from+16(FP); Set R1; \
	I64Load across+24(FP); Set R5; \
	SUM(R2, R1, R5); SUM(R3, R2, R5); SUM(R4, R3, R5); \
	I64Load iterations+32(FP); Set R5

// func packWasm32(to *float32, apart int, from *float32, across, iterations int)
TEXT ·packWasm32(SB), NOSPLIT, $0-40
	ARGUMENTS
	Loop
		PUT32(0)
		PUT32(4)
		PUT32(8)
		PUT32(12)
		NEXT(16)
		BrIf $0
	End
	RET

// func packWasm64(to *float64, apart int, from *float64, across, iterations int)
TEXT ·packWasm64(SB), NOSPLIT, $0-40
	ARGUMENTS
	Loop
		PUT64(0)
		PUT64(8)
		PUT64(16)
		PUT64(24)
		NEXT(32)
		BrIf $0
	End
	RET
