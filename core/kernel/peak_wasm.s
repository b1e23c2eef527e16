//go:build goexperiment.simd

#include "textflag.h"

// Twelve vectors of z in V0 to V11, a in V12, b in V13:
//
// for each block of twelve:
//	iterations times: Vi = Vi·a + b
//
// R0 is z, R1 how many iterations, R2 how many of them remain, R3 how many blocks.

#define TAKE(bytes, v) V128Load bytes(R0); Set v

// A store forgets its offset, so the address is worked out.
#define PUT(bytes, v) Get R0; I32WrapI64; I32Const $bytes; I32Add; Get v; V128Store $0

#define STEP32(v) Get v; Get V12; F32x4Mul; Get V13; F32x4Add; Set v
#define STEP64(v) Get v; Get V12; F64x2Mul; Get V13; F64x2Add; Set v

// COUNT leaves on the stack whether there is more.
#define COUNT(r) Get r; I64Const $-1; I64Add; Tee r; I64Eqz; I32Eqz

#define ARGUMENTS \
	I64Load z+0(FP); Set R0; \
	I64Load iterations+8(FP); Set R1; \
	I64Load blocks+16(FP); Set R3

#define BEGIN \
	TAKE(0, V0); TAKE(16, V1); TAKE(32, V2); TAKE(48, V3); TAKE(64, V4); TAKE(80, V5); \
	TAKE(96, V6); TAKE(112, V7); TAKE(128, V8); TAKE(144, V9); TAKE(160, V10); TAKE(176, V11); \
	Get R1; Set R2

#define FINISH \
	PUT(0, V0); PUT(16, V1); PUT(32, V2); PUT(48, V3); PUT(64, V4); PUT(80, V5); \
	PUT(96, V6); PUT(112, V7); PUT(128, V8); PUT(144, V9); PUT(160, V10); PUT(176, V11); \
	Get R0; I64Const $192; I64Add; Set R0

// func iterateWasm32(z *float32, iterations, blocks int, a, b float32)
TEXT ·iterateWasm32(SB), NOSPLIT, $0-32
	ARGUMENTS
	F32Load a+24(FP)
	F32x4Splat
	Set V12
	F32Load b+28(FP)
	F32x4Splat
	Set V13
	Loop
		BEGIN
		Loop
			STEP32(V0); STEP32(V1); STEP32(V2); STEP32(V3); STEP32(V4); STEP32(V5)
			STEP32(V6); STEP32(V7); STEP32(V8); STEP32(V9); STEP32(V10); STEP32(V11)
			COUNT(R2)
			BrIf $0
		End
		FINISH
		COUNT(R3)
		BrIf $0
	End
	RET

// func iterateWasm64(z *float64, iterations, blocks int, a, b float64)
TEXT ·iterateWasm64(SB), NOSPLIT, $0-40
	ARGUMENTS
	F64Load a+24(FP)
	F64x2Splat
	Set V12
	F64Load b+32(FP)
	F64x2Splat
	Set V13
	Loop
		BEGIN
		Loop
			STEP64(V0); STEP64(V1); STEP64(V2); STEP64(V3); STEP64(V4); STEP64(V5)
			STEP64(V6); STEP64(V7); STEP64(V8); STEP64(V9); STEP64(V10); STEP64(V11)
			COUNT(R2)
			BrIf $0
		End
		FINISH
		COUNT(R3)
		BrIf $0
	End
	RET
