package kernel

// Diffuse1 is one explicit Euler step of the heat equation on a ring:
//
//	dst_i = src_i + r·((src_{i−1} + src_{i+1}) − 2·src_i), indices mod n
//
// with r = α·dt/dx². dst is not src.
func Diffuse1[T Float](dst, src []T, r T) {
	n := len(src)
	if n == 0 {
		return
	}
	plainDiffuse(dst[:1], src[n-1:], src, src[1%n:], r)
	if n > 1 {
		diffuse(dst[1:n-1], src, src[1:], src[2%n:], r)
		plainDiffuse(dst[n-1:n], src[n-2:], src[n-1:], src, r)
	}
}

// diffuse is the step at places whose neighbours are in the same slice.
func diffuse[T Float](dst, left, mid, right []T, r T) {
	n := fastDiffuse(dst, left, mid, right, r)
	plainDiffuse(dst[n:], left[n:], mid[n:], right[n:], r)
}

func plainDiffuse[T Float](dst, left, mid, right []T, r T) {
	for i := range dst {
		c := mid[i]
		dst[i] = c + T(r*((left[i]+right[i])-2*c))
	}
}

// Diffuse2 is the same step on a torus of ny rows of nx numbers:
//
//	dst = c + r·(((left + right) + (below + above)) − 4c), c = src at that point
//
// dst is not src.
func Diffuse2[T Float](dst, src []T, nx, ny int, r T) {
	interior := fastInterior(dst, src, nx, ny, r)
	for y := range ny {
		if interior && y > 0 && y < ny-1 {
			continue
		}
		mid := src[y*nx:][:nx]
		below := src[(y+ny-1)%ny*nx:][:nx]
		above := src[(y+1)%ny*nx:][:nx]
		torusRow(dst[y*nx:][:nx], mid, below, above, r)
	}
}

// diffusePoint is Diffuse2 at one point.
func diffusePoint[T Float](left, c, right, below, above, r T) T {
	sum := (left + right) + (below + above)
	return c + T(r*(sum-T(4*c)))
}

// torusRow is one row of Diffuse2.
func torusRow[T Float](dst, mid, below, above []T, r T) {
	n := len(dst)
	if n == 0 {
		return
	}
	plainTorus(dst[:1], mid[n-1:], mid, mid[1%n:], below, above, r)
	if n > 1 {
		e := n - 1
		torus(dst[1:e], mid, mid[1:], mid[2%n:], below[1:], above[1:], r)
		plainTorus(dst[e:], mid[e-1:], mid[e:], mid, below[e:], above[e:], r)
	}
}

// torus is the part of a row whose neighbours left and right do not wrap around.
func torus[T Float](dst, left, mid, right, below, above []T, r T) {
	n := fastTorus(dst, left, mid, right, below, above, r)
	plainTorus(dst[n:], left[n:], mid[n:], right[n:], below[n:], above[n:], r)
}

func plainTorus[T Float](dst, left, mid, right, below, above []T, r T) {
	for i := range dst {
		dst[i] = diffusePoint(left[i], mid[i], right[i], below[i], above[i], r)
	}
}
