//go:build goexperiment.simd

#include "textflag.h"

// A column of tiles of the vector product, for the widths of WebAssembly: 4 rows
// of two vectors in V0 to V7, a row of B in V8 and V9. The assembler keeps all
// that in locals, which the browser's compiler keeps in registers, without the
// checks and jumps that Go's own loop has. With more rows, or two steps of k a
// turn, that compiler runs out of its sixteen registers.
//
// for each tile, down C and A:
//	V0 … V7 = add ? C : 0
//	for each k: V(2i), V(2i+1) += splat(a[i])·(V8, V9)
//	C = V0 … V7
//
// R0 is the row of C at hand, R1 the distance of rows in bytes, R2 four numbers
// of A, R3 the distance to those of the next k, R4 the panel of B at hand, R5 its
// end, R6 its beginning, R7 the tile's A, R8 the distance to the next tile's, R9
// whether to add, R10 how many tiles remain.

// A splatting load is written without its two immediates: UNDEF happens to be
// written as the zero that is wanted for the alignment, and the comparisons below
// as the byte of the offset. So the pointer to A stays 72 bytes behind.
#define BEHIND 72
#define AT72 I32LtS
#define AT76 I32LeS
#define AT80 I64Eqz
#define AT84 I64LtU
#define AT88 I64LeU
#define AT96 F32Ge
#define SPLAT32(offset) Get R2; I32WrapI64; V128Load32Splat; UNDEF; offset
#define SPLAT64(offset) Get R2; I32WrapI64; V128Load64Splat; UNDEF; offset

#define ROW32(offset, left, right) \
	Get left; SPLAT32(offset); Tee V10; Get V8; F32x4Mul; F32x4Add; Set left; \
	Get right; Get V10; Get V9; F32x4Mul; F32x4Add; Set right

#define ROW64(offset, left, right) \
	Get left; SPLAT64(offset); Tee V10; Get V8; F64x2Mul; F64x2Add; Set left; \
	Get right; Get V10; Get V9; F64x2Mul; F64x2Add; Set right

#define LOADB V128Load 0(R4); Set V8; V128Load 16(R4); Set V9

#define ADD(r, s) Get r; Get s; I64Add; Set r

// NEXTK leaves on the stack whether there is one.
#define NEXTK ADD(R2, R3); Get R4; I64Const $32; I64Add; Tee R4; Get R5; I64Ne

#define NEXTTILE ADD(R7, R8); Get R10; I64Const $-1; I64Add; Tee R10; I64Eqz; I32Eqz

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
	I64Load a+16(FP); I64Const $-BEHIND; I64Add; Set R7; \
	I64Load next+24(FP); Set R8; \
	I64Load along+32(FP); Set R3; \
	I64Load b+40(FP); Tee R6; \
	I64Load k+48(FP); I64Const $5; I64Shl; I64Add; Set R5; \
	I64Load add+56(FP); Set R9; \
	I64Load tiles+64(FP); Set R10

#define BEGIN \
	Get R7; Set R2; Get R6; Set R4; \
	Get R9; I32WrapI64; \
	If; \
	Get R0; \
	TAKE(V0, V1); TAKE(V2, V3); TAKE(V4, V5); TAKE(V6, V7); \
	Set R0; \
	Else; \
	ZERO(V0); ZERO(V1); ZERO(V2); ZERO(V3); ZERO(V4); ZERO(V5); ZERO(V6); ZERO(V7); \
	End

#define FINISH PUT(V0, V1); PUT(V2, V3); PUT(V4, V5); PUT(V6, V7)

// func tilesWasm32(c *float32, ldc int, a *float32, next, along int, b *float32, k, add, tiles int)
TEXT ·tilesWasm32(SB), NOSPLIT, $0-72
	ARGUMENTS
	Loop
		BEGIN
		Loop
			LOADB
			ROW32(AT72, V0, V1)
			ROW32(AT76, V2, V3)
			ROW32(AT80, V4, V5)
			ROW32(AT84, V6, V7)
			NEXTK
			BrIf $0
		End
		FINISH
		NEXTTILE
		BrIf $0
	End
	RET

// func tilesWasm64(c *float64, ldc int, a *float64, next, along int, b *float64, k, add, tiles int)
TEXT ·tilesWasm64(SB), NOSPLIT, $0-72
	ARGUMENTS
	Loop
		BEGIN
		Loop
			LOADB
			ROW64(AT72, V0, V1)
			ROW64(AT80, V2, V3)
			ROW64(AT88, V4, V5)
			ROW64(AT96, V6, V7)
			NEXTK
			BrIf $0
		End
		FINISH
		NEXTTILE
		BrIf $0
	End
	RET
