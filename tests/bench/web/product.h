// C (m×n) = A·B for one type of NUMBER; strides say how A and B are stored.
// Panels of A (ROWS high) and B (two vectors wide) are packed and filled up with
// zeros, so that the innermost loop is always the same.
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define WIDE (2 * LANES)

static void JOIN(NAME, _pack)(NUMBER *to, const NUMBER *from, int width, int have, int k, int across, int along) {
  for (int p = 0; p < k; p++, from += along, to += width)
    for (int i = 0; i < width; i++) to[i] = i < have ? from[i * across] : 0;
}

static void JOIN(NAME, _tile)(int k, const NUMBER *a, const NUMBER *b, NUMBER *c, int ldc, int rows, int cols, int add) {
  v128_t sum[ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < ROWS; i++) sum[i][0] = sum[i][1] = VECTOR(splat)(0);
  for (int p = 0; p < k; p++, a += ROWS, b += WIDE) {
    v128_t b0 = wasm_v128_load(b), b1 = wasm_v128_load(b + LANES);
#pragma clang loop unroll(full)
    for (int i = 0; i < ROWS; i++) {
      v128_t s = VECTOR(splat)(a[i]);
      sum[i][0] = VECTOR(add)(sum[i][0], VECTOR(mul)(s, b0));
      sum[i][1] = VECTOR(add)(sum[i][1], VECTOR(mul)(s, b1));
    }
  }
  const NUMBER *got = (const NUMBER *)sum;
  if (rows == ROWS && cols == WIDE && !add) {
#pragma clang loop unroll(full)
    for (int i = 0; i < ROWS; i++) {
      wasm_v128_store(c + i * ldc, sum[i][0]);
      wasm_v128_store(c + i * ldc + LANES, sum[i][1]);
    }
    return;
  }
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < cols; j++) c[i * ldc + j] = got[i * WIDE + j] + (add ? c[i * ldc + j] : 0);
}

EXPORT(NAME)
void NAME(int m, int k, int n, const NUMBER *a, int ai, int ak, const NUMBER *b, int bk, int bj, NUMBER *c, NUMBER *work) {
  NUMBER *pa = work, *pb = work + ROWS * DEPTH;
  for (int p = 0; p < k; p += DEPTH) {
    int depth = k - p < DEPTH ? k - p : DEPTH;
    for (int j = 0; j < n; j += WIDE)
      JOIN(NAME, _pack)(pb + j * depth, b + p * bk + j * bj, WIDE, n - j, depth, bj, bk);
    for (int i = 0; i < m; i += ROWS) {
      int rows = m - i < ROWS ? m - i : ROWS;
      JOIN(NAME, _pack)(pa, a + i * ai + p * ak, ROWS, rows, depth, ai, ak);
      for (int j = 0; j < n; j += WIDE)
        JOIN(NAME, _tile)(depth, pa, pb + j * depth, c + i * n + j, n, rows, n - j < WIDE ? n - j : WIDE, p > 0);
    }
  }
}

#undef NUMBER
#undef LANES
#undef VECTOR
#undef NAME
#undef JOIN_
#undef JOIN
#undef WIDE
