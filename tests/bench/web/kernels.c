// The practical limit: a product of matrices and a stencil in C for wasm SIMD,
// one thread, no relaxed arithmetic.
#include <wasm_simd128.h>

#define EXPORT_(name) __attribute__((export_name(#name)))
#define EXPORT(name) EXPORT_(name)

extern unsigned char __heap_base;
EXPORT(heap) void *heap(void) { return &__heap_base; }

// A tile of C is ROWS high and two vectors wide: V8 keeps 8 sums in registers and
// spills 12. DEPTH is the height of a block of k.
enum { ROWS = 4, DEPTH = 256 };

// scratch is the numbers of working room for a product with n columns.
EXPORT(scratch) int scratch(int n) { return DEPTH * (n + 16) + ROWS * DEPTH; }

#define NUMBER float
#define LANES 4
#define VECTOR(op) wasm_f32x4_##op
#define NAME product32
#include "product.h"

#define NUMBER double
#define LANES 2
#define VECTOR(op) wasm_f64x2_##op
#define NAME product64
#include "product.h"

// Explicit heat steps on n×n cells, the edge held fixed; an even number of
// steps ends in u.
EXPORT(stencil) void stencil(int n, int steps, float r, float *restrict u, float *restrict v) {
  for (int s = 0; s < steps; s++) {
    const float *restrict from = s % 2 ? v : u;
    float *restrict to = s % 2 ? u : v;
    for (int y = 1; y + 1 < n; y++) {
      const float *mid = from + y * n, *below = mid - n, *above = mid + n;
      float *row = to + y * n;
      for (int x = 1; x + 1 < n; x++)
        row[x] = mid[x] + r * ((mid[x - 1] + mid[x + 1]) + (below[x] + above[x]) - 4 * mid[x]);
    }
  }
}

// What the processor can do: n turns of twelve sums in registers, each multiplied
// and added to, nothing read or written. The values stay near 1.
EXPORT(peak) float peak(int n) {
  const v128_t s = wasm_f32x4_splat(0.5f), t = wasm_f32x4_splat(0.5f);
  v128_t x[12];
#pragma clang loop unroll(full)
  for (int i = 0; i < 12; i++) x[i] = wasm_f32x4_splat(2 + i);
  for (int k = 0; k < n; k++)
#pragma clang loop unroll(full)
    for (int i = 0; i < 12; i++) x[i] = wasm_f32x4_add(wasm_f32x4_mul(x[i], s), t);
#pragma clang loop unroll(full)
  for (int i = 1; i < 12; i++) x[0] = wasm_f32x4_add(x[0], x[i]);
  return wasm_f32x4_extract_lane(x[0], 0);
}
