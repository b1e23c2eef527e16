//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package kernel

// Without vectors the plain loops do all the work.

func fastAdd[T Float](z, x, y []T) int                                                     { return 0 }
func fastSub[T Float](z, x, y []T) int                                                     { return 0 }
func fastMul[T Float](z, x, y []T) int                                                     { return 0 }
func fastDiv[T Float](z, x, y []T) int                                                     { return 0 }
func fastScale[T Float](z []T, a T, x []T) int                                             { return 0 }
func fastAxpy[T Float](z []T, a T, x []T) int                                              { return 0 }
func fastAxpy4[T Float](z []T, a [4]T, x []T, ldx int) int                                 { return 0 }
func fastAddScalar[T Float](z []T, a T, x []T) int                                         { return 0 }
func fastFill[T Float](z []T, a T) int                                                     { return 0 }
func fastSqrt[T Float](z, x []T) int                                                       { return 0 }
func fastRecip[T Float](z, x []T) int                                                      { return 0 }
func fastExp[T Float](z, x []T) int                                                        { return 0 }
func fastTanh[T Float](z, x []T) int                                                       { return 0 }
func fastLog[T Float](z, x []T) int                                                        { return 0 }
func fastSin[T Float](z, x []T) int                                                        { return 0 }
func fastCos[T Float](z, x []T) int                                                        { return 0 }
func fastMulScaled[T Float](z []T, c T, x, y []T) int                                      { return 0 }
func fastMulAdd[T Float](z []T, c T, x, y []T) int                                         { return 0 }
func fastMulPair[T Float](z, a, b, c, d []T) int                                           { return 0 }
func fastSum[T Float](l *lanes[T], x []T) int                                              { return 0 }
func fastDot[T Float](l *lanes[T], x, y []T) int                                           { return 0 }
func fastMaxAbs[T Float](l *lanes[T], x []T) int                                           { return 0 }
func fastAddRow[T Float](z, x, row []T, m, n int) int                                      { return 0 }
func fastSumRows[T Float](row, x []T, m, n int) int                                        { return 0 }
func fastOuter[T Float](z, x, y []T, add bool) int                                         { return 0 }
func fastSparse[T Float](z, x []T, s *Sparse, m, n int) int                                { return 0 }
func fastDiffuse[T Float](dst, left, mid, right []T, r T) int                              { return 0 }
func fastInner[T Float](dst, src []T, nx, ny int, r T) bool                                { return false }
func fastTorus[T Float](dst, left, mid, right, below, above []T, r T) int                  { return 0 }
func fastAdam[T Float](p, m, v, g []T, lr, b1, b2, eps, c1, c2 T) int                      { return 0 }
func fastIterate[T Float](z []T, a, b T, turns int) int                                    { return 0 }
func fastTriad[T Float](z, x []T, a T, y []T) int                                          { return 0 }
func fastTanhJet1[T Float](y0, y1, x1 []T) int                                             { return 0 }
func fastTanhJet2[T Float](y0, y1, y2, x1, x2 []T) int                                     { return 0 }
func fastTanhBack1[T Float](z0, z1, y0, y1, g1 []T) int                                    { return 0 }
func fastTanhBack2[T Float](z0, z1, z2, y0, y1, y2, g1, g2 []T) int                        { return 0 }
func fastTanhSum[T Float](y0, y1, y2, ys, x1, x2, xs []T, c T) int                         { return 0 }
func fastTanhSumBack[T Float](z0, z1, z2, zs, y0, y1, y2, ys, g0, g1, g2, gs []T, c T) int { return 0 }
func fastTanhBack0[T Float](z, y, g []T) int                                               { return 0 }
func fastTileWidth[T Float](x []T) int                                                     { return 0 }
func fastPackWide[T Float](panel, x []T, along int, alpha T)                               {}
func fastPackFour[T Float](panel []T, width int, x []T, k, across int) int                 { return 0 }
func fastBlock[T Float](t *block[T]) int                                                   { return 0 }
