//go:build goexperiment.simd

#include "textflag.h"

// One tile of the vector product, for the widths of WebAssembly: 6 rows of two
// vectors in V0 to V11, a row of B in V12 and V13. The assembler keeps all that
// in locals, which the browser's compiler keeps in registers, without the checks
// and jumps that Go's own loop has. Sums begin at zero, as locals do.
//
// R0 is the row of C at hand, R1 the distance of rows in bytes, R2 and R3 the
// panels of A and B, R4 how many k remain.

#define ROW32(at, left, right) \
	F32Load at(R2); F32x4Splat; Tee V14; Get V12; F32x4Mul; Get left; F32x4Add; Set left; \
	Get V14; Get V13; F32x4Mul; Get right; F32x4Add; Set right

#define STEP32(a, b) \
	V128Load (b+0)(R3); Set V12; V128Load (b+16)(R3); Set V13; \
	ROW32((a+0), V0, V1); ROW32((a+4), V2, V3); ROW32((a+8), V4, V5); \
	ROW32((a+12), V6, V7); ROW32((a+16), V8, V9); ROW32((a+20), V10, V11)

#define ROW64(at, left, right) \
	F64Load at(R2); F64x2Splat; Tee V14; Get V12; F64x2Mul; Get left; F64x2Add; Set left; \
	Get V14; Get V13; F64x2Mul; Get right; F64x2Add; Set right

#define STEP64(a, b) \
	V128Load (b+0)(R3); Set V12; V128Load (b+16)(R3); Set V13; \
	ROW64((a+0), V0, V1); ROW64((a+8), V2, V3); ROW64((a+16), V4, V5); \
	ROW64((a+24), V6, V7); ROW64((a+32), V8, V9); ROW64((a+40), V10, V11)

#define ADVANCE(r, bytes) Get r; I64Const $bytes; I64Add; Set r

#define NEXTROW Get R0; Get R1; I64Add; Set R0

#define TAKE(left, right) \
	V128Load 0(R0); Set left; V128Load 16(R0); Set right; NEXTROW

// A store forgets its offset, so the address is worked out.
#define PUT(left, right) \
	Get R0; I32WrapI64; Get left; V128Store $0; \
	Get R0; I32WrapI64; I32Const $16; I32Add; Get right; V128Store $0; NEXTROW

#define ARGUMENTS \
	Get SP; I64Load c+0(FP); Set R0; \
	Get SP; I64Load ldc+8(FP); Set R1; \
	Get SP; I64Load a+16(FP); Set R2; \
	Get SP; I64Load b+24(FP); Set R3; \
	Get SP; I64Load k+32(FP); Set R4; \
	Get SP; I64Load add+40(FP); I32WrapI64; \
	If; \
	Get R0; \
	TAKE(V0, V1); TAKE(V2, V3); TAKE(V4, V5); \
	TAKE(V6, V7); TAKE(V8, V9); TAKE(V10, V11); \
	Set R0; \
	End

#define RESULTS \
	PUT(V0, V1); PUT(V2, V3); PUT(V4, V5); \
	PUT(V6, V7); PUT(V8, V9); PUT(V10, V11)

// func tileWasm32(c *float32, ldc int, a, b *float32, k, add int)
TEXT ·tileWasm32(SB), NOSPLIT, $0-48
	ARGUMENTS
	Loop
		Get R4
		I64Const $2
		I64GeS
		If
			STEP32(0, 0)
			STEP32(24, 32)
			ADVANCE(R2, 48)
			ADVANCE(R3, 64)
			ADVANCE(R4, -2)
			Br $1
		End
	End
	Get R4
	I32WrapI64
	If
		STEP32(0, 0)
	End
	RESULTS
	RET

// func tileWasm64(c *float64, ldc int, a, b *float64, k, add int)
TEXT ·tileWasm64(SB), NOSPLIT, $0-48
	ARGUMENTS
	Loop
		Get R4
		I64Const $2
		I64GeS
		If
			STEP64(0, 0)
			STEP64(48, 32)
			ADVANCE(R2, 96)
			ADVANCE(R3, 64)
			ADVANCE(R4, -2)
			Br $1
		End
	End
	Get R4
	I32WrapI64
	If
		STEP64(0, 0)
	End
	RESULTS
	RET
