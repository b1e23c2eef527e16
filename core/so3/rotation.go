package so3

import "math"

// A Rotation of space is a quaternion (a, b, c, d) of any length but 0; of length
// 1 it is (cos φ/2, n·sin φ/2) for an angle φ about an axis n. Four independent
// normal numbers make all rotations equally likely (Marsaglia 1972).
type Rotation [4]float64

// After is p and then q, of length 1.
func (q Rotation) After(p Rotation) Rotation {
	r := Rotation{
		float64(q[0]*p[0]) - float64(q[1]*p[1]) - float64(q[2]*p[2]) - float64(q[3]*p[3]),
		float64(q[0]*p[1]) + float64(q[1]*p[0]) + float64(q[2]*p[3]) - float64(q[3]*p[2]),
		float64(q[0]*p[2]) - float64(q[1]*p[3]) + float64(q[2]*p[0]) + float64(q[3]*p[1]),
		float64(q[0]*p[3]) + float64(q[1]*p[2]) - float64(q[2]*p[1]) + float64(q[3]*p[0]),
	}
	norm := 1 / math.Sqrt(r.square())
	for i := range r {
		r[i] *= norm
	}
	return r
}

// square is that of the quaternion's length.
func (q Rotation) square() float64 {
	sum := 0.0
	for _, v := range q {
		sum += float64(v * v)
	}
	return sum
}

// Proper tells whether the length is about 1, as it is after each After.
func (q Rotation) Proper() bool { return q.square() > 0.5 && q.square() < 2 }

// Matrix is the rotation as a matrix, row by row.
func (q Rotation) Matrix() (r [3][3]float64) {
	var qq [4][4]float64
	norm := 0.0
	for i := range q {
		norm += float64(q[i] * q[i])
		for j := range q {
			qq[i][j] = q[i] * q[j]
		}
	}
	s := 2 / norm
	for i := range 3 {
		j, k := (i+1)%3, (i+2)%3
		r[i][i] = 1 - float64(s*(qq[j+1][j+1]+qq[k+1][k+1]))
		r[i][j] = s * (qq[i+1][j+1] - qq[0][k+1])
		r[i][k] = s * (qq[i+1][k+1] + qq[0][j+1])
	}
	return r
}

// Apply sets dst to the vectors of src, x, y, z each, rotated.
func (q Rotation) Apply(dst, src []float64) {
	r := q.Matrix()
	for i := 0; i < len(src); i += 3 {
		v := [3]float64(src[i:])
		for a := range 3 {
			dst[i+a] = float64(r[a][0]*v[0]) + float64(r[a][1]*v[1]) + float64(r[a][2]*v[2])
		}
	}
}
