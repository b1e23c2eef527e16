//go:build goexperiment.simd

#include "textflag.h"

// A column of tiles of the vector product, for the widths of WebAssembly: 4 rows
// of two vectors in V0 to V7, a row of B in V8 and V9. The assembler keeps all
// that in locals, which the browser's compiler keeps in registers, without the
// checks and jumps that Go's own loop has. With more rows that compiler runs out
// of its sixteen registers.
//
// for each tile, down C and A:
//	V0 … V7 = add ? C : 0
//	for each k: V(2i), V(2i+1) += splat(a_ik)·(V8, V9)
//	C = V0 … V7
//
// R0 is the row of C at hand, R1 the distance of rows in bytes; R2 is the row of B
// at hand, R3 the end, R14 the end of the whole iterations of four rows, R4 the
// beginning; R5 is the tile's A, R6 the distance to the next tile's, R7 whether to
// add, R8 how many tiles remain. The numbers of A for the k at hand begin at R9.

// A splatting load is written without its two immediates: UNDEF happens to be
// written as the zero that is wanted for the alignment, and the comparisons below
// as the byte of the offset. So the pointers to A stay 72 bytes behind.
#define BEHIND 72
#define AT72 I32LtS
#define AT76 I32LeS
#define AT80 I64Eqz
#define AT84 I64LtU
#define AT88 I64LeU
#define AT96 F32Ge
#define SPLAT32(a, offset) Get a; I32WrapI64; V128Load32Splat; UNDEF; offset
#define SPLAT64(a, offset) Get a; I32WrapI64; V128Load64Splat; UNDEF; offset

#define ROW32(a, offset, left, right) \
	Get left; SPLAT32(a, offset); Tee V10; Get V8; F32x4Mul; F32x4Add; Set left; \
	Get right; Get V10; Get V9; F32x4Mul; F32x4Add; Set right

#define ROW64(a, offset, left, right) \
	Get left; SPLAT64(a, offset); Tee V10; Get V8; F64x2Mul; F64x2Add; Set left; \
	Get right; Get V10; Get V9; F64x2Mul; F64x2Add; Set right

#define LOADB(at) V128Load at(R2); Set V8; V128Load (at+16)(R2); Set V9

#define ADD(r, s) Get r; Get s; I64Add; Set r

// NEXTK moves to a row of B and leaves on the stack whether it lies before end.
#define NEXTK(bytes, end) Get R2; I64Const $bytes; I64Add; Tee R2; Get end; I64Ne

// WHILE does what comes before END over and over, if there is a row of B before
// end.
#define WHILE(end) Get R2; Get end; I64Ne; If; Loop
#define END(bytes, end) NEXTK(bytes, end); BrIf $0; End; End

#define NEXTTILE ADD(R5, R6); Get R8; I64Const $-1; I64Add; Tee R8; I64Eqz; I32Eqz

#define TAKE(left, right) \
	V128Load 0(R0); Set left; V128Load 16(R0); Set right; ADD(R0, R1)

#define ZERO(v) V128Const $0, $0; Set v

// A store forgets its offset, so the address is worked out.
#define PUT(left, right) \
	Get R0; I32WrapI64; Get left; V128Store $0; \
	Get R0; I32WrapI64; I32Const $16; I32Add; Get right; V128Store $0; ADD(R0, R1)

#define ARGUMENTS \
	I64Load c+0(FP); Set R0; \
	I64Load ldc+8(FP); Set R1; \
	I64Load a+16(FP); I64Const $-BEHIND; I64Add; Set R5; \
	I64Load next+24(FP); Set R6; \
	I64Load b+40(FP); Tee R4; \
	I64Load k+48(FP); I64Const $5; I64Shl; I64Add; Set R3; \
	Get R4; I64Load k+48(FP); I64Const $2; I64ShrU; I64Const $7; I64Shl; I64Add; Set R14; \
	I64Load add+56(FP); Set R7; \
	I64Load tiles+64(FP); Set R8

#define BEGIN \
	Get R5; Set R9; Get R4; Set R2; \
	Get R7; I32WrapI64; \
	If; \
	Get R0; \
	TAKE(V0, V1); TAKE(V2, V3); TAKE(V4, V5); TAKE(V6, V7); \
	Set R0; \
	Else; \
	ZERO(V0); ZERO(V1); ZERO(V2); ZERO(V3); ZERO(V4); ZERO(V5); ZERO(V6); ZERO(V7); \
	End

#define FINISH PUT(V0, V1); PUT(V2, V3); PUT(V4, V5); PUT(V6, V7)

// The four numbers side by side, those of the next k R10 further on.

#define COLUMN32(at) \
	LOADB(at); \
	ROW32(R9, AT72, V0, V1); ROW32(R9, AT76, V2, V3); \
	ROW32(R9, AT80, V4, V5); ROW32(R9, AT84, V6, V7); ADD(R9, R10)

#define COLUMN64(at) \
	LOADB(at); \
	ROW64(R9, AT72, V0, V1); ROW64(R9, AT80, V2, V3); \
	ROW64(R9, AT88, V4, V5); ROW64(R9, AT96, V6, V7); ADD(R9, R10)

// The four numbers in rows of their own, R9 to R12, R13 apart.

#define ROWS I64Load down+32(FP); Set R13
#define AFTER(to, r) Get r; Get R13; I64Add; Set to
#define FOURROWS AFTER(R10, R9); AFTER(R11, R10); AFTER(R12, R11)
#define MOVE(r, bytes) Get r; I64Const $bytes; I64Add; Set r
#define MOVEALL(bytes) MOVE(R9, bytes); MOVE(R10, bytes); MOVE(R11, bytes); MOVE(R12, bytes)

#define STEP32(at, offset) \
	LOADB(at); \
	ROW32(R9, offset, V0, V1); ROW32(R10, offset, V2, V3); \
	ROW32(R11, offset, V4, V5); ROW32(R12, offset, V6, V7)

#define STEP64(at, offset) \
	LOADB(at); \
	ROW64(R9, offset, V0, V1); ROW64(R10, offset, V2, V3); \
	ROW64(R11, offset, V4, V5); ROW64(R12, offset, V6, V7)

// func tilesWasm32(c *float32, ldc int, a *float32, next, along int, b *float32, k, add, tiles int)
TEXT ·tilesWasm32(SB), NOSPLIT, $0-72
	ARGUMENTS
	I64Load along+32(FP)
	Set R10
	Loop
		BEGIN
		WHILE(R14)
			COLUMN32(0)
			COLUMN32(32)
			COLUMN32(64)
			COLUMN32(96)
		END(128, R14)
		WHILE(R3)
			COLUMN32(0)
		END(32, R3)
		FINISH
		NEXTTILE
		BrIf $0
	End
	RET

// func tilesWasm64(c *float64, ldc int, a *float64, next, along int, b *float64, k, add, tiles int)
TEXT ·tilesWasm64(SB), NOSPLIT, $0-72
	ARGUMENTS
	I64Load along+32(FP)
	Set R10
	Loop
		BEGIN
		WHILE(R14)
			COLUMN64(0)
			COLUMN64(32)
			COLUMN64(64)
			COLUMN64(96)
		END(128, R14)
		WHILE(R3)
			COLUMN64(0)
		END(32, R3)
		FINISH
		NEXTTILE
		BrIf $0
	End
	RET

// func rowsWasm32(c *float32, ldc int, a *float32, next, down int, b *float32, k, add, tiles int)
TEXT ·rowsWasm32(SB), NOSPLIT, $0-72
	ARGUMENTS
	ROWS
	Loop
		BEGIN
		FOURROWS
		WHILE(R14)
			STEP32(0, AT72)
			STEP32(32, AT76)
			STEP32(64, AT80)
			STEP32(96, AT84)
			MOVEALL(16)
		END(128, R14)
		WHILE(R3)
			STEP32(0, AT72)
			MOVEALL(4)
		END(32, R3)
		FINISH
		NEXTTILE
		BrIf $0
	End
	RET

// func rowsWasm64(c *float64, ldc int, a *float64, next, down int, b *float64, k, add, tiles int)
TEXT ·rowsWasm64(SB), NOSPLIT, $0-72
	ARGUMENTS
	ROWS
	Loop
		BEGIN
		FOURROWS
		WHILE(R14)
			STEP64(0, AT72)
			STEP64(32, AT80)
			STEP64(64, AT88)
			STEP64(96, AT96)
			MOVEALL(32)
		END(128, R14)
		WHILE(R3)
			STEP64(0, AT72)
			MOVEALL(8)
		END(32, R3)
		FINISH
		NEXTTILE
		BrIf $0
	End
	RET
